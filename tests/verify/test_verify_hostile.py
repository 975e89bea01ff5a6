"""Files that were made to do harm, and files that are not ours: a sentence, never a traceback, never a long wait."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roi_spec.model.proof import Outcome
from roi_spec.read.published import UnreadableError, opened
from roi_spec.read.published.page import read_page
from roi_spec.read.published.pdf import read_pdf
from roi_spec.read.published.receipt import Receipt, read_receipt
from roi_spec.read.published.reckoning import reckoned
from roi_spec.read.published.statement import read_statement
from roi_spec.read.published.workbook import read_workbook
from tests.verify.workspace import proof_of, receipt_in


@pytest.fixture(scope="session")
def right(origin: Path) -> dict[str, Any]:
    """A receipt that is right."""
    found: dict[str, Any] = json.loads(receipt_in(origin / "site").read_bytes())
    return found


def changed(right: dict[str, Any], change: Callable[[dict[str, Any]], object]) -> Receipt:
    """Read a receipt of which something was changed."""
    copy = json.loads(json.dumps(right))
    change(copy)
    return read_receipt(json.dumps(copy).encode())


def step(receipt: dict[str, Any], id: str) -> dict[str, Any]:
    """Give a step of a receipt."""
    found: dict[str, Any] = next(one for one in receipt["steps"] if one["id"] == id)
    return found


NOT_OURS = {
    "nothing": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "another file": b'{"format": "something else"}',
    "half a receipt": b'{"format": "roi-spec-receipt/1", "steps": 3}',
    "brackets without end": b"[" * 200_000,
    "deep": b'{"a":' * 500 + b"1" + b"}" * 500,
    "a number of a million digits": b'{"format": "roi-spec-receipt/1", "a": ' + b"9" * 1_000_000 + b"}",
    "no text": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("name", NOT_OURS)
def test_what_is_no_receipt_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(UnreadableError):
        read_receipt(NOT_OURS[name])
    with pytest.raises(UnreadableError):
        read_statement(NOT_OURS[name])


@pytest.mark.parametrize("read", [read_pdf, read_workbook])
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"x" * 5000])
def test_what_is_no_pdf_and_no_workbook_is_refused(read: Callable[[bytes, str], object], content: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(content, "file")


def packed(parts: dict[str, bytes]) -> bytes:
    """Pack parts as a workbook is packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return out.getvalue()


def test_a_workbook_that_unpacks_to_more_than_any_of_ours_is_refused() -> None:
    with pytest.raises(UnreadableError, match="more than any"):
        read_workbook(packed({"xl/workbook.xml": b"0" * (64 << 20)}), "bomb.xlsx")
    with pytest.raises(UnreadableError, match="more than any"):
        read_workbook(packed({f"{n}.xml": b"" for n in range(2_000)}), "bomb.xlsx")


def test_a_workbook_with_entities_of_its_own_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "0000000000"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    with pytest.raises(UnreadableError, match="more than any"):
        read_workbook(packed({"xl/workbook.xml": bomb}), "bomb.xlsx")


def test_numbers_that_would_keep_a_computer_busy_are_not_computed(right: dict[str, Any]) -> None:
    def huge(receipt: dict[str, Any]) -> None:
        step(receipt, "assumption.rate")["value"]["base"]["decimal"] = "1e999999999"

    def grown(receipt: dict[str, Any]) -> None:
        nines = {"number": {"decimal": "9" * 3_000}}
        step(receipt, "result.roi")["formula"]["tree"] = {
            "call": "sum",
            "of": [{"sign": "*", "left": nines, "right": nines}] * 5,
        }
        tree = nines
        for _ in range(20):
            tree = {"sign": "*", "left": tree, "right": nines}
        step(receipt, "result.bcr")["formula"]["tree"] = tree

    def long(receipt: dict[str, Any]) -> None:
        receipt["swings"] = receipt["swings"] * 20_000

    for change in (huge, grown, long):
        found = reckoned(changed(right, change), "en", "receipt.json")
        assert [str(one.what) for one in found.differences] == ["The formulas of this receipt cannot be followed."]


def test_a_page_nested_beyond_reason_is_refused() -> None:
    with pytest.raises(UnreadableError):
        read_page(b"<b>x" * 100_000, "page.html")


def test_formulas_that_go_in_a_circle_are_told(right: dict[str, Any]) -> None:
    def circle(receipt: dict[str, Any]) -> None:
        step(receipt, "result.total_cost")["formula"]["tree"] = {"name": "result.total_cost"}

    found = reckoned(changed(right, circle), "en", "receipt.json")
    assert [str(one.what) for one in found.differences] == ["The formulas of this receipt cannot be followed."]


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "specs\\..\\x", "C:x", "."])
def test_a_receipt_that_names_files_elsewhere_gets_nothing(right: dict[str, Any], elsewhere: Path, path: str) -> None:
    copy = json.loads(json.dumps(right))
    copy["provenance"]["files"][1]["path"] = copy["programme"]["file"] = path
    (elsewhere / "receipt.json").write_text(json.dumps(copy), "utf-8")
    proof = proof_of(elsewhere / "receipt.json")
    assert proof.outcome is not Outcome.PROVEN
    assert proof.basis is None


def test_a_commit_that_looks_like_an_option_is_no_commit(right: dict[str, Any]) -> None:
    def option(receipt: dict[str, Any]) -> None:
        receipt["provenance"]["commit"] = "--output=taken"

    assert changed(right, option).commit == ""


def test_only_ordinary_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "folder.pdf").mkdir()
    for name in ("pipe.pdf", "gone.pdf"):
        with pytest.raises(UnreadableError):
            opened.content_of(tmp_path / name)
    with pytest.raises(UnreadableError):
        opened.kind_of(tmp_path / "notes.docx")


def test_a_link_in_a_site_is_no_file_of_it(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "secret").write_text("x", "utf-8")
    (tmp_path / "site" / "link.html").symlink_to(tmp_path / "secret")
    (tmp_path / "site" / "folder").symlink_to(tmp_path)
    assert opened.digests_of(tmp_path / "site") == {"folder": "", "link.html": ""}
    assert opened.digest_of(tmp_path / "site", "folder/secret") == ""
    assert opened.digest_of(tmp_path / "site", "../secret") == ""


# --- whatever the bytes ----------------------------------------------------------------------------------------------

QUIET = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@QUIET
@given(data=st.data())
def test_any_byte_of_a_receipt_may_be_anything(origin: Path, data: st.DataObject) -> None:
    content = bytearray(receipt_in(origin / "site").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        receipt = read_receipt(bytes(content))
    except UnreadableError:
        return
    reckoned(receipt, "en", "receipt.json")


@QUIET
@given(st.binary(max_size=400) | st.text(alphabet="<>/\"'= abn!-&;#", max_size=400).map(str.encode))
def test_any_bytes_may_be_a_page(content: bytes) -> None:
    with suppress(UnreadableError):
        assert read_page(content, "page.html").lines is not None
