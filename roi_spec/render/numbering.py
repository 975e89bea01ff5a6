"""Gives every table and every drawing of a handbook its number and a name that a link can keep.

A pass over finished chapters: what is numbered follows from the order of reading alone. `Table 4.2` is the second table
of chapter 4; its anchor, `costs-table-2`, hangs on the name of the chapter, so that it stays when a chapter in front of
it comes or goes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from roi_spec.model.charts import CHARTS
from roi_spec.model.handbook import Block, Section, Table
from roi_spec.model.text import Text, text

Say = Callable[[Text], str]


def numbered(sections: tuple[Section, ...], say: Say) -> tuple[Section, ...]:
    """Give the chapters with a label and an id at every table and drawing; `say` translates."""
    return tuple(replace(one, blocks=_blocks(one, say)) for one in sections)


def _blocks(section: Section, say: Say) -> tuple[Block, ...]:
    tables = figures = 0
    out: list[Block] = []
    for block in section.blocks:
        if isinstance(block, Table):
            tables += 1
            label = say(text("Table {number}", number=f"{section.number}.{tables}"))
            out.append(replace(block, id=f"{section.id}-table-{tables}", label=label))
        elif isinstance(block, CHARTS):
            figures += 1
            label = say(text("Figure {number}", number=f"{section.number}.{figures}"))
            out.append(replace(block, id=f"{section.id}-figure-{figures}", label=label))
        else:
            out.append(block)
    return tuple(out)
