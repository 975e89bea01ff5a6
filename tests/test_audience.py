"""The public edition: what only colleagues may read is in no byte of it, and everything else is still there."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from roi_spec import building, pipeline
from roi_spec.model import spec as nouns
from roi_spec.model.edition import Edition
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.formula import names
from roi_spec.model.handbook import Fact, Facts, Paragraph
from roi_spec.model.quantity import Missing
from roi_spec.model.sentence import Place, Sentence, Words
from roi_spec.model.text import Text
from roi_spec.render.audience import ROLES, neutral_names
from roi_spec.render.receipt import Provenance, as_object
from roi_spec.render.rewriting import rewritten
from roi_spec.render.tidy import tidied
from roi_spec.resources import schema_root
from tests import marked
from tests.render.chain import context
from tests.specs import with_fragment

TODAY = dt.date(2026, 6, 1)
LANGUAGES = ("en", "nl")


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Survey:
    specs = marked.write(tmp_path_factory.mktemp("marked"))
    return pipeline.survey(pipeline.settings_for([specs], TODAY))


def built(survey: pipeline.Survey, edition: Edition, target: Path) -> Path:
    of_edition = replace(survey, settings=replace(survey.settings, edition=edition, commit="a" * 40, dirty=False))
    building.build(of_edition, target, with_pdf=edition is Edition.PUBLIC)
    return target


@pytest.fixture(scope="module")
def internal(survey: pipeline.Survey, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(survey, Edition.INTERNAL, tmp_path_factory.mktemp("internal") / "site")


@pytest.fixture(scope="module")
def public(survey: pipeline.Survey, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(survey, Edition.PUBLIC, tmp_path_factory.mktemp("public") / "site")


# --- reading a site whole --------------------------------------------------------------------------------------------


def pdf_words(content: bytes) -> Iterator[str]:
    """Give what a PDF says: its pages, its properties, and the files attached to it with their names."""
    book = PdfReader(io.BytesIO(content))
    yield from (page.extract_text() for page in book.pages)
    yield str(book.metadata)
    yield str(book.xmp_metadata.stream.get_data()) if book.xmp_metadata else ""
    yield str([one.title for one in book.outline if not isinstance(one, list)])
    for name, contents in book.attachments.items():
        yield name
        yield from (one.decode("utf-8", "replace") for one in contents)


def every_word(site: Path) -> Iterator[tuple[str, str]]:
    """Give every file of a site as text in small letters, with its name; a PDF as its bytes and as what it says."""
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name, content = path.relative_to(site).as_posix(), path.read_bytes()
        yield name, name.lower()
        yield name, content.decode("utf-8", "replace").lower()
        if path.suffix == ".pdf":
            # A word may be broken at the end of a line.
            yield name, re.sub(r"\s+", "", "".join(pdf_words(content))).lower()


def found_in(site: Path) -> dict[str, set[str]]:
    """Give every marked word of a site with the files it stands in."""
    found: dict[str, set[str]] = {}
    for name, text in every_word(site):
        for word in (*marked.SECRETS, *marked.UNTOLD):
            if word in text:
                found.setdefault(word, set()).add(name)
    return found


def receipt(site: Path) -> Any:
    return json.loads((site / "programmes/careful-claims/receipt.json").read_text("utf-8"))


def page(site: Path, name: str = "programmes/careful-claims/index.html", lang: str = "en") -> str:
    return re.sub(r"<[^>]+>", "", (site / lang / name).read_text("utf-8"))


# --- the search ------------------------------------------------------------------------------------------------------


def test_no_byte_of_the_public_edition_tells_what_is_for_colleagues(public: Path) -> None:
    assert found_in(public) == {}
    written = [(name, text) for name, text in every_word(public) if "\0" not in text]
    assert [name for name, text in written if re.search(rf"\b{marked.MARK}[a-z]{{4,}}", text)] == []


def test_the_internal_edition_tells_all_of_it(internal: Path) -> None:
    assert set(marked.SECRETS) - set(found_in(internal)) == set()


def test_the_search_reads_pdfs_as_well(public: Path) -> None:
    books = [text for name, text in every_word(public) if name.endswith("handbook.pdf") and "\0" not in text]
    assert ["carefulclaimshandling" in one for one in books if "xmpmeta" in one] == [True, True]


@pytest.mark.parametrize("words", marked.OPEN)
def test_what_everybody_may_read_stands_in_both(public: Path, internal: Path, words: str) -> None:
    for site in (public, internal):
        assert any(words.lower() in text for _, text in every_word(site))


def test_both_editions_have_the_same_pages(public: Path, internal: Path) -> None:
    pages = [{one.relative_to(site).as_posix() for one in site.rglob("*.html")} for site in (public, internal)]
    assert pages[0] == pages[1]


def words_of(value: Any) -> list[str]:
    """Give every marked word that is left in a value, however deep it lies."""
    return sorted(set(re.findall(rf"\b{marked.MARK}[a-z]+", repr(value).lower())))


def as_public(survey: pipeline.Survey) -> pipeline.Survey:
    return building.for_its_readers(replace(survey, settings=replace(survey.settings, edition=Edition.PUBLIC)))


def test_nothing_is_left_in_what_the_public_edition_is_made_of(survey: pipeline.Survey) -> None:
    assert set(words_of(survey.files)) >= set(marked.SECRETS) - {"zqrepository"}
    assert words_of((as_public(survey).files, as_public(survey).workspace)) == []


def test_a_file_that_is_left_out_because_of_errors_tells_nothing_either(tmp_path: Path) -> None:
    specs = marked.write(tmp_path)
    (specs / "zqbroken.roi.yaml").write_text(marked.SPEC.replace("stage:", "zqstage:"), "utf-8")
    found = pipeline.survey(pipeline.settings_for([specs], TODAY))
    broken = next(one for one in as_public(found).files if one.errors)
    assert broken.path.startswith("file-")
    assert words_of((broken.path, broken.findings)) == []


GONE = Place("", "")


@pytest.mark.parametrize(
    ("whole", "left"),
    [
        (("ROI340", " ", "Said", " (", GONE, ")"), ("ROI340", " ", "Said")),
        ((Words("A source", ""), " · ", GONE), (Words("A source", ""),)),
        ((GONE, " · ", Words("A source", "")), (Words("A source", ""),)),
        ((Words("A", ""), " · ", Words("", ""), " · ", Words("B", "")), (Words("A", ""), " · ", Words("B", ""))),
        ((GONE,), ()),
        (("Nothing", " · ", "gone"), ("Nothing", " · ", "gone")),
    ],
)
def test_what_is_gone_leaves_no_bracket_and_no_dot(whole: Sentence, left: Sentence) -> None:
    assert tidied(Paragraph(whole), context(edition=Edition.PUBLIC)) == Paragraph(left)
    assert tidied(Paragraph(whole), context()) == Paragraph(whole)


def test_a_name_without_content_goes_with_it() -> None:
    facts = Facts((Fact("Owner", (Words("", ""),)), Fact("Stage", ("final",))))
    assert tidied(facts, context(edition=Edition.PUBLIC)) == Facts((Fact("Stage", ("final",)),))


# --- no field forgotten ----------------------------------------------------------------------------------------------

ABOUT_PEOPLE = re.compile(
    r"owner|^by$|_by$|^who$|approver|sponsor|manager|contact|author|responsib|accountable|person$|keeper|reviewer"
)


def role_fields() -> set[tuple[str, str]]:
    """Give every field of every noun whose name says that it names somebody."""
    kinds = (one for one in vars(nouns).values() if is_dataclass(one) and isinstance(one, type))
    return {(kind.__name__, one.name) for kind in kinds for one in fields(kind) if ABOUT_PEOPLE.search(one.name)}


def test_every_field_that_names_somebody_is_known_to_the_redaction() -> None:
    assert {name for _, name in role_fields()} == ROLES


def test_every_field_that_names_somebody_is_marked_in_the_workspace_of_this_test(survey: pipeline.Survey) -> None:
    seen: set[tuple[str, str]] = set()

    def look(value: Any) -> Any:
        for name in ROLES if is_dataclass(value) else ():
            if str(getattr(value, name, "")).lower().startswith(marked.MARK):
                seen.add((type(value).__name__, name))
        return value

    rewritten(tuple(one.spec for one in survey.files), look)
    assert role_fields() - seen == set()


# --- what the public reads instead -----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_says_for_whom_it_is(public: Path, internal: Path, lang: str) -> None:
    said = {
        "en": ("Public edition: ", "Internal edition: "),
        "nl": ("Openbare editie: ", "Interne editie: "),
    }[lang]
    for site, words in zip((public, internal), said, strict=True):
        pages = [one.read_text("utf-8") for one in (site / lang).rglob("*.html")]
        assert [words in one for one in pages] == [True] * len(pages)


def test_a_finding_is_told_in_the_words_of_its_rule(public: Path, internal: Path) -> None:
    assert "by Zqfollowupowner" in page(internal)
    assert pipeline.all_rules()["ROI188"].title in page(public)
    told = next(one for one in receipt(public)["findings"] if one["code"] == "ROI188")
    assert told["message"]["en"] == pipeline.all_rules()["ROI188"].title


def test_a_waiver_keeps_its_rule_its_reason_and_its_end(public: Path) -> None:
    words = page(public)
    assert "Needed for the pilot only" in words
    assert "Accepted by" not in words
    assert "31 January 2027" in words


def test_no_empty_column_is_left_and_nobody_is_missed(public: Path) -> None:
    words = page(public)
    assert "Who hears the outcome" not in words
    assert "Sample of files" in words
    assert "Owner" not in words
    assert "Without an owner" not in page(public, "values.html")


def test_files_have_neutral_names_and_their_digests(public: Path, internal: Path) -> None:
    own, others = receipt(public)["provenance"]["files"], receipt(internal)["provenance"]["files"]
    assert sorted(one["sha256"] for one in own) == sorted(one["sha256"] for one in others)
    assert {one["path"] for one in own} == {f"file-{n}" for n in range(1, len(own) + 1)}
    assert all(one["sha256"] in page(public) for one in own)


def test_the_name_of_a_file_goes_from_the_middle_of_a_sentence_too() -> None:
    named = dict(neutral_names([("specs/a.csv", "2", ("a.csv",)), ("specs/b.csv", "1", ())]))
    assert named == {"specs/b.csv": "file-1", "b.csv": "file-1", "specs/a.csv": "file-2", "a.csv": "file-2"}


def test_a_file_whose_name_is_a_common_word_leaves_that_word_alone() -> None:
    assert dict(neutral_names([("specs/data", "1", ("data",))])) == {"specs/data": "file-1", "data": "file-1"}


def test_figures_are_the_same_in_both_editions(public: Path, internal: Path) -> None:
    for part in ("results", "verdict", "simulation"):
        assert receipt(public)[part] == receipt(internal)[part]
    assert receipt(public)["grade"]["grade"] == receipt(internal)["grade"]["grade"]
    for one, other in zip(*(receipt(site)["scenarios"] for site in (public, internal)), strict=True):
        assert {**other["values"], **one["values"]} == other["values"]
    assert [receipt(site)["audience"] for site in (public, internal)] == ["public", "internal"]


def test_both_receipts_have_the_shape_that_is_described(public: Path, internal: Path) -> None:
    shape = json.loads((schema_root() / "receipt.schema.json").read_text("utf-8"))
    for site in (public, internal):
        assert [error.message for error in Draft202012Validator(shape).iter_errors(receipt(site))] == []


# --- small groups ----------------------------------------------------------------------------------------------------


def steps(site: Path) -> dict[str, Any]:
    return {one["id"]: one for one in receipt(site)["steps"]}


def test_a_small_group_is_not_counted(public: Path, internal: Path) -> None:
    people = "kpi.errors.attribution.comparison.people"
    assert steps(internal)[people]["value"]["decimal"] == "7"
    assert steps(public)[people]["value"] == {
        "missing": {
            "en": "Fewer than 10 people; how many is not shown.",
            "nl": "Minder dan 10 mensen; hoeveel, wordt niet getoond.",
        }
    }


def test_the_groups_of_a_small_data_file_are_not_told(public: Path, internal: Path) -> None:
    assert [len(one["arms"]) for one in analyses(internal)] == [2]
    assert [len(one["arms"]) for one in analyses(public)] == [0]
    assert [receipt(site)["data"][0]["rows"] for site in (internal, public)] == [14, None]


def analyses(site: Path) -> list[Any]:
    return [one["analysis"] for kpi in receipt(site)["kpis"] for one in kpi["methods"] if one["analysis"]]


def test_answers_of_few_people_leave_a_figure_that_stands_by_itself(public: Path, internal: Path) -> None:
    assert any(".respondent." in id for id in steps(internal))
    assert not any(".respondent." in id for id in steps(public))
    assert "fewer than 10 people gave them" in page(public)


def test_how_many_took_part_stays_because_costs_are_computed_with_it(public: Path) -> None:
    assert steps(public)["audience.completed"]["value"]["decimal"] == "40"


def test_every_formula_of_the_public_edition_can_still_be_followed(survey: pipeline.Survey) -> None:
    for one in as_public(survey).files:
        if one.evaluation is None:
            continue
        known = {id for id, step in one.evaluation.steps.items() if not isinstance(step.value, Missing)}
        used = {name.id for s in one.evaluation.steps.values() if s.line.formula for name in names(s.line.formula)}
        assert used - known == set()


def test_the_internal_edition_is_the_survey_as_it_is(survey: pipeline.Survey) -> None:
    assert building.for_its_readers(survey) is survey


# --- answers of respondents ------------------------------------------------------------------------------------------

ESTIMATE = "kpi.errors.attribution"


def estimated(root: Path, answers: int, *, from_file: bool = False, invited: int | None = None) -> pipeline.Survey:
    """Give a programme whose result rests on the estimates of some people, typed or read from a data file."""
    asked = invited or answers
    shares = [(f"s{n:02}", 41 + n, 80) for n in range(answers)]
    typed = "".join(f"      - {{id: {who}, attribution: {a}%, confidence: {c}%}}\n" for who, a, c in shares)
    rows = "      data: answers\n" if from_file else f"      respondents:\n{typed.replace('      -', '        -')}"
    fragment = f"""\
kpis:
  - id: errors
    attribution:
      method: participant_estimate
      invited: {asked}
{rows}"""
    columns = "{person: who, attribution: attribution, confidence: confidence}"
    if from_file:
        entry = f"id: answers, file: answers.csv, system: Survey, extracted: 2025-08-04, columns: {columns}"
        fragment += f"data:\n  - {{{entry}}}\n"
        lines = "".join(f"{who},{a}%,{c}%\n" for who, a, c in shares)
        (root / "answers.csv").write_text(f"who,attribution,confidence\n{lines}", "utf-8")
    (root / "answers.roi.yaml").write_text(with_fragment(fragment), "utf-8")
    return pipeline.survey(pipeline.settings_for([root], TODAY))


def receipt_of(survey: pipeline.Survey, edition: Edition) -> tuple[Evaluation, Any]:
    seen = as_public(survey) if edition is Edition.PUBLIC else survey
    (one,) = [one for one in seen.files if one.evaluation is not None]
    assert one.evaluation is not None
    provenance = Provenance("1", "1.0", (), edition=edition)
    return one.evaluation, as_object(one.evaluation, one.findings, provenance)


@pytest.mark.parametrize("from_file", [True, False])
def test_single_answers_are_for_colleagues_however_many_there_are(tmp_path: Path, from_file: bool) -> None:
    found = estimated(tmp_path, 12, from_file=from_file)
    whole, own = (receipt_of(found, edition) for edition in (Edition.INTERNAL, Edition.PUBLIC))
    assert sum(".respondent." in one["id"] for one in whole[1]["steps"]) == 36
    assert not any(".respondent." in one for one in json.dumps(own[1]).split('"'))
    assert not re.search(r"\bs\d\d\b|\bP\d+\b", json.dumps(own[1]))
    assert own[0].grade_reason == whole[0].grade_reason
    assert own[0].quantity("result.roi") == whole[0].quantity("result.roi")
    counted = own[0].steps[f"{ESTIMATE}.counted_share"].line
    assert counted.note == Text("Computed from the answers of single people, which are not shown one by one.")


@pytest.mark.parametrize("invited", [6, 14])
def test_how_many_answered_is_not_told_when_they_are_few(tmp_path: Path, invited: int) -> None:
    found = estimated(tmp_path, 6, invited=invited)
    whole, own = (receipt_of(found, edition)[1] for edition in (Edition.INTERNAL, Edition.PUBLIC))
    assert "Estimates by 6 respondents." in json.dumps(whole)
    assert own["grade"]["reason"]["en"] == "Estimates by fewer than 10 respondents."
    errors = next(one for one in own["kpis"] if one["id"] == "errors")
    assert errors["methods"][0]["grade_reason"] == own["grade"]["reason"]
    asked = next(one for one in own["steps"] if one["id"] == f"{ESTIMATE}.asked")
    assert (list(asked["value"]), asked["note"]) == (["missing"], None)
    assert "people did not answer" not in json.dumps(own)


def test_two_answers_cannot_be_solved_from_a_figure_and_its_end(tmp_path: Path) -> None:
    found = estimated(tmp_path, 2)
    (whole, _), (own, told) = (receipt_of(found, edition) for edition in (Edition.INTERNAL, Edition.PUBLIC))
    assert whole.quantity("result.roi", "optimistic") != whole.quantity("result.roi")
    assert [one["name"] for one in told["scenarios"]] == ["base"]
    assert (own.has_range, own.simulation) == (False, None)
    assert f"{ESTIMATE}.confidence_band" not in json.dumps(told)
    assert own.quantity(f"{ESTIMATE}.counted_share") == whole.quantity(f"{ESTIMATE}.counted_share")


def test_three_answers_keep_the_range_of_the_result(tmp_path: Path) -> None:
    found = estimated(tmp_path, 3)
    (whole, _), (own, _) = (receipt_of(found, edition) for edition in (Edition.INTERNAL, Edition.PUBLIC))
    assert own.has_range
    assert own.quantity("result.roi", "optimistic") == whole.quantity("result.roi", "optimistic")


def test_the_public_receipt_tells_no_line_and_no_column(public: Path, internal: Path) -> None:
    assert {tuple(one["place"]) for one in receipt(public)["steps"]} == {("file",)}
    assert not any({"start", "end"} & set(one) for one in receipt(public)["findings"])
    assert all("line" in one["place"] for one in receipt(internal)["steps"])
