"""What to say about one value, and the few things every kind of value shares."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roi_spec.model.document import Node
from roi_spec.model.finding import Edit, Finding, Fix
from roi_spec.model.rule import Rule
from roi_spec.model.text import Text, text
from roi_spec.validate.shapes import Field, Leaf

ABSENT = (
    "n.v.t.",
    "n.v.t",
    "nvt",
    "n/a",
    "na",
    "n.a.",
    "-",
    "--",
    "geen",
    "none",
    "onbekend",
    "unknown",
    "not applicable",
    "niet van toepassing",
    "?",
    "pm",
    "p.m.",
    "pro memorie",
)
ENDLESS = re.compile(r"[-+]?\.?(?:nan|inf|infinity|oneindig)", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"(?:todo|to do|tbd|tba|fixme|x{2,}|\?+|\.{2,}|…+|lorem ipsum.{0,200}|nog invullen|vul in|invullen|in te vullen|"
    r"nader te bepalen|ntb|nnb|"
    r"[\[<{(][^\]>})]{0,80}[\]>})]|<[^>]{0,80}>)[\s:.!…-]{0,10}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Advice:
    """What to say about one value: which rule, what was met, what to write."""

    rule: Rule
    message: Text
    help: Text | None = None
    replacement: str | None = None
    """The exact text to put in its place; None when only the author can decide."""
    safe: bool = True
    """Whether the replacement cannot change what was meant."""
    within: tuple[int, int] | None = None
    """The part of the value that is meant: its first character, from 0, and its length; None for all of it."""


def finding_of(advice: Advice, node: Node) -> Finding:
    """Make the finding about a value, with its replacement as a fix."""
    fix = None
    if advice.replacement is not None:
        fix = Fix(text("Write {new}", new=advice.replacement), (Edit(node.span, advice.replacement),), safe=advice.safe)
    return advice.rule.finding(node.span, advice.message, help=advice.help, pointer=node.pointer, fix=fix)


def is_placeholder(written: str) -> bool:
    """Say whether a text only holds the place of an answer: `TODO`, `xxx`, `…`, `[vul in]`."""
    return len(written) <= 200 and _PLACEHOLDER.fullmatch(written.strip()) is not None


def short(written: str, most: int = 60) -> str:
    """Give a text on one line and not longer than a message can bear."""
    line = " ".join(written.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def write_form(field: Field) -> Text:
    """Say what a value of this field looks like."""
    return (
        text("Write {form}.", form=Text(field.form))
        if field.form
        else text("Write, for example: {example}", example=str(field.example))
    )


def the_answer(*, required: bool) -> Text:
    """Say what to do about a placeholder."""
    return text("Write the answer.") if required else text("Write the answer, or remove the line.")


def without(leaf: Leaf) -> Text:
    """Say what to do when there is no value: leave the line out, unless the field must be there."""
    if leaf.field.required or leaf.field.name in (leaf.above[-1][0].either or ()):
        return write_form(leaf.field)
    return text("Leave the line out. Where it matters why there is no value, say so in a text field.")
