"""A handbook made ready for paper: contents, the appendix about the files inside, a first page that stands alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from roi_spec.i18n import Translator
from roi_spec.model.charts import CHARTS
from roi_spec.model.handbook import Block, Cell, Column, Handbook, Paragraph, Row, Section, Table
from roi_spec.model.paper import Contents, Enclosures, Line
from roi_spec.model.sentence import Jump, Mark, Sentence
from roi_spec.model.text import Text
from roi_spec.render.numbering import numbered
from roi_spec.render.rewriting import rewritten

MOST_LINES = 110
"""Lines of the lists of tables and figures; more would fill a page and a half."""
_WIDTH = 52
"""Characters on one line of a list of tables or figures, which run in two columns."""

_INSIDE = Text("Files inside this PDF")
_HOW = Text(
    "These files are attached to this PDF, equal to the last byte to those that were read or published. Readers of "
    "PDF list them under attachments."
)


def contents(handbook: Handbook) -> Contents:
    """Give what stands where: chapters always, tables and figures unless there are very many."""
    chapters = tuple(Line(one.id, one.number, one.title) for one in handbook.sections)
    blocks = tuple(block for one in handbook.sections for block in one.blocks)
    tables = tuple(Line(one.id, one.label, one.caption) for one in blocks if isinstance(one, Table))
    figures = tuple(Line(one.id, one.label, _message(one.title)) for one in blocks if isinstance(one, CHARTS))
    fits = _height(tables) + _height(figures) <= MOST_LINES
    return Contents(chapters, tables, figures) if fits else Contents(chapters)


def _message(title: str) -> str:
    """Give what a drawing shows, in one sentence."""
    return title.partition(". ")[0].rstrip(".")


def _height(lines: tuple[Line, ...]) -> int:
    return sum(1 + len(f"{one.label} {one.title}") // _WIDTH for one in lines)


def standing_alone(handbook: Handbook) -> Handbook:
    """Give the handbook with a first page that leads nowhere: it is printed by itself as well."""
    return replace(handbook, summary=rewritten(handbook.summary, _unlinked))


def _unlinked(value: Any) -> Any:
    return value.text if isinstance(value, Jump) else value


# --- the appendix about the files inside -----------------------------------------------------------------------------


def with_enclosures(handbook: Handbook, inside: Enclosures, translator: Translator) -> Handbook:
    """Add the appendix that lists what travels inside the PDF and what does not; nothing when nothing does."""
    if not inside.attached:
        return handbook
    say = translator.text
    blocks: list[Block] = [
        Paragraph((say(_HOW),)),
        _table(
            say(Text("Attached")),
            (say(Text("File")), say(Text("What it is")), say(Text("SHA-256"))),
            (((Mark(one.name, "code"),), (say(one.told),), _digest(one.digest)) for one in inside.attached),
        ),
    ]
    if inside.withheld:
        rows = (((Mark(one.path, "code"),), (say(one.why),), _digest(one.digest)) for one in inside.withheld)
        heads = (say(Text("File")), say(Text("Why it is not inside")), say(Text("SHA-256")))
        blocks.append(_table(say(Text("Read, and not attached")), heads, rows))
    made = numbered((Section("attachments", "C", say(_INSIDE), tuple(blocks)),), say)
    return replace(handbook, sections=(*handbook.sections, *made))


def _table(caption: str, heads: tuple[str, ...], rows: Iterable[tuple[Sentence, ...]]) -> Table:
    return Table(
        caption, tuple(map(Column, heads)), tuple(Row(tuple(Cell(content) for content in row)) for row in rows)
    )


def _digest(digest: str) -> Sentence:
    return (Mark(digest, "code digest"),)
