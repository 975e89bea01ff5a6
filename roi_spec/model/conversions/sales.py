"""Templates of the family `sales`: output, sales and what production uses."""

from __future__ import annotations

from roi_spec.model.conversion import Example, Input, Template
from roi_spec.model.conversions.inputs import PHILLIPS, margin, people_when_each
from roi_spec.model.conversions.quality import POINTS_NOT_PERCENT
from roi_spec.model.text import Text

DISPLACED = Text("Find out whether the gain was taken from another team, product or quarter.")
NOT_CONVERSION_AND_SIZE = Text(
    "Conversion and deal size act on the same sales. When both rise, value one at the level of before."
)

OUTPUT_INCREASE = Template(
    id="output_increase",
    code="VC-05",
    title=Text("More output"),
    family="sales",
    technique="profit_contribution",
    measures=Text("The number of units that are made or delivered."),
    words=Text("extra units x (price - variable costs) x share that is sold or needed"),
    formula="effect * people * benefit_window * (price - variable_cost) * sold",
    inputs=(
        Input("price", Text("Price of a unit"), "45 EUR/unit", Text("What a customer pays, without tax.")),
        Input(
            "variable_cost",
            Text("Variable cost of a unit"),
            "27 EUR/unit",
            Text("What one more unit costs: material, energy, transport, commission."),
        ),
        Input(
            "sold",
            Text("Share that is sold or needed"),
            "90%",
            Text("Which part of the extra units finds a buyer or was needed."),
        ),
        people_when_each(),
    ),
    example=Example(
        "Units made",
        "800 units/month",
        "920 units/month",
        "820 units/month",
        "100 units/month",
        "19440 EUR",
        leaves_out=("people",),
    ),
    warnings=(
        Text("Count the margin, never the price."),
        Text("Extra units that nobody buys are stock, not a benefit."),
        Text("Without a price: one more unit is worth what it now costs to make one, agreed with finance."),
        DISPLACED,
    ),
    cites=PHILLIPS,
    asks=("displacement",),
)

SALES_INCREASE = Template(
    id="sales_increase",
    code="VC-06",
    title=Text("More revenue"),
    family="sales",
    technique="profit_contribution",
    measures=Text("Revenue in a stretch of time, of all together or per person."),
    words=Text("extra revenue x contribution margin"),
    formula="effect * people * benefit_window * margin",
    inputs=(margin("30%"), people_when_each()),
    example=Example(
        "Revenue from cross-selling",
        "120000 EUR/month",
        "150000 EUR/month",
        "126000 EUR/month",
        "24000 EUR/month",
        "86400 EUR",
        leaves_out=("people",),
    ),
    warnings=(
        Text("Revenue is not a benefit; only its contribution margin is."),
        DISPLACED,
        Text(
            "The price level, a campaign or a new product can raise revenue as well. Attribution has to take them out."
        ),
    ),
    cites=PHILLIPS,
    asks=("displacement",),
)

CONVERSION_RATE = Template(
    id="conversion_rate",
    code="VC-07",
    title=Text("Higher conversion rate"),
    family="sales",
    technique="profit_contribution",
    measures=Text("The share of leads that becomes a sale, in percent."),
    words=Text("leads x rise in conversion, in percentage points x value of an order x contribution margin"),
    formula="effect * leads * benefit_window * order_value * margin",
    inputs=(
        Input("leads", Text("Leads"), "250 leads/month", Text("How many leads come in for the trained people.")),
        Input(
            "order_value",
            Text("Value of an order"),
            "800 EUR/lead",
            Text("Average revenue from a lead that says yes."),
        ),
        margin("35%"),
    ),
    example=Example("Leads that become a sale", "18%", "23%", "19%", "4 pp", "33600 EUR"),
    warnings=(
        POINTS_NOT_PERCENT,
        NOT_CONVERSION_AND_SIZE,
        Text("A higher rate on fewer leads is not more sales. Show the number of leads before and after."),
        DISPLACED,
    ),
    cites=PHILLIPS,
    asks=("overlap", "displacement"),
)

DEAL_SIZE = Template(
    id="deal_size",
    code="VC-08",
    title=Text("Larger deals"),
    family="sales",
    technique="profit_contribution",
    measures=Text("The average revenue of a deal."),
    words=Text("deals x rise in the average deal x contribution margin"),
    formula="effect * deals * benefit_window * margin",
    inputs=(
        Input("deals", Text("Deals"), "40 deals/month", Text("How many deals the trained people close.")),
        margin("35%"),
    ),
    example=Example("Average deal", "2400 EUR/deal", "2700 EUR/deal", "2450 EUR/deal", "250 EUR/deal", "42000 EUR"),
    warnings=(
        NOT_CONVERSION_AND_SIZE,
        Text("A few very large deals move an average. Show the middle deal as well."),
    ),
    cites=PHILLIPS,
    asks=("overlap", "displacement"),
)

DEALS = Input("deals", Text("Deals"), "100 deals/year", Text("How many deals are closed before anything changes."))
DEAL_VALUE = Input("deal_value", Text("Value of a deal"), "3000 EUR/deal", Text("Average revenue of a deal."))

SALES_CYCLE = Template(
    id="sales_cycle",
    code="VC-09",
    title=Text("Shorter sales cycle, when time is the limit"),
    family="sales",
    technique="profit_contribution",
    measures=Text("The days from first contact to signature."),
    words=Text("deals x (days before / days after - 1) x value of a deal x contribution margin"),
    formula="deals * effect / (baseline - effect) * benefit_window * deal_value * margin",
    inputs=(DEALS, DEAL_VALUE, margin("30%")),
    example=Example("Length of the sales cycle", "60 days", "48 days", "58 days", "10 days", "18000 EUR"),
    warnings=(
        Text("Only when salespeople have more prospects than time. Otherwise use `earlier_cash`."),
        Text("The extra deals must be there to win: show the prospects that were waiting."),
        NOT_CONVERSION_AND_SIZE,
    ),
    cites=PHILLIPS,
    asks=("overlap", "displacement"),
    better="lower",
)

EARLIER_CASH = Template(
    id="earlier_cash",
    code="VC-09b",
    title=Text("Shorter sales cycle, when time is not the limit"),
    family="sales",
    technique="standard_value",
    measures=Text("The days from first contact to signature."),
    words=Text("deals x value of a deal x days earlier x cost of capital per day"),
    formula="effect * deals * benefit_window * deal_value * capital_cost",
    inputs=(
        DEALS,
        DEAL_VALUE,
        Input(
            "capital_cost",
            Text("Cost of capital per day"),
            "0.02 %/day",
            Text("The yearly cost of capital, divided by 365. From finance."),
        ),
    ),
    example=Example("Length of the sales cycle", "60 days", "48 days", "58 days", "10 days", "600 EUR"),
    warnings=(
        Text("The same deals come earlier; there are no more of them. Only the interest is a benefit."),
        Text("Not together with `sales_cycle`: the days are used for one or the other."),
    ),
    cites=PHILLIPS,
    asks=("overlap",),
)

DOWNTIME_AVOIDED = Template(
    id="downtime_avoided",
    code="VC-21",
    title=Text("Downtime avoided"),
    family="sales",
    technique="profit_contribution",
    measures=Text("The hours that a machine, line or system stands still."),
    words=Text("hours of downtime avoided x contribution of the bottleneck in an hour"),
    formula="effect * benefit_window * contribution",
    inputs=(
        Input(
            "contribution",
            Text("Contribution of the bottleneck"),
            "400 EUR/hour",
            Text("What the slowest step earns in an hour after variable costs."),
        ),
    ),
    example=Example(
        "Hours that the packing line stands still",
        "60 hours/month",
        "40 hours/month",
        "55 hours/month",
        "15 hours/month",
        "72000 EUR",
    ),
    warnings=(
        Text("An hour of a machine that is not the bottleneck costs far less: the line catches up."),
        Text("The wage of people who wait is only a part of the loss, and often paid anyhow."),
        Text("Not together with the extra output of the same hours."),
    ),
    cites=PHILLIPS,
    asks=("overlap",),
)

RESOURCES_SAVED = Template(
    id="resources_saved",
    code="VC-23",
    title=Text("Energy, fuel, material or waste saved"),
    family="sales",
    technique="standard_value",
    measures=Text("The quantity that is used or thrown away."),
    words=Text("quantity saved x price"),
    formula="effect * benefit_window * price",
    inputs=(
        Input(
            "price",
            Text("Price of what is saved"),
            "0.22 EUR/kWh",
            Text("What one more or less really changes on the bill, without fixed charges."),
        ),
    ),
    example=Example(
        "Electricity used", "52000 kWh/month", "46000 kWh/month", "51000 kWh/month", "5000 kWh/month", "13200 EUR"
    ),
    warnings=(
        Text("Weather, volume and prices move these quantities. Compare at the same volume."),
        Text("A smaller stock frees cash once; what returns each year is the cost of holding it, not its price."),
    ),
    cites=PHILLIPS,
)

TEMPLATES = (
    OUTPUT_INCREASE,
    SALES_INCREASE,
    CONVERSION_RATE,
    DEAL_SIZE,
    SALES_CYCLE,
    EARLIER_CASH,
    DOWNTIME_AVOIDED,
    RESOURCES_SAVED,
)
