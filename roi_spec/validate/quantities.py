"""What to say about a number: an amount, a share, a value with its unit, or a count.

Each function takes the text as written and the place it stands in, and gives the rule, the sentence and the
replacement.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from roi_spec.model.document import Node
from roi_spec.model.quantity import Quantity
from roi_spec.model.text import Text, text
from roi_spec.model.units import CURRENCIES, Unit, parse_unit
from roi_spec.validate import rules, values
from roi_spec.validate.advice import ABSENT, ENDLESS, Advice, is_placeholder, short, without, write_form
from roi_spec.validate.numbers import (
    QUOTES,
    Loose,
    known_unit,
    multiplied,
    read_digits,
    repaired_unit,
    shifted,
    signed,
    take_apart,
    tidy,
    unit_text,
)
from roi_spec.validate.shapes import Leaf

ABOUT = re.compile(
    r"(?:~|≈|±|ca\.?|circa|ongeveer|about|approx\.?|approximately|plm\.?|rond de|around)\s*(?=[0-9€$£])", re.IGNORECASE
)
RANGE = re.compile(
    r"([0-9][0-9.,]{0,20})\s?(%?)\s?(?:-|–|—|tot|to|t/m|à|a)\s?([0-9][0-9.,]{0,20})(?=$|[\s%])\s?(.{0,60})",
    re.IGNORECASE,
)
_SUM = re.compile(r"(?!0x)[0-9][0-9.,]{0,20}\s?[*x×/+]\s?[0-9][0-9.,*x×/+ ]{0,60}.{0,30}")
_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9])(?:\s+(.{1,60}))?")


def explain_quantity(written: str, leaf: Leaf) -> Advice:
    """Say what is the matter with a number in a quantity field, and what to write."""
    currency = leaf.above[0][1].get("currency")
    code = currency.text if currency is not None and currency.text in CURRENCIES else "EUR"
    special = _special(written, leaf, code)
    if special is not None:
        return special
    loose = take_apart(written, code)
    if loose is None:
        return _no_number(written, leaf)
    unit = _fitting_unit(written, loose, leaf, code)
    if isinstance(unit, Advice):
        return unit
    return _notation(written, loose, unit, leaf)


def _no_number(written: str, leaf: Leaf) -> Advice:
    if is_placeholder(written):
        return Advice(
            rules.PLACEHOLDER,
            text("“{written}” is still a placeholder.", written=short(written)),
            write_form(leaf.field),
        )
    return Advice(
        rules.NUMBER_NOTATION,
        text("“{written}” does not begin with a number.", written=short(written)),
        write_form(leaf.field),
    )


def _special(written: str, leaf: Leaf, code: str) -> Advice | None:
    bare = written.strip().strip(QUOTES).strip()
    low = bare.lower()
    if low in ABSENT:
        return Advice(rules.NOT_AVAILABLE, text("“{written}” is no value.", written=bare), without(leaf))
    if ENDLESS.fullmatch(low):
        return Advice(rules.NOT_A_NUMBER, text("{written} is not a number.", written=bare), without(leaf))
    if low.startswith("=") or _SUM.fullmatch(low):
        return sum_advice(bare, leaf)
    clock = _CLOCK.fullmatch(bare)
    if clock:
        hours = shifted(str(int(clock[1]) * 10_000 + int(clock[2]) * 10_000 // 60), 4)
        unit = clock[3] or "hours"
        new = f"{hours} {unit}"
        return Advice(
            rules.NUMBER_NOTATION,
            text("{written} looks like a time of day.", written=bare),
            text("Write hours with decimals: {new}", new=new),
            new,
            safe=False,
        )
    about = ABOUT.match(bare)
    if about and RANGE.fullmatch(bare[about.end() :]):
        return _range_advice(bare[about.end() :], leaf, code)
    if about:
        loose = take_apart(bare[about.end() :], code)
        new = _joined(loose.readings[0], known_unit(loose.rest) or _hint(leaf, code)) if loose else ""
        return Advice(
            rules.APPROXIMATE,
            text("“{written}” is marked as approximate.", written=bare),
            _about_help(leaf, new),
            new or None,
            safe=False,
        )
    return _range_advice(bare, leaf, code)


def _about_help(leaf: Leaf, new: str) -> Text:
    low = _end_name(leaf, 0)
    if low and new:
        return text(
            "Write {new}, and give the lowest and highest likely value in `{low}` and `{high}`.",
            new=new,
            low=low,
            high=_end_name(leaf, 1),
        )
    return text("Write {new}", new=new)


_ENDS = {
    "value": ("low", "high"), "amount": ("amount_low", "amount_high"), "result": ("result_low", "result_high"),
    "forecast": ("forecast_low", "forecast_high"), "share": ("share_low", "share_high"),
}  # fmt: skip


def _end_name(leaf: Leaf, which: int) -> str:
    name = _ENDS.get(leaf.field.name, ("", ""))[which]
    return name if name in leaf.above[-1][0].fields else ""


def _range_advice(bare: str, leaf: Leaf, code: str) -> Advice | None:
    found = RANGE.fullmatch(bare)
    if found is None:
        return None
    unit = known_unit(unit_text("%" if found[2] or found[4].startswith("%") else found[4])) or _hint(leaf, code)
    ends = tuple(_joined(read_digits(digits.rstrip(".,"))[0][-1], unit) for digits in (found[1], found[3]))
    message = text("“{written}” holds two numbers.", written=bare)
    low, high = _end_name(leaf, 0), _end_name(leaf, 1)
    if not low:
        return Advice(
            rules.RANGE_IN_VALUE,
            message,
            text("Choose one number, the careful one: {low} or {high}.", low=ends[0], high=ends[1]),
        )
    lines = f"{leaf.field.name}: …\n{low}: {ends[0]}\n{high}: {ends[1]}"
    return Advice(
        rules.RANGE_IN_VALUE,
        message,
        text("Write the most likely value, and the ends in fields of their own:\n{lines}", lines=lines),
    )


def _joined(number: str, unit: str) -> str:
    if not unit:
        return number
    return f"{number}%" if unit == "%" else f"{number} {unit}"


def _hint(leaf: Leaf, code: str) -> str:
    """Give the unit a bare number most likely has, by its field, its neighbours or its KPI; empty when unclear."""
    kind = leaf.field.kind
    if kind in ("money", "cost_amount"):
        return code
    if kind in ("share", "percentage"):
        return "%"
    if kind == "duration":
        return "months"
    if kind == "number":
        return ""
    for name in (*_ENDS, *(end for ends in _ENDS.values() for end in ends), "baseline", "target", "change"):
        unit = _unit_of(leaf.sibling(name))
        if name != leaf.field.name and unit:
            return unit
    stated = leaf.around("kpi", "unit")
    return known_unit(stated) or _unit_of(leaf.around("kpi", "baseline")) or _unit_of(leaf.around("kpi", "result"))


def _unit_of(written: str) -> str:
    read = values.quantity(written)
    if read is None:
        return ""
    return "%" if read.unit.is_share and written.endswith("%") else written.strip().partition(" ")[2].strip()


def _fitting_unit(written: str, loose: Loose, leaf: Leaf, code: str) -> str | Advice:
    """Give the unit to write, or what is the matter with it."""
    kind, number = leaf.field.kind, loose.readings[0]
    if kind == "number":
        return _for_plain_number(loose)
    if not loose.rest:
        return _unit_missing(written, loose, leaf, _hint(leaf, code))
    unit = parse_unit(loose.rest)
    if isinstance(unit, str):
        return _unknown_unit(loose, unit, leaf)
    return _wrong_unit(number, loose, unit, leaf, code) or ("%" if unit.words == (("%", 1),) else loose.rest)


def _for_plain_number(loose: Loose) -> str | Advice:
    number = loose.readings[0]
    if not loose.rest:
        return ""
    return Advice(
        rules.WRONG_UNIT,
        text("This is a plain number; {unit} does not belong behind it.", unit=loose.rest),
        text("Write {new}", new=number),
        number,
        safe=False,
    )


def _unit_missing(written: str, loose: Loose, leaf: Leaf, hint: str) -> str | Advice:
    if len(loose.readings) > 1:
        return hint
    number = loose.readings[0]
    if hint == "%":
        return _bare_share(number, written)
    message = text("{number} has no unit.", number=short(written))
    if hint:
        new = _joined(number, hint)
        read = values.quantity(new)
        limit = _out_of_range(read, new, leaf) if read is not None else None
        if limit is not None:
            return limit
        plain = values.number(written.strip()) is not None
        rule = rules.UNIT_MISSING if plain else rules.NUMBER_NOTATION
        message = message if plain else text("“{written}” is not in plain digits.", written=short(written))
        return Advice(rule, message, text("Write {new}", new=new), new, safe=hint in CURRENCIES)
    return Advice(rules.UNIT_MISSING, message, _unit_examples(number, leaf))


def _unit_examples(number: str, leaf: Leaf) -> Text:
    """Show what a number could be with a unit, in the words of the reader's language."""
    if number.startswith("0.") and number.strip("0."):
        share = tidy(multiplied(number, 100))
        return text(
            "Write what it counts, for example {share}% (a part of the whole) or {number} hours/person.",
            share=share,
            number=number,
        )
    if any(part.name == "kpi" for part, _ in leaf.above):
        return text(
            "Write what it counts, for example {number} errors/month, {number} weeks/person or {number}%.",
            number=number,
        )
    return text("Write what it counts, for example {number} hours/person or {number} EUR/hour.", number=number)


def _bare_share(number: str, written: str) -> Advice:
    """A share without percent sign: 60 is 60%; 0.6 is 60% too, because nobody gives a share below one percent so."""
    negative, digits = number.startswith("-"), number.lstrip("-")
    below_one = digits.startswith("0.") and digits.strip("0.") != ""
    new = f"{signed(tidy(multiplied(digits, 100)) if below_one else digits, negative=negative)}%"
    message = text("{number} has no percent sign.", number=short(written))
    return Advice(rules.SHARE_NOTATION, message, text("Write {new}", new=new), new, safe=False)


def _unknown_unit(loose: Loose, word: str, leaf: Leaf) -> Advice:
    message = text("The unit “{word}” is not in the vocabulary.", word=short(word, 30))
    repaired = repaired_unit(loose.rest, word)
    if repaired:
        new = _joined(loose.readings[0], repaired)
        safe = repaired.lower() == loose.rest.lower()
        return Advice(rules.UNKNOWN_UNIT, message, text("Did you mean {new}?", new=new), new, safe=safe)
    fit = {"money": "EUR", "cost_amount": "EUR", "duration": "months", "share": "%", "percentage": "%"}.get(
        leaf.field.kind
    )
    examples = fit or "EUR, %, hours, months, persons, units"
    return Advice(
        rules.UNKNOWN_UNIT,
        message,
        text(
            "Use a unit that exists, such as {examples}. What has no unit of its own can be counted in units.",
            examples=examples,
        ),
    )


def _wrong_unit(number: str, loose: Loose, unit: Unit, leaf: Leaf, code: str) -> Advice | None:
    kind, shown = leaf.field.kind, _joined(number, loose.rest)
    fits: dict[str, Callable[[Unit], bool]] = {
        "money": lambda unit: unit.is_money,
        "cost_amount": lambda unit: unit.is_money,
        "share": lambda unit: unit.words == (("%", 1),),
        "percentage": lambda unit: unit.words == (("%", 1),),
        "duration": lambda unit: len(unit.words) == 1 and unit.words[0][0] in values.CALENDAR,
    }
    if kind not in fits or fits[kind](unit):
        return None
    name = leaf.field.name
    if kind in ("money", "cost_amount"):
        message = text("`{name}` is an amount, and {written} is not.", name=name, written=shown)
        either = leaf.above[-1][0].either
        advice = text("Write the total, such as {example}.", example=f"{number} {code}")
        if either:
            advice = text(
                "Write the total, such as {example}, or put the parts under assumptions and use `formula`.",
                example=f"{number} {code}",
            )
        return Advice(rules.WRONG_UNIT, message, advice)
    if kind == "duration":
        message = text("`{name}` is calendar time, and {written} is not.", name=name, written=shown)
        return Advice(
            rules.WRONG_UNIT, message, text("Write days, weeks, months, quarters or years, such as 12 months.")
        )
    message = text("`{name}` is a share of the whole, and {written} is not a percentage.", name=name, written=shown)
    return Advice(
        rules.WRONG_UNIT, message, text("Write a percentage, such as {example}.", example=str(leaf.field.example))
    )


def _notation(written: str, loose: Loose, unit: str, leaf: Leaf) -> Advice:
    """Say how a number with a fitting unit must be written; the number itself is the matter, or its size."""
    shown = written.strip()
    choices = tuple(_joined(reading, unit) for reading in loose.readings)
    if len(choices) > 1:
        return _two_readings(shown, loose, unit)
    new = choices[0]
    read = values.quantity(new) if unit else values.number(new)
    limit = _out_of_range(read, new, leaf) if read is not None else None
    if limit is not None:
        return limit
    if any(quote in shown for quote in QUOTES):
        message = text("These quotation marks come from a word processor: {written}", written=shown)
        return Advice(rules.WORD_QUOTES, message, text("Write {new}", new=new), new)
    if read is None:
        return _too_precise(shown)
    message = text("“{written}” is not in plain digits.", written=short(shown))
    if new == shown:
        message = text("“{written}” stands in quotation marks.", written=shown)
    return Advice(rules.NUMBER_NOTATION, message, text("Write {new}", new=new), new)


def _two_readings(shown: str, loose: Loose, unit: str) -> Advice:
    choices = tuple(_joined(reading, unit) for reading in loose.readings)
    parsed = parse_unit(unit) if unit else None
    money = isinstance(parsed, Unit) and any(word in CURRENCIES for word, _ in parsed.words)
    if "." in shown and money:
        meaning = _joined(tidy(loose.readings[1]), unit)
        message = text("{written} means {meaning} here.", written=shown, meaning=meaning)
        help_text = text("Did you mean {new}? A point is only for cents, at most two digits.", new=choices[0])
        return Advice(rules.THOUSANDS_DOT, message, help_text, choices[0], safe=False)
    other = _joined(loose.readings[1], unit) if money else _shorter(choices[1])
    message = text("{written} can be read in two ways: {one} or {other}.", written=shown, one=choices[0], other=other)
    if money:
        return Advice(
            rules.AMBIGUOUS_NUMBER,
            message,
            text("Write {one}, or an amount with at most two digits for cents.", one=choices[0]),
        )
    return Advice(rules.AMBIGUOUS_NUMBER, message, text("Write {one} or {other}.", one=choices[0], other=other))


def _shorter(choice: str) -> str:
    """Write the decimal reading so that nobody has to ask again: `1.500` as `1.5`, `1.234` as `1.2340`."""
    number, space, unit = choice.partition(" ")
    percent = "%" if number.endswith("%") else ""
    digits = number.removesuffix("%")
    clear = tidy(digits) if digits.endswith("0") else f"{digits}0"
    return f"{clear}{percent}{space}{unit}"


def _too_precise(shown: str) -> Advice:
    message = text("{written} has more digits than a value can bear.", written=short(shown))
    return Advice(
        rules.NUMBER_NOTATION, message, text("Round it: an amount has at most two decimals, other values at most ten.")
    )


def _out_of_range(read: Quantity, new: str, leaf: Leaf) -> Advice | None:
    kind = leaf.field.kind
    if kind == "cost_amount" and read.value < 0:
        return Advice(
            rules.NEGATIVE,
            text("The cost {written} is below zero.", written=new),
            text(
                "Write {new}. A subsidy or refund is not a cost; name it in a note, or lower the cost it pays for.",
                new=new.lstrip("-"),
            ),
            new.lstrip("-"),
            safe=False,
        )
    if kind == "duration" and read.value <= 0:
        return Advice(
            rules.OUT_OF_RANGE,
            text("{written} is no time at all.", written=new),
            text("Write how long it is, such as 12 months."),
        )
    if kind == "share" and not 0 <= read.value <= 100:
        return Advice(
            rules.OUT_OF_RANGE,
            text("{written} is not between 0% and 100%.", written=new),
            text("Write the part of the whole, from 0% to 100%."),
        )
    return None


def sum_advice(bare: str, leaf: Leaf) -> Advice:
    """Say that a value holds a calculation, and where its parts belong."""
    if leaf.above[-1][0].either:
        advice = text(
            "Put the parts under assumptions and write formula: with their names, instead of `{name}`.",
            name=leaf.field.name,
        )
    else:
        advice = text("Write the outcome, and name the parts in a source or note.")
    return Advice(rules.SUM_IN_VALUE, text("“{written}” is a calculation.", written=short(bare)), advice)


# --- counts ---------------------------------------------------------------------------------------------------------


def explain_count(written: str, leaf: Leaf) -> Advice:
    """Say what is the matter with a count, a year or a level, and what to write."""
    bare = written.strip().strip(QUOTES).strip()
    if bare.lower() in ABSENT:
        return Advice(rules.NOT_AVAILABLE, text("“{written}” is no value.", written=bare), without(leaf))
    if ENDLESS.fullmatch(bare.lower()):
        return Advice(rules.NOT_A_NUMBER, text("{written} is not a number.", written=bare), without(leaf))
    if bare.startswith("="):
        return sum_advice(bare, leaf)
    about = ABOUT.match(bare)
    found = RANGE.fullmatch(bare)
    if found:
        return Advice(
            rules.RANGE_IN_VALUE,
            text("“{written}” holds two numbers.", written=bare),
            text("Choose one number, the careful one: {low} or {high}.", low=found[1], high=found[3]),
        )
    loose = take_apart(bare[about.end() :] if about else bare, "")
    if loose is None:
        return _no_number(written, leaf)
    return _about_count(bare, loose, leaf, about is not None)


def _about_count(bare: str, loose: Loose, leaf: Leaf, about: bool) -> Advice:  # noqa: FBT001 - one private caller
    if len(loose.readings) > 1:
        one, other = loose.readings[0], tidy(loose.readings[1])
        message = text("{written} can be read in two ways: {one} or {other}.", written=bare, one=one, other=other)
        return Advice(
            rules.AMBIGUOUS_NUMBER, message, text("Write {one}, if that is the count.", one=one), one, safe=False
        )
    number = tidy(loose.readings[0])
    if number.startswith("-") and number != "-0":
        return Advice(rules.NEGATIVE, text("{written} is below zero.", written=bare), text("A count is zero or more."))
    number = number.lstrip("-")
    if "." in number:
        return Advice(
            rules.WHOLE_NUMBER,
            text("{written} is not a whole number.", written=bare),
            text("People and events are counted in whole numbers."),
        )
    if about:
        return Advice(
            rules.APPROXIMATE,
            text("“{written}” is marked as approximate.", written=bare),
            text("Write {new}", new=number),
            number,
            safe=False,
        )
    limit = _count_range(number, leaf)
    if limit is not None:
        return limit
    if loose.rest:
        message = text("This is a count, so {unit} does not belong behind it.", unit=loose.rest)
        return Advice(rules.WHOLE_NUMBER, message, text("Write {new}", new=number), number)
    message = text("“{written}” is not a bare whole number.", written=bare)
    return Advice(
        rules.WHOLE_NUMBER,
        message,
        text("Write {new}, without quotation marks, leading zeros or other signs.", new=number),
        number,
    )


_LIMITS = {"year": (1950, 2199), "month": (1, 12), "level_number": (1, 5)}


def _count_range(number: str, leaf: Leaf) -> Advice | None:
    low, high = _LIMITS.get(leaf.field.kind, (0, 10**15 - 1))
    if low <= int(number) <= high:
        return None
    message = text("{number} lies outside what is possible.", number=number)
    return Advice(
        rules.OUT_OF_RANGE, message, text("Write a number from {low} to {high}.", low=str(low), high=str(high))
    )


def is_count(node: Node, kind: str) -> bool:
    """Say whether a value is a bare whole number within the limits of its kind."""
    count = None if node.quoted else values.count(node.text)
    low, high = _LIMITS.get(kind, (0, 10**15 - 1))
    return count is not None and low <= count <= high
