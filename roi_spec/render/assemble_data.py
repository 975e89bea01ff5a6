"""The chapter about data files: where they come from, how they were read, and their rows where these may be shown."""

from __future__ import annotations

import math

from roi_spec.model.analysis import exact
from roi_spec.model.handbook import Block, Fact, Facts, Heading, Paragraph, Row
from roi_spec.model.handbook import Column as Head
from roi_spec.model.handbook import Table as Shown
from roi_spec.model.people import who
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Count, Mark, Sentence
from roi_spec.model.spec import DataFile
from roi_spec.model.table import Labels, Numbers, Table
from roi_spec.model.text import Text
from roi_spec.model.units import PERCENT
from roi_spec.render.blocks import cell
from roi_spec.render.exact import counted
from roi_spec.render.privacy import small_groups
from roi_spec.render.writer import NOTHING, Writer

MOST_ROWS = 60
"""Rows that a page shows; of a longer file, the digest says which one it was."""

ROLES: dict[str, Text] = {
    "person": Text("person"),
    "team": Text("team"),
    "group": Text("group"),
    "period": Text("period"),
    "value": Text("value"),
    "before": Text("before"),
    "after": Text("after"),
    "attribution": Text("attribution"),
    "confidence": Text("confidence"),
    "factor": Text("factor"),
}
"""What a column of a data file can be; any other role is a driver of a forecast, by the name the author gave it."""

_SIGNS: dict[str, Text] = {
    ",": Text("comma"),
    ";": Text("semicolon"),
    "\t": Text("tab"),
    "|": Text("upright bar"),
    ".": Text("point"),
}
_SHARES = ("attribution", "confidence")


def data_files(writer: Writer) -> tuple[Block, ...]:
    """Show every data file the figures rest on; nothing when there is none."""
    stated = writer.evaluation.programme.data
    if not stated:
        return ()
    told = writer.say(
        "These files were read to compute figures. The digest says exactly which contents: a file that was changed by "
        "a single character has another one."
    )
    return (Paragraph(told), *(block for one in stated for block in _file(writer, one)))


def _file(writer: Writer, entry: DataFile) -> tuple[Block, ...]:
    table = next((one for one in writer.evaluation.tables if one.id == entry.id), None)
    head = Heading((Mark(entry.file, "code"),), f"data-{entry.id}")
    facts = Facts(tuple(Fact(writer.plain(name), content) for name, content in _facts(writer, entry, table) if content))
    return (head, facts, *(_rows(writer, table) if table else ()))


def _facts(writer: Writer, entry: DataFile, table: Table | None) -> tuple[tuple[str, Sentence], ...]:
    stated: tuple[tuple[str, Sentence], ...] = (
        ("System of record", (writer.words(entry.system),) if entry.system else ()),
        ("Reference", writer.pieces(entry.reference)),
        ("Extracted on", writer.pieces(entry.extracted) if entry.extracted else ()),
        ("Owner", writer.pieces(entry.owner)),
        ("Remark", writer.pieces(entry.note)),
        ("Columns", _columns(writer, entry)),
        ("Rests on it", _used(writer, entry)),
    )
    if table is None:
        return stated
    return (
        *stated,
        ("Rows", writer.reckoned(table.rows, f"data:{table.id}:rows") if table.rows else ()),
        ("Between the columns", _sign(writer, table, "delimiter")),
        ("Decimal sign", _sign(writer, table, "decimal")),
        ("SHA-256", (Mark(table.digest, "code digest"),)),
    )


def _columns(writer: Writer, entry: DataFile) -> Sentence:
    return writer.listed(
        writer.say("{role}: {heading}", role=_role(writer, role), heading=heading) for role, heading in entry.columns
    )


def _role(writer: Writer, role: str) -> Sentence:
    return writer.say(ROLES[role]) if role in ROLES else (writer.words(role),)


def _used(writer: Writer, entry: DataFile) -> Sentence:
    """Name the measures that rest on a file."""
    return writer.listed(
        (writer.words(one.kpi.title),)
        for one in writer.evaluation.kpis
        if entry.id == one.kpi.data or any(method.attribution.data == entry.id for method in one.methods)
    )


def _sign(writer: Writer, table: Table, name: str) -> Sentence:
    sign: str = getattr(table, name)
    words = writer.say(_SIGNS[sign]) if sign in _SIGNS else (Mark(sign, "code"),)
    if name in table.detected:
        return writer.say("{sign}, found out from the file", sign=words)
    entry = next((one for one in writer.evaluation.programme.data if one.id == table.id), None)
    if name == "decimal" and entry is not None and not entry.decimal:
        return writer.say("none: the file holds whole numbers only")
    return writer.say("{sign}, as stated", sign=words)


# --- rows ------------------------------------------------------------------------------------------------------------


def _rows(writer: Writer, table: Table) -> tuple[Block, ...]:
    if table.rows > MOST_ROWS:
        return (Paragraph(writer.say("The file is too long to show here."), "quiet"),)
    if any(_length(column) < table.rows for column in table.columns.values()):
        return ()
    if not table.columns:
        told = writer.say("The rows are about single people. They are not part of the public edition.")
        return (Paragraph(told, "quiet"),)
    limit = writer.context.small_cell_limit
    few, every = small_groups(table, limit)
    if few:
        told = writer.say(
            "The rows are not shown: people could be recognised in groups of fewer than {limit}. Such groups in this "
            "file: {few} of {every}.",
            limit=limit,
            few=few,
            every=every,
        )
        return (Paragraph(told, "quiet"),)
    heads = tuple(
        Head(_plain_role(writer, role), is_number=isinstance(column, Numbers)) for role, column in table.columns.items()
    )
    numbers = numbered(table)
    rows = tuple(
        Row(tuple(cell(_cell(writer, table, role, row, numbers)) for role in table.columns))
        for row in in_order(table, numbers)
    )
    note = writer.say(
        "People are numbered by their figures and not in the order of the file; their names or codes are not shown."
    )
    return (Shown(writer.plain("The rows of the file"), heads, rows, note if "person" in table.columns else ()),)


def numbered(table: Table) -> dict[int, int]:
    """Give each person of a file a number from 1, in an order that says nothing about codes or the order of rows."""
    person = table.labels("person")
    if person is None:
        return {}
    own: dict[int, list[_Key]] = {}
    for row, code in enumerate(person.codes):
        if code >= 0:
            own.setdefault(code, []).append(_key(table, row))
    ordered = sorted(own, key=lambda code: (sorted(own[code]), code))
    return {code: number for number, code in enumerate(ordered, start=1)}


def in_order(table: Table, numbers: dict[int, int]) -> list[int]:
    """Give the rows in the order in which they are shown: by person, else by value; a series as it stands."""
    person = table.labels("person")
    if who(table) is None:
        return list(range(table.rows))
    if person is None:
        return sorted(range(table.rows), key=lambda row: _key(table, row))
    last, period = len(numbers) + 1, table.labels("period")
    return sorted(
        range(table.rows),
        key=lambda row: (numbers.get(person.codes[row], last), _name(period, row), _key(table, row)),
    )


_Key = tuple[tuple[tuple[bool, float], ...], tuple[str, ...]]


def _key(table: Table, row: int) -> _Key:
    """Give what a row is put in order by: its figures, empty ones last, then its labels without the person's."""
    columns = {role: column for role, column in table.columns.items() if role != "person"}
    figures = (one.values[row] for one in columns.values() if isinstance(one, Numbers))
    labels = (_name(one, row) for one in columns.values() if isinstance(one, Labels))
    return tuple((math.isnan(one), 0.0 if math.isnan(one) else one) for one in figures), tuple(labels)


def _name(column: Labels | None, row: int) -> str:
    return column.names[column.codes[row]] if column is not None and column.codes[row] >= 0 else ""


def _length(column: Numbers | Labels) -> int:
    return len(column.values if isinstance(column, Numbers) else column.codes)


def _plain_role(writer: Writer, role: str) -> str:
    said = writer.plain(ROLES[role].msgid) if role in ROLES else role
    return said[:1].upper() + said[1:]


def _cell(writer: Writer, table: Table, role: str, row: int, numbers: dict[int, int]) -> Sentence:
    column = table.columns[role]
    if isinstance(column, Labels):
        return _label(writer, column, role, column.codes[row], numbers)
    value = column.values[row]
    if value != value:  # noqa: PLR0124 - not-a-number stands for an empty cell
        return NOTHING
    if role in _SHARES:
        share = Quantity(exact(value) * 100, PERCENT)
        return (counted(writer.translator.quantity(share), share),)
    return (counted(writer.translator.number(exact(value)), exact(value)),)


def _label(writer: Writer, column: Labels, role: str, code: int, numbers: dict[int, int]) -> Sentence:
    if code < 0:
        return NOTHING
    return (Count(f"P{numbers[code]}"),) if role == "person" else (writer.words(column.names[code]),)
