"""The drawing of how far each measure on levels 1 to 4 came towards its target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from roi_spec.model.charts import Drawing
from roi_spec.model.evaluation import Evaluation, KpiResult
from roi_spec.model.handbook import Table
from roi_spec.model.sentence import Count, Sentence
from roi_spec.model.spec import Level
from roi_spec.model.text import Text
from roi_spec.render.charts_scale import WIDTH, Box, Scale, bar, filled, line, px, scale, strokes, upright
from roi_spec.render.charts_told import described
from roi_spec.render.charts_words import SIZE, Head, Marked, head, laned
from roi_spec.render.writer import Writer

_BAR, _GAP, _FIRST = 12.0, 12.0, 24.0
_LEAST, _MOST = Fraction(-1, 2), Fraction(2)
"""A bar that goes further than this ends in an arrow."""


@dataclass(frozen=True, slots=True)
class _Score:
    """A measure with the part of the way to its target that it covered."""

    one: KpiResult
    reached: Fraction


def scores(writer: Writer, table: Table) -> Drawing | None:
    """Draw for the measures on levels 1 to 4 how far they came; None when none has a target and a result.

    `table` is the scoreboard of the chapter.
    """
    known = tuple(
        _Score(one, reached)
        for level in list(Level)[1:5]
        for one in writer.evaluation.kpis
        if one.kpi.level == level and (reached := way_covered(writer.evaluation, one)) is not None
    )
    if not known:
        return None
    shown = [min(max(one.reached, _LEAST), _MOST) for one in known]
    where = scale((Fraction(0), Fraction(11, 10), *shown), 2, WIDTH - 8)
    rows = tuple(_rows(writer, known, where))
    bottom = rows[-1].box.bottom + 4
    marks = (Marked(where.at(0), writer.say("start"), "soft"), Marked(where.at(1), writer.say("target"), "target"))
    return Drawing(
        form="scores",
        title=_scores_words(writer),
        description=described(writer, table),
        caption=_scores_caption(writer, known),
        height=px(bottom),
        strokes=strokes(
            (upright(where.at(1), _FIRST - 6, bottom), "target"),
            ("".join(path for one in rows for path in one.words.plates), "plate"),
            *(stroke for one in rows for stroke in (*filled(one.box, one.style), *one.arrow)),
            *((upright(where.at(0), one.box.top - 2, one.box.bottom + 2), "zero") for one in rows),
            *((upright(where.at(1), one.box.top - 2, one.box.bottom + 2), "goal") for one in rows),
        ),
        labels=(*laned(marks, SIZE)[0], *(label for one in rows for label in one.words.labels)),
        table=table,
    )


def way_covered(evaluation: Evaluation, one: KpiResult) -> Fraction | None:
    """Give which part of the way to its target a measure covered: 1 is the target itself.

    The way begins at the baseline; without one at zero, if higher is better. None where there is no such way.
    """
    names = ("target", "actual", "baseline")
    target, actual, baseline = (evaluation.quantity(f"kpi.{one.kpi.id}.{name}") for name in names)
    if target is None or actual is None or (baseline is None and one.kpi.better != "higher"):
        return None
    start = baseline.base if baseline else Fraction(0)
    way = target.base - start
    is_improvement = way > 0 if one.kpi.better == "higher" else way < 0
    return (actual.base - start) / way if is_improvement else None


@dataclass(frozen=True, slots=True)
class _Row:
    """One measure at its place."""

    words: Head
    box: Box
    style: str
    arrow: tuple[tuple[str, str], ...]


def _rows(writer: Writer, known: tuple[_Score, ...], where: Scale) -> Iterator[_Row]:
    top = _FIRST
    for score in known:
        words = head(_named(writer, score.one), _against(writer, score.one), top)
        end = where.at(min(max(score.reached, _LEAST), _MOST))
        box = bar(where.at(0), end, top + words.height + 3, _BAR)
        yield _Row(words, box, _style(score.one), _arrow(score.reached, end, box))
        top = box.bottom + _GAP


def _named(writer: Writer, one: KpiResult) -> Sentence:
    return (Count(str(int(one.kpi.level))), "\u00a0· ", writer.words(one.kpi.title))


def _against(writer: Writer, one: KpiResult) -> Sentence:
    base = f"kpi.{one.kpi.id}"
    actual, target = writer.figure(f"{base}.actual"), writer.figure(f"{base}.target")
    return writer.say("{actual} (target {target})", actual=actual, target=target)


def _style(one: KpiResult) -> str:
    return {"met": "actual", "not_met": "worse"}.get(one.status, "forecast")


def _arrow(reached: Fraction, end: float, box: Box) -> tuple[tuple[str, str], ...]:
    if _LEAST <= reached <= _MOST:
        return ()
    tip = end + 6 if reached > 0 else end - 6
    return ((line([(end, box.top), (tip, (box.top + box.bottom) / 2), (end, box.bottom)]), "course-actual"),)


def _scores_words(writer: Writer) -> str:
    found = [one.status for one in writer.evaluation.kpis if one.status in ("met", "not_met")]
    if not found:
        return writer.plain("No target was held against a result yet.")
    met = found.count("met")
    said = _MET_ONE if 1 in (met, len(found)) else _MET_MANY
    return writer.plain(said.msgid, met=met, all=len(found))


_MET_ONE = Text("{met} of {all} targets was met.")
_MET_MANY = Text("{met} of {all} targets were met.")


def _scores_caption(writer: Writer, known: tuple[_Score, ...]) -> str:
    said = [
        writer.plain(
            "How much of the way to its target each measure covered, from its baseline or, without one, from zero."
        )
    ]
    if any(_style(score.one) == "worse" for score in known):
        said.append(writer.plain("Hatched: target not met."))
    if any(_style(score.one) == "forecast" for score in known):
        said.append(writer.plain("Broken outline: a forecast."))
    return " ".join(said)
