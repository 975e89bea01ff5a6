"""Workbooks as tests read them: of an example or a small text, opened by openpyxl or as the parts of the file."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook as Book

from roi_spec import pipeline
from roi_spec.render.receipt import provenance_of, receipt
from roi_spec.render.workbook import workbook
from tests.render.chain import context, evaluated, examined, example
from tests.specs import with_fragment

ORGANISATION = "Harbour Group"


def of_text(fragment: str = "") -> pipeline.Examined:
    return examined(with_fragment(fragment))


def receipt_of(one: pipeline.Examined) -> bytes:
    assert one.source is not None
    return receipt(evaluated(one), one.findings, provenance_of((one.source,), tool_version="1.0", schema_version="1.0"))


def made(one: pipeline.Examined, locale: str = "en") -> bytes:
    return workbook(evaluated(one), context(locale, organisation=ORGANISATION), receipt_of(one))


@cache
def of_example(id: str, locale: str = "en") -> bytes:
    return made(example(id), locale)


def opened(content: bytes, *, results: bool = False) -> Book:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=results)


def named(book: Book, name: str) -> Any:
    """Give the cell that a name stands for."""
    sheet, cell = next(iter(book.defined_names[name].destinations))
    return book[sheet][cell]


def cells(book: Book) -> list[Any]:
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def parts(content: bytes) -> dict[str, str]:
    """Give every part of the file as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {one.filename: archive.read(one).decode() for one in archive.infolist()}
