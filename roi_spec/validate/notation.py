"""What a single value probably means when it is not written as the language asks, and what to write instead.

Reached only for values that `values.py` did not accept. The rule of the house: where one reading is possible the
exact replacement is given; where two are possible both are named and the author chooses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from roi_spec.model.document import Node
from roi_spec.model.finding import Edit, Finding, Fix
from roi_spec.model.formula import Trouble, parse
from roi_spec.model.source import Pointer, Span
from roi_spec.model.text import Text, text
from roi_spec.model.units import parse_unit
from roi_spec.validate import rules, values
from roi_spec.validate.advice import ABSENT, Advice, finding_of, is_placeholder, short, the_answer
from roi_spec.validate.dates import explain_date
from roi_spec.validate.numbers import MINUS, known_unit, repaired_unit, unit_text
from roi_spec.validate.quantities import explain_count, explain_quantity, is_count
from roi_spec.validate.shapes import Field, Leaf

TEXT_KINDS = ("line", "prose", "owner", "source", "label")
COUNT_KINDS = ("count", "year", "month", "level_number")


def value_findings(leaf: Leaf) -> Iterator[Finding]:
    """Give the findings about one value; none when it is written as asked."""
    node, kind = leaf.node, leaf.field.kind
    if node.is_empty:
        return
    advice: Advice | None = None
    if kind in TEXT_KINDS:
        advice = _about_text(leaf)
    elif kind in values.QUANTITIES:
        if values.QUANTITIES[kind](node.text) is None or (kind == "number" and node.quoted):
            advice = explain_quantity(node.text, leaf)
    elif kind in _ACCEPT and not _ACCEPT[kind](node):
        advice = _EXPLAIN[kind](node.text, leaf)
    if advice is not None:
        finding = finding_of(advice, node)
        yield replace(finding, at=inside(node, *advice.within)) if advice.within else finding


def inside(node: Node, column: int, length: int) -> Span:
    """Give the place of a stretch of a one-line value; the whole value when it spans lines or was escaped."""
    span = node.span
    plain = span.end_line == span.line and span.end_column - span.column == len(node.text) + 2 * node.quoted
    if not plain:
        return span
    start = span.column + int(node.quoted) + column
    return Span(span.path, span.line, start, span.line, min(start + length, span.end_column))


# --- text ------------------------------------------------------------------------------------------------------------


_LOCAL = re.compile(r"(?:^|\s|\()(?:[A-Za-z]:[\\/]|\\\\[^\s\\]|file://|/(?:Users|home|mnt|Volumes)/)")
_MAIL = re.compile(r"[^\s@,;<>]{1,64}@[^\s@,;<>]{1,255}")
_NUMBERLIKE = re.compile(
    r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|0x[0-9A-Fa-f]+|0o[0-7]+|true|false", re.IGNORECASE
)


def _about_text(leaf: Leaf) -> Advice | None:
    node, kind = leaf.node, leaf.field.kind
    written = node.text
    if not written.strip():
        return Advice(
            rules.EMPTY_VALUE,
            text("`{name}` holds only quotation marks or spaces.", name=leaf.field.name),
            text("Fill it in.") if leaf.field.required else text("Fill it in, or remove the line."),
        )
    if is_placeholder(written):
        return Advice(
            rules.PLACEHOLDER,
            text("“{written}” is still a placeholder.", written=written.strip()),
            the_answer(required=leaf.field.required),
        )
    if not node.quoted and kind != "label" and len(written) <= 40 and _NUMBERLIKE.fullmatch(written):
        return _needs_quotes(leaf.field.name, written)
    if kind in ("source", "owner") and written.strip().lower() in ABSENT:
        return Advice(
            rules.NOT_AVAILABLE,
            text("“{written}” is no answer.", written=written.strip()),
            text("Name a system, report, role or department, or leave the line out."),
        )
    if kind == "source" and _LOCAL.search(written):
        message = text("“{written}” is a file that only some people can open.", written=short(written))
        return Advice(rules.LOCAL_PATH, message, text("Give a document number, a title and a date, or a web address."))
    if kind == "owner" and len(_MAIL.findall(written[:1000])) > 1:
        return Advice(rules.TWO_ADDRESSES, text("`{name}` holds more than one mail address.", name=leaf.field.name),
                      text("Name one role or department."))  # fmt: skip
    return None


def _needs_quotes(name: str, written: str) -> Advice:
    quoted = f'"{written}"'
    message = text("`{name}` is a text, and {written} looks like a number or an answer.", name=name, written=written)
    return Advice(rules.TEXT_EXPECTED, message, text("Put it in quotation marks: {quoted}", quoted=quoted), quoted)


# --- answers, units, formulas, names ---------------------------------------------------------------------------------


_YES = ("ja", "yes", "y", "j", "waar", "on", "true", "1", "klopt")
_NO = ("nee", "no", "n", "onwaar", "off", "false", "0")


def _explain_yes_no(written: str) -> Advice:
    low = written.strip().lower()
    new = "true" if low in _YES else "false" if low in _NO else None
    message = text("“{written}” is not true or false.", written=short(written))
    if new is None:
        return Advice(rules.YES_NO, message, text("Write true for yes, false for no, or leave the line out."))
    return Advice(rules.YES_NO, message, text("Write {new}", new=new), new)


def _explain_unit(written: str) -> Advice:
    clean = unit_text(written)
    if known_unit(clean):
        return Advice(
            rules.UNKNOWN_UNIT,
            text("The unit “{word}” is not in the vocabulary.", word=short(written, 30)),
            text("Write {new}", new=clean),
            clean,
        )
    word = parse_unit(clean) if clean else written
    repaired = repaired_unit(clean, word) if isinstance(word, str) else ""
    message = text("The unit “{word}” is not in the vocabulary.", word=short(str(word), 30))
    if repaired:
        return Advice(rules.UNKNOWN_UNIT, message, text("Did you mean {new}?", new=repaired), repaired, safe=False)
    examples = "EUR/month, %, errors/month, hours/week, points"
    return Advice(
        rules.UNKNOWN_UNIT,
        message,
        text(
            "Use a unit that exists, such as {examples}. What has no unit of its own can be counted in units.",
            examples=examples,
        ),
    )


def _explain_formula(written: str) -> Advice:
    trouble = parse(written)
    message = trouble.text if isinstance(trouble, Trouble) else text("The formula is empty.")
    plain = re.sub(r"\s*×\s*", " * ", re.sub(r"\s*÷\s*", " / ", written))
    plain = re.sub(r"\s+x\s+", " * ", plain).lstrip("= ").translate(str.maketrans(MINUS, "-" * len(MINUS)))
    within = (trouble.column, max(trouble.length, 1)) if isinstance(trouble, Trouble) else None
    if plain != written and not isinstance(parse(plain), Trouble):
        return Advice(rules.FORMULA, message, text("Write {new}", new=plain), plain, within=within)
    example = "completed * hours_per_person * hourly_rate"
    return Advice(rules.FORMULA, message, text("A formula looks like this: {example}", example=example), within=within)


def _explain_version(written: str) -> Advice:
    if written.strip() in ("1", "1.0", "1,0", "v1", "v1.0"):
        new = '"1.0"'
        return Advice(
            rules.VERSION,
            text("The version {written} is not written as the tool expects.", written=written.strip()),
            text("Write {new}", new=new),
            new,
        )
    message = text("There is no version “{written}” of the language.", written=short(written))
    return Advice(rules.VERSION, message, text("Write {new}", new='"1.0"'))


def form_trouble(node: Node, field: Field, pointer: Pointer) -> Finding:
    """Say that a name, code or address does not have its form, and how it could be written."""
    if field.kind == "slug" and not node.quoted and _NUMBERLIKE.fullmatch(node.text[:40]):
        return finding_of(_needs_quotes(field.name, node.text), node)
    new = _reformed(node.text, field.kind)
    message = text("“{written}” does not have the form of this field.", written=short(node.text))
    if field.kind in ("name", "slug"):
        message = text("“{written}” cannot be used as an id.", written=short(node.text))
    advice = (
        text("Write {form}.", form=Text(field.form))
        if field.form
        else text("Write, for example: {example}", example=str(field.example))
    )
    if new:
        advice = (
            text("Write {new}: {form}.", new=new, form=Text(field.form)) if field.form else text("Write {new}", new=new)
        )
    fix = Fix(text("Write {new}", new=new), (Edit(node.span, new),), safe=False) if new else None
    return rules.FORM.finding(node.span, message, help=advice, pointer=pointer, fix=fix)


def _reformed(written: str, kind: str) -> str:
    if kind not in ("name", "slug"):
        return _reformed_code(written, kind)
    joint = "_" if kind == "name" else "-"
    plain = (
        written.strip().lower().translate(str.maketrans("àáâäãåçèéêëìíîïñòóôöõùúûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy"))
    )
    made = re.sub(r"[^a-z0-9_]+" if kind == "name" else r"[^a-z0-9_-]+", joint, plain).strip("_-")[:62]
    if kind == "name" and made[:1].isdigit():
        made = f"n{made}"
    return made if made != written else ""


def _reformed_code(written: str, kind: str) -> str:
    if kind == "rule_id" and re.fullmatch(r"roi[ -]?[0-9]{3}", written.strip(), re.IGNORECASE):
        return "ROI" + written.strip()[-3:]
    if kind == "web_address" and written.startswith("http://"):
        return "https://" + written[7:]
    found = (
        re.fullmatch(r"([0-9]{4})[-/ ]?([0-9]|k[1-4]|q[1-4])", written.strip(), re.IGNORECASE)
        if kind == "period_label"
        else None
    )
    if found:
        return f"{found[1]}-Q{found[2][1]}" if found[2][0] in "kKqQ" else f"{found[1]}-0{found[2]}"
    return ""


_ACCEPT: dict[str, Callable[[Node], object]] = {
    "date": lambda node: values.date(node.text),
    "count": lambda node: is_count(node, "count"),
    "year": lambda node: is_count(node, "year"),
    "month": lambda node: is_count(node, "month"),
    "level_number": lambda node: is_count(node, "level_number"),
    "yes_no": lambda node: not node.quoted and node.text in ("true", "false", "True", "False", "TRUE", "FALSE"),
    "unit": lambda node: values.unit(node.text),
    "formula": lambda node: not isinstance(parse(node.text), Trouble),
    "version": lambda node: node.quoted and node.text == "1.0",
}
_EXPLAIN: dict[str, Callable[[str, Leaf], Advice]] = {
    "date": explain_date,
    "count": explain_count,
    "year": explain_count,
    "month": explain_count,
    "level_number": explain_count,
    "yes_no": lambda written, _: _explain_yes_no(written),
    "unit": lambda written, _: _explain_unit(written),
    "formula": lambda written, _: _explain_formula(written),
    "version": lambda written, _: _explain_version(written),
}
