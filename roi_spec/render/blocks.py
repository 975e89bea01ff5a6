"""Small blocks that every chapter makes: prose, facts, the columns and cells of a table."""

from __future__ import annotations

from roi_spec.model.handbook import Block, Cell, Column, Fact, Facts, Prose
from roi_spec.model.sentence import Sentence
from roi_spec.render.prose import paragraphs
from roi_spec.render.writer import NOTHING, Writer


def prose(writer: Writer, written: str) -> tuple[Block, ...]:
    """Give prose of the author as a block; nothing when there is none."""
    return (Prose(paragraphs(written), writer.author_language),) if written.strip() else ()


def labelled(writer: Writer, rows: tuple[tuple[str, Sentence], ...]) -> tuple[Block, ...]:
    """Give names with contents as facts, leaving out what is empty."""
    items = tuple(Fact(writer.plain(name), content) for name, content in rows if content and content != NOTHING)
    return (Facts(items),) if items else ()


class Numbers(str):
    """The name of a column that holds numbers."""

    __slots__ = ()


def columns(writer: Writer, *names: str) -> tuple[Column, ...]:
    """Give the columns of a table from their names."""
    return tuple(Column(writer.plain(str(name)), isinstance(name, Numbers)) for name in names)


def cell(content: Sentence, under: Sentence = ()) -> Cell:
    """Give a cell; a dash when there is nothing in it."""
    return Cell(content or NOTHING, under)


def spaced(*parts: Sentence) -> Sentence:
    """Join what is not empty with a space: sentences after each other."""
    out: Sentence = ()
    for part in (part for part in parts if part):
        out = (*out, *((" ",) if out else ()), *part)
    return out


def dotted(*parts: Sentence) -> Sentence:
    """Join what is not empty with a dot in the middle of the line."""
    out: Sentence = ()
    for part in (part for part in parts if part):
        out = (*out, *((" · ",) if out else ()), *part)
    return out
