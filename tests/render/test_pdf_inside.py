"""The files that travel inside the PDF: equal to the last byte, and none that tells about a person."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from array import array
from dataclasses import replace
from typing import Any, cast

from pypdf import PdfReader
from pypdf.generic import ArrayObject

from roi_spec.i18n import Translator
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.paper import Enclosures, Original
from roi_spec.model.spec import DataFile
from roi_spec.model.table import Column, Labels, Numbers, Table
from roi_spec.read.originals import original
from roi_spec.render import pdf
from roi_spec.render.enclosures import MOST_BYTES, enclosures
from roi_spec.render.html import to_print_html
from roi_spec.render.paper import with_enclosures
from tests.render.chain import SPECS, evaluated, example, handbook, squeezed

LIMIT = 10
RECEIPT = b'{"format": "roi-spec-receipt/1"}\n'
SMALL = "quality-claim"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def file(path: str, content: bytes | None) -> Original:
    return Original(path, digest(content or b""), content)


def table(people_in_each: int, *roles: str) -> Table:
    """Give a data file with two groups and the values of one year."""
    rows = 2 * people_in_each
    columns: dict[str, Column] = {"group": Labels(array("l", [row % 2 for row in range(rows)]), ("A", "B"))}
    columns |= {role: Labels(array("l", range(rows)), tuple(f"P{row}" for row in range(rows))) for role in roles}
    columns["value"] = Numbers(array("d", [1.0] * rows))
    lines = array("l", range(2, rows + 2))
    return Table("year", "specs/data/year.csv", "0", ",", ".", (), rows, columns, lines)


def with_data(data: Table) -> Evaluation:
    found = evaluated(example(SMALL))
    columns = (("group", "Group"), ("value", "Value"))
    entry = DataFile(found.programme.node, "year", "data/year.csv", "Register", columns=columns)
    return replace(found, programme=replace(found.programme, data=(entry,)), tables=(data,))


def chosen(data: Table, content: bytes | None) -> Enclosures:
    return enclosures(with_data(data), [file("specs/data/year.csv", content)], RECEIPT, LIMIT)


def why(inside: Enclosures) -> str:
    assert [one.name for one in inside.attached] == ["receipt.json"]
    return str(inside.withheld[0].why)


def test_a_data_file_without_people_travels_along() -> None:
    inside = chosen(table(12), b"Group,Value\nA,1\n")
    assert {one.name: one.relationship for one in inside.attached} == {"receipt.json": "Data", "year.csv": "Data"}
    assert inside.withheld == ()


def test_a_file_with_a_row_for_each_person_stays_behind() -> None:
    assert "single people" in why(chosen(table(12, "person"), b"Group,Value\nA,1\n"))


def test_a_file_with_a_group_of_few_people_stays_behind() -> None:
    assert "fewer than 10" in why(chosen(table(4), b"Group,Value\nA,1\n"))


def test_a_column_that_the_spec_does_not_name_keeps_the_file_behind() -> None:
    assert "columns that the spec does not use" in why(chosen(table(12), b"Group,Value,Name\nA,1,Somebody\n"))


def test_a_large_file_and_one_that_has_changed_stay_behind() -> None:
    long = b"Group,Value\n" + b"A,1\n" * (MOST_BYTES // 4)
    assert "1024 kB" in why(chosen(table(12), long))
    assert "changed" in why(chosen(table(12), None))


def test_what_all_programmes_share_travels_along() -> None:
    inside = enclosures(evaluated(example(SMALL)), [file("specs/values.roi.yaml", b"id: values\n")], RECEIPT, LIMIT)
    assert {one.name: one.relationship for one in inside.attached} == {
        "receipt.json": "Data",
        "values.roi.yaml": "Source",
    }
    assert inside.withheld == ()


def test_what_is_shared_and_has_changed_stays_behind() -> None:
    inside = enclosures(evaluated(example(SMALL)), [file("specs/values.roi.yaml", None)], RECEIPT, LIMIT)
    assert "changed" in why(inside)


def test_two_files_of_one_name_get_two_names() -> None:
    found = with_data(table(12))
    path = found.programme.path
    other = replace(found.tables[0], path=f"other/{path.rpartition('/')[2]}")
    both = [file(path, b"a: 1\n"), file(other.path, b"Group,Value\nA,1\n")]
    names = [one.name for one in enclosures(replace(found, tables=(other,)), both, RECEIPT, LIMIT).attached]
    assert len(set(names)) == 3


def test_only_the_bytes_that_were_read_come_back() -> None:
    path = f"specs/{SMALL}.roi.yaml"
    content = (SPECS.parent / path).read_bytes()
    assert original(SPECS.parent, path, digest(content)) == content
    assert original(SPECS.parent, path, digest(b"other")) is None
    assert original(SPECS.parent, "specs", digest(b"")) is None
    assert original(SPECS.parent, "specs/none.roi.yaml", digest(b"")) is None


def test_the_pdf_holds_them_to_the_last_byte_and_lists_them() -> None:
    one = example(SMALL)
    assert one.source is not None
    content = original(SPECS.parent, one.path, one.source.digest)
    shared = file("specs/values.roi.yaml", None)
    inside = enclosures(evaluated(one), [Original(one.path, one.source.digest, content), shared], RECEIPT, LIMIT)
    tell = Translator("nl")
    html = to_print_html(with_enclosures(handbook(one, "nl"), inside, tell))
    made = pdf.to_pdf(html, None, pdf.Inside(inside.attached, dt.date(2026, 6, 1), tell.text))
    book = PdfReader(io.BytesIO(made))
    assert book.attachments == {f"{SMALL}.roi.yaml": [content], "receipt.json": [RECEIPT]}
    told = squeezed(book.pages[-1].extract_text())
    assert one.source.digest in told.replace(" ", "")
    assert "veranderd sinds het is gelezen" in told
    _look_at_their_labels(book)


def _look_at_their_labels(book: PdfReader) -> None:
    files: list[Any] = [one.get_object() for one in cast("ArrayObject", book.root_object["/AF"])]
    assert {str(one["/UF"]): one["/AFRelationship"] for one in files} == {
        f"{SMALL}.roi.yaml": "/Source",
        "receipt.json": "/Data",
    }
    kept = [one["/EF"]["/F"].get_object() for one in files]
    assert {one["/Subtype"] for one in kept} == {"/application/yaml", "/application/json"}
    assert {str(one["/Params"][key]) for one in kept for key in ("/CreationDate", "/ModDate")} == {"D:20260601000000Z"}
