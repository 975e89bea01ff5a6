"""Templates of the family `time`: working time and lead time that the programme saves."""

from __future__ import annotations

from roi_spec.model.conversion import Example, Input, Limit, Template
from roi_spec.model.conversions.inputs import PHILLIPS, people, people_when_each, rate, redeployed
from roi_spec.model.text import Text

REDEPLOYED_ONLY = Text("Saved time is money only when it is put to productive use, and that needs evidence.")
NOT_WITH_OUTPUT = Text("Do not count the same time again as extra output or extra sales.")

HOUR_SAVED = Template(
    id="hour_saved",
    code="VC-02",
    title=Text("Working hours saved"),
    family="time",
    technique="employee_time",
    measures=Text("The hours that an activity takes, for all together or per person."),
    words=Text("hours saved x loaded hourly rate x share put to productive use"),
    formula="effect * people * benefit_window * rate * redeployed",
    inputs=(rate("50 EUR/hour"), redeployed("60%"), people_when_each()),
    example=Example(
        "Hours spent on monthly reports",
        "120 hours/month",
        "80 hours/month",
        "110 hours/month",
        "30 hours/month",
        "10800 EUR",
        leaves_out=("people",),
    ),
    warnings=(
        REDEPLOYED_ONLY,
        Text("Use the loaded rate of the people who save the time, not the average salary of the organisation."),
        NOT_WITH_OUTPUT,
    ),
    cites=PHILLIPS,
    asks=("conversion.redeployed",),
)

TIME_SAVED = Template(
    id="time_saved",
    code="VC-04",
    title=Text("Time saved per task"),
    family="time",
    technique="employee_time",
    measures=Text("The working time that one task takes, such as minutes per task."),
    words=Text("time saved per task x tasks x people x loaded hourly rate x share put to productive use"),
    formula="effect * tasks * people * benefit_window * rate * redeployed",
    inputs=(
        Input(
            "tasks",
            Text("Tasks per person"),
            "40 tasks/person/month",
            Text("How many of these tasks one person really does in a month, a week or a year."),
        ),
        people(Text("How many people do these tasks and were trained.")),
        rate("48 EUR/hour"),
        redeployed("50%"),
        Input(
            "working_time",
            Text("Working time per person"),
            "130 hours/person/month",
            Text("Only for a check: the tasks together cannot take longer than this."),
            optional=True,
        ),
    ),
    example=Example(
        "Time per claim file", "30 minutes/task", "24 minutes/task", "29 minutes/task", "5 minutes/task", "19200 EUR"
    ),
    warnings=(
        REDEPLOYED_ONLY,
        Text(
            "Tasks times the time per task must fit in the working time of a person. State `working_time` to check it."
        ),
        Text("Time that people say they save is an estimate; measure a sample of tasks."),
        NOT_WITH_OUTPUT,
    ),
    cites=PHILLIPS,
    asks=("conversion.redeployed",),
    limits=(
        Limit(
            "tasks * baseline",
            "working_time",
            Text("The tasks of one person take more time than that person works."),
        ),
    ),
)

CAPACITY_GAINED = Template(
    id="capacity_gained",
    code="VC-31",
    title=Text("Capacity gained"),
    family="time",
    technique="employee_time",
    measures=Text("The working time that one piece of work takes, such as hours per change."),
    words=Text(
        "time saved as a part of what the activity took x share of working time that it takes x payroll x share put to "
        "productive use"
    ),
    formula="effect / baseline * time_share * payroll * benefit_window * redeployed",
    inputs=(
        Input(
            "time_share",
            Text("Share of working time"),
            "30%",
            Text("Which part of their working time the group spends on this activity."),
        ),
        Input(
            "payroll",
            Text("Payroll of the group"),
            "90000 EUR/month",
            Text("Pay with all charges of everybody who was trained, over the time named."),
        ),
        redeployed("50%"),
    ),
    example=Example(
        "Working hours per change",
        "50 hours/change",
        "38 hours/change",
        "48 hours/change",
        "10 hours/change",
        "32400 EUR",
    ),
    warnings=(
        Text("An activity that takes 20% less time does not free 20% of the payroll: it is only a part of the work."),
        Text("Waiting time is not working time. A shorter lead time frees nobody by itself."),
        REDEPLOYED_ONLY,
    ),
    cites=PHILLIPS,
    asks=("conversion.redeployed",),
    better="lower",
)

TIME_TO_PROFICIENCY = Template(
    id="time_to_proficiency",
    code="VC-16",
    title=Text("Shorter time to proficiency"),
    family="time",
    technique="employee_time",
    measures=Text("The time until a starter works at full strength, in weeks or months."),
    words=Text("starters x time saved x cost of a starter over that time x average shortfall in productivity"),
    formula="effect * starters * benefit_window * cost_of_time * shortfall",
    inputs=(
        Input(
            "starters",
            Text("New starters"),
            "24 starters/year",
            Text("How many people start and follow the programme in a year."),
        ),
        Input(
            "cost_of_time",
            Text("Cost of a starter"),
            "1100 EUR/starter/week",
            Text("Pay with all charges of one starter: in a week when the KPI is in weeks, in a month when in months."),
        ),
        Input(
            "shortfall",
            Text("Average shortfall in productivity"),
            "40%",
            Text("How far a starter is below full strength on average in this time."),
        ),
    ),
    example=Example("Weeks until a starter works alone", "16 weeks", "12 weeks", "15 weeks", "3 weeks", "31680 EUR"),
    warnings=(
        Text("A starter is not worth nothing until the last day: the shortfall is an average, never 100%."),
        Text("Fix beforehand what counts as proficient, and let somebody else judge it."),
    ),
    cites=PHILLIPS,
)

DELAY_AVOIDED = Template(
    id="delay_avoided",
    code="VC-24",
    title=Text("Project delay avoided"),
    family="time",
    technique="expert_value",
    measures=Text("The calendar days that a project is late."),
    words=Text("days earlier x projects x cost of a day of delay"),
    formula="effect * projects * benefit_window * cost_of_delay",
    inputs=(
        Input("projects", Text("Projects"), "10 projects/year", Text("How many projects end in a year.")),
        Input(
            "cost_of_delay",
            Text("Cost of one day of delay"),
            "900 EUR/day",
            Text("What one more day costs: penalties, rent, a team that waits, contribution that comes later."),
        ),
    ),
    example=Example(
        "Days late per project", "20 days/project", "12 days/project", "18 days/project", "6 days/project", "54000 EUR"
    ),
    warnings=(
        Text("The owner of the project has to confirm the cost of a day of delay."),
        Text("Days count only when somebody waits for the result."),
    ),
    cites=PHILLIPS,
)

TEMPLATES = (HOUR_SAVED, TIME_SAVED, CAPACITY_GAINED, TIME_TO_PROFICIENCY, DELAY_AVOIDED)
