"""Room for words in a drawing: how wide they are, where they break, and that no two of them overlap.

Nothing here knows the typeface; widths are estimated from the kinds of letters, rather too wide than too narrow (a test
holds that against the typeface itself).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from roi_spec.model.charts import Label
from roi_spec.model.sentence import Count, Day, Jump, Mark, Named, Piece, Sentence, Words
from roi_spec.render.charts_scale import WIDTH, Box, px

SIZE = 13.0
"""Of all words, in units of the drawing: with the width that a phone gives a chart at least, 11 pixels."""
LINE = 16.0
"""From one line of writing to the next."""
_APART = 8.0
"""Between two labels on one line."""

_NARROW, _SLIM, _SMALL = frozenset(" \u00a0\u202fijlI.,:;'’|·"), frozenset("frt()[]{}!-/"), frozenset("sczxvy")
_BROAD, _WIDE = frozenset("&→ßµ"), frozenset("mwMWÆŒæœ@%—…")
_WIDTHS = ((_NARROW, 0.3), (_SLIM, 0.38), (_SMALL, 0.5), (_WIDE, 0.97))
_USUAL, _UPPER, _UNKNOWN = 0.57, 0.68, 1.0
"""Of the other letters and figures, of capitals, and of signs beyond the languages of the typeface."""


def spoken(sentence: Sentence) -> str:
    """Give a sentence as plain characters."""
    return "".join(_written(one) for one in sentence)


def _written(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Named):
        return spoken(piece.content)
    return piece.text if isinstance(piece, Words | Count | Jump | Mark) else piece.shown


def width_of(sentence: Sentence | str) -> float:
    """Estimate how wide a sentence is in a drawing, never too narrow for the typeface that is shipped."""
    written = sentence if isinstance(sentence, str) else spoken(sentence)
    return SIZE * sum(_width(one) for one in written)


def _width(character: str) -> float:
    for kind, width in _WIDTHS:
        if character in kind:
            return width
    if ord(character) > 0xFF and character not in "–−’“”€≤≥→":
        return _UNKNOWN
    return _UPPER if character.isupper() or character in _BROAD else _USUAL


# --- lines -----------------------------------------------------------------------------------------------------------


def wrapped(sentence: Sentence, width: float, most: int = 2) -> tuple[Sentence, ...]:
    """Break a sentence into at most so many lines; what does not fit ends in an ellipsis (the table has it whole)."""
    lines: list[Sentence] = [()]
    for atom in _atoms(sentence):
        if not lines[-1] or width_of((*lines[-1], atom)) <= width:
            lines[-1] = (*lines[-1], atom)
        elif len(lines) < most:
            lines.append((_trimmed(atom),))
        else:
            lines[-1] = (*lines[-1], "…")
            break
    return tuple(_joined(one) for one in lines if one)


def _atoms(sentence: Sentence) -> Iterator[Piece]:
    """Cut the pieces of a sentence where a line may break: behind a space, and within a very long word."""
    for piece in sentence:
        if isinstance(piece, Day):
            yield from (Count(part) for part in _parts(piece.shown))
        elif isinstance(piece, str):
            yield from _parts(piece)
        elif isinstance(piece, Words | Count):
            yield from (replace(piece, text=part) for part in _parts(piece.text))
        else:
            yield piece


def _parts(written: str) -> Iterator[str]:
    words = written.split(" ")
    for number, word in enumerate(words):
        whole = word + (" " if number < len(words) - 1 else "")
        for start in range(0, len(whole), _LONG):
            yield whole[start : start + _LONG]


_LONG = 30
"""Characters after which a word is broken wherever it stands."""


def _trimmed(atom: Piece) -> Piece:
    return atom.lstrip(" ") if isinstance(atom, str) else atom


def _joined(atoms: Sentence) -> Sentence:
    """Put the words of one line together again, so that each run is one element."""
    out: list[Piece] = []
    for atom in atoms:
        last = out[-1] if out else None
        if isinstance(last, str) and isinstance(atom, str):
            out[-1] = last + atom
        elif isinstance(last, Words) and isinstance(atom, Words) and last.lang == atom.lang:
            out[-1] = replace(last, text=last.text + atom.text)
        elif isinstance(last, Count) and isinstance(atom, Count):
            out[-1] = Count(last.text + atom.text)
        else:
            out.append(atom)
    return tuple(out)


# --- places ----------------------------------------------------------------------------------------------------------


def apart(wanted: Sequence[float], room: float, least: float, most: float) -> tuple[float, ...]:
    """Move places apart until each has its room, in the order they had, no further than needed and within bounds."""
    order = sorted(range(len(wanted)), key=lambda number: (wanted[number], number))
    places = [max(least, wanted[number]) for number in order]
    for number in range(1, len(places)):
        places[number] = max(places[number], places[number - 1] + room)
    ceiling = most
    for number in reversed(range(len(places))):
        places[number] = min(places[number], ceiling)
        ceiling = places[number] - room
    found = dict(zip(order, places, strict=True))
    return tuple(found[number] for number in range(len(wanted)))


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that belong to a place along a scale."""

    x: float
    content: Sentence
    style: str = ""


def laned(
    marked: Sequence[Marked], y: float, step: float = LINE, width: float = WIDTH
) -> tuple[tuple[Label, ...], int]:
    """Set words at their places: each in the first line in which it overlaps no other; give also how many lines.

    The first line lies at `y`, each next one `step` further (upwards when that is negative). Words that would stick out
    of the drawing, which is `width` wide, move inside.
    """
    ends: list[list[tuple[float, float]]] = []
    labels: list[Label] = []
    for one in sorted(marked, key=lambda one: one.x):
        half = min(width_of(one.content), width) / 2
        middle = min(max(one.x, half), width - half)
        taken = (middle - half - _APART / 2, middle + half + _APART / 2)
        lane = next((n for n, used in enumerate(ends) if all(_is_clear(taken, other) for other in used)), len(ends))
        if lane == len(ends):
            ends.append([])
        ends[lane].append(taken)
        labels.append(Label(px(middle), px(y + step * lane), one.content, "middle", one.style))
    return tuple(labels), len(ends)


def _is_clear(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[1] <= other[0] or one[0] >= other[1]


# --- the head of a row -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Head:
    """Words above a bar: what it is to the left, its figures to the right; below each other where they need it."""

    labels: tuple[Label, ...]
    height: float
    plates: tuple[str, ...]
    """Paths of what lies behind the words, so that no line runs through them."""


def head(title: Sentence, aside: Sentence, top: float, style: str = "") -> Head:
    """Give the words above a bar whose row starts at `top`."""
    fits_beside = width_of(title) + width_of(aside) + 2 * _APART <= WIDTH
    left = (title,) if fits_beside else wrapped(title, WIDTH - _APART)
    right = (aside,) if fits_beside else wrapped(aside, WIDTH - _APART)
    below = 0 if fits_beside else len(left)
    first = top + SIZE
    labels = (
        *(Label("0", px(first + LINE * number), one, "start", style) for number, one in enumerate(left)),
        *(
            Label(px(WIDTH), px(first + LINE * (below + number)), one, "end", style or "soft")
            for number, one in enumerate(right)
            if one
        ),
    )
    lines = max(len(left), len(right)) if fits_beside else len(left) + len(right)
    return Head(labels, LINE * lines, tuple(_plate(one) for one in labels))


def _plate(label: Label) -> str:
    y, width = float(label.y), min(width_of(label.content) + 3, WIDTH)
    left = 0.0 if label.anchor == "start" else WIDTH - width
    return Box(left, y - SIZE + 1, left + width, y + 4).path
