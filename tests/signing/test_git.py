"""What git knows of a sign-off: whether somebody else signed, what a value was, and what a past does to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from roi_spec import pipeline, signing
from roi_spec.cli import cli
from roi_spec.history.rules import AUTHOR_NOT_KNOWN, SIGNED_BY_AUTHOR
from roi_spec.i18n import Translator
from roi_spec.model.finding import Finding
from roi_spec.model.signed import State
from tests.history.repository import (
    FINANCE,
    FIRST,
    LEARNING,
    SPEC,
    STANDARDS,
    STEPS,
    Repository,
    merged,
    shallow,
    written,
)

SIGNED = "specs/careful-claims.signoffs.roi.yaml"
ENGLISH = Translator("en")


def sign(one: Repository, *scope: str, by: str = "Finance", spec: str = SPEC, inside: bool = False) -> None:
    places = [part for place in scope for part in ("--scope", place)]
    more = ["--inside"] if inside else []
    done = CliRunner().invoke(
        cli, ["sign", str(one.root / spec), "--by", by, "--on", "2025-09-20", *places, *more], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output


def found(root: Path, *codes: str) -> list[Finding]:
    """Give the findings of some rules after a check that asks git."""
    ground = pipeline.ground(pipeline.settings_for((root / "specs",)), for_pages=False)
    checked = signing.with_four_eyes(ground, pipeline.check(ground))
    return [each for one in checked for each in one.findings if each.code in codes]


def eyes(root: Path) -> list[str]:
    return [ENGLISH.text(one.text) for one in found(root, SIGNED_BY_AUTHOR.id, AUTHOR_NOT_KNOWN.id)]


def test_another_person_signed(tmp_path: Path) -> None:
    one = written(tmp_path / "work")
    sign(one, "assumptions.hours_each")
    one.commit("Finance signs", "2025-09-21", FINANCE)
    assert eyes(one.root) == []


def test_the_same_person_signed(tmp_path: Path) -> None:
    one = written(tmp_path / "work")
    sign(one, "assumptions.hours_each")
    one.commit("Finance signs", "2025-09-21", LEARNING)
    assert eyes(one.root) == ["Whoever signed for Finance had also made the last change to: Hours per participant."]


def test_no_name_and_no_mail_is_told(tmp_path: Path) -> None:
    one = written(tmp_path / "work")
    sign(one, "assumptions")
    one.commit("Finance signs", "2025-09-21", LEARNING)
    shown = CliRunner().invoke(cli, ["check", str(one.root / "specs")], catch_exceptions=False).output
    assert SIGNED_BY_AUTHOR.id in shown
    assert "@" not in shown


def test_laying_out_a_line_anew_makes_nobody_its_author(tmp_path: Path) -> None:
    one = written(tmp_path / "work")
    one.change(SPEC, "value: 9 hours/person", 'value: "9.0 hours/person"')
    one.commit("Quotes everywhere", "2025-09-18", FINANCE)
    sign(one, "assumptions.hours_each")
    one.commit("Finance signs", "2025-09-21", FINANCE)
    assert eyes(one.root) == []


def test_who_merged_a_change_did_not_make_it(tmp_path: Path) -> None:
    one = written(tmp_path / "work")
    merged(one, "Ten hours", "2025-09-18", lambda it: it.change(SPEC, "value: 9 hours/", "value: 10 hours/"))
    sign(one, "assumptions.hours_each")
    one.commit("L&D signs for planning", "2025-09-21", LEARNING)
    assert eyes(one.root) == []
    sign(one, "assumptions.hours_each", by="Board")
    one.commit("Finance signs for the board", "2025-09-22", FINANCE)
    assert eyes(one.root) == ["Whoever signed for Board had also made the last change to: Hours per participant."]


def test_a_shared_value_has_its_author_in_its_own_file(tmp_path: Path) -> None:
    one = written(tmp_path / "work")
    sign(one, "standard", by="Board")
    one.commit("The board signs", "2025-09-21", FINANCE)
    assert eyes(one.root) == ["Whoever signed for Board had also made the last change to: Cost of one error."]


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda _: None, f"{SIGNED} is not in git yet"),
        (
            lambda one: (
                one.commit("Finance signs", "2025-09-21", FINANCE),
                one.change(SPEC, "completed: 40", "completed: 40, x-seen: true"),
            ),
            f"{SPEC} differs from the last commit",
        ),
    ],
    ids=["not committed", "changed since"],
)
def test_what_git_cannot_tell_is_said(tmp_path: Path, spoil, why: str) -> None:
    one = written(tmp_path / "work")
    sign(one, "assumptions.hours_each")
    spoil(one)
    assert eyes(one.root) == [f"That somebody else signed for Finance could not be checked against git: {why}."]


def test_a_clone_of_the_last_commits_claims_nothing(tmp_path: Path) -> None:
    one = written(tmp_path / "work")
    sign(one, "assumptions.hours_each")
    one.commit("Finance signs", "2025-09-21", LEARNING)
    cut = shallow(one, tmp_path / "cut", depth=1)
    why = "the history that is here does not go back far enough"
    assert eyes(cut.root) == [f"That somebody else signed for Finance could not be checked against git: {why}."]


def test_outside_git_that_is_said(tmp_path: Path) -> None:
    one = written(tmp_path / "work")
    sign(one, "assumptions.hours_each")
    (one.root / ".git").rename(tmp_path / "elsewhere")
    assert eyes(one.root) == [
        "That somebody else signed for Finance could not be checked against git: there is no git history."
    ]


def test_a_house_kept_by_one_person_can_switch_it_off(tmp_path: Path) -> None:
    one = written(tmp_path / "work")
    house = "rules:\n  - {rule: ROI353, severity: off, reason: One person keeps all files}\n"
    one.write("roi-spec.yaml", one.read("roi-spec.yaml") + house)
    sign(one, "assumptions.hours_each")
    one.commit("Finance signs", "2025-09-21", LEARNING)
    assert eyes(one.root) == []


def test_a_stale_sign_off_says_what_the_value_was(tmp_path: Path) -> None:
    one = written(tmp_path / "work")
    sign(one, "assumptions")
    one.commit("Finance signs", "2025-09-21", FINANCE)
    one.change(SPEC, "value: 9 hours/person", "value: 11 hours/person")
    one.commit("Eleven", "2025-09-22", LEARNING)
    (stale,) = found(one.root, "ROI350")
    told = [ENGLISH.text(label.text) for label in stale.related]
    assert told == ["the sign-off", "Hours per participant was 9 hours/person when it was signed"]


# --- the scripted past -----------------------------------------------------------------------------------------------

EXPECTED = {
    "typo": (State.SIGNED, (), (), ()),
    "reformat": (State.SIGNED, (), (), ()),
    "rename_file": (State.SIGNED, (), (), ()),
    "rename_id": (State.STALE, ("costs.time",), (), (("assumptions.rate", "assumptions.hourly_rate"),)),
    "value": (State.STALE, ("assumptions.hours_each",), (), ()),
    "results": (State.STALE, ("kpis.useful", "kpis.exam", "kpis.checklist", "kpis.errors"), (), ()),
    "retarget": (State.STALE, ("kpis.errors",), (), ()),
    "method": (State.STALE, ("kpis.errors",), (), ()),
    "standard": (State.STALE, ("standard.cost_per_error",), (), ()),
    "tool": (State.SIGNED, (), (), ()),
    "final": (State.SIGNED, (), (), ()),
}
"""What each step does to a sign-off on everything that was made right before it."""


@pytest.mark.parametrize("number", range(1, len(STEPS)), ids=[step.name for step in STEPS[1:]])
def test_what_a_step_does_to_a_sign_off_on_everything(tmp_path: Path, number: int) -> None:
    before, step = STEPS[number - 1], STEPS[number]
    one = written(tmp_path / "work", until=before.name)
    spec = SPEC if (one.root / SPEC).exists() else FIRST
    sign(one, spec=spec)
    one.commit("Finance signs", step.day, FINANCE)
    step.make(one)
    one.commit(step.words, step.day, step.by)
    survey = pipeline.survey(pipeline.settings_for((one.root / "specs",)))
    (evaluation,) = (each.evaluation for each in survey.files if each.evaluation is not None)
    assert evaluation.signed is not None
    (left,) = evaluation.signed.sign_offs
    assert (left.state, left.changed, left.gone, left.renamed) == EXPECTED[step.name]


def test_every_step_is_expected() -> None:
    assert list(EXPECTED) == [step.name for step in STEPS[1:]]


def test_a_rewritten_history_and_a_squash_do_not_touch_a_sign_off(tmp_path: Path) -> None:
    one = written(tmp_path / "work")
    sign(one, inside=True)
    one.commit("Finance signs", "2025-09-21", FINANCE)
    one.git("reset", "-q", "--soft", one.ids["plan"])
    one.commit("All in one", "2025-10-06", LEARNING)
    survey = pipeline.survey(pipeline.settings_for((one.root / "specs",)))
    (evaluation,) = (each.evaluation for each in survey.files if each.evaluation is not None)
    assert evaluation.signed is not None
    assert [each.state for each in evaluation.signed.sign_offs] == [State.SIGNED]
    assert eyes(one.root)[0].startswith("Whoever signed for Finance had also made the last change to: ")


def test_standard_values_are_signed_in_a_file_beside_them(tmp_path: Path) -> None:
    one = written(tmp_path / "work")
    sign(one, by="Board", spec=STANDARDS)
    assert (one.root / "specs/standards.signoffs.roi.yaml").exists()
    survey = pipeline.survey(pipeline.settings_for((one.root / "specs",)))
    (evaluation,) = (each.evaluation for each in survey.files if each.evaluation is not None)
    assert evaluation.signed is None
    one.write("roi-spec.yaml", one.read("roi-spec.yaml") + "finance: [Finance, Financial controller]\n")
    survey = pipeline.survey(pipeline.settings_for((one.root / "specs",)))
    (evaluation,) = (each.evaluation for each in survey.files if each.evaluation is not None)
    assert evaluation.signed is not None
    value = evaluation.signed.value("standard.cost_per_error")
    assert value is not None
    assert (value.state, [each.by for each in value.by]) == (State.SIGNED, ["Board"])
