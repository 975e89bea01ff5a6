"""Templates of the family `decision`: learning itself, what not acting costs, and the utility model."""

from __future__ import annotations

from roi_spec.model.conversion import Example, Input, Template
from roi_spec.model.conversions.inputs import PHILLIPS, people, rate
from roi_spec.model.text import Text

TRAINING_TIME_SAVED = Template(
    id="training_time_saved",
    code="VC-17",
    title=Text("Training time saved"),
    family="decision",
    technique="employee_time",
    measures=Text("The hours that one person spends in training."),
    words=Text("people trained x (hours avoided x loaded hourly rate + travel avoided)"),
    formula="participants * benefit_window * (effect * rate + travel * effect / observed_change)",
    inputs=(
        Input(
            "participants",
            Text("People trained"),
            "150 persons/year",
            Text("How many people follow this training in a year."),
        ),
        rate("50 EUR/hour"),
        Input(
            "travel",
            Text("Travel avoided"),
            "60 EUR/person",
            Text("Travel and lodging that one person no longer has. It counts for the same part as the hours."),
            optional=True,
        ),
    ),
    example=Example(
        "Hours of training", "24 hours/person", "14 hours/person", "22 hours/person", "8 hours/person", "67200 EUR"
    ),
    warnings=(
        Text("A supplier's 40 to 60% less time is not a measurement. Use your own hours."),
        Text("Shorter is a benefit only when people learn as much: show the test results of both forms."),
        Text("Not when the costs of this programme already show the shorter time."),
    ),
    cites=PHILLIPS,
    asks=("overlap",),
)

UTILITY_MODEL = Template(
    id="utility_model",
    code="VC-33",
    title=Text("Utility model (Brogden, Cronbach and Gleser)"),
    family="decision",
    technique="linked_measure",
    measures=Text("A score of job performance in points, before and after or of two groups."),
    words=Text(
        "people x duration x effect in standard deviations x money value of one standard deviation of performance (SDy)"
    ),
    formula="effect / standard_deviation * people * benefit_window * sdy",
    inputs=(
        Input(
            "standard_deviation",
            Text("Standard deviation of the score"),
            "16 points",
            Text("Spread of the score among people who were not trained, in the unit of the KPI."),
        ),
        people(Text("How many people were trained and are still in the job.")),
        Input(
            "sdy",
            Text("Value of one standard deviation (SDy)"),
            "18000 EUR/person/year",
            Text("What one standard deviation of better work is worth in a year; often put at 40% of pay."),
        ),
    ),
    example=Example("Performance score", "60 points", "70 points", "62 points", "8 points", "180000 EUR"),
    warnings=(
        Text("This is a model: no money was observed. Never show its result as evidence of a return."),
        Text("The value of one standard deviation is a judgement, and the result moves in proportion to it."),
        Text("A test score is not job performance. Use a measure of work."),
        Text("State how long the effect lasts, how it fades and who leaves: `yearly_decay` and `yearly_attrition`."),
        Text(
            "The model subtracts the costs of the programme; here they stand among the costs and are subtracted once."
        ),
    ),
    cites=(
        "Brogden 1949, Personnel Psychology 2, 171-183; Cronbach & Gleser 1965, Psychological Tests and Personnel "
        "Decisions, 2nd edition; Schmidt, Hunter & Pearlman 1982, Personnel Psychology 35, 333-347"
    ),
    is_model=True,
)

COST_OF_INACTION = Template(
    id="cost_of_inaction",
    code="VC-30",
    title=Text("Cost of doing nothing"),
    family="decision",
    technique="historical_cost",
    measures=Text("The number of events that cost money."),
    words=Text("events to expect without the programme x cost of an event"),
    formula="baseline * benefit_window * cost_per_event",
    inputs=(
        Input(
            "cost_per_event",
            Text("Cost of an event"),
            "3000 EUR/incident",
            Text("Average of past events, in the same word as in the KPI."),
        ),
    ),
    example=Example(
        "Incidents",
        "25 incidents/year",
        "20 incidents/year",
        "24 incidents/year",
        "4 incidents/year",
        "75000 EUR",
    ),
    warnings=(
        Text(
            "This is what a decision is held against. It is never a benefit: the programme does not remove all of it."
        ),
        Text("It assumes that nothing else changes. Say what would probably be done without the programme."),
    ),
    cites=PHILLIPS,
    counts=False,
)

SCRAP_LEARNING = Template(
    id="scrap_learning",
    code="VC-32",
    title=Text("Scrap learning"),
    family="decision",
    technique="standard_value",
    measures=Text("The share of people who apply what they learned, in percent."),
    words=Text("cost of delivery x (1 - share of people who apply it)"),
    formula="delivery_cost * (1 - result)",
    inputs=(
        Input(
            "delivery_cost",
            Text("Cost of delivery"),
            "40000 EUR",
            Text("What it cost to train everybody, participant time included."),
        ),
    ),
    example=Example("People who apply what they learned", "40%", "55%", "42%", "13 pp", "18000 EUR"),
    warnings=(
        Text("This is waste on the side of the costs, not a benefit. The costs already hold it."),
        Text("Who applies a part is not the same as who applies nothing. Say where you drew the line."),
    ),
    cites="Phillips & Phillips, ROI Methodology, level 3 (application); customary measure of learning that is not used",
    counts=False,
)

TEMPLATES = (TRAINING_TIME_SAVED, UTILITY_MODEL, COST_OF_INACTION, SCRAP_LEARNING)
