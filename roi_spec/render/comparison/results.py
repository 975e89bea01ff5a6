"""Every result of a programme before and after, with as many decimals as show their difference."""

from __future__ import annotations

from roi_spec.model.comparison import Figures, ProgrammeChange
from roi_spec.model.quantity import Quantity
from roi_spec.model.text import Text
from roi_spec.model.units import PERCENT
from roi_spec.render.comparison.speech import NOTHING, Speech, fitting
from roi_spec.render.site_words import SHORT_VERDICTS, STAGES


def figures(one: ProgrammeChange, speech: Speech) -> tuple[tuple[str, str, str], ...]:
    """Give every result of a programme before and after, as name and two figures; what neither side has is left out."""
    rows = ((speech.say(name), *_beside(one, field, speech)) for name, field in _FIGURES)
    return tuple(row for row in rows if row[1:] != (NOTHING, NOTHING))


def _beside(one: ProgrammeChange, field: str, speech: Speech) -> tuple[str, str]:
    """Give one result at both sides; two percentages with as many decimals as show their difference."""
    before, after = (getattr(side, field, None) for side in (one.before, one.after))
    if isinstance(before, Quantity) and isinstance(after, Quantity) and before.unit == after.unit == PERCENT:
        digits, _ = fitting(before, after, ())
        return speech.figure(before, digits), speech.figure(after, digits)
    return _figure(one.before, field, speech), _figure(one.after, field, speech)


def _figure(figures: Figures | None, field: str, speech: Speech) -> str:
    if figures is None:
        return NOTHING
    if field in ("stage", "verdict"):
        words = (STAGES if field == "stage" else SHORT_VERDICTS).get(getattr(figures, field))
        return speech.say(words) if words is not None else getattr(figures, field) or NOTHING
    if field == "grade":
        return figures.grade if figures.grade not in ("", "-") else NOTHING
    return speech.result(field, getattr(figures, field))


_FIGURES: tuple[tuple[Text, str], ...] = (
    (Text("ROI"), "roi"),
    (Text("ROI, conservative case"), "low"),
    (Text("ROI, optimistic case"), "high"),
    (Text("ROI, one in ten is lower (P10)"), "p10"),
    (Text("ROI, one in ten is higher (P90)"), "p90"),
    (Text("Benefit-cost ratio (BCR)"), "bcr"),
    (Text("Net benefit"), "net_benefit"),
    (Text("Total benefit"), "total_benefit"),
    (Text("Total cost"), "total_cost"),
    (Text("Payback period"), "payback"),
    (Text("Evidence grade"), "grade"),
    (Text("Target"), "verdict"),
    (Text("Stage"), "stage"),
)
