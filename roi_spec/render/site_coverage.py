"""How far programmes are evaluated: at which levels they have data, beside what is customary in the field."""

from __future__ import annotations

from collections.abc import Sequence

from roi_spec.model.coverage import CUSTOMARY, LevelCoverage
from roi_spec.model.handbook import Paragraph, Row, Table
from roi_spec.model.text import Text, text
from roi_spec.render.frame import METRICS, PLANNED
from roi_spec.render.site_choose import level_words
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_tell import Teller, cell, columns
from roi_spec.render.site_view import Chapter

STANDS: dict[str, Text] = {
    "below": text("below what is customary"),
    "within": text("as is customary"),
    "above": text("above what is customary"),
}


def coverage_of(entries: Sequence[SiteEntry]) -> tuple[LevelCoverage, ...]:
    """Count how many programmes of one's own have data at each level; claims of others are no evaluations."""
    own = [one for one in entries if not one.publisher]
    return tuple(
        LevelCoverage(level, low, high, sum(level in one.levels for one in own), len(own))
        for level, (low, high) in CUSTOMARY.items()
        if own
    )


def coverage(tell: Teller, entries: Sequence[SiteEntry]) -> Chapter | None:
    """Give the chapter on levels; None when there is no programme of one's own."""
    rows = tuple(_covered(tell, one) for one in coverage_of(entries))
    if not rows:
        return None
    heads = columns(
        tell, text("Level"), text("Customary"), text("Here"), text("Programmes"), text("Beside it"), numbers=(1, 2, 3)
    )
    intro = tell.say(
        "How many programmes have data at each level. What is customary is a rule of thumb of the field, not a norm: "
        "most programmes are asked about and tested, few are worth a study of impact or return."
    )
    title = tell.words("How far programmes are evaluated")
    table = Table(title, heads, rows, is_narrow=True, id="table-levels")
    measures = tell.jump(tell.words("Plan, actual and forecast"), PLANNED)
    standards = tell.jump(tell.words("Measures in the words of the standards"), METRICS)
    return Chapter("coverage", title, (Paragraph(intro), table, Paragraph((measures, " · ", standards))))


def _covered(tell: Teller, one: LevelCoverage) -> Row:
    percent = tell.translator.percent
    usual = percent(one.low, 0) if one.low == one.high else f"{percent(one.low, 0)} – {percent(one.high, 0)}"
    level = level_words(tell, one.level)
    of = tell.words("{n} of {all}", n=one.reached, all=one.programmes)
    return Row((cell(level), cell(usual), cell(percent(one.share, 0)), cell(of), cell(tell.words(STANDS[one.stands]))))
