"""What each commit changed: by meaning and not by line, with its effect on the result."""

from __future__ import annotations

import datetime as dt
import pickle
import shutil
from collections.abc import Callable
from fractions import Fraction

import pytest

from roi_spec import pipeline
from roi_spec.comparing import compare, opened
from roi_spec.model.comparison import Cause, Kind
from roi_spec.model.past import Past, Turn
from roi_spec.remembering import remember
from tests.history.conftest import memory_of, past_of
from tests.history.repository import SPEC, STANDARDS, STEPS, WORKSPACE, Repository, merged, rebased, shallow, squashed

Made = Callable[..., Repository]


def turn_of(past: Past, one: Repository, step: str) -> Turn | None:
    """Give what the log has of a step; None when it says nothing of it."""
    return next((turn for turn in past.turns if turn.version.commit and turn.version.commit.id == one.ids[step]), None)


def roi_of(turn: Turn) -> tuple[str, str]:
    """Give the ROI before and after a commit, rounded."""
    assert turn.before is not None
    assert turn.before.roi is not None
    assert turn.version.roi is not None
    return f"{float(turn.before.roi.value):.1f}", f"{float(turn.version.roi.value):.1f}"


@pytest.mark.parametrize(
    ("step", "addresses"),
    [
        ("typo", ["summary"]),
        ("rename_id", ["assumptions.hourly_rate"]),
        ("value", ["assumptions.hours_each.value"]),
        ("retarget", ["kpis.errors.target"]),
        ("standard", ["standard.cost_per_error.value"]),
        ("final", ["stage"]),
    ],
)
def test_a_commit_is_told_by_what_it_changed(full: Repository, past: Past, step: str, addresses: list[str]) -> None:
    turn = turn_of(past, full, step)
    assert turn is not None
    assert [change.address for change in turn.changes] == addresses


@pytest.mark.parametrize("step", ["reformat", "tool"])
def test_a_commit_that_changes_no_meaning_is_not_told(full: Repository, past: Past, step: str) -> None:
    assert turn_of(past, full, step) is None
    assert past.quiet == 1  # the layout; a file that is none of ours does not even count


def test_the_log_is_newest_first_and_follows_another_file_name(full: Repository, past: Past) -> None:
    told = [step.name for step in STEPS if step.name not in ("reformat", "tool")]
    commits = [turn.version.commit for turn in past.turns]
    assert [one.id for one in commits if one] == [full.ids[name] for name in reversed(told)]
    renamed = turn_of(past, full, "rename_file")
    assert renamed is not None
    assert renamed.before is not None
    assert (renamed.before.path, renamed.version.path) == ("specs/claims.roi.yaml", SPEC)
    assert renamed.changes == ()


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        ("value", "58.4", "47.1"),
        ("results", "47.1", "60.5"),
        ("method", "60.5", "178.6"),
        ("standard", "178.6", "201.9"),
    ],
)
def test_what_a_commit_did_to_the_roi(full: Repository, past: Past, step: str, before: str, after: str) -> None:
    turn = turn_of(past, full, step)
    assert turn is not None
    assert roi_of(turn) == (before, after)
    assert turn.explained is not None
    effects = [effect.by.base for effect in turn.explained.effects]
    assert sum(effects, Fraction(0)) == turn.explained.total


def test_everything_under_another_method_is_one_effect(full: Repository, past: Past) -> None:
    turn = turn_of(past, full, "method")
    assert turn is not None
    assert turn.explained is not None
    assert len(turn.explained.effects) == 1
    assert "kpis.errors.attribution.method" in [one.address for one in turn.explained.effects[0].changes]


def test_a_commit_that_moves_no_result_has_no_effects(full: Repository, past: Past) -> None:
    turn = turn_of(past, full, "retarget")
    assert turn is not None
    assert not turn.moves
    assert turn.explained is None


def test_kinds_and_causes(full: Repository, past: Past) -> None:
    found = {step: turn_of(past, full, step) for step in ("rename_id", "standard", "typo", "method")}
    kinds = {step: (turn.changes[0].kind, turn.changes[0].cause) for step, turn in found.items() if turn}
    assert kinds["rename_id"] == (Kind.RENAMED, Cause.PROSE)
    assert kinds["standard"] == (Kind.CHANGED, Cause.STANDARD)
    assert kinds["typo"] == (Kind.CHANGED, Cause.PROSE)
    assert kinds["method"] == (Kind.CHANGED, Cause.METHOD)


@pytest.mark.parametrize("step", ["reformat", "rename_file", "rename_id", "value", "method", "standard"])
def test_the_log_says_what_diff_says(full: Repository, past: Past, step: str) -> None:
    head = full.ids[step]
    with opened(f"{head}~1", head, here=full.root, as_of=dt.date(2025, 11, 3)) as (base, other):
        found = compare(base, other)
    told = [change for one in found.programmes for change in (*one.changes, *one.shared)]
    effects = [effect.by for one in found.programmes if one.explained for effect in one.explained.effects]
    turn = turn_of(past, full, step)
    assert [one.address for one in turn.changes] == [one.address for one in told] if turn else not told
    assert [one.by for one in turn.explained.effects] == effects if turn and turn.explained else not effects


# --- who -------------------------------------------------------------------------------------------------------------


def who(past: Past) -> set[str]:
    return {turn.version.commit.who for turn in past.turns if turn.version.commit}


def test_people_are_shown_as_roles_by_their_address(past: Past) -> None:
    assert who(past) == {"Learning and development", "Finance"}


def test_who_has_no_role_is_not_shown(made: Made) -> None:
    one = made(until="typo")
    one.change(WORKSPACE, "mail: learning@example.org", "mail: somebody@example.org")
    assert who(past_of(one)) == {""}


def test_a_house_may_show_nobody_or_the_names_that_git_has(made: Made) -> None:
    one = made(until="typo")
    one.change(WORKSPACE, "people: roles", "people: none")
    assert who(past_of(one)) == {""}
    one.change(WORKSPACE, "people: none", "people: authors")
    one.change(WORKSPACE, "role: Learning and development", "role: Somebody else")
    assert who(past_of(one)) == {"Learning and development"}


# --- other pasts -----------------------------------------------------------------------------------------------------


def test_a_merge_counts_once_with_the_words_of_what_it_brought(made: Made) -> None:
    one = made(until="value")
    merged(one, "Development cost more", "2025-02-03", lambda it: it.change(SPEC, "4780 EUR", "5200 EUR"))
    newest = past_of(one).turns[0]
    assert newest.version.commit is not None
    assert newest.version.commit.words == "Development cost more"
    assert [change.address for change in newest.changes] == ["costs.design.amount"]


def test_what_is_not_committed_comes_first(made: Made) -> None:
    one = made(until="value")
    one.change(STANDARDS, "60 EUR/error", "70 EUR/error")
    newest = past_of(one).turns[0]
    assert newest.version.commit is None
    assert [change.address for change in newest.changes] == ["standard.cost_per_error.value"]


def test_a_file_that_could_not_be_computed_says_so(made: Made) -> None:
    one = made(until="typo")
    one.change("specs/claims.roi.yaml", "stage: plan", "stage: plans")
    one.commit("Break it", "2024-11-19")
    one.change("specs/claims.roi.yaml", "stage: plans", "stage: plan")
    one.commit("Mend it", "2024-11-20")
    mended, broken = past_of(one).turns[:2]
    assert broken.version.roi is None
    assert broken.version.why_not is not None
    assert mended.version.roi is not None


def test_a_squashed_past_is_one_commit(tmp_path: object) -> None:
    found = past_of(squashed(tmp_path / "work"))  # type: ignore[operator]
    assert len(found.turns) == 1


def test_a_rebased_past_tells_the_same_changes_on_another_day(tmp_path: object, past: Past) -> None:
    found = past_of(rebased(tmp_path / "work"))  # type: ignore[operator]
    assert [turn.changes for turn in found.turns] == [turn.changes for turn in past.turns]
    assert {turn.version.commit.day.isoformat() for turn in found.turns if turn.version.commit} == {"2025-10-06"}


def test_a_shallow_clone_says_that_it_is_one(full: Repository, tmp_path: object) -> None:
    clone = shallow(full, tmp_path / "clone")  # type: ignore[operator]
    memory = memory_of(clone)
    assert any("shallow" in str(one) for one in memory.remarks)
    oldest = memory.pasts[0].turns[-1]
    assert "begins with this commit" in str(oldest.remark)


def test_without_git_there_is_no_history_and_a_reason(made: Made) -> None:
    one = made(until="plan")
    shutil.rmtree(one.root / ".git")
    memory = memory_of(one)
    assert memory.pasts == ()
    assert "not kept in git" in str(memory.remarks[0])


def test_no_more_than_so_many_commits_are_looked_at(full: Repository) -> None:
    survey = pipeline.survey(pipeline.settings_for((full.root / "specs",), dt.date(2025, 11, 3)))
    memory = remember(survey, most=3)
    assert "newest 3 commits" in str(memory.remarks[0])
    assert len(memory.pasts[0].turns) == 3


def test_options_in_names_of_files_are_names(made: Made) -> None:
    one = made(until="plan")
    one.write("specs/--output=x.roi.yaml", one.read("specs/claims.roi.yaml").replace("id: careful-claims", "id: odd"))
    one.write(
        "specs/é\tline\nname.roi.yaml", one.read("specs/claims.roi.yaml").replace("id: careful-claims", "id: odder")
    )
    one.commit("Odd names", "2024-11-05")
    memory = memory_of(one)
    assert sorted(one.programme for one in memory.pasts) == ["careful-claims", "odd", "odder"]
    assert all(len(one.turns) == 1 for one in memory.pasts)
    assert not (one.root / "x.roi.yaml").exists()


def test_the_same_past_is_told_in_the_same_way_twice_and_travels(full: Repository, past: Past) -> None:
    assert past_of(full) == past
    assert pickle.loads(pickle.dumps(past)) == past
