"""A desk to evaluate a spec on: YAML in, figures out, through the same doors as the tool itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from roi_spec import evaluate, validate
from roi_spec.model.evaluation import BASE, Evaluation
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.spec import Assumption, Programme, StandardValues
from roi_spec.read.yaml import read_text
from roi_spec.resources import schema_root

COMMON = {
    "roi_spec": '"1.0"',
    "kind": "programme",
    "id": "example",
    "title": "An example",
    "language": "en",
    "currency": "EUR",
    "stage": "final",
    "evaluation_level": "5",
    "audience": "{group: Everybody, invited: 20, completed: 20}",
    "benefit_window": "{length: 12 months}",
}
"""What every case needs and few are about; a case that writes one of these itself keeps its own."""

STANDARD = {
    "roi_spec": '"1.0"',
    "kind": "standard-values",
    "id": "house",
    "title": "House values",
    "owner": "Finance",
    "language": "en",
    "currency": "EUR",
}


@dataclass(frozen=True)
class Figures:
    """What came out of one spec, written the way people write it."""

    evaluation: Evaluation
    findings: tuple[Finding, ...]

    def __getitem__(self, line: str) -> str:
        return self.at(line)

    def at(self, line: str, scenario: str = BASE) -> str:
        """Write a figure as text, exactly; fails when there is none."""
        return str(self.quantity(line, scenario))

    def quantity(self, line: str, scenario: str = BASE) -> Quantity:
        found = self.evaluation.value(line, scenario)
        assert isinstance(found, Quantity), f"{line}: {found}"
        return found

    def value(self, line: str, scenario: str = BASE) -> Fraction:
        """Give the figure in the unit it is shown in."""
        return self.quantity(line, scenario).value

    def why_not(self, line: str, scenario: str = BASE) -> str:
        """Give the reason why there is no figure."""
        found = self.evaluation.value(line, scenario)
        assert isinstance(found, Missing), f"{line}: {found}"
        return str(found.reason)

    def has(self, line: str) -> bool:
        return line in self.evaluation.steps

    def kpi(self, name: str):
        return next(one for one in self.evaluation.kpis if one.kpi.id == name)

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.findings]


@cache
def _kit() -> validate.Kit:
    kinds = ("programme", "standard-values", "workspace")
    return validate.compile_schemas(
        {kind: json.loads((schema_root() / f"{kind}.schema.json").read_text("utf-8")) for kind in kinds}
    )


def _with_common(body: str, common: dict[str, str]) -> str:
    own = {line.partition(":")[0] for line in body.splitlines() if line[:1].isalpha()}
    return "".join(f"{key}: {value}\n" for key, value in common.items() if key not in own) + body


def _understood(path: str, content: str) -> Programme | StandardValues:
    document, broken = read_text(path, content)
    assert document is not None, [str(one.text) for one in broken]
    spec, unfit = validate.check(document, _kit())
    errors = [f"{one.at} {one.text}" for one in (*broken, *unfit) if one.severity is Severity.ERROR]
    assert isinstance(spec, (Programme, StandardValues)), errors
    return spec


def _programme(body: str) -> Programme:
    spec = _understood("specs/example.roi.yaml", _with_common(body, COMMON))
    assert isinstance(spec, Programme)
    return spec


def _standards(body: str) -> dict[str, Assumption]:
    spec = _understood("specs/house.roi.yaml", _with_common(body, STANDARD))
    assert isinstance(spec, StandardValues)
    return {one.id: one for one in spec.values}


@pytest.fixture(scope="session")
def spec_in() -> Callable[[Path], Programme | StandardValues]:
    """Read a file that ships with the tool; each is read once."""
    return cache(lambda path: _understood(path.name, path.read_text("utf-8")))


@pytest.fixture(scope="session")
def evaluated() -> Callable[..., Figures]:
    """Evaluate a case: the body of a spec, the shared values when it rests on any, and what else `run` takes."""

    def evaluated(body: str, standards: str = "", **more) -> Figures:
        shared = _standards(standards) if standards else {}
        return Figures(*evaluate.run(_programme(body), shared, **more))

    return evaluated
