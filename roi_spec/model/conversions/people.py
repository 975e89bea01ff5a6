"""Templates of the family `people`: who leaves, who is away, who is hired, and disputes at work."""

from __future__ import annotations

from roi_spec.model.conversion import Example, Input, Template
from roi_spec.model.conversions.inputs import PHILLIPS, people_when_each
from roi_spec.model.text import Text

HIRING_ONCE = Text("Turnover, external hiring and internal moves share the cost of hiring. Count it once.")

TURNOVER_AVOIDED = Template(
    id="turnover_avoided",
    code="VC-03",
    title=Text("Turnover avoided"),
    family="people",
    technique="historical_cost",
    measures=Text("The number of people who leave of their own will."),
    words=Text("leavers avoided x (recruiting + selection + onboarding + vacancy + lost productivity)"),
    formula="effect * people * benefit_window * (recruiting + selection + onboarding + vacancy + lost_productivity)",
    inputs=(
        Input(
            "recruiting",
            Text("Recruiting"),
            "4000 EUR/leaver",
            Text("Advertisements, agency and own hours for one replacement."),
        ),
        Input(
            "onboarding",
            Text("Onboarding"),
            "3500 EUR/leaver",
            Text("Training, equipment and guidance of one replacement."),
        ),
        Input(
            "selection",
            Text("Selection"),
            "1500 EUR/leaver",
            Text("Interviews and tests for one replacement."),
            optional=True,
        ),
        Input(
            "vacancy",
            Text("Vacancy"),
            "2500 EUR/leaver",
            Text("Temporary staff and overtime while the post is empty, less the salary that is not paid."),
            optional=True,
        ),
        Input(
            "lost_productivity",
            Text("Lost productivity"),
            "6000 EUR/leaver",
            Text("What a replacement delivers less until proficient."),
            optional=True,
        ),
        people_when_each(),
    ),
    example=Example(
        "People who leave of their own will",
        "60 leavers/year",
        "48 leavers/year",
        "57 leavers/year",
        "9 leavers/year",
        "135000 EUR",
        leaves_out=("vacancy", "people"),
    ),
    warnings=(
        Text("Use your own costs. Published shares of a salary differ by a factor of two for the same occupation."),
        Text("With a KPI in percent a year, give the number of people; a fall from 12% to 10% is 2 points, not 17%."),
        Text("Some turnover is wanted: count only people whom the organisation wanted to keep."),
        HIRING_ONCE,
    ),
    cites=PHILLIPS,
    asks=("overlap",),
)

ABSENCE_AVOIDED = Template(
    id="absence_avoided",
    code="VC-15",
    title=Text("Absence avoided"),
    family="people",
    technique="historical_cost",
    measures=Text("Days of absence, of all together or per person."),
    words=Text("days of absence avoided x (cost of a day + overtime premium)"),
    formula="effect * people * benefit_window * (cost_per_day + overtime_premium)",
    inputs=(
        Input(
            "cost_per_day",
            Text("Cost of a day of absence"),
            "260 EUR/absence_day",
            Text("Either the loaded cost of the day, or what a replacement costs. Not both."),
        ),
        Input(
            "overtime_premium",
            Text("Overtime premium"),
            "40 EUR/absence_day",
            Text("What colleagues are paid extra to fill the gap."),
            optional=True,
        ),
        people_when_each(),
    ),
    example=Example(
        "Days of absence",
        "150 absence_days/month",
        "120 absence_days/month",
        "144 absence_days/month",
        "24 absence_days/month",
        "86400 EUR",
        leaves_out=("people",),
    ),
    warnings=(
        Text("Sick pay and lost production are two measures; a study can find a gain in one and none in the other."),
        Text("Absence has seasons. Compare the same months of both years."),
        Text("Where nobody fills the gap and no work is lost, a day of absence costs less than a day's pay."),
    ),
    cites=PHILLIPS,
)

EXTERNAL_HIRE_AVOIDED = Template(
    id="external_hire_avoided",
    code="VC-22",
    title=Text("External hire avoided"),
    family="people",
    technique="historical_cost",
    measures=Text("The hours that are hired from outside."),
    words=Text("hours no longer hired x (external rate - extra internal cost)"),
    formula="effect * benefit_window * (external_rate - internal_cost)",
    inputs=(
        Input("external_rate", Text("External rate"), "95 EUR/hour", Text("What the agency or contractor charges.")),
        Input(
            "internal_cost",
            Text("Extra internal cost"),
            "62 EUR/hour",
            Text("What it costs to do the hour with own people; 0 only when they had time to spare."),
        ),
    ),
    example=Example(
        "Hours hired from outside",
        "400 hours/month",
        "280 hours/month",
        "380 hours/month",
        "100 hours/month",
        "39600 EUR",
    ),
    warnings=(
        Text("Own people are not free: subtract what their hour costs."),
        Text("Count full-time equivalents as hours, with the hours that people really work in a year."),
        HIRING_ONCE,
    ),
    cites=PHILLIPS,
    asks=("overlap",),
)

INTERNAL_PROMOTION = Template(
    id="internal_promotion",
    code="VC-25",
    title=Text("Vacancies filled from inside"),
    family="people",
    technique="historical_cost",
    measures=Text("The number of vacancies filled by own people."),
    words=Text("vacancies filled from inside x (cost of an external hire - cost of an internal move)"),
    formula="effect * benefit_window * (external_cost - internal_cost)",
    inputs=(
        Input(
            "external_cost",
            Text("Cost of an external hire"),
            "9000 EUR/vacancy",
            Text("Recruiting, selection and onboarding of somebody from outside."),
        ),
        Input(
            "internal_cost",
            Text("Cost of an internal move"),
            "2500 EUR/vacancy",
            Text("Selection, handover and training of somebody from inside."),
        ),
    ),
    example=Example(
        "Vacancies filled from inside",
        "12 vacancies/year",
        "20 vacancies/year",
        "14 vacancies/year",
        "6 vacancies/year",
        "39000 EUR",
    ),
    warnings=(
        Text("An internal move leaves a post behind. Count its replacement as internal cost."),
        HIRING_ONCE,
    ),
    cites=PHILLIPS,
    asks=("overlap",),
)

DISPUTES_AVOIDED = Template(
    id="disputes_avoided",
    code="VC-26",
    title=Text("Grievances and disputes avoided"),
    family="people",
    technique="historical_cost",
    measures=Text("The number of grievances or disputes in a stretch of time."),
    words=Text("cases avoided x cost of a case"),
    formula="effect * benefit_window * cost_per_case",
    inputs=(
        Input(
            "cost_per_case",
            Text("Cost of a case"),
            "6500 USD/grievance",
            Text("Average of past cases: hours of all involved, lawyers, settlements."),
        ),
    ),
    example=Example(
        "Grievances filed",
        "160 grievances/year",
        "70 grievances/year",
        "154 grievances/year",
        "84 grievances/year",
        "546000 USD",
    ),
    warnings=(
        Text("Fewer cases can also mean that people no longer dare to speak up. Show a second measure."),
        Text("One very expensive case moves the average. Say over how many cases it was taken."),
    ),
    cites=PHILLIPS,
)

LONG_ABSENCE_AVOIDED = Template(
    id="long_absence_avoided",
    code="VC-27",
    title=Text("Burn-out and long-term absence avoided"),
    family="people",
    technique="historical_cost",
    measures=Text("The number of new cases of long-term absence."),
    words=Text("cases avoided x (wage continuation + replacement + reintegration)"),
    formula="effect * benefit_window * (wage_continuation + replacement + reintegration)",
    inputs=(
        Input(
            "wage_continuation",
            Text("Wage continuation"),
            "32000 EUR/case",
            Text("What is paid on average during a case, less what insurance pays back."),
        ),
        Input(
            "replacement",
            Text("Replacement"),
            "20000 EUR/case",
            Text("Temporary staff during a case, less wages that are no longer paid."),
            optional=True,
        ),
        Input(
            "reintegration",
            Text("Reintegration"),
            "6000 EUR/case",
            Text("Company doctor, guidance and adaptations of work."),
            optional=True,
        ),
    ),
    example=Example(
        "New cases of long-term absence",
        "14 cases/year",
        "9 cases/year",
        "13 cases/year",
        "4 cases/year",
        "232000 EUR",
    ),
    warnings=(
        Text("Cases are few, so chance is large. Say how many there were in each of the past years."),
        Text("In the Netherlands wages are paid for up to two years; take the average length of past cases."),
        Text("Not together with days of absence that hold the same cases."),
    ),
    cites="Phillips & Phillips, ROI Methodology, step 6; Dutch Civil Code, book 7, article 629 (wage continuation)",
    asks=("overlap",),
)

TEMPLATES = (
    TURNOVER_AVOIDED,
    ABSENCE_AVOIDED,
    LONG_ABSENCE_AVOIDED,
    EXTERNAL_HIRE_AVOIDED,
    INTERNAL_PROMOTION,
    DISPUTES_AVOIDED,
)
