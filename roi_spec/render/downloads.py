"""Every table of a page as two files beside it: CSV for a spreadsheet, JSON for a program.

Both come from the finished table, so they say what the page says; numbers stand in them before rounding.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from roi_spec.i18n import Translator
from roi_spec.model.artifact import Artifact
from roi_spec.model.charts import Drawing
from roi_spec.model.handbook import Cell, Handbook, Row, Table
from roi_spec.model.sentence import Figure, Reckoned
from roi_spec.render.site_view import Block, Page, Shown
from roi_spec.render.spreadsheet import as_csv, number_in, strip
from roi_spec.render.told import told

FOLDER = "tables"
"""Where the files of a page stand, beside it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where tables come from."""

    page: str
    """The place of their page in the site."""
    translator: Translator
    reference: str
    """What someone who quotes the page writes down."""
    programme: str = ""
    """Id of the programme the page is about; empty: more than one."""


def with_files(table: Table, page: str, number: int) -> Table:
    """Give a table the name of its downloads; one without a name of its own is called by its place on the page."""
    stem = PurePosixPath(page).stem
    name = table.id or f"table-{number}"
    return replace(table, files=f"{FOLDER}/{name if stem == 'index' else f'{stem}-{name}'}")


def of_handbook(handbook: Handbook, translator: Translator) -> Iterator[Artifact]:
    """Give the downloads of a handbook; its tables got their names when they were numbered."""
    origin = Origin(handbook.path, translator, handbook.frame.reference, handbook.id)
    return files(tables_of(handbook), origin)


def tables_of(handbook: Handbook) -> Iterator[Table]:
    """Give every table of a handbook in the order of reading."""
    yield from tables_in((handbook.summary.chart,))
    for section in handbook.sections:
        yield from tables_in(section.blocks)


def of_page(page: Page, translator: Translator) -> Iterator[Artifact]:
    """Give the downloads of a page about more than one programme."""
    blocks = (*page.blocks, *(block for chapter in page.chapters for block in chapter.blocks))
    return files(tables_in(blocks), Origin(page.path, translator, page.frame.reference))


def named(page: Page) -> Page:
    """Give a page about more than one programme whose tables know where their downloads stand."""
    count = itertools.count(1)

    def name(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(with_files(one, page.path, next(count)) if isinstance(one, Table) else one for one in blocks)

    first = name(page.blocks)
    return replace(page, blocks=first, chapters=tuple(replace(one, blocks=name(one.blocks)) for one in page.chapters))


def tables_in(blocks: Iterable[object]) -> Iterator[Table]:
    """Give the tables among the blocks of a page, and those under its drawings."""
    for block in blocks:
        found = block.table if isinstance(block, Drawing) else block
        if isinstance(found, Table):
            yield found


def files(tables: Iterable[Table], origin: Origin) -> Iterator[Artifact]:
    """Give the downloads of the tables of a page, as CSV and as JSON."""
    folder = PurePosixPath(origin.page).parent
    for table in tables:
        if table.files:
            place = str(folder / table.files)
            yield Artifact(f"{place}.csv", as_csv(table, origin.translator))
            yield Artifact(f"{place}.json", as_json(table, origin))


# --- JSON ------------------------------------------------------------------------------------------------------------


def as_json(table: Table, origin: Origin) -> bytes:
    """Give a table with every number exact, the step of the working it comes from, and what the page shows."""
    made = {
        "title": table.caption,
        "label": table.label,
        "programme": origin.programme,
        "language": origin.translator.locale,
        "reference": origin.reference,
        "columns": [_column(table, place) for place in range(len(table.columns))],
        "rows": [[_cell(cell, row) for cell in row.cells] for row in table.rows],
        "note": told(table.note),
    }
    return (json.dumps(_full(made), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _column(table: Table, place: int) -> dict[str, str]:
    one = strip(table, place)
    return _full({"title": one.column.title, "unit": one.unit})


def _cell(cell: Cell, row: Row) -> dict[str, str]:
    found = number_in(cell.content)
    about = (
        {
            "value": found.exact,
            "unit": found.unit,
            "step": found.step if isinstance(found, Figure) else "",
            "case": found.case if isinstance(found, Figure) else "",
            "of": found.of if isinstance(found, Reckoned) else "",
            "programme": (found.programme if isinstance(found, Shown) else "") or row.programme,
        }
        if found
        else {}
    )
    return {"text": told(cell.content), **_full({**about, "under": told(cell.under)})}


def _full(made: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is empty: a reader of JSON asks for a name, and finds nothing."""
    return {name: value for name, value in made.items() if value not in ("", None)}
