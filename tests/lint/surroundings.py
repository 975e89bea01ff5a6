"""What stands around an example of a rule: a calendar, standard values, what statistics say, another programme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from roi_spec import validate
from roi_spec.lint import across_programmes, claims_of
from roi_spec.lint.context import Context
from roi_spec.model.analysis import CANNOT_TELL, EFFECT, TRUSTED, Analysis, Arm
from roi_spec.model.evaluation import Evaluation, Newer
from roi_spec.model.finding import Finding
from roi_spec.model.quantity import Quantity, parse_quantity
from roi_spec.model.rule import Rule
from roi_spec.model.spec import Assumption, Calendar, RuleSetting, StandardValues, Workspace
from roi_spec.model.text import Text
from roi_spec.model.units import PERCENT
from roi_spec.read.yaml import read_text
from tests.lint.chain import TODAY, judge, kit, programme_of
from tests.specs import with_fragment

CALENDAR = """\
roi_spec: "1.0"
kind: calendar
id: calendar-2025
title: Calendar of the organisation
language: en
events:
  - {id: new_claims_form, title: New claims form, from: 2025-03-01}
"""

STANDARDS = """\
roi_spec: "1.0"
kind: standard-values
id: values-2025
title: Values of 2025
language: en
currency: EUR
owner: Finance
approved_by: Financial controller
values:
  - {id: error_cost, title: Cost of an error, value: 60 EUR/error, low: 50 EUR/error, source: Manual, owner: Finance}
"""
NEWER_STANDARDS = STANDARDS.replace("60 EUR", "48 EUR").replace("low: 50 EUR/error", "valid_from: 2025-07-01")


def calendar_of(content: str = CALENDAR) -> Calendar:
    """Read a calendar that is expected to pass."""
    found = _read("calendar.roi.yaml", content)
    assert isinstance(found, Calendar)
    return found


def standards_of(content: str = STANDARDS) -> Mapping[str, Assumption]:
    """Read standard values that are expected to pass; approved as their library is."""
    found = _read("values.roi.yaml", content)
    assert isinstance(found, StandardValues)
    return {one.id: replace(one, approved_by=found.approved_by) for one in found.values}


def _read(name: str, content: str) -> object:
    document, unread = read_text(f"specs/{name}", content)
    assert document is not None, unread
    found, complaints = validate.check(document, kit())
    assert not complaints, [str(one.text) for one in complaints]
    return found


def analysis(
    low: int, high: int, *, lost: tuple[int, int] = (2, 2), verdict: str = EFFECT, unit: str = "1 errors/month"
) -> Analysis:
    """Make what statistics say of 40 trained and 40 other people, of whom some were lost."""
    measured = parse_quantity(unit)
    assert isinstance(measured, Quantity)
    return Analysis(
        design="two_groups",
        title=Text("Two groups"),
        model=Text("Welch's t interval"),
        unit=measured.unit,
        trust=TRUSTED,
        arms=(
            Arm("South", trained=True, assigned=40, analysed=40 - lost[0], before=Fraction(300), after=Fraction(180)),
            Arm("North", trained=False, assigned=40, analysed=40 - lost[1], before=Fraction(290), after=Fraction(270)),
        ),
        counted=Text("people"),
        estimate=Fraction(low + high, 2),
        low=Fraction(low),
        high=Fraction(high),
        verdict=verdict,
        data="errors_each",
    )


def newer_value(evaluation: Evaluation) -> Evaluation:
    """Say that the standard value has a newer version with which the result would be another."""
    used, newer = standards_of()["error_cost"], standards_of(NEWER_STANDARDS)["error_cost"]
    now, then = Quantity(Fraction(200), PERCENT), Quantity(Fraction(140), PERCENT)
    return replace(evaluation, newer=(Newer("error_cost", used, newer, "result.roi", now, then),))


PAIRED = analysis(5, 9, unit="1 pp")
UNCLEAR = analysis(-20, 120, verdict=CANNOT_TELL)
CLEAR = analysis(80, 120)

AROUND: Mapping[str, Callable[[bool], dict[str, Any]]] = {
    "ROI192": lambda bad: {"workspace": _house() if bad else Workspace()},
    "ROI193": lambda bad: {"as_of": None if bad else TODAY},
    "ROI303": lambda bad: _analysed(analysis(80, 120, lost=(12, 2)) if bad else CLEAR),
    "ROI304": lambda _: {"analyses": {"kpi.exam.attribution": PAIRED}},
    "ROI305": lambda bad: _analysed(UNCLEAR if bad else CLEAR),
    "ROI316": lambda bad: {
        "standards": standards_of(),
        "adjusted": newer_value if bad else lambda evaluation: evaluation,
    },
    "ROI324": lambda _: {"standards": standards_of()},
    "ROI330": lambda _: {"calendars": (calendar_of(),)},
    "ROI351": lambda _: {"workspace": Workspace(finance=("Financial controller",))},
}
"""By rule what its examples need besides the file itself; the argument says whether it is the bad example."""


def _house() -> Workspace:
    return Workspace(rules=(RuleSetting("ROI104", None, "Agreed with the board"),))


def _analysed(found: Analysis) -> dict[str, Any]:
    return {"analyses": {"kpi.errors.attribution": found}}


def judged(rule: Rule, *, bad: bool) -> tuple[Finding, ...]:
    """Give the findings that nobody waived on an example of a rule, in its surroundings."""
    around = AROUND[rule.id](bad) if rule.id in AROUND else {}
    _, found = judge(with_fragment(rule.bad if bad else rule.good), **around)
    return tuple(one for one in found if one.waived_by is None)


def together(*contents: str, as_of: dt.date | None = TODAY, house: Workspace | None = None) -> tuple[Finding, ...]:
    """Hold the claims of several programmes against each other."""
    context = Context(as_of, house or Workspace())
    claims = []
    for content in contents:
        evaluation, _ = judge(content, as_of)
        claims += claims_of(programme_of(content), evaluation, context)
    return across_programmes(claims, context)
