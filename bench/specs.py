"""Made-up programmes to measure with: valid, of real size, each one different, and the same for the same seed.

Every attribution method has its turn, with six subjects and figures by chance. Nothing is measured here; `write` only
puts files down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from textwrap import dedent, indent

SEED = 2025

WORKSPACE = """\
roi_spec: "1.0"
kind: workspace
organisation: Example Organisation
site_title: Return on learning
language: en
currency: EUR
hurdle_rate: 15%
discount_rate: 4%
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a programme wants to change, and what one of it is worth."""

    id: str
    things: str
    """The unit word, in the plural."""
    one: str
    better: str
    worth: int
    """Euro."""
    usual: tuple[int, int]
    """How many there are in a month, from and to."""
    title: str
    goal: str
    group: str
    department: str


SUBJECTS = (
    Subject(
        "errors",
        "errors",
        "error",
        "lower",
        62,
        (150, 600),
        "Errors in customer files",
        "Fewer errors in customer files",
        "Advisers",
        "Service",
    ),
    Subject(
        "complaints",
        "complaints",
        "complaint",
        "lower",
        145,
        (80, 240),
        "Complaints upheld",
        "Fewer complaints",
        "Case handlers",
        "Claims",
    ),
    Subject(
        "leavers",
        "leavers",
        "leaver",
        "lower",
        9400,
        (9, 18),
        "Staff who left by choice",
        "Keep more staff",
        "Team leads",
        "Warehouse",
    ),
    Subject(
        "incidents",
        "incidents",
        "incident",
        "lower",
        780,
        (25, 70),
        "Incidents reported",
        "Safer work",
        "Operators",
        "Production",
    ),
    Subject(
        "orders",
        "orders",
        "order",
        "higher",
        118,
        (120, 420),
        "Orders from existing customers",
        "More repeat orders",
        "Account managers",
        "Sales",
    ),
    Subject(
        "tickets",
        "tickets",
        "ticket",
        "higher",
        54,
        (240, 800),
        "Tickets solved at first contact",
        "Solve more at once",
        "Support staff",
        "IT",
    ),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One programme: its number, its subject and method, and the chance that fills in the rest."""

    number: int
    subject: Subject
    method: str
    random: Random
    year: int
    people: int
    baseline: int
    gain: int

    @property
    def unit(self) -> str:
        return f"{self.subject.things}/month"

    @property
    def direction(self) -> int:
        return 1 if self.subject.better == "higher" else -1

    @property
    def result(self) -> int:
        return self.baseline + self.direction * self.gain

    def near(self, value: float, spread: float = 0.02) -> str:
        """Write a measured value close to `value`, with its unit."""
        return f"{value * self.random.uniform(1 - spread, 1 + spread):.1f} {self.unit}"


# --- attribution, one block per method --------------------------------------------------------------------------------


def _comparison(case: Case) -> str:
    return f"""\
        method: comparison_group
        why: Another region does the same work and starts a year later.
        owner: Business analytics
        comparison:
          group: {case.subject.group}, North region
          people: {case.people + case.random.randint(-4, 9)}
          baseline: {case.near(case.baseline)}
          result: {case.near(case.baseline + case.direction * case.gain * 0.3)}
        assignment: matched
        matched_on:
          - Tenure in the role
          - Mix of work
        parallel_before: In the six quarters before, both regions moved within 3% of each other.
        """


def _randomised(case: Case) -> str:
    return f"""\
        method: randomised_control_group
        why: Places were scarce, so a draw was the fair way to hand them out.
        owner: Business analytics
        comparison:
          group: {case.subject.group} on the waiting list
          people: {case.people}
          baseline: {case.near(case.baseline)}
          result: {case.near(case.baseline + case.direction * case.gain * 0.25)}
        assignment_rule: Drawn by lot from the staff list, in the presence of the works council.
        """


def _points(case: Case, year: int, months: range, level: Callable[[int], float], drivers: str = "") -> str:
    rows = []
    for month in months:
        given = f", drivers: {{{drivers}: {case.random.randint(900, 1100)} calls/month}}" if drivers else ""
        rows.append(f"- {{period: {year}-{month:02}, value: {case.near(level(month), 0.01)}{given}}}")
    return "\n".join(rows)


def _series(case: Case, drivers: str = "") -> str:
    drift = case.direction * case.gain * 0.01
    before = _points(case, case.year - 1, range(1, 13), lambda month: case.baseline + drift * month, drivers)
    after = _points(case, case.year, range(5, 13), lambda month: case.result + drift * (month - 8), drivers)
    return f"before:\n{indent(before, '  ')}\nafter:\n{indent(after, '  ')}\n"


def _trend(case: Case) -> str:
    return (
        "method: trend_line\nwhy: Everybody took part, and a year of monthly figures is known.\n"
        "owner: Business analytics\n" + _series(case)
    )


def _forecast(case: Case) -> str:
    head = """\
        method: forecast_model
        why: The number of calls explains most of the course before, and it is known for every month.
        owner: Business analytics
        drivers:
          - id: calls_in
            title: Calls received
            source: Telephone system
        """
    return dedent(head) + _series(case, "calls_in")


def _factors(case: Case) -> str:
    return f"""\
        method: other_factors
        why: The other causes are few, and each has a size with a source.
        owner: Business analytics
        factors:
          - title: New version of the system
            change: {case.gain * 0.2:.1f} {case.unit}
            source: Difference at two sites that had the system and no training
          - title: Fewer temporary staff
            change: {case.gain * 0.15:.1f} {case.unit}
            source: Staff planning {case.year}
        """


def _study(case: Case) -> str:
    return f"""\
        method: prior_study
        why: The same course was evaluated with a comparison group two years ago.
        owner: Learning and development
        study: Evaluation {case.year - 2} of the same course, same roles, two other sites
        share: {case.random.randint(35, 55)}%
        share_low: 30%
        share_high: 60%
        """


def _customers(case: Case) -> str:
    return f"""\
        method: customer_estimate
        why: Customers see the trained behaviour themselves.
        owner: Market research
        share: {case.random.randint(35, 55)}%
        confidence: {case.random.randint(70, 85)}%
        invited: {case.random.randint(180, 320)}
        question: What made the difference for you this year?
        """


def _respondents(case: Case, who: str, count: int) -> str:
    rows = "\n".join(
        f"- {{id: {who[0].upper()}{number}, attribution: {case.random.randint(6, 15) * 5}%, "
        f"confidence: {case.random.randint(12, 18) * 5}%}}"
        for number in range(1, count + 1)
    )
    head = f"""\
        method: {who}_estimate
        why: There is no group to compare with, and the {who}s know the other causes.
        owner: Learning and development
        invited: {count + case.random.randint(0, 3)}
        question: Which part of the change is due to the programme, and how sure are you?
        interest: The {who}s are not judged by the outcome of this evaluation.
        respondents:
        """
    return dedent(head) + indent(rows, "  ") + "\n"


def _none(_: Case) -> str:
    return "method: none\nwhy: The figures came in too late to separate the effect from other causes.\n"


METHODS: dict[str, Callable[[Case], str]] = {
    "comparison_group": _comparison,
    "randomised_control_group": _randomised,
    "trend_line": _trend,
    "forecast_model": _forecast,
    "other_factors": _factors,
    "prior_study": _study,
    "customer_estimate": _customers,
    "participant_estimate": lambda case: _respondents(case, "participant", case.random.randint(8, 14)),
    "manager_estimate": lambda case: _respondents(case, "manager", case.random.randint(5, 8)),
    "expert_estimate": lambda case: _respondents(case, "expert", case.random.randint(3, 5)),
    "none": _none,
}


# --- the rest of a programme ------------------------------------------------------------------------------------------


def _head(case: Case) -> str:
    subject, year = case.subject, case.year
    return f"""\
        # yaml-language-server: $schema=../schema/programme.schema.json
        roi_spec: "1.0"
        kind: programme
        id: programme-{case.number:04}
        title: {subject.goal}, group {case.number}
        language: en
        currency: EUR
        stage: final
        evaluation_level: 5
        owner: Learning and development
        theme: {subject.goal}
        department: {subject.department}
        perspective: employer
        price_year: {year}
        summary: >-
          {case.people} people of {subject.department} practised on cases from their own work, with coaching on the job
          for three months. The measure was followed for a year before and a year after; only the isolated part counts.

        delivery:
          start: {year}-03-{case.random.randint(3, 9):02}
          end: {year}-04-{case.random.randint(4, 25):02}
        benefit_window:
          start: {year}-05-01
          length: 12 months
          solution: short_term
          agreed_on: {year - 1}-11-14
        target_roi:
          value: {case.random.randint(3, 8) * 5}%
          reason: Above the hurdle rate, because the outcome of training is uncertain.
        decision:
          asked: Decide whether the other departments follow the same programme next year.
          by: Management team
          date: {year + 1}-09-30

        business_goal:
          statement: Bring {subject.things} from {case.baseline} to {case.result} a month within a year.
          owner: Head of {subject.department}
          gap: The figure has stood near {case.baseline} a month for two years, against a plan of {case.result}.
          evidence: Review of {case.random.randint(40, 90)} cases, with lack of practice as the most frequent cause.
          alternatives:
            - option: More checks afterwards
              why_not: Costs as much every year and does not take the cause away.

        audience:
          group: {subject.group}
          invited: {case.people + 2}
          started: {case.people + 1}
          completed: {case.people}
          selection: everyone
        """


def _objectives(case: Case) -> str:
    return f"""\
        objectives:
          - id: find_useful
            level: reaction
            statement: Participants rate usefulness with at least 4 out of 5 points on the last day.
            kpi: usefulness
          - id: pass_test
            level: learning
            statement: Participants reach 75% on the case test at the end of the course.
            kpi: test_score
          - id: use_method
            level: application
            statement: After three months, 70% of the cases are handled in the new way.
            kpi: method_use
          - id: reach_goal
            level: impact
            statement: Within a year, {case.subject.things} reach {case.result} a month.
            kpi: {case.subject.id}
        """


def _lower_kpis(case: Case) -> str:
    day, asked = f"{case.year}-04-28", case.people
    return f"""\
        kpis:
          - id: usefulness
            title: Usefulness in the work of the participants
            level: reaction
            better: higher
            unit: points
            target: 4 points
            result: {case.random.randint(38, 47) / 10} points
            responses:
              invited: {asked}
              received: {asked - case.random.randint(0, asked // 5)}
            source:
              system: Course evaluation
              date: {day}
              owner: Learning and development
              kind: survey
          - id: test_score
            title: Score on the case test
            level: learning
            better: higher
            target: 75%
            baseline: {case.random.randint(45, 60)}%
            result: {case.random.randint(70, 90)}%
            people: {asked}
            source:
              system: Test file
              date: {day}
              owner: Learning and development
              kind: test
          - id: method_use
            title: Cases handled in the new way
            level: application
            better: higher
            target: 70%
            baseline: {case.random.randint(10, 30)}%
            result: {case.random.randint(60, 85)}%
            source:
              system: Observation checklists
              date: {case.year}-08-04
              owner: Team leads
              kind: observation
        """


def _impact_kpi(case: Case) -> str:
    subject = case.subject
    head = f"""\
        - id: {subject.id}
          title: {subject.title}
          level: impact
          better: {subject.better}
          unit: {case.unit}
          definition: Counted in the month in which it happened, for the people who completed the programme.
          target: {case.result} {case.unit}
          baseline: {case.baseline} {case.unit}
          result: {case.result} {case.unit}
          baseline_period:
            from: {case.year - 1}-01-01
            until: {case.year - 1}-12-31
          result_period:
            from: {case.year}-05-01
            until: {case.year + 1}-04-30
          events: {case.baseline * 12}
          source:
            system: Case system
            reference: Report per team and month
            date: {case.year + 1}-05-06
            owner: Business analytics
            kind: system_of_record
          attribution:
        """
    tail = f"""\
          conversion:
            technique: standard_value
            formula: effect * standard.value_of_{subject.one} * counted_share * benefit_window
            why: Finance fixed what one of these is worth.
          displacement: Neither the other teams nor the quarter after lost any.
          hurdle:
            standard_value: true
            technique_available: true
            affordable: true
            accepted_in_two_minutes: true
            accepted_by: Finance
        """
    blocks = (
        dedent(head)
        + indent(dedent(METHODS[case.method](case)), "    ")
        + _cross_check(case)
        + indent(dedent(tail), "  ")
    )
    return indent(blocks, "  ")


def _cross_check(case: Case) -> str:
    """Answer the question a second time: wherever the first answer is an estimate, and in every third other case."""
    if case.method == "other_factors" or (case.number % 3 and not case.method.endswith("_estimate")):
        return ""
    first, *rest = dedent(_factors(case)).splitlines()
    return indent("\n".join(["cross_checks:", f"  - {first}", *(f"    {line}" for line in rest)]), "  ") + "\n"


def _assumptions(case: Case) -> str:
    given = (
        (
            "counted_share",
            "Share of the effect that lasts through the year",
            "90%",
            "80%",
            "100%",
            "Business analytics",
            "judgement",
        ),
        (
            "hours_per_participant",
            "Working time per participant",
            f"{case.random.randint(12, 24)} hours/person",
            "",
            "",
            "Learning and development",
            "fact",
        ),
        (
            "gross_salary",
            "Gross annual salary",
            f"{case.random.randint(34, 62)}000 EUR/person/year",
            "",
            "",
            "HR administration",
            "fact",
        ),
    )
    rows = [_assumption(case, *row) for row in given]
    rate = "gross_salary * (1 + standard.on_cost) / standard.productive_hours"
    rows.append(
        _assumption(case, "hourly_rate", "Loaded hourly rate", "", "", "", "Finance", "fact").replace(
            "  value:", f"  formula: {rate}"
        )
    )
    return "assumptions:\n" + indent("\n".join(rows), "  ") + "\n"


def _assumption(case: Case, id: str, title: str, value: str, low: str, high: str, owner: str, kind: str) -> str:
    ends = f"\n  low: {low}\n  high: {high}" if low else ""
    return (
        f"- id: {id}\n  title: {title}\n  value:{' ' if value else ''}{value}{ends}\n"
        f"  source: {owner}, figures of {case.year - 1}\n  source_kind: finance\n  owner: {owner}\n"
        f"  date: {case.year}-01-15\n  valid_until: {case.year + 4}-12-31\n  kind: {kind}"
    )


def _costs(case: Case) -> str:
    amounts = (
        ("needs_analysis", "needs_analysis", "Interviews and review of cases", case.random.randint(12, 40) * 100),
        ("design", "development", "Design of the course and the test", case.random.randint(40, 120) * 100),
        ("trainer", "facilitation", "External trainer", case.random.randint(50, 140) * 100),
        ("materials", "materials", "Course material and licences", case.random.randint(8, 40) * 100),
        ("room", "facilities", "Training room", case.random.randint(4, 20) * 100),
        ("coaching", "application_support", "Coaching on the job", case.random.randint(15, 50) * 100),
        ("evaluation", "evaluation", "Measurement, analysis and report", case.random.randint(15, 45) * 100),
    )
    rows = [_cost(case, id, category, title, f"amount: {amount} EUR") for id, category, title, amount in amounts]
    rows.append(
        _cost(
            case,
            "participant_time",
            "participant_time",
            "Working time of the participants",
            "formula: started * hours_per_participant * hourly_rate",
        )
    )
    rows.append(
        _cost(
            case,
            "overhead",
            "overhead",
            "Overhead of the department",
            "formula: completed * standard.overhead_per_participant",
        )
    )
    return "costs:\n" + indent("\n".join(rows), "  ") + "\n"


def _cost(case: Case, id: str, category: str, title: str, worth: str) -> str:
    source = f"Ledger {case.year}, booking {case.random.randint(1000, 9999)}"
    return f"- id: {id}\n  title: {title}\n  category: {category}\n  {worth}\n  status: actual\n  source: {source}"


def _tail(case: Case) -> str:
    return f"""\
        external_influences:
          - title: New version of the system
            from: {case.year}-0{case.random.randint(6, 9)}-01
            kpis: [{case.subject.id}]
            treatment: Came to every department on the same day; the attribution takes it into account.

        intangibles:
          - title: Confidence in difficult cases
            evidence: {case.random.randint(6, 9)} of 10 participants report more confidence after three months.
            why_not_converted: There is no accepted value for confidence.

        limitations:
          - The group is small, so a few large cases can move the outcome.
          - The observers knew who had been trained.

        follow_up:
          - level: application
            instrument: Observation checklists
            owner: Team leads
            days: 90
            done: {case.year}-08-04
          - level: impact
            instrument: Report of the case system for twelve months
            owner: Business analytics
            date: {case.year + 1}-05-06
            done: {case.year + 1}-05-06

        stakeholders:
          - who: Management team
            gets: One-page summary and the decision asked
          - who: Finance
            gets: Handbook with all values
        """


def _case(number: int, seed: int) -> Case:
    random = Random(f"{seed}/{number}")
    subject = SUBJECTS[number % len(SUBJECTS)]
    baseline = random.randint(*subject.usual)
    return Case(
        number=number,
        subject=subject,
        method=tuple(METHODS)[number % len(METHODS)],
        random=random,
        year=random.randint(2022, 2024),
        people=random.randint(12, 60),
        baseline=baseline,
        gain=max(2, baseline * random.randint(8, 25) // 100),
    )


def programme(number: int, seed: int = SEED) -> str:
    """Give the text of one programme, about 280 lines; the same number and seed give the same text."""
    case = _case(number, seed)
    blocks = (_head, _objectives, _lower_kpis)
    upper = "\n".join(dedent(block(case)) for block in blocks)
    return "\n".join((upper.rstrip("\n"), _impact_kpi(case), _assumptions(case), _costs(case), dedent(_tail(case))))


def standard_values() -> str:
    """Give the values that the programmes share, as finance would have agreed them."""
    values = [
        ("on_cost", "Employer's on-cost as a share of the gross salary", "30%"),
        ("productive_hours", "Productive hours per year", "1600 hours/person/year"),
        ("overhead_per_participant", "Overhead per participant", "60 EUR/person"),
        *((f"value_of_{one.one}", f"What one {one.one} is worth", f"{one.worth} EUR/{one.one}") for one in SUBJECTS),
    ]
    head = """\
        roi_spec: "1.0"
        kind: standard-values
        id: standard-values
        title: Standard values
        language: en
        currency: EUR
        owner: Finance
        approved_by: Controller
        approved_on: 2022-01-20
        values:
        """
    rows = "\n".join(
        f"- id: {id}\n  title: {title}\n  value: {value}\n  source: Cost manual\n  source_kind: finance\n"
        f"  owner: Finance\n"
        f"  date: 2022-01-13\n  valid_until: 2028-01-31\n  kind: fact\n  approved_by: Controller"
        for id, title, value in values
    )
    return dedent(head) + indent(rows, "  ") + "\n"


def write(folder: Path, count: int, seed: int = SEED) -> tuple[Path, ...]:
    """Write a workspace with `count` programmes into a folder; gives the paths of the programmes alone."""
    specs = folder / "specs"
    specs.mkdir(parents=True)
    (folder / "roi-spec.yaml").write_text(WORKSPACE, encoding="utf-8")
    (specs / "standard-values.roi.yaml").write_text(standard_values(), encoding="utf-8")
    paths = tuple(specs / f"programme-{number:04}.roi.yaml" for number in range(1, count + 1))
    for number, path in enumerate(paths, start=1):
        path.write_text(programme(number, seed), encoding="utf-8")
    return paths
