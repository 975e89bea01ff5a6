"""What was agreed before the start, held against now: never a claim that the history cannot bear."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from roi_spec.model.past import Past, Proof, Sort, Stand
from tests.history.conftest import memory_of, past_of
from tests.history.repository import (
    BEFORE,
    SPEC,
    STANDARDS,
    Repository,
    rebased,
    shallow,
    squashed,
    written,
)

Made = Callable[..., Repository]
CALM = ("retarget", "method", "standard")
"""The steps that change what was agreed."""


def proof_of(one: Repository, as_of: str = "2025-11-03") -> Proof:
    return past_of(one, as_of).proof


def words(proof: Proof) -> str:
    return " ".join(str(one) for one in (*proof.reasons, *proof.remarks))


def test_all_that_changed_after_the_start_is_listed_with_its_commit(full: Repository, past: Past) -> None:
    proof = past.proof
    assert proof.stand is Stand.MOVED
    assert proof.agreed is not None
    assert proof.agreed.id == full.ids[BEFORE]
    assert [(one.sort, one.address, one.commit.id) for one in proof.later if one.commit] == [
        (Sort.TARGET, "kpis.errors.target", full.ids["retarget"]),
        (Sort.METHOD, "kpis.errors.attribution.method", full.ids["method"]),
        (Sort.CONVERSION, "standard.cost_per_error.value", full.ids["standard"]),
    ]
    assert not proof.is_badge


def test_the_badge_when_nothing_that_matters_moved(made: Made) -> None:
    """Hold through a typo, another layout, another file name, another id, a cost, and results that come in."""
    proof = proof_of(made(without=CALM))
    assert proof.stand is Stand.FIXED
    assert proof.is_badge
    assert proof.later == proof.reasons == ()
    assert proof.held > 20


@pytest.mark.parametrize("step", CALM)
def test_each_of_them_alone_takes_the_badge_away(made: Made, step: str) -> None:
    proof = proof_of(made(without=tuple(one for one in CALM if one != step)))
    assert proof.stand is Stand.MOVED
    assert len(proof.later) == 1


@pytest.mark.parametrize(
    ("old", "new", "sort", "address"),
    [
        ("Errors fall by a third", "Errors fall", Sort.OBJECTIVE, "objectives.fewer_errors.statement"),
        ("level: impact, statement", "level: application, statement", Sort.OBJECTIVE, "objectives.fewer_errors.level"),
        ("kpi: errors}", "kpi: checklist}", Sort.OBJECTIVE, "objectives.fewer_errors.kpi"),
        ("target: 200 errors/month", "target: 2400 errors/year", None, ""),
        ("target: 200 errors/month", "target: 201 errors/month", Sort.TARGET, "kpis.errors.target"),
        ("    target: 75%\n", "", Sort.TARGET, "kpis.checklist.target"),
        ("baseline: 300 errors/month", "baseline: 320 errors/month", Sort.BASELINE, "kpis.errors.baseline"),
        ("until: 2024-12-31}", "until: 2024-06-30}", Sort.BASELINE, "kpis.errors.baseline_period"),
        ("system: Quality register", "system: Survey", Sort.BASELINE, "kpis.errors.source.system"),
        ("effect * standard", "0.9 * effect * standard", Sort.CONVERSION, "kpis.errors.conversion.formula"),
        ("effect * standard.cost_per_error * b", "effect*standard.cost_per_error*b", None, ""),
        ("target_roi: {value: 15%", "target_roi: {value: 10%", Sort.FRAME, "target_roi"),
        ("length: 12 months", "length: 1 year", None, ""),
        ("length: 12 months", "length: 24 months", Sort.FRAME, "benefit_window.length"),
        ("invited: 40,", "invited: 44,", None, ""),
        ("Time sheets}", "Hours written}", None, ""),
    ],
)  # fmt: skip
def test_what_counts_as_a_change(made: Made, old: str, new: str, sort: Sort | None, address: str) -> None:
    one = made(until="plan")
    content = one.read("specs/claims.roi.yaml")
    assert old in content
    one.write("specs/claims.roi.yaml", new.join(content.split(old, 1)))
    one.commit("Change it", "2025-03-03")
    proof = proof_of(one)
    assert [(each.sort, each.address) for each in proof.later] == ([(sort, address)] if sort else [])
    assert proof.stand is (Stand.MOVED if sort else Stand.FIXED)


def test_a_measure_that_is_taken_out_is_one_change(made: Made) -> None:
    one = made(until="plan")
    content = one.read("specs/claims.roi.yaml")
    start, end = content.index("  - id: checklist\n"), content.index("  - id: errors\n")
    cut = (content[:start] + content[end:]).replace(", kpi: checklist}", "}")
    one.write("specs/claims.roi.yaml", cut)
    one.commit("Drop a measure", "2025-03-03")
    later = {each.address: each for each in proof_of(one).later}
    assert later["kpis.checklist"].new is None
    assert later.keys() == {"kpis.checklist", "objectives.applies.kpi"}


def test_what_was_changed_and_changed_back_is_told_and_gets_no_badge(made: Made) -> None:
    one = made(without=("method", "standard"))
    one.change(SPEC, "target: 185 errors/month", "target: 200 errors/month")
    one.commit("Put the target back", "2025-10-06")
    proof = proof_of(one)
    assert proof.stand is Stand.RETURNED
    assert [each.is_back for each in proof.later] == [True, True]
    assert not proof.is_badge


def test_before_the_start_nothing_is_fixed_yet(made: Made) -> None:
    proof = proof_of(made(until="rename_file"), as_of="2024-12-20")
    assert proof.stand is Stand.AHEAD


# --- what the history cannot tell ------------------------------------------------------------------------------------


def assert_untold(proof: Proof, *said: str) -> None:
    assert proof.stand is Stand.UNKNOWN
    assert not proof.is_badge
    for one in said:
        assert one in words(proof)


def test_a_file_that_came_after_the_start(tmp_path: Path) -> None:
    assert_untold(proof_of(squashed(tmp_path / "work")), "in the history since 2025-10-06")


def test_a_rewritten_history(tmp_path: Path) -> None:
    assert_untold(proof_of(rebased(tmp_path / "work")), "written on 2024-11-04", "made again) on 2025-10-06")


def test_a_shallow_clone(full: Repository, tmp_path: Path) -> None:
    assert_untold(proof_of(shallow(full, tmp_path / "few", 3)), "begins on 2025-09-01")
    calm = written(tmp_path / "calm", without=CALM)
    assert_untold(proof_of(shallow(calm, tmp_path / "more", 7)), "shallow clone")


def test_files_that_are_not_committed(made: Made) -> None:
    one = made(without=CALM)
    one.change(SPEC, "4780 EUR", "4790 EUR")
    assert_untold(proof_of(one), "not those of the last commit")


def test_a_standard_value_that_is_not_committed(made: Made) -> None:
    one = made(without=CALM)
    one.change(STANDARDS, "60 EUR/error", "61 EUR/error")
    proof = proof_of(one)
    assert_untold(proof, "not those of the last commit")
    assert [each.address for each in proof.later] == ["standard.cost_per_error.value"]


def test_dates_that_are_out_of_order(made: Made) -> None:
    one = made(without=CALM)
    one.change(SPEC, "4780 EUR", "4790 EUR")
    one.commit("Backdated", "2025-01-02")
    assert_untold(proof_of(one), "not in the order")


def test_a_plan_that_claims_to_be_older_than_what_it_rests_on(tmp_path: Path) -> None:
    """Somebody writes the plan afterwards, with a date from before the start."""
    one = written(tmp_path / "work", until="plan", committed="2025-06-02")
    one.change("specs/claims.roi.yaml", "target: 200 errors/month", "target: 190 errors/month")
    one.commit("As agreed", "2024-12-02")
    assert_untold(proof_of(one), "made again) on 2025-06-02")


def test_a_commit_that_says_it_was_written_after_it_was_made(made: Made) -> None:
    one = made(until="plan")
    one.change("specs/claims.roi.yaml", "4780 EUR", "4790 EUR")
    one.commit("Odd clock", "2025-06-02", committed="2024-12-02")
    assert_untold(proof_of(one), "written later")


def test_a_file_that_could_not_be_read_then(made: Made) -> None:
    one = made(until="plan")
    one.change("specs/claims.roi.yaml", "stage: plan", "stage: plans")
    one.commit("Break it", "2024-12-02")
    one.change("specs/claims.roi.yaml", "stage: plans", "stage: plan")
    one.commit("Mend it", "2025-06-02")
    assert_untold(proof_of(one), "cannot be read any more")


def test_a_programme_without_a_start(made: Made) -> None:
    one = made(until="plan")
    one.change("specs/claims.roi.yaml", "delivery: {start: 2025-01-13, end: 2025-01-24}\n", "")
    one.commit("No days", "2024-11-05")
    proof = proof_of(one)
    assert proof.start is not None  # it was stated once, and that counts


def test_a_start_that_is_moved_when_it_has_passed_stays_where_it_was(made: Made) -> None:
    one = made(without=CALM)
    one.change(SPEC, "start: 2025-01-13, end: 2025-01-24", "start: 2025-10-20, end: 2025-10-24")
    one.commit("Move the start", "2025-10-06")
    proof = proof_of(one)
    assert proof.start is not None
    assert proof.start.isoformat() == "2025-01-13"
    assert "moved from 2025-01-13 to 2025-10-20" in words(proof)


def test_a_start_that_is_put_off_in_time_counts(made: Made) -> None:
    one = made(until="plan")
    one.change("specs/claims.roi.yaml", "start: 2025-01-13, end: 2025-01-24", "start: 2025-03-10, end: 2025-03-14")
    one.change("specs/claims.roi.yaml", "target: 200 errors/month", "target: 190 errors/month")
    one.commit("Put off", "2024-12-20")
    proof = proof_of(one)
    assert proof.stand is Stand.FIXED
    assert proof.start is not None
    assert proof.start.isoformat() == "2025-03-10"


def test_another_file_name_after_the_start_is_told(made: Made) -> None:
    one = made(without=CALM)
    one.write("specs/other.roi.yaml", one.read(SPEC))
    (one.root / SPEC).unlink()
    one.commit("Other name", "2025-10-06")
    proof = proof_of(one)
    assert proof.stand is Stand.FIXED
    assert f"was called {SPEC} until 2025-10-06" in words(proof)


def test_a_file_that_git_does_not_hold(made: Made) -> None:
    one = made(until="plan")
    one.write("specs/new.roi.yaml", one.read("specs/claims.roi.yaml").replace("id: careful-claims", "id: new-one"))
    found = memory_of(one).of("new-one")
    assert found is not None
    assert_untold(found.proof, "in no commit yet")


def test_no_git_no_proof(made: Made) -> None:
    one = made(without=CALM)
    shutil.rmtree(one.root / ".git")
    assert memory_of(one).pasts == ()


# --- findings --------------------------------------------------------------------------------------------------------


def test_findings_at_the_place_of_what_changed(past: Past) -> None:
    assert [(one.code, one.severity.value) for one in past.findings] == [
        ("ROI347", "info"),
        ("ROI345", "warning"),
        ("ROI347", "info"),
    ]
    target = next(one for one in past.findings if one.code == "ROI345")
    assert "200 errors/month became 185 errors/month" in str(target.text)
    assert target.at.path == SPEC
    assert target.pointer[-1] == "target"


def test_no_findings_while_it_is_a_plan(made: Made) -> None:
    one = made(until="value")
    one.change(SPEC, "target: 200 errors/month", "target: 190 errors/month")
    one.commit("Sharpen", "2025-02-03")
    found = past_of(one)
    assert found.proof.later
    assert found.findings == ()


def test_a_waiver_with_its_reason_settles_a_finding(made: Made) -> None:
    one = made(without=("method", "standard"))
    waiver = "  - {rule: ROI345, at: kpis.errors, reason: Asked by the director, by: Finance, until: 2026-10-01}\n"
    one.write(SPEC, one.read(SPEC) + "waivers:\n" + waiver)
    one.commit("Accept it", "2025-10-06")
    assert [(each.code, each.waived_by) for each in past_of(one).findings] == [("ROI345", "Asked by the director")]


def test_a_house_may_weigh_the_rule_in_another_way(made: Made) -> None:
    one = made(without=("method", "standard"))
    one.write(
        "roi-spec.yaml", one.read("roi-spec.yaml") + "rules:\n  - {rule: ROI345, severity: error, reason: Strict}\n"
    )
    one.commit("Be strict", "2025-10-06")
    assert [each.severity.value for each in past_of(one).findings] == ["error"]


def test_a_planned_measure_that_went_is_found(made: Made) -> None:
    one = made(without=CALM)
    content = one.read(SPEC)
    start, end = content.index("  - id: checklist\n"), content.index("  - id: errors\n")
    one.write(SPEC, (content[:start] + content[end:]).replace(", kpi: checklist}", "}"))
    one.commit("Drop a measure", "2025-10-06")
    assert "ROI346" in [each.code for each in past_of(one).findings]
