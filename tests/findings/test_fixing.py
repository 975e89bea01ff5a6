"""Fixes as an author meets them: a file with mistakes in, the file mended out, with everything else as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roi_spec import pipeline
from roi_spec.fixing import Mended, apart, may_be_made, mend, mend_file, worse
from roi_spec.model.finding import Edit, Finding, Fix, Severity
from roi_spec.model.source import Span
from roi_spec.model.text import text
from roi_spec.pipeline import Examined, Ground
from roi_spec.settings import Settings
from tests.mistakes import CATALOGUE, MARK, PROGRAMME, Mistake
from tests.specs import BASE, with_fragment

WITHOUT = with_fragment("# no intangibles\n")
CLAIM = Path(__file__).parents[2] / "specs" / "sales-training-claim.roi.yaml"


def workspace(root: Path, **files: str | bytes) -> Settings:
    """Give the settings of a run over files in `specs`, by name."""
    (root / "specs").mkdir(exist_ok=True)
    for name, content in files.items():
        path = root / "specs" / f"{name}.roi.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Settings(root, (root / "specs",))


def only(files: tuple[Mended, ...]) -> Mended:
    (one,) = files
    return one


# --- what is changed, and what is not --------------------------------------------------------------------------------


def test_only_the_mistake_changes(tmp_path: Path) -> None:
    right = BASE.replace("stage: final", "stage:   final   # agreed with finance").replace("\n", "\r\n")
    one = only(mend(workspace(tmp_path, a=f"\ufeff{right}".replace("stage:", "stgae:"))))
    assert one.after == f"\ufeff{right}".encode()
    assert [finding.code for finding in one.made] == ["ROI201"]


def test_nothing_is_saved(tmp_path: Path) -> None:
    wrong = BASE.replace("stage:", "stgae:")
    assert only(mend(workspace(tmp_path, a=wrong))).changed
    assert (tmp_path / "specs" / "a.roi.yaml").read_text() == wrong


def test_a_file_without_a_fix_is_not_among_them(tmp_path: Path) -> None:
    assert mend(workspace(tmp_path, a=BASE)) == ()


def test_a_change_of_meaning_waits_until_it_is_asked_for(tmp_path: Path) -> None:
    settings = workspace(tmp_path, a=BASE.replace("target_roi: {value: 15%,", "target_roi: {value: '0,15',"))
    assert mend(settings) == ()
    assert b"15%" in only(mend(settings, unsafe=True)).after


def test_a_mistake_behind_a_mistake_is_mended_in_the_next_round(tmp_path: Path) -> None:
    one = only(mend(workspace(tmp_path, a=BASE.replace("stage: final", "stage：finall"))))
    assert one.after.decode() == BASE
    assert len(one.made) == 2


def test_another_encoding_becomes_utf_8(tmp_path: Path) -> None:
    settings = workspace(tmp_path, a=BASE.replace("Careful claims handling", "Coördinatie").encode("cp1252"))
    assert "Coördinatie" in only(mend(settings)).after.decode("utf-8")


def test_standard_values_are_mended_before_what_rests_on_them(tmp_path: Path) -> None:
    shared = (
        'roi_spec: "1.0"\nkind: standard-values\nid: house\ntitel: House values\nlanguage: en\ncurrency: EUR\n'
        "values:\n  - {id: hour_cost, title: Hour, value: 50 EUR/hour, source: Finance, owner: Finance,"
        " date: 2025-01-01}\n"
    )
    rests = BASE.replace("rate, source: Attendance", "standard.hour_cost, source: Attendance")
    assert rests != BASE
    found = mend(workspace(tmp_path, house=shared, rests=rests), unsafe=True)
    assert [one.name for one in found] == ["specs/house.roi.yaml"]
    assert b"title: House values" in found[0].after


def test_only_what_was_named_is_mended(tmp_path: Path) -> None:
    settings = workspace(tmp_path, a=BASE.replace("stage:", "stgae:"), b=BASE.replace("stage:", "stgae:"))
    named = Settings(tmp_path, (tmp_path / "specs" / "b.roi.yaml",))
    assert [one.name for one in mend(named)] == ["specs/b.roi.yaml"]
    assert len(mend(settings)) == 2


def test_house_settings_are_mended_when_everything_is(tmp_path: Path) -> None:
    settings = workspace(tmp_path, a=BASE)
    (tmp_path / "roi-spec.yaml").write_text('roi_spec: "1.0"\nkind: workspace\norganization: Example\n')
    assert mend(settings) == ()
    assert only(mend(settings, everywhere=True)).name == "roi-spec.yaml"


def test_a_shortcut_out_of_the_workspace_is_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside.roi.yaml"
    outside.write_text(BASE.replace("stage:", "stgae:"))
    root = tmp_path / "root"
    root.mkdir()
    settings = workspace(root, a=BASE)
    (root / "specs" / "b.roi.yaml").symlink_to(outside)
    assert mend(settings) == ()


# --- of two fixes, and of harm ---------------------------------------------------------------------------------------


def offered(line: int, start: int, end: int, new: str, code: str = "ROI201") -> Finding:
    at = Span("specs/a.roi.yaml", line, start, line, end)
    return Finding(code, Severity.WARNING, text("Look."), at, fix=Fix(text("Write {new}", new=new), (Edit(at, new),)))


def test_of_two_fixes_for_the_same_text_the_first_is_made() -> None:
    first, second, other = offered(1, 1, 5, "a"), offered(1, 3, 7, "b"), offered(2, 1, 2, "c")
    assert apart([first, second, other]) == [first, other]


def examined(*found: Finding) -> Examined:
    return Examined(None, "specs/a.roi.yaml", None, None, found)


def error(code: str, line: int = 1) -> Finding:
    return Finding(code, Severity.ERROR, text("No."), Span("specs/a.roi.yaml", line, 1, line, 2))


@pytest.mark.parametrize(
    ("before", "after", "is_worse"),
    [
        ((), (), False),
        ((), (error("ROI201"),), True),
        ((error("ROI201"),), (error("ROI202"),), False),
        ((error("ROI201"),), (error("ROI201"), error("ROI202")), True),
        ((error("ROI014"),), (error("ROI201"), error("ROI202")), False),
        ((error("ROI201"),), (error("ROI014"),), True),
        ((error("ROI014", 4),), (error("ROI014", 9), error("ROI015", 9)), False),
        ((error("ROI014", 4),), (error("ROI014", 4), error("ROI015", 9)), True),
        ((error("ROI201"),), (error("ROI104"), error("ROI112")), False),
    ],
)
def test_a_file_is_worse_with_more_errors_where_its_reading_had_come_to(
    before: tuple[Finding, ...], after: tuple[Finding, ...], is_worse: bool
) -> None:
    assert worse(examined(*before), examined(*after)) is is_worse


def test_a_fix_that_does_harm_is_left_out_and_the_others_are_made(tmp_path: Path) -> None:
    wrong = BASE.replace("stage:", "stgae:") + "staeg: plan\n"
    one = only(mend(workspace(tmp_path, a=wrong)))
    assert [str(finding.fix.title) for finding in one.made if finding.fix] == ["Rename `stgae` to `stage`"]
    assert [str(finding.fix.title) for finding in one.held_back if finding.fix] == ["Rename `staeg` to `stage`"]
    assert one.after == wrong.replace("stgae:", "stage:").encode()


def test_errors_that_a_fix_brings_to_light_do_no_harm_when_they_can_be_mended_too(tmp_path: Path) -> None:
    item = "  - {titel: Pride, evidence: 9 of 10 say so, why_not_convertd: No accepted value}\n"
    right = item.replace("titel", "title").replace("convertd", "converted")
    one = only(mend(workspace(tmp_path, a=f"{WITHOUT}intangibels:\n{item}")))
    assert one.after.decode() == f"{WITHOUT}intangibles:\n{right}"
    assert len(one.made) == 3


def test_somebody_elses_claim_and_what_is_waived_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "specs" / "a.roi.yaml"
    ground = pipeline.ground(workspace(tmp_path, a=BASE.replace("stage:", "stgae:")), for_pages=False)
    found = pipeline.examine_as(ground, path, path.read_bytes())
    assert [may_be_made(found, one, unsafe=True) for one in found.findings] == [True]
    waived = replace(found.findings[0], waived_by="Agreed")
    assert not may_be_made(found, waived, unsafe=True)
    (claim,) = [one for one in pipeline.survey(pipeline.settings_for([CLAIM])).files if one.programme]
    judged = replace(found.findings[0], code="ROI104", fix=Fix(text("Write it"), ()))
    assert not may_be_made(claim, judged, unsafe=True)
    assert may_be_made(claim, replace(judged, code="ROI201"), unsafe=True)


# --- everything that people write ------------------------------------------------------------------------------------

MENDABLE = tuple(one for one in CATALOGUE if one.saved_as == "utf-8")


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    root = tmp_path_factory.mktemp("catalogue")
    return pipeline.ground(workspace(root, a=PROGRAMME), for_pages=False)


def spoiled(mistakes: tuple[Mistake, ...]) -> str:
    content = PROGRAMME
    for one in mistakes:
        content = content.replace(one.right, one.wrong, 1).replace(MARK, "")
    return content


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(MENDABLE), min_size=1, max_size=4, unique=True), st.booleans(), st.booleans())
def test_any_mistakes_together_leave_no_file_worse_and_a_second_time_changes_nothing(
    ground: Ground, mistakes: list[Mistake], unsafe: bool, crlf: bool
) -> None:
    path = ground.root / "specs" / "a.roi.yaml"
    content = spoiled(tuple(mistakes)).replace("\n", "\r\n" if crlf else "\n").encode()
    path.write_bytes(content)
    one = mend_file(ground, path, unsafe=unsafe)
    if one is None:
        return
    assert not worse(pipeline.examine_as(ground, path, content), pipeline.examine_as(ground, path, one.after))
    if crlf:
        assert one.after.count(b"\n") == one.after.count(b"\r\n")
    path.write_bytes(one.after)
    again = mend_file(ground, path, unsafe=unsafe)
    assert again is None or not again.changed
