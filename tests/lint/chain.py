"""Runs the real stages over a text, as the pipeline does, for tests of rules."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from roi_spec import validate
from roi_spec.evaluate import rules as evaluation_rules
from roi_spec.evaluate.run import run as evaluate
from roi_spec.lint import runner
from roi_spec.lint.context import Context
from roi_spec.model.analysis import Analysis
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding
from roi_spec.model.rule import catalogue
from roi_spec.model.spec import Assumption, Calendar, Programme, StandardValues, Workspace
from roi_spec.read.yaml import read_text
from roi_spec.resources import schema_root
from roi_spec.validate import rules as language_rules

TODAY = dt.date(2025, 9, 1)
SPECS = Path(__file__).parents[2] / "specs"


@cache
def kit() -> validate.Kit:
    kinds = ("programme", "standard-values", "calendar", "workspace")
    files = {kind: schema_root() / f"{kind}.schema.json" for kind in kinds}
    return validate.compile_schemas({kind: json.loads(path.read_text("utf-8")) for kind, path in files.items()})


def known_rules() -> frozenset[str]:
    every = (*runner.all_rules(), *catalogue(evaluation_rules), *catalogue(language_rules))
    return frozenset(rule.id for rule in every)


def programme_of(
    content: str, standards: Mapping[str, Assumption] | None = None, calendars: tuple[Calendar, ...] = ()
) -> Programme:
    """Read and check a text that is expected to pass."""
    document, found = read_text("specs/example.roi.yaml", content)
    assert document is not None, found
    programme, complaints = validate.check(document, kit())
    every = (*found, *complaints)
    assert isinstance(programme, Programme), [str(finding.text) for finding in every]
    every += validate.cross_check(programme, standards or {}, known_rules(), calendars)
    assert not every, [(finding.at.line, finding.code, str(finding.text)) for finding in every]
    return programme


def judge(
    content: str,
    as_of: dt.date | None = TODAY,
    workspace: Workspace | None = None,
    standards: Mapping[str, Assumption] | None = None,
    calendars: tuple[Calendar, ...] = (),
    analyses: Mapping[str, Analysis] | None = None,
    adjusted: Callable[[Evaluation], Evaluation] = lambda evaluation: evaluation,
) -> tuple[Evaluation, tuple[Finding, ...]]:
    """Give the evaluation of a text and the settled findings of evaluation and lint.

    `analyses` is what statistics say of data files; `adjusted` puts in what other versions of values bring about.
    """
    programme = programme_of(content, standards, calendars)
    house = workspace or Workspace()
    evaluation, undefined = evaluate(programme, standards or {}, analyses=analyses or {}, house=house)
    evaluation = adjusted(evaluation)
    context = Context(as_of, house, standards or {}, calendars)
    found = (*undefined, *runner.run(programme, evaluation, context))
    return evaluation, runner.settle(found, programme, context, known_rules())


def example(name: str) -> str:
    """Give the text of an example spec."""
    return (SPECS / name).read_text("utf-8")


@cache
def standard_values() -> Mapping[str, Assumption]:
    """Give the standard values of the example workspace, by id."""
    document, _ = read_text("specs/standaardwaarden-2025.roi.yaml", example("standaardwaarden-2025.roi.yaml"))
    assert document is not None
    library, found = validate.check(document, kit())
    assert isinstance(library, StandardValues), found
    return {value.id: value for value in library.values}
