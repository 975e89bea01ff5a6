"""The drawing that leads from the result before, over the effect of each change, to the result after.

Bars lie below each other; each begins where the one before it ended. What lowers the result is hatched, and every bar
has its figure with a sign, so that nothing is said by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from roi_spec.model.charts import Drawing, Label, Stroke
from roi_spec.model.handbook import Cell, Column, Row, Table
from roi_spec.model.quantity import Quantity
from roi_spec.model.sentence import Reckoned, Sentence, Words
from roi_spec.model.text import Text, text
from roi_spec.render.charts_scale import WIDTH, Box, Scale, bar, filled, px, scale, strokes, upright
from roi_spec.render.charts_words import LINE, Head, Marked, head, laned, spoken
from roi_spec.render.comparison.rows import Effects
from roi_spec.render.comparison.speech import Speech

_BAR = 14.0
_GAP = 12.0
"""Between the bar of one row and the words of the next."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One bar."""

    title: Sentence
    amount: Sentence
    base: Fraction
    """What it adds; of the first and the last, how far it reaches."""
    style: str
    is_whole: bool = False
    """It stands on zero: the result before or after."""


def waterfall(found: Effects, speech: Speech, lang: str, id: str) -> Drawing:
    """Draw the way from before to after, for a page; `lang` is the language of the titles, `id` names its table."""
    parts = _parts(found, speech, lang, id)
    table = _table(found, parts, speech, f"{id}-effects")
    drawn, labels, height = _rows(parts, speech, found.before)
    return Drawing(
        form="waterfall",
        title=speech.say(_said(found)),
        description=" ".join(f"{spoken(one.title)}: {spoken(one.amount)}." for one in parts),
        caption=speech.say(_CAPTION),
        height=height,
        strokes=drawn,
        labels=labels,
        table=table,
    )


_CAPTION = Text("What lowers the result leads to the left and is hatched; what raises it leads to the right.")


def _said(found: Effects) -> Text:
    before, after = found.total.was, found.total.becomes
    if found.total.amount.value == 0:
        return text("The changes cancel each other out: {measure} stays {after}.", measure=found.measure, after=after)
    return text("{measure} goes from {before} to {after}.", measure=found.measure, before=before, after=after)


def _parts(found: Effects, speech: Speech, lang: str, id: str) -> tuple[_Part, ...]:
    ends = (
        _whole(speech.say(text("Before")), found.total.was, found.before, "band", f"{id}:before"),
        _whole(speech.say(text("After")), found.total.becomes, found.after, "actual", f"{id}:after"),
    )
    between = (
        _Part(
            (Words(row.title, lang),),
            (Reckoned(speech.signed(row.amount, found.decimals), f"{id}:effect:{place}"),),
            row.amount.base,
            "gain" if row.amount.value >= 0 else "loss",
        )
        for place, row in enumerate(found.rows)
    )
    return (ends[0], *between, ends[1])


def _whole(title: str, shown: str, value: Quantity, style: str, of: str) -> _Part:
    return _Part((title,), (Reckoned(shown, of),), value.base, style, is_whole=True)


def _table(found: Effects, parts: tuple[_Part, ...], speech: Speech, id: str) -> Table:
    """Give the effects as a table that can be added up: what the drawing shows, with old and new values."""
    names = (text("changed"), text("was"), text("becomes"))
    heads = [Column(speech.say(name), is_number=place > 0) for place, name in enumerate(names)]
    columns = (*heads, Column(found.heading, is_number=True), Column(speech.say(text("source"))))
    rows = [
        Row((Cell(part.title), Cell((row.was,)), Cell((row.becomes,)), Cell((_bare(part, row.effect),)),
             Cell((row.source or speech.place(row.at),))))
        for part, row in zip(parts[1:-1], found.rows, strict=True)
    ]  # fmt: skip
    first, last = parts[0], parts[-1]
    effect = Reckoned(found.total.effect, f"{id}:total")
    whole = Row((Cell((found.total.title,)), Cell(first.amount), Cell(last.amount), Cell((effect,)), Cell(())), "total")
    return Table(speech.say(text("The effect of each change")), columns, (*rows, whole), id=id)


def _bare(part: _Part, shown: str) -> Reckoned:
    (piece,) = part.amount
    assert isinstance(piece, Reckoned)
    return Reckoned(shown, piece.of)


# --- places ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Placed:
    """A bar with its words, at its place."""

    part: _Part
    words: Head
    box: Box
    end: float
    """Where the next bar begins."""


def _placed(parts: tuple[_Part, ...], where: Scale) -> Iterator[_Placed]:
    top, reached = 0.0, Fraction(0)
    for one in parts:
        words = head(one.title, one.amount, top, "strong" if one.is_whole else "")
        start = Fraction(0) if one.is_whole else reached
        reached = start + one.base
        box = bar(where.at(start), where.at(reached), top + words.height + 3, _BAR)
        yield _Placed(one, words, box, where.at(reached))
        top = box.bottom + _GAP


def _rows(
    parts: tuple[_Part, ...], speech: Speech, unit: Quantity
) -> tuple[tuple[Stroke, ...], tuple[Label, ...], str]:
    reached = accumulate(one.base for one in parts[:-1])
    where = scale((Fraction(0), *reached, parts[-1].base), 2, WIDTH - 2)
    placed = tuple(_placed(parts, where))
    zero, bottom = where.at(Fraction(0)), placed[-1].box.bottom
    nothing = Reckoned(speech.figure(Quantity(Fraction(0), unit.unit), 0), "zero")
    marks, _ = laned((Marked(zero, (nothing,), "soft"),), bottom + LINE + 2)
    joints = "".join(upright(one.end, one.box.bottom, one.box.bottom + _GAP + LINE + 3) for one in placed[:-1])
    drawn = strokes(
        (upright(zero, 0, bottom + 4), "zero"),
        (joints, "joint"),
        ("".join(path for one in placed for path in one.words.plates), "plate"),
        *(stroke for one in placed for stroke in filled(one.box, one.part.style)),
    )
    return drawn, (*(label for one in placed for label in one.words.labels), *marks), px(bottom + LINE + 8)
