"""One cell at a time: which number it holds, or what its author meant by it.

Only cells that plain conversion of a whole column could not take come here, so this may be thorough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from roi_spec.model.finding import Severity
from roi_spec.model.rule import Rule
from roi_spec.model.text import Text, text
from roi_spec.read import table_rules as rules

SIGNS = {".": text("a point"), ",": text("a comma")}
OTHER = {".": ",", ",": "."}
MOST_DIGITS = 30
"""Digits of one number; longer ones are no measurement."""

_LONGEST = 100
"""Characters of a cell that is looked at closely; a longer one is a text."""
_NOTHING = frozenset(
    (
        *("n.v.t.", "n.v.t", "nvt", "n/a", "n.a.", "na", "n.b.", "nb", "#n/a", "#n/b", "nan", "null", "none", "nil"),
        *("geen", "onbekend", "unknown", "missing", "ontbreekt", "leeg", "empty"),
        *("not applicable", "niet van toepassing"),
    )
)
"""Words for a cell without a figure; they can mean nothing else."""
_PERHAPS_NOTHING = frozenset(("-", "–", "—", "--", "---", ".", "..", "?", "*", "x"))
_MISCALCULATED = re.compile(r"#[A-Za-z0-9/]+[!?]|#[a-z]{3,}", re.IGNORECASE)
"""`#DIV/0!`, `#WAARDE!`, `#REF!`: what a spreadsheet shows for a failed formula."""
_PLAIN = {
    sign: re.compile(
        rf"[-+]?(?:[0-9]{{1,{MOST_DIGITS}}}(?:{mark}[0-9]{{0,{MOST_DIGITS}}})?|{mark}[0-9]{{1,{MOST_DIGITS}}})"
    )
    for sign, mark in ((".", r"\."), (",", ","))
}
_SHORTENED = re.compile(r"[-+]?[0-9]{1,15}(?:[.,][0-9]{0,15})?[eE][-+]?[0-9]{1,2}")
_AROUND = re.compile(
    r"(?P<minus>[-−–(]?)\s*(?P<before>[^\d\s.,()−–-]{0,4})\s*(?P<inner>[-−–]?)\s*"
    r"(?P<core>\d(?:[\d.,'’_\s]{0,60}\d)?)(?P<dash>,-+|,–)?\s*(?P<after>\)?|[^\d.,()]{1,30})"
)
_MULTIPLE = re.compile(r"\s*(?:k|mln\.?|mio\.?|mil\.?|miljoen|million|duizend|thousand|x)", re.IGNORECASE)
_MARKS = re.compile(r"[\s'’_]")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?P<mark>[.,])\d{3}")
_TWICE = re.compile(r"[1-9]\d{0,2}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})+")
_BOTH = re.compile(r"\d{1,3}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*(?!(?P=mark))[.,]\d+")


@dataclass(frozen=True, slots=True)
class Odd:
    """Why a cell is not taken as it stands."""

    rule: Rule
    message: Text
    help: Text
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell holds, and what there is to say about it."""

    written: str | None
    """A number as exact text; empty: nothing; None: something else."""
    odd: Odd | None = None


NOTHING = Reading("")


def number(cell: str, sign: str, heading: str) -> Reading:
    """Read a cell of a column of numbers whose decimal sign is known."""
    trimmed = cell.strip()
    if not trimmed:
        return NOTHING
    if _PLAIN[sign].fullmatch(trimmed):
        return Reading(exact(trimmed, sign))
    if _SHORTENED.fullmatch(trimmed) and OTHER[sign] not in trimmed:
        return Reading(exact(trimmed, sign), _shortened(trimmed, heading))
    if len(trimmed) > _LONGEST:
        return Reading(None, _text(trimmed, heading))
    return _absent(trimmed, heading) or Reading(None, _explained(trimmed, sign, heading))


def share(cell: str, sign: str, heading: str) -> Reading:
    """Read a cell of a column of shares as a fraction of one: `60%` is 0.6. A heading with % stands for every cell."""
    trimmed = cell.strip()
    bare = trimmed.removesuffix("%").rstrip()
    reading = number(bare, sign, heading)
    if not reading.written or reading.odd:
        return reading
    if bare == trimmed and "%" not in heading:
        return Reading(None, _without_sign(trimmed, heading))
    fraction = _hundredth(reading.written)
    if not 0 <= Decimal(fraction) <= 1:
        message = text("“{cell}” in the column “{heading}” is not between 0% and 100%.", cell=trimmed, heading=heading)
        return Reading(None, Odd(rules.SHARE_RANGE, message, text("Correct the share, or leave the cell empty.")))
    return Reading(fraction)


def exact(trimmed: str, sign: str) -> str:
    """Write a plain number in the strict notation of specs: a point for decimals, no exponent, no leading zeros."""
    return format(Decimal(trimmed.replace(sign, ".")), "f")


def _hundredth(written: str) -> str:
    """Move the decimal point, exactly: arithmetic on decimals would round beyond 28 digits."""
    parts = Decimal(written).as_tuple()
    assert isinstance(parts.exponent, int)
    return format(Decimal((parts.sign, parts.digits, parts.exponent - 2)), "f")


def evidence(cell: str) -> str:
    """Say which decimal sign a cell speaks for: `.` or `,`; `.?` or `,?` when that could as well mark thousands.

    Empty when the cell shows neither.
    """
    found = _AROUND.fullmatch(cell.strip()[:_LONGEST])
    if not found or found["dash"]:
        return "," if found else ""
    core = _MARKS.sub("", found["core"])
    used = {mark for mark in ".," if mark in core}
    if not used:
        return ""
    if len(used) == 2:
        return core[max(core.rfind("."), core.rfind(","))] if _BOTH.fullmatch(core) else ""
    mark = used.pop()
    if _TWICE.fullmatch(core):
        return OTHER[mark]
    return f"{mark}?" if _GROUPED.fullmatch(core) else mark if core.count(mark) == 1 else ""


# --- what to say -----------------------------------------------------------------------------------------------------


def _shortened(cell: str, heading: str) -> Odd:
    return Odd(
        rules.NUMBER_NOTATION,
        text("“{cell}” in the column “{heading}” is a number cut short with an E.", cell=cell, heading=heading),
        text("Show the column as a number in the spreadsheet and save it again; digits may have been lost."),
        Severity.WARNING,
    )


def _absent(cell: str, heading: str) -> Reading | None:
    small = cell.casefold()
    message = text("“{cell}” stands in the column “{heading}”.", cell=cell, heading=heading)
    if small in _NOTHING:
        help_ = text("Leave the cell empty when there is no figure; it is read so now.")
        return Reading("", Odd(rules.PLACEHOLDER, message, help_))
    if small in _PERHAPS_NOTHING:
        help_ = text("Leave the cell empty when there is no figure, or write 0 when nothing was counted.")
        return Reading(None, Odd(rules.PLACEHOLDER, message, help_, Severity.ERROR))
    if _MISCALCULATED.fullmatch(cell):
        help_ = text("A formula in the spreadsheet failed. Mend it and save again, or leave the cell empty.")
        return Reading(None, Odd(rules.PLACEHOLDER, message, help_, Severity.ERROR))
    return None


def _explained(cell: str, sign: str, heading: str) -> Odd:
    """Say what stands where a plain number should, with the number to write instead when there is one reading."""
    plain = _plainly(cell, sign)
    if plain is None:
        return _text(cell, heading)
    return Odd(rules.NUMBER_NOTATION, _not_plain(cell, sign, heading), text("Write: {line}", line=plain))


def _not_plain(cell: str, sign: str, heading: str) -> Text:
    other = OTHER[sign]
    if _PLAIN[other].fullmatch(cell) and not _GROUPED.fullmatch(cell.lstrip("-+")):
        return text(
            "“{cell}” in the column “{heading}” has {found} before its decimals; in this file it is {usual}.",
            cell=cell,
            heading=heading,
            found=SIGNS[other],
            usual=SIGNS[sign],
        )
    if re.fullmatch(r"-?[\d\s.,'’_]+", cell):
        return text("“{cell}” in the column “{heading}” has a thousands mark.", cell=cell, heading=heading)
    return text("“{cell}” in the column “{heading}” is not a plain number.", cell=cell, heading=heading)


def _text(cell: str, heading: str) -> Odd:
    if _may_name_somebody(cell):
        message = text("A text stands in the column “{heading}”, where a number belongs.", heading=heading)
    else:
        message = text("“{cell}” in the column “{heading}” is not a number.", cell=cell, heading=heading)
    return Odd(rules.NOT_A_NUMBER, message, text("Write a number, or leave the cell empty."))


def _may_name_somebody(cell: str) -> bool:
    """Say whether a text is better not repeated: it holds an address, or words that could be a name."""
    return "@" in cell or len(cell) > 40 or (cell[0].isalpha() and cell.istitle())


def _without_sign(cell: str, heading: str) -> Odd:
    return Odd(
        rules.SHARE_WITHOUT_SIGN,
        text("“{cell}” in the column “{heading}” has no percent sign.", cell=cell, heading=heading),
        text("Write 60% for six out of ten, or put % in the heading when all cells are percentages."),
    )


def _plainly(cell: str, sign: str) -> str | None:
    """Give the plain number that a cell with a currency, unit, percent sign or thousands marks means."""
    found = _AROUND.fullmatch(cell)
    if not found or (found["minus"] == "(") != (found["after"] == ")") or _MULTIPLE.fullmatch(found["after"]):
        return None
    core = _unmarked(_MARKS.sub("", found["core"]), sign, whole=bool(found["dash"]))
    minus = "-" if found["minus"] or found["inner"] else ""
    return minus + core if _PLAIN[sign].fullmatch(core) else None


def _unmarked(core: str, sign: str, *, whole: bool) -> str:
    """Take the thousands marks out of a number; `whole`: every mark is one, because `,-` follows."""
    used = {mark for mark in ".," if mark in core}
    if whole or (_TWICE.fullmatch(core) and len(used) == 1):
        return core.replace(".", "").replace(",", "")
    if len(used) == 2:
        last = core[max(core.rfind("."), core.rfind(","))]
        return core.replace(OTHER[last], "").replace(last, sign) if _BOTH.fullmatch(core) else ""
    return core.replace(OTHER[sign], "" if _GROUPED.fullmatch(core) else sign)
