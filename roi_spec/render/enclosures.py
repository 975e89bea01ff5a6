"""Which files travel inside the PDF of a handbook: what it takes to check it, and nothing that tells about a person.

The spec, the receipt, and what the programme shares with others (standard values, calendars, house settings,
sign-offs) always do, so that a PDF by itself is enough to compute its numbers again. A data file does when its rows may
be shown: no row for each person, no group of few people, and no column beside those the spec names, since nobody has
looked at what such a column holds.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from pathlib import PurePosixPath

from roi_spec.model.evaluation import Evaluation
from roi_spec.model.paper import Enclosure, Enclosures, Original, Withheld
from roi_spec.model.spec import DataFile
from roi_spec.model.table import Table
from roi_spec.model.text import Text, text
from roi_spec.render.privacy import may_show_rows

MOST_BYTES = 1 << 20
"""A data file in a PDF may hold a megabyte; of a larger one, the digest says which it was."""

_RECEIPT = Text("Every number with its formula and its inputs: the receipt")
_SPEC = Text("What the programme's authors wrote: the spec")
_SHARED = Text("What all programmes share and this one rests on")
_DATA = Text("Data that figures were computed from")
_CHANGED = Text("It has changed since it was read.")
_PERSONS = Text("It has rows for single people.")
_COLUMNS = Text("It has columns that the spec does not use, so nobody has judged whether they may be shown.")


def enclosures(evaluation: Evaluation, originals: Sequence[Original], receipt: bytes, limit: int) -> Enclosures:
    """Choose from the files that were read. Groups of fewer than `limit` people are not shown."""
    attached = [_enclosure("receipt.json", _RECEIPT, receipt, "application/json", "Data")]
    withheld = []
    for one in sorted(originals, key=lambda each: each.path):
        why = _why_not(evaluation, one, limit)
        if why is not None or one.content is None:
            withheld.append(Withheld(one.path, why or _CHANGED, one.digest))
        elif one.path == evaluation.programme.path:
            attached.append(_enclosure(_name(one, attached), _SPEC, one.content, "application/yaml", "Source"))
        elif _tables(evaluation, one.path):
            attached.append(_enclosure(_name(one, attached), _DATA, one.content, "text/csv", "Data"))
        else:
            attached.append(_enclosure(_name(one, attached), _SHARED, one.content, "application/yaml", "Source"))
    return Enclosures(tuple(sorted(attached, key=lambda each: each.name)), tuple(withheld))


def _enclosure(name: str, told: Text, content: bytes, media_type: str, relationship: str) -> Enclosure:
    return Enclosure(name, told, content, hashlib.sha256(content).hexdigest(), media_type, relationship)


def _name(one: Original, taken: Sequence[Enclosure]) -> str:
    """Give a name without folders; a second file of the same name keeps its folders in its name."""
    name = PurePosixPath(one.path).name
    return one.path.replace("/", "-") if any(each.name == name for each in taken) else name


# --- why a file stays behind ------------------------------------------------------------------------------------------


def _why_not(evaluation: Evaluation, one: Original, limit: int) -> Text | None:
    tables = _tables(evaluation, one.path)
    if not tables:
        return None if one.content is not None else _CHANGED
    return next((why for table in tables if (why := _private(table, limit)) is not None), None) or _bytes(
        one, tables, evaluation.programme.data
    )


def _tables(evaluation: Evaluation, path: str) -> tuple[Table, ...]:
    return tuple(table for table in evaluation.tables if table.path == path)


def _private(table: Table, limit: int) -> Text | None:
    if table.labels("person") is not None:
        return _PERSONS
    if not may_show_rows(table, limit):
        return text("People could be recognised in groups of fewer than {limit}.", limit=limit)
    return None


def _bytes(one: Original, tables: Sequence[Table], entries: Sequence[DataFile]) -> Text | None:
    if one.content is None:
        return _CHANGED
    if len(one.content) > MOST_BYTES:
        return text(
            "It is {size} kB; what travels in a PDF may be {most} kB.",
            size=len(one.content) >> 10,
            most=MOST_BYTES >> 10,
        )
    named = {heading for entry in entries for _, heading in entry.columns if entry.id in {table.id for table in tables}}
    return None if _headings(one.content, tables[0].delimiter) <= named else _COLUMNS


def _headings(content: bytes, delimiter: str) -> set[str]:
    """Give the cells of the first line. Where that is no line of headings, they are cells that no spec names."""
    first = content.decode("utf-8-sig", "replace").split("\n", 1)[0].rstrip("\r")
    return {cell.strip() for cell in next(csv.reader([first], delimiter=delimiter), [])}
