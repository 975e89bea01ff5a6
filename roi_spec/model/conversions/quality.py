"""Templates of the family `quality`: errors, defects, complaints and customers who leave."""

from __future__ import annotations

from roi_spec.model.conversion import Example, Input, Template
from roi_spec.model.conversions.inputs import ERROR_COST, PHILLIPS, error_cost, rate
from roi_spec.model.text import Text

NOT_DEFECT_AND_REWORK = Text("Rework is a part of what a defect costs. Count the hours or the defects, not both.")
POINTS_NOT_PERCENT = Text(
    "From 5% to 3% is 2 percentage points, and 40% fewer. The formula needs the points, so give the KPI in percent."
)

ERROR_AVOIDED = Template(
    id="error_avoided",
    code="VC-01",
    title=Text("Errors avoided"),
    family="quality",
    technique="cost_of_quality",
    measures=Text("The number of errors in a stretch of time."),
    words=Text(
        "errors avoided x (time to correct one x loaded hourly rate + material + detection + compensation + penalties)"
    ),
    formula=f"effect * benefit_window * {ERROR_COST}",
    inputs=error_cost("45 minutes/error", "48 EUR/hour", "6 EUR/error"),
    example=Example(
        "Errors in claim files",
        "300 errors/month",
        "180 errors/month",
        "270 errors/month",
        "90 errors/month",
        "45360 EUR",
        leaves_out=("detection", "compensation", "penalties"),
    ),
    warnings=(
        Text("Costs of finding errors fall only when there really are fewer checks."),
        Text("Fewer errors can also mean that fewer are reported. Say how they are found."),
        Text("Compensation and penalties belong here once; not again with complaints or fines."),
    ),
    cites=PHILLIPS,
)

ERROR_RATE = Template(
    id="error_rate",
    code="VC-29",
    title=Text("Lower error rate"),
    family="quality",
    technique="cost_of_quality",
    measures=Text("Errors per document, order or other thing that is handled."),
    words=Text("fall in errors per thing handled x things handled x cost of one error"),
    formula=f"effect * volume * benefit_window * {ERROR_COST}",
    inputs=(
        Input(
            "volume",
            Text("Volume"),
            "6000 documents/month",
            Text("How many of these things are handled, in the same word as in the KPI."),
        ),
        *error_cost("30 minutes/error", "46 EUR/hour", "2 EUR/error"),
    ),
    example=Example(
        "Errors per document",
        "0.018 errors/document",
        "0.011 errors/document",
        "0.016 errors/document",
        "0.005 errors/document",
        "9000 EUR",
        leaves_out=("detection", "compensation", "penalties"),
    ),
    warnings=(
        Text("A rate of 12 per 1,000 is written as 0.012 per thing."),
        Text("Take the volume of the whole benefit window, not that of the busiest month."),
        Text("Do not count the same errors again as a number of errors avoided."),
    ),
    cites=PHILLIPS,
    asks=("overlap",),
)

DEFECT_RATE = Template(
    id="defect_rate",
    code="VC-10",
    title=Text("Lower defect rate"),
    family="quality",
    technique="cost_of_quality",
    measures=Text("The share of units with a defect, in percent."),
    words=Text("units x fall in the defect rate, in percentage points x cost of a defective unit"),
    formula="effect * units * benefit_window * cost_per_defect",
    inputs=(
        Input("units", Text("Units made"), "20000 units/month", Text("How many units are made or handled.")),
        Input(
            "cost_per_defect",
            Text("Cost of a defective unit"),
            "9 EUR/unit",
            Text("Rework, scrap, warranty and handling of one unit with a defect."),
        ),
    ),
    example=Example("Units with a defect", "5%", "3%", "4.6%", "1.6 pp", "34560 EUR"),
    warnings=(
        POINTS_NOT_PERCENT,
        Text("A unit can have several defects: say whether the rate is per unit or per chance of a defect."),
        NOT_DEFECT_AND_REWORK,
    ),
    cites=PHILLIPS,
    asks=("overlap",),
)

REWORK_AVOIDED = Template(
    id="rework_avoided",
    code="VC-11",
    title=Text("Rework avoided"),
    family="quality",
    technique="cost_of_quality",
    measures=Text("The working hours that go into doing things again."),
    words=Text("hours of rework avoided x (loaded hourly rate + material used in an hour)"),
    formula="effect * benefit_window * (rate + material)",
    inputs=(
        rate("45 EUR/hour"),
        Input(
            "material",
            Text("Material used in an hour of rework"),
            "5 EUR/hour",
            Text("Material that rework takes, spread over its hours."),
            optional=True,
        ),
    ),
    example=Example(
        "Hours of rework", "200 hours/month", "140 hours/month", "190 hours/month", "50 hours/month", "30000 EUR"
    ),
    warnings=(
        NOT_DEFECT_AND_REWORK,
        Text("Hours of rework that are saved are worth money only when they are put to other work."),
    ),
    cites=PHILLIPS,
    asks=("overlap", "conversion.redeployed"),
)

COMPLAINTS_AVOIDED = Template(
    id="complaints_avoided",
    code="VC-12",
    title=Text("Complaints avoided"),
    family="quality",
    technique="cost_of_quality",
    measures=Text("The number of complaints in a stretch of time."),
    words=Text(
        "complaints avoided x (handling time x loaded hourly rate + compensation + customers lost per complaint x "
        "value of a customer)"
    ),
    formula="effect * benefit_window * (handling_time * rate + compensation + churn * customer_value)",
    inputs=(
        Input(
            "handling_time",
            Text("Time to handle one complaint"),
            "1.5 hours/complaint",
            Text("Average working time of everybody who deals with it."),
        ),
        rate("44 EUR/hour"),
        Input(
            "compensation",
            Text("Compensation for one complaint"),
            "25 EUR/complaint",
            Text("What customers get back on average for one complaint."),
            optional=True,
        ),
        Input(
            "churn",
            Text("Customers lost per complaint"),
            "0.04 customers/complaint",
            Text("How many customers leave because of one complaint; from your own data."),
            optional=True,
        ),
        Input(
            "customer_value",
            Text("Value of a customer"),
            "600 EUR/customer",
            Text("The contribution of one customer over the benefit window, not the revenue."),
            optional=True,
        ),
    ),
    example=Example(
        "Complaints",
        "80 complaints/month",
        "55 complaints/month",
        "75 complaints/month",
        "20 complaints/month",
        "27600 EUR",
    ),
    warnings=(
        Text("Customers who do not leave are often counted a second time as lower churn. Choose one of the two."),
        Text("Fewer complaints can also mean that people have stopped complaining."),
    ),
    cites=PHILLIPS,
    asks=("overlap",),
)

CHURN_REDUCED = Template(
    id="churn_reduced",
    code="VC-13",
    title=Text("Fewer customers leave"),
    family="quality",
    technique="profit_contribution",
    measures=Text("The share of customers who leave in a year, in percent."),
    words=Text("customers x fall in churn, in percentage points x contribution of a customer over time"),
    formula="effect * customers * contribution * benefit_window",
    inputs=(
        Input(
            "customers",
            Text("Customers"),
            "4000 customers",
            Text("How many customers the trained people look after."),
        ),
        Input(
            "contribution",
            Text("Contribution of a customer"),
            "180 EUR/customer/year",
            Text("Revenue from one customer less variable costs, over the time named."),
        ),
    ),
    example=Example("Customers who leave in a year", "12%", "9%", "11.5%", "2.5 pp", "18000 EUR"),
    warnings=(
        POINTS_NOT_PERCENT,
        Text("A lifetime value is allowed only when it is discounted and the programme has a long-term effect."),
        Text("Who leaves during the year has paid for a part of it: a year's contribution is an upper limit."),
        Text("Not together with complaints that already hold the loss of customers."),
    ),
    cites=PHILLIPS,
    asks=("overlap",),
)

SATISFACTION_POINTS = Template(
    id="satisfaction_points",
    code="VC-14",
    title=Text("Higher customer satisfaction (NPS, CSAT)"),
    family="quality",
    technique="linked_measure",
    measures=Text("A satisfaction score in points, such as NPS."),
    words=Text("change in points x contribution per point and customer x customers"),
    formula="effect * value_per_point * customers * benefit_window",
    inputs=(
        Input(
            "value_per_point",
            Text("Contribution per point"),
            "1.5 EUR/point/customer/year",
            Text("How much more a customer contributes per point, found in your own customer data."),
        ),
        Input("customers", Text("Customers"), "3000 customers", Text("How many customers the score stands for.")),
    ),
    example=Example("Net Promoter Score", "20 points", "32 points", "24 points", "8 points", "36000 EUR"),
    warnings=(
        Text("Only with a regression on your own customers. Without it satisfaction is an intangible benefit."),
        Text("A published value per point comes from other customers. Errors along the chain add up."),
        Text("A score is given in points, never in percent."),
    ),
    cites=PHILLIPS,
    asks=("overlap",),
)

TEMPLATES = (
    ERROR_AVOIDED,
    ERROR_RATE,
    DEFECT_RATE,
    REWORK_AVOIDED,
    COMPLAINTS_AVOIDED,
    CHURN_REDUCED,
    SATISFACTION_POINTS,
)
