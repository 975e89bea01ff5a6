"""The chapter about data files: where they come from, how they were read, and their rows where these may be shown."""

from __future__ import annotations

from roi_spec.model.analysis import exact
from roi_spec.model.handbook import Block, Count, Fact, Facts, Heading, Mark, Paragraph, Row, Sentence
from roi_spec.model.handbook import Column as Head
from roi_spec.model.handbook import Table as Shown
from roi_spec.model.quantity import Quantity
from roi_spec.model.spec import DataFile
from roi_spec.model.table import Labels, Numbers, Table
from roi_spec.model.text import Text
from roi_spec.model.units import PERCENT
from roi_spec.render.blocks import cell
from roi_spec.render.privacy import may_show_rows
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
        ("Rows", writer.reckoned(table.rows, f"data:{table.id}:rows")),
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
    limit = writer.context.small_cell_limit
    if not may_show_rows(table, limit):
        told = writer.say(
            "The rows are not shown: a group in them holds fewer than {limit} people, who could be recognised.",
            limit=limit,
        )
        return (Paragraph(told, "quiet"),)
    if table.rows > MOST_ROWS:
        return (Paragraph(writer.say("The file is too long to show here."), "quiet"),)
    if any(_length(column) < table.rows for column in table.columns.values()):
        return ()
    heads = tuple(
        Head(_plain_role(writer, role), is_number=isinstance(column, Numbers)) for role, column in table.columns.items()
    )
    rows = tuple(
        Row(tuple(cell(_cell(writer, table, role, number)) for role in table.columns)) for number in range(table.rows)
    )
    note = writer.say("People are numbered in the order of the file; their names or codes are not shown.")
    return (Shown(writer.plain("The rows of the file"), heads, rows, note if "person" in table.columns else ()),)


def _length(column: Numbers | Labels) -> int:
    return len(column.values if isinstance(column, Numbers) else column.codes)


def _plain_role(writer: Writer, role: str) -> str:
    said = writer.plain(ROLES[role].msgid) if role in ROLES else role
    return said[:1].upper() + said[1:]


def _cell(writer: Writer, table: Table, role: str, number: int) -> Sentence:
    column = table.columns[role]
    if isinstance(column, Labels):
        return _label(writer, column, role, column.codes[number])
    value = column.values[number]
    if value != value:  # noqa: PLR0124 - not-a-number stands for an empty cell
        return NOTHING
    if role in _SHARES:
        return (Count(writer.translator.quantity(Quantity(exact(value) * 100, PERCENT))),)
    return (Count(writer.translator.number(exact(value))),)


def _label(writer: Writer, column: Labels, role: str, code: int) -> Sentence:
    if code < 0:
        return NOTHING
    return (Count(f"P{code + 1}"),) if role == "person" else (writer.words(column.names[code]),)
