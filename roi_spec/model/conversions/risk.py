"""Templates of the family `risk`: accidents, fines, security and harm to patients."""

from __future__ import annotations

from roi_spec.model.conversion import Example, Input, Template
from roi_spec.model.conversions.inputs import PHILLIPS
from roi_spec.model.text import Text

RARE = Text("Rare events differ a lot from year to year by chance. Use several years as a baseline.")
IN_PROPORTION = Text(
    "The formula assumes that the risk falls in the same proportion as the KPI. Say why that is likely here."
)

ACCIDENTS_AVOIDED = Template(
    id="accidents_avoided",
    code="VC-18",
    title=Text("Accidents avoided"),
    family="risk",
    technique="historical_cost",
    measures=Text("The number of accidents in a stretch of time."),
    words=Text("accidents avoided x (direct cost + direct cost x indirect cost as a part of it)"),
    formula="effect * benefit_window * (direct_cost + direct_cost * indirect_ratio)",
    inputs=(
        Input(
            "direct_cost",
            Text("Direct cost of an accident"),
            "12000 EUR/accident",
            Text("Medical care, wages during absence, damage and claims, less insurance."),
        ),
        Input(
            "indirect_ratio",
            Text("Indirect cost as a part of direct cost"),
            "110%",
            Text("Investigation, lost time of others, replacement; from a safety authority or your own study."),
            optional=True,
        ),
    ),
    example=Example(
        "Accidents with injury",
        "20 accidents/year",
        "13 accidents/year",
        "18 accidents/year",
        "5 accidents/year",
        "126000 EUR",
    ),
    warnings=(
        RARE,
        Text(
            "The American authority OSHA takes an indirect cost of 4.5 times a direct cost below 3,000 dollars, and of "
            "1.1 times one of 10,000 dollars and more. Other countries differ."
        ),
        Text("A rate per million hours must first be turned into accidents, with the hours that were worked."),
    ),
    cites="Phillips & Phillips, ROI Methodology, step 6; OSHA, Safety Pays, background of the cost estimates",
)

FINE_AVOIDED = Template(
    id="fine_avoided",
    code="VC-19",
    title=Text("Risk of a fine reduced"),
    family="risk",
    technique="expert_value",
    measures=Text("The share or number of cases that break the rules; lower is better."),
    words=Text("fall in breaches as a part of the baseline x yearly probability of a fine x expected fine"),
    formula="effect / baseline * probability * benefit_window * min(fine, retention)",
    inputs=(
        Input(
            "probability",
            Text("Probability of a fine"),
            "5 %/year",
            Text(
                "How likely a fine is in a year without the programme: the base rate, from the regulator or the sector."
            ),
        ),
        Input("fine", Text("Expected fine"), "400000 EUR", Text("The average fine for such a case, not the highest.")),
        Input(
            "retention",
            Text("Insured retention"),
            "250000 EUR",
            Text("What the organisation pays itself before insurance does."),
            optional=True,
        ),
    ),
    example=Example("Files that break the rules", "20%", "11%", "19%", "8 pp", "5000 EUR"),
    warnings=(
        Text("Without the probability the sum is the whole fine, as if it were certain. That is a well-known error."),
        Text("The largest fine the law allows is not the expected fine."),
        IN_PROPORTION,
    ),
    cites=PHILLIPS,
    better="lower",
)

SECURITY_INCIDENTS = Template(
    id="security_incidents",
    code="VC-20",
    title=Text("Security incidents avoided"),
    family="risk",
    technique="linked_measure",
    measures=Text("Risky behaviour or incidents, such as the share that clicks a test mail; lower is better."),
    words=Text("incidents x fall in the KPI as a part of the baseline x cost of an incident"),
    formula="effect / baseline * incidents * benefit_window * cost_per_incident",
    inputs=(
        Input(
            "incidents",
            Text("Incidents without the programme"),
            "6 incidents/year",
            Text("How often it happened in the past years: the base rate."),
        ),
        Input(
            "cost_per_incident",
            Text("Cost of an incident"),
            "15000 EUR/incident",
            Text("Average of your own incidents; a published average holds a few very large ones."),
        ),
    ),
    example=Example("Staff who click a test mail", "25%", "13%", "23%", "10 pp", "36000 EUR"),
    warnings=(
        Text("Without the number of incidents there is nothing to reduce; leaving it out is a published error."),
        IN_PROPORTION,
        RARE,
    ),
    cites=PHILLIPS,
    better="lower",
)

ADVERSE_EVENTS_AVOIDED = Template(
    id="adverse_events_avoided",
    code="VC-28",
    title=Text("Adverse events and bed days avoided"),
    family="risk",
    technique="external_database",
    measures=Text("The number of infections, falls, bed days or other adverse events."),
    words=Text("events avoided x incremental cost of an event"),
    formula="effect * benefit_window * incremental_cost",
    inputs=(
        Input(
            "incremental_cost",
            Text("Incremental cost of an event"),
            "18000 EUR/event",
            Text("What a patient with the event costs more than the same patient without it."),
        ),
    ),
    example=Example(
        "Infections acquired on the ward",
        "30 events/year",
        "24 events/year",
        "29 events/year",
        "5 events/year",
        "90000 EUR",
    ),
    warnings=(
        Text("An average bed day holds fixed costs that remain. Use what really falls away."),
        Text("A published cost comes from another country, year and mix of patients; adjust it and say how."),
        RARE,
    ),
    cites=PHILLIPS,
)

TEMPLATES = (ACCIDENTS_AVOIDED, FINE_AVOIDED, SECURITY_INCIDENTS, ADVERSE_EVENTS_AVOIDED)
