"""A scripted past of twelve commits: what each of them changed, and what that did to the result."""

from __future__ import annotations

from pathlib import Path

import pytest

from roi_spec import comparing
from roi_spec.model.comparison import Comparison
from tests.compare.two import adds_up, line
from tests.history.repository import STEPS, Repository, rebased, written


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return written(tmp_path_factory.mktemp("past") / "work")


def between(one: Repository, base: str, head: str) -> Comparison:
    with comparing.opened(base, head, here=one.root) as sides:
        return comparing.compare(*sides)


def told(found: Comparison) -> list[str]:
    """Give every change in one line; where the result moved, with how much in percentage points."""
    said = [line(change) for one in found.programmes for change in one.changes if change.cause.value != "evidence"]
    said += [line(change) for change in found.shared]
    for one in found.programmes:
        if one.was_path:
            said.append(f"file {one.was_path} -> {one.path}")
        if one.explained is not None:
            said.append(f"ROI {float(one.explained.total * 100):+.1f}")
            assert adds_up(one)
    return said


TYPO = "claims handlers learned to check {}, and the number of errors fell by a third."
EXPECTED = {
    "typo": [f"~ prose summary: Forty {TYPO.format('claim files')} -> Forty {TYPO.format('files of claims')}"],
    "reformat": [],
    "rename_file": ["file specs/claims.roi.yaml -> specs/careful-claims.roi.yaml"],
    "rename_id": ["renamed prose assumptions.hourly_rate: rate -> hourly_rate"],
    "value": ["~ value assumptions.hours_each.value: 8 hours per person -> 9 hours per person", "ROI -11.3"],
    "retarget": ["~ value kpis.errors.target: 200 errors per month -> 185 errors per month"],
    "standard": ["~ standard standard.cost_per_error.value: €60.00 per error -> €65.00 per error", "ROI +23.2"],
    "tool": [],
    "final": [],
}


@pytest.mark.parametrize("step", [one.name for one in STEPS[1:]])
def test_what_a_commit_changed(past: Repository, step: str) -> None:
    names = [one.name for one in STEPS]
    found = told(between(past, past.ids[names[names.index(step) - 1]], past.ids[step]))
    if step in EXPECTED:
        assert found == EXPECTED[step]
    else:
        assert found[-1].startswith("ROI ")


def test_a_past_that_was_rewritten_holds_the_same_changes(past: Repository, tmp_path: Path) -> None:
    again = rebased(tmp_path / "rebased")
    assert again.ids["standard"] != past.ids["standard"]
    for repository in (past, again):
        found = between(repository, repository.ids["method"], repository.ids["standard"])
        assert told(found) == EXPECTED["standard"]


def test_the_whole_past_adds_up_too(past: Repository) -> None:
    found = between(past, past.ids["plan"], past.ids["final"])
    (one,) = found.programmes
    assert adds_up(one)
    assert one.was_path == "specs/claims.roi.yaml"
