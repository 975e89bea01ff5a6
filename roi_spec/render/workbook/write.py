"""Writes a workbook as the bytes of an XLSX file. The only module that knows XlsxWriter.

Text is written as text and nothing else: no cell is ever guessed to be a formula, a link or a number. No macro, no link
to the outside, no clock: the same workbook gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING

from roi_spec.model.workbook import TYPED_OVER, Cell, Formula, Look, Sheet, Workbook

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook as Book
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_000
"""Characters in a cell; the format allows 32,767, and some characters count twice."""
_NO_GUESSING = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")

_INK, _SOFT, _RULE, _ACCENT, _SUNK = "#1C2328", "#4D5A63", "#D3DADD", "#0A5A66", "#F4F6F6"
_LOOKS: dict[Look, dict[str, object]] = {
    "plain": {"text_wrap": True},
    "title": {"bold": True, "font_size": 16, "font_color": _ACCENT},
    "heading": {"bold": True, "font_size": 12, "font_color": _ACCENT, "bottom": 1, "bottom_color": _RULE},
    "lead": {"font_color": _SOFT},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": _ACCENT, "text_wrap": True, "valign": "vcenter"},
    "subhead": {"bold": True, "bg_color": "#D9E9EB", "text_wrap": True, "valign": "bottom"},
    "label": {"bold": True, "text_wrap": True},
    "input": {"bg_color": "#DCE9F7", "font_color": "#0B3D78", "border": 1, "border_color": "#A9C4E4"},
    "measured": {"bg_color": "#EBE2F4", "font_color": "#4A2475", "border": 1, "border_color": "#C9B5DE"},
    "figure": {"bg_color": _SUNK, "italic": True},
    "formula": {},
    "result": {"bold": True},
    "missing": {"font_color": _SOFT, "italic": True, "text_wrap": True, "align": "left", "font_size": 9},
    "small": {"font_color": _SOFT, "text_wrap": True, "font_size": 9, "indent": 1, "align": "left"},
    "link": {"font_color": _ACCENT, "underline": 1, "font_size": 9},
    "code": {"font_name": "Consolas", "font_size": 9, "font_color": _SOFT},
}
_BASE = {"font_name": "Calibri", "font_size": 10, "font_color": _INK, "valign": "top"}


def xlsx(workbook: Workbook) -> bytes:
    """Give the bytes of a workbook."""
    import xlsxwriter  # noqa: PLC0415 - 60 ms that only a workbook needs

    out = BytesIO()
    book = xlsxwriter.Workbook(out, _NO_GUESSING)
    made = dt.datetime.combine(workbook.day, dt.time(), tzinfo=dt.UTC).replace(tzinfo=None)
    book.set_properties({"title": harmless(workbook.title), "author": harmless(workbook.author), "created": made})
    looks = _Looks(book)
    for number, sheet in enumerate(workbook.sheets):
        _sheet(book, sheet, looks, is_first=number == 0)
    book.close()
    return out.getvalue()


def harmless(words: str) -> str:
    """Give text as a cell may hold it: without characters that have no picture, and not longer than a cell is.

    XlsxWriter takes `<r>…</r>` for text with a layout of its own and would write it as it stands.
    """
    seen = _HIDDEN.sub("\ufffd", words)
    cut = seen if len(seen) <= LONGEST else f"{seen[: LONGEST - 1]}…"
    return f" {cut}" if cut.startswith("<r>") else cut


class _Looks:
    """The formats of one file, each made once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.made: dict[tuple[Look, str], Format] = {}

    def of(self, look: Look, notation: str) -> Format:
        key = (look, notation)
        if key not in self.made:
            numbered = {"num_format": notation} if notation else {}
            self.made[key] = self.book.add_format(
                {**_BASE, **_LOOKS[look], **numbered, "locked": look not in TYPED_OVER}
            )
        return self.made[key]


def _sheet(book: Book, sheet: Sheet, looks: _Looks, *, is_first: bool) -> None:
    page = book.add_worksheet(sheet.title)
    for number, width in enumerate(sheet.widths):
        page.set_column(number, number, width, looks.of("plain", ""))
    for row, cells in enumerate(sheet.rows):
        page.set_row(row, _height(cells, sheet.widths))
        for column, cell in enumerate(cells):
            _cell(page, row, column, cell, looks)
            if cell.name:
                _name(book, cell.name, sheet.title, row, column)
    page.hide_gridlines(2)
    if sheet.is_list:
        page.autofilter(0, 0, len(sheet.rows) - 1, len(sheet.widths) - 1)
    else:
        page.protect("", {"format_columns": True, "format_rows": True})
    if any(sheet.frozen):
        page.freeze_panes(*sheet.frozen)
    _paper(page, sheet)
    if is_first:
        page.activate()


_TALL: dict[Look, float] = {"title": 26, "heading": 22}
_LINE = 13.0
"""Points of one line of text."""
_MOST_LINES = 30


def _height(cells: tuple[Cell, ...], widths: tuple[int, ...]) -> float:
    """Give the height of a row: programs that open the file do not all measure wrapped text themselves."""
    lines = max((_lines(cell, width) for cell, width in zip(cells, widths, strict=False)), default=1)
    tall = max((_TALL.get(cell.look, 0.0) for cell in cells), default=0.0)
    return max(tall, _LINE * min(lines, _MOST_LINES) + 3)


def _lines(cell: Cell, width: int) -> int:
    content = cell.content.result if isinstance(cell.content, Formula) else cell.content
    if not isinstance(content, str) or not _LOOKS[cell.look].get("text_wrap"):
        return 1
    room = int(width * (1.2 if _LOOKS[cell.look].get("font_size") == 9 else 0.95))
    return sum(_folded(part.split(" "), max(room, 6)) for part in content.split("\n"))


def _folded(words: list[str], width: int) -> int:
    """Count the lines that words take when they are broken between them."""
    lines, used = 1, 0
    for word in words:
        if used and used + 1 + len(word) > width:
            lines, used = lines + 1, 0
        used += len(word) + (1 if used else 0)
        lines, used = lines + (used - 1) // width if used else lines, (used - 1) % width + 1 if used else 0
    return lines


def _paper(page: Worksheet, sheet: Sheet) -> None:
    """Set how the sheet prints: across the paper, as wide as one page, heads on every page."""
    page.set_landscape()
    page.set_paper(8)  # A3: what stands beside a number needs the width
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.set_footer("&L&A&R&P / &N")
    if sheet.repeated >= 0:
        page.repeat_rows(sheet.repeated)


def _cell(page: Worksheet, row: int, column: int, cell: Cell, looks: _Looks) -> None:
    look, content = looks.of(cell.look, cell.notation), cell.content
    if isinstance(content, Formula):
        result = harmless(content.result) if isinstance(content.result, str) else float(content.result)
        page.write_formula(row, column, content.written, look, result)
    elif isinstance(content, Fraction):
        page.write_number(row, column, float(content), look)
    elif isinstance(content, dt.date):
        page.write_datetime(row, column, dt.datetime.combine(content, dt.time()), look)
    elif cell.target:
        page.write_url(row, column, f"internal:{cell.target}", look, harmless(str(content)))
    elif content:
        page.write_string(row, column, harmless(content), look)
    elif cell.look in ("head", "subhead"):
        page.write_blank(row, column, None, look)
    if cell.remark:
        page.write_comment(row, column, harmless(cell.remark), {"author": "roi-spec", "x_scale": 2.5, "y_scale": 1.6})


def _name(book: Book, name: str, sheet: str, row: int, column: int) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 - see `xlsx`

    doubled = sheet.replace("'", "''")
    taken = book.define_name(name, f"='{doubled}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}")
    assert not taken, f"{name} is no name for a cell"
