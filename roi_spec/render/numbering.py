"""Gives every table and every drawing of a handbook its number and a name that a link can keep.

A pass over finished chapters: what is numbered follows from the order of reading alone. `Table 4.2` is the second table
of chapter 4; its anchor, `costs-table-2`, hangs on the name of the chapter, so that it stays when a chapter in front of
it comes or goes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from roi_spec.model.charts import CHARTS, Drawing
from roi_spec.model.handbook import Block, Heading, Section, Summary, Table
from roi_spec.model.sentence import Jump
from roi_spec.model.text import Text, text
from roi_spec.render.downloads import with_files

Say = Callable[[Text], str]

_FIGURES = Text("The figures:")


def numbered(sections: tuple[Section, ...], say: Say) -> tuple[Section, ...]:
    """Give the chapters with a label and an id at every table and drawing; `say` translates."""
    return tuple(replace(one, blocks=_blocks(one, say)) for one in sections)


def named(summary: Summary) -> Summary:
    """Give the summary with a name for the table under its drawing; in front of the chapters nothing has a number."""
    chart = summary.chart
    return summary if chart is None else replace(summary, chart=_with_files(replace(chart, id="summary-figure")))


def _blocks(section: Section, say: Say) -> tuple[Block, ...]:
    tables = figures = headings = 0
    out: list[Block] = []
    told: dict[Table, Block] = {}
    for block in section.blocks:
        if isinstance(block, Table):
            tables += 1
            label = say(text("Table {number}", number=f"{section.number}.{tables}"))
            table = replace(block, id=f"{section.id}-table-{tables}", label=label)
            out.append(with_files(table, "index.html", tables))
            told[block] = out[-1]
        elif isinstance(block, CHARTS):
            figures += 1
            label = say(text("Figure {number}", number=f"{section.number}.{figures}"))
            out.append(replace(block, id=f"{section.id}-figure-{figures}", label=label))
        elif isinstance(block, Heading) and block.level == 3:
            headings += 1
            out.append(replace(block, number=f"{section.number}.{headings}"))
        else:
            out.append(block)
    return tuple(_with_table(one, told, say) if isinstance(one, Drawing) else one for one in out)


def _with_table(chart: Drawing, told: Mapping[Table, Block], say: Say) -> Drawing:
    """Let a drawing point to the table of the chapter with the same figures, else name the one under it.

    The table under a drawing is called after it, and so are its downloads.
    """
    if chart.table is None:
        return chart
    same = told.get(chart.table)
    if isinstance(same, Table):
        return replace(chart, table=None, pointer=(say(_FIGURES), " ", Jump(same.label, f"#{same.id}")))
    return _with_files(chart)


def _with_files(chart: Drawing) -> Drawing:
    if chart.table is None:
        return chart
    return replace(chart, table=with_files(replace(chart.table, id=f"{chart.id}-table"), "index.html", 0))
