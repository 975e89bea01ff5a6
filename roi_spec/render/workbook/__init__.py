"""The workbook of a programme: every step of the working as a cell with a name, formulas live, inputs to type over.

`workbook(evaluation, context, receipt)` gives the bytes of an XLSX file in the language of `context`. `plan` gives the
same as plain values (`roi_spec.model.workbook.Workbook`), for whoever compares cells.

How names map to steps: a defined name in the file is the id of the step (`result.roi`), for its base case; with
`conservative.`, `optimistic.`, `low.` or `high.` in front it is the step in that case, where it differs from the base;
`why.` names the words that stand where there is no value. `names.names_of(ids)` gives the exact map; it changes an id
only when it holds a character that no name may have, or differs from another in capitals alone. The sheet of the trace
lists id and name of every step. A cell holds the number in the unit of the step's value, a percentage as the share
(60 % is 0.6): `scales.in_cell(quantity, scales.unit_of_step(step))`, in binary floating point.

The last sheet is called `receipt.json` in every language: from row 2 on, the cells of column A put together are the
text of the receipt.
"""

from __future__ import annotations

import datetime as dt

from roi_spec.model.evaluation import Evaluation
from roi_spec.model.text import Text
from roi_spec.model.workbook import Sheet, Workbook
from roi_spec.render.context import Context
from roi_spec.render.privacy import shown_only
from roi_spec.render.workbook.back import RECEIPT, receipt_sheet, scenarios_sheet, trace_sheet
from roi_spec.render.workbook.cases import Cases
from roi_spec.render.workbook.fill import Filler
from roi_spec.render.workbook.front import about_sheet, summary_sheet
from roi_spec.render.workbook.layout import TITLES, lay_out
from roi_spec.render.workbook.working import working_sheets
from roi_spec.render.workbook.write import harmless, xlsx
from roi_spec.render.writer import Writer

__all__ = ["FILE", "RECEIPT", "path_of", "plan", "workbook"]

FILE = "workbook.xlsx"
"""The name of the file, beside the handbook."""

NO_DAY = dt.date(1980, 1, 1)
"""The day a workbook gives as its own when none is known; the earliest that its archive can hold."""

_AROUND = {
    "summary": Text("Summary"),
    "about": Text("Read me"),
    "scenarios": Text("Scenarios"),
    "trace": Text("Trace"),
}
_UNFIT = str.maketrans({**dict.fromkeys("[]:*?/\\", " "), "'": "’"})
"""Signs that no tab may have, and the one that addresses would have to double."""


def workbook(evaluation: Evaluation, context: Context, receipt: bytes) -> bytes:
    """Give the workbook of a programme as the bytes of an XLSX file; `receipt` goes on its last sheet."""
    return xlsx(plan(evaluation, context, receipt))


def plan(evaluation: Evaluation, context: Context, receipt: bytes) -> Workbook:
    """Give what stands in every cell."""
    shown = shown_only(evaluation, context.small_cell_limit)
    cases = Cases(shown)
    writer = Writer(shown, context, trace="")
    filler = Filler(writer, cases, lay_out(shown, cases), _titles(writer))
    return Workbook(shown.programme.title, context.organisation, context.as_of or NO_DAY, _sheets(filler, receipt))


def path_of(programme: str, locale: str) -> str:
    """Give the place of a workbook in the site."""
    return f"{locale}/programmes/{programme}/{FILE}"


def _sheets(filler: Filler, receipt: bytes) -> tuple[Sheet, ...]:
    titles = filler.titles
    scenarios = (scenarios_sheet(filler, titles["scenarios"]),) if filler.cases.sides else ()
    return (
        summary_sheet(filler, titles["summary"]),
        about_sheet(filler, titles["about"]),
        *working_sheets(filler),
        *scenarios,
        trace_sheet(filler, titles["trace"]),
        receipt_sheet(filler, receipt),
    )


def _titles(writer: Writer) -> dict[str, str]:
    """Give the titles of the sheets in the reader's language: as short as a tab takes, and no two alike."""
    taken: dict[str, str] = {RECEIPT: ""}
    for key, title in (*_AROUND.items(), *TITLES.items()):
        wanted = harmless(writer.plain(title.msgid)).translate(_UNFIT).strip()[:28]
        name, number = wanted, 1
        while name.casefold() in map(str.casefold, taken):
            number += 1
            name = f"{wanted} {number}"
        taken[name] = key
    return {key: name for name, key in taken.items() if key}
