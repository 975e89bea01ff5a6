"""`roi-spec verify` as people and build servers meet it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from roi_spec.cli import cli
from roi_spec.model.edition import Edition
from roi_spec.model.proof import Outcome
from tests.verify.workspace import built, page_in, proof_of, receipt_in


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["verify", *map(str, arguments)])


def test_the_answer_is_one_sentence_in_the_language_of_the_reader(workspace: Path) -> None:
    receipt = receipt_in(workspace / "site")
    english, dutch = run(receipt, "--lang", "en"), run(receipt, "--lang", "nl")
    assert english.stdout.startswith("This receipt is what roi-spec makes of the specs in the workspace: ")
    assert english.stdout.endswith(" numbers recomputed, none differs.\n")
    assert dutch.stdout.startswith("Dit rekenbewijs is wat roi-spec maakt van de specs in de werkruimte: ")
    assert (english.exit_code, dutch.exit_code) == (0, 0)


def test_differences_are_listed_and_text_of_a_file_gives_no_orders(workspace: Path) -> None:
    page = page_in(workspace / "site")
    words = page.read_text("utf-8")
    page.write_text(words.replace("slightly simpler claims", "::error::##vso[x]\x1b[31mclaims"), "utf-8")
    found = run(page, "--lang", "en")
    assert found.exit_code == 1
    assert "\x1b" not in found.stdout
    assert "##vso[" not in found.stdout
    assert not [line for line in found.stdout.splitlines() if line.lstrip().startswith("::")]


def test_json_holds_everything(workspace: Path) -> None:
    path = receipt_in(workspace / "site")
    path.write_text(path.read_text("utf-8").replace('"grade": "B"', '"grade": "A"', 1), "utf-8")
    receipt = json.loads(path.read_bytes())
    receipt["verdict"]["code"] = "never"
    path.write_text(json.dumps(receipt), "utf-8")
    found = run(path, "--output-format", "json", "--lang", "en")
    answer = json.loads(found.stdout)
    assert (found.exit_code, answer["outcome"], answer["kind"]) == (1, "differs", "receipt")
    assert {"file", "place", "what", "says", "should", "is_number"} == set(answer["differences"][0])
    assert "verdict.code" in {one["place"] for one in answer["differences"]}
    assert answer["sentence"].startswith("This receipt is not what roi-spec makes of ")


def test_what_is_not_ours_is_wrong_use_and_what_cannot_be_read_could_not_run(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_bytes(b"x")
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "empty").mkdir()
    codes = {name: run(tmp_path / name).exit_code for name in ("notes.docx", "empty", "gone.pdf", "torn.pdf")}
    assert codes == {"notes.docx": 2, "empty": 2, "gone.pdf": 2, "torn.pdf": 3}


def test_another_version_of_the_tool_is_said_and_numbers_are_compared_all_the_same(workspace: Path) -> None:
    for path in (receipt_in(workspace / "site"), page_in(workspace / "site")):
        receipt = receipt_in(workspace / "site")
        receipt.write_text(receipt.read_text("utf-8").replace('"tool_version": "', '"tool_version": "0.0.'), "utf-8")
        proof = proof_of(path)
        assert proof.outcome is Outcome.PROVEN
        assert "It was made by roi-spec 0.0." in str(proof.found.remarks[0])
        assert proof.found.numbers > 100


# --- the public edition ----------------------------------------------------------------------------------------------


def test_a_public_receipt_agrees_with_itself_and_is_proven_by_who_has_the_specs(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = built(workspace, tmp_path / "public", Edition.PUBLIC)
    path = shutil.copy(receipt_in(site), tmp_path / "receipt.json")
    monkeypatch.chdir(tmp_path / "public")
    outside = proof_of(Path(path))
    assert (outside.outcome, outside.found.differences) == (Outcome.UNSETTLED, ())
    assert outside.found.numbers > 100
    inside = proof_of(Path(path), workspace / "specs")
    assert inside.outcome is Outcome.PROVEN, inside
    page = proof_of(page_in(site), workspace / "specs")
    assert page.outcome is Outcome.PROVEN, page


# --- the workbook ----------------------------------------------------------------------------------------------------


def test_a_workbook_is_proven_and_an_edited_cell_is_named(workspace: Path) -> None:
    path = page_in(workspace / "site").with_name("workbook.xlsx")
    assert proof_of(path).outcome is Outcome.PROVEN
    book = openpyxl.load_workbook(path)
    sheet, place = next(iter(book.defined_names["assumption.rate"].destinations))
    book[sheet][place.replace("$", "")].value = 47
    book.save(path)
    proof = proof_of(path)
    assert proof.exit_code == 1
    found = [(one.place, str(one.says), str(one.should)) for one in proof.found.differences]
    assert found == [(f"{sheet}!{place.replace('$', '')} (assumption.rate)", "47", "46")]
