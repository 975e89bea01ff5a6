"""The drawing of the chain of evidence: levels 1 to 5 with what became of each, how many answered, and until when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from roi_spec.model.charts import Drawing, Label
from roi_spec.model.evaluation import Evaluation, KpiResult
from roi_spec.model.handbook import Row, Table
from roi_spec.model.sentence import Count, Mark, Sentence
from roi_spec.model.spec import Level
from roi_spec.model.text import Text
from roi_spec.render.blocks import Numbers, cell, columns
from roi_spec.render.charts_scale import WIDTH, across, circle, px, strokes
from roi_spec.render.charts_told import described
from roi_spec.render.charts_words import LINE, wrapped
from roi_spec.render.figures import LEVEL_NAMES, STATUS_NAMES, level_states
from roi_spec.render.writer import Writer

_SHORT = {
    "met": Text("met"),
    "not_met": Text("not met"),
    "partly": Text("partly"),
    "forecast": Text("forecast"),
    "open": Text("incomplete"),
    "absent": Text("not measured"),
}
"""The same as STATUS_NAMES in the room that a drawing has."""
_NO_TARGET = Text("no target")
_NO_RESULT = Text("no result yet")
_NODE = 24.0
"""Where the middle of the links lies."""
_LINK = WIDTH / 5


@dataclass(frozen=True, slots=True)
class _Link:
    """One level in the chain of evidence."""

    level: Level
    name: str
    state: str
    status: str
    answered: Sentence
    measured: Sentence


def levels_chart(writer: Writer) -> Drawing | None:
    """Draw levels 1 to 5 with what became of them; None when no level above the input was measured."""
    states = level_states(writer.evaluation)
    if all(state == "absent" for state in states.values()):
        return None
    links = tuple(_link(writer, level, state) for level, state in states.items())
    table = _chain_table(writer, links)
    stacks = tuple(_stack(number, one) for number, one in enumerate(links))
    lowest = max(float(label.y) for stack in stacks for label in stack)
    return Drawing(
        form="chain",
        title=_chain_words(writer, states),
        description=described(writer, table),
        caption=writer.plain("The chain of evidence: a result on one level rests on the levels before it."),
        height=px(lowest + 6),
        strokes=strokes(
            (across(_NODE, _LINK / 2, WIDTH - _LINK / 2), "axis"),
            *((circle(_middle(number), _NODE, 15), f"node-{one.state}") for number, one in enumerate(links)),
        ),
        labels=tuple(label for stack in stacks for label in stack),
        table=table,
        in_print=False,
    )


def _middle(number: int) -> float:
    return _LINK * (number + 0.5)


def _link(writer: Writer, level: Level, state: str) -> _Link:
    status = _open(writer.evaluation, level) if state == "open" else _SHORT[state]
    name = writer.plain(LEVEL_NAMES[level].msgid)
    kpis = tuple(one for one in writer.evaluation.kpis if one.kpi.level == level)
    return _Link(level, name, state, writer.plain(status.msgid), _answered(writer, kpis), _until(writer, kpis))


def _open(evaluation: Evaluation, level: Level) -> Text:
    """Say what an open level lacks: a target, a result, or now the one and now the other."""
    here = [f"kpi.{one.kpi.id}" for one in evaluation.kpis if one.kpi.level == level]
    if level is Level.ROI or all(evaluation.quantity(f"{one}.target") is None for one in here):
        return _NO_TARGET
    if all(evaluation.quantity(f"{one}.actual") is None for one in here):
        return _NO_RESULT
    return _SHORT["open"]


def _answered(writer: Writer, kpis: tuple[KpiResult, ...]) -> Sentence:
    """Give how many people answered; of several measures on a level, the fewest and the most."""
    ids = (f"kpi.{one.kpi.id}.answered" for one in kpis)
    known = sorted((value.base, id) for id in ids if (value := writer.evaluation.quantity(id)) is not None)
    if not known:
        return ()
    fewest, most = known[0], known[-1]
    rest: Sentence = () if fewest[0] == most[0] else ("–", *writer.bare(most[1]))
    return (*writer.bare(fewest[1]), *rest)


def _until(writer: Writer, kpis: tuple[KpiResult, ...]) -> Sentence:
    """Give the last day that was measured on a level, as far as it is known."""
    days = [day for one in kpis if (day := _last_day(one)) is not None and one.improvement is not None]
    return writer.pieces(max(days)) if days else ()


def _last_day(one: KpiResult) -> dt.date | None:
    stretch = one.kpi.result_period
    return (stretch.until or stretch.start) if stretch else None


def _stack(number: int, one: _Link) -> tuple[Label, ...]:
    """Give the words of one link below each other, in the middle of its column."""
    counted = ("n = ", *one.answered) if one.answered else ()
    under = (*_lines((one.status,)), *_lines(counted), *_lines(one.measured))
    x = px(_middle(number))
    style = "on" if one.state == "met" else "strong"
    return (
        Label(x, px(_NODE + 5), (Count(str(int(one.level))),), "middle", style),
        Label(x, px(_NODE + 35), (one.name,), "middle", "strong"),
        *(Label(x, px(_NODE + 35 + LINE * (line + 1)), words, "middle", "soft") for line, words in enumerate(under)),
    )


def _lines(sentence: Sentence) -> tuple[Sentence, ...]:
    return wrapped(sentence, _LINK - 4)


def _chain_table(writer: Writer, links: tuple[_Link, ...]) -> Table:
    rows = tuple(
        Row((cell((Mark(str(int(one.level)), "level"), "\u00a0", one.name)), cell((one.status,)), cell(one.answered)))
        for one in links
    )
    rows = tuple(Row((*row.cells, cell(one.measured))) for row, one in zip(rows, links, strict=True))
    heads = columns(writer, "Level", "Outcome", Numbers("Answered"), "Measured until")
    return Table(writer.plain("The levels and what became of them"), heads, rows)


def _chain_words(writer: Writer, states: dict[Level, str]) -> str:
    """Say which levels reached their target and which did not: `Target met: Reaction, Learning; not measured: …`."""
    groups: dict[str, list[str]] = {}
    for level, state in states.items():
        groups.setdefault(state, []).append(writer.plain(LEVEL_NAMES[level].msgid))
    named = ((writer.plain(STATUS_NAMES[state].msgid), ", ".join(names)) for state, names in groups.items())
    said = "; ".join(f"{status}: {levels}" for status, levels in named)
    return f"{said[0].upper()}{said[1:]}."
