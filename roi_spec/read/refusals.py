"""The sentences about things that are YAML but have no place in a spec: one function per kind of finding."""

from __future__ import annotations

import re

from roi_spec.model.document import Node
from roi_spec.model.finding import Edit, Finding, Fix, Label
from roi_spec.model.source import Pointer, Source, Span
from roi_spec.model.text import text
from roi_spec.read import rules
from roi_spec.read.characters import Offence
from roi_spec.read.gate import Limits, character_message
from roi_spec.read.quoting import quote

_DECIMAL_COMMA = re.compile(r"-?\d+,\d{1,2}\s?%?")
_DIGIT_COMMA = re.compile(r"\d,\d")


def empty(source: Source) -> Finding:
    """Nothing in the file, or only remarks."""
    return rules.EMPTY_FILE.finding(
        source.whole(),
        text("This file has only remarks and no content.") if source.text.strip() else text("This file is empty."),
        help=text("Start from an example, or run roi-spec new; roi-spec schema shows every field."),
    )


def only_words(root: Node) -> Finding:
    """A file that is one plain text: a name without a colon."""
    return missing_colon(root.span, root.text)


def missing_colon(at: Span, name: str) -> Finding:
    """A name alone on its line."""
    return rules.MISSING_COLON.finding(
        at,
        text("After “{name}” there is no colon.", name=_short(name)),
        help=text("Write a colon, a space and the value: {example}", example=f"{_short(name)}: …"),
    )


def directive(at: Span) -> Finding:
    """A % line above the document."""
    return rules.DIRECTIVE.finding(
        at,
        text("Line {line} begins with a % instruction.", line=at.line),
        help=text("Remove the line."),
        fix=Fix(text("Remove the line"), (Edit(Span(at.path, at.line, 1, at.line + 1, 1), ""),), safe=False),
    )


def second_document(at: Span) -> Finding:
    """A second --- in the file."""
    return rules.SECOND_DOCUMENT.finding(
        Span(at.path, at.line, 1, at.line, 4),
        text("A second programme begins at line {line}.", line=at.line),
        help=text("Move everything below line {line} to a file of its own, or remove that line.", line=at.line),
    )


def merge_key(at: Span) -> Finding:
    """`<<:`."""
    return rules.MERGE_KEY.finding(
        at,
        text("<< copies lines from another place."),
        help=text("Write those lines out here, and remove <<."),
    )


def too_deep(at: Span, limits: Limits) -> Finding:
    """More levels than a spec can need."""
    return rules.TOO_DEEP.finding(
        at,
        text("Here the values are nested more than {most} levels deep.", most=limits.depth),
        help=text("Close the brackets, or use fewer levels."),
    )


def too_many(at: Span, limits: Limits) -> Finding:
    """More values than a spec can need."""
    return rules.TOO_MANY_VALUES.finding(
        at,
        text("From here on the file holds more than {most} values.", most=limits.values),
        help=text("Put rows of data in a CSV file beside the spec and name that file here."),
    )


def too_long(at: Span, length: int, limits: Limits) -> Finding:
    """One text of more characters than a page can hold."""
    return rules.TEXT_TOO_LONG.finding(
        at,
        text("This text has {length} characters; at most {most} fit.", length=length, most=limits.text_length),
        help=text("Shorten it, or check whether a closing quotation mark is missing."),
    )


def not_a_name(at: Span, *, empty: bool) -> Finding:
    """A key that is empty, a list or a map."""
    if empty:
        message = text("Before this colon there is no name.")
    else:
        message = text("Brackets, braces or a reference stand where a name is expected.")
    return rules.KEY_NOT_TEXT.finding(
        at, message, help=text("Write one word before the colon: {example}", example="title: Onboarding")
    )


def duplicate(name: str, at: Span, first: Span) -> Finding:
    """The same name twice in one map."""
    return rules.DUPLICATE_KEY.finding(
        at,
        text(
            "`{name}` occurs twice: in line {first} and in line {second}.",
            name=_short(name),
            first=first.line,
            second=at.line,
        ),
        help=text("Keep the line that is right and remove the other."),
        related=(Label(first, text("here for the first time")),),
    )


def tag(at: Span, written: str) -> Finding:
    """A value that begins with an exclamation mark."""
    quoted = quote(written)
    return rules.TAG.finding(
        at,
        text("“{written}” begins with an exclamation mark.", written=_short(written)),
        help=text("Remove the word with the exclamation mark, or, if it is text, write {quoted}.", quoted=quoted),
        fix=_quoted_in_place(at, quoted),
    )


def anchor(at: Span, sign: str, name: str) -> Finding:
    """A real anchor or alias, or one on a list or map."""
    return rules.ANCHOR.finding(
        at,
        text("`{written}` refers to a value in another place.", written=f"{sign}{_short(name)}"),
        help=text("Write the value out, or give it a name under assumptions and use that name in a formula."),
    )


def reserved_start(at: Span, written: str) -> Finding:
    """A text that begins with a sign YAML keeps for itself."""
    quoted = quote(written)
    return rules.RESERVED_START.finding(
        at,
        text("A text may not begin with {sign} unless it stands in quotation marks.", sign=written[:1]),
        help=text("Write {quoted}", quoted=quoted),
        fix=_quoted_in_place(at, quoted),
    )


def escaped_character(at: Span, offence: Offence, whole: str) -> Finding:
    """A refused character that was written as an escape."""
    return offence.rule.finding(
        at,
        character_message(offence, whole),
        help=text("Remove the part that begins with a backslash, or type the word again."),
    )


def alone_in_braces(at: Span, name: str) -> Finding:
    """A name between braces without a value, where no text comes before it that a comma could have cut."""
    return rules.MISSING_COLON.finding(
        at,
        text("`{name}` stands between braces without a value.", name=_short(name)),
        help=text("Write a colon, a space and the value: {example}", example=f"{_short(name)}: …"),
    )


def cut_by_comma(at: Span, key: str, joined: str, pointer: Pointer) -> Finding:
    """A text between braces that a comma has cut in two; `joined` is what the author wrote."""
    message = text("Between braces the comma cuts “{joined}” in two.", joined=_short(joined))
    if _DECIMAL_COMMA.fullmatch(joined):
        number = joined.replace(",", ".")
        fix = Fix(text("Write a dot"), (Edit(at, number),), safe=True)
        return rules.COMMA_IN_BRACES.finding(
            at, message, help=text("Write {example}", example=f"{key}: {number}"), pointer=pointer, fix=fix
        )
    if _DIGIT_COMMA.search(joined):
        return rules.COMMA_IN_BRACES.finding(
            at, message, help=text("Write the number without a comma."), pointer=pointer
        )
    quoted = quote(joined)
    help_ = text("Write {example}", example=f"{key}: {quoted}")
    return rules.COMMA_IN_BRACES.finding(at, message, help=help_, pointer=pointer, fix=_quoted_in_place(at, quoted))


def _quoted_in_place(at: Span, quoted: str) -> Fix | None:
    """Offer to put quotation marks around a value; only within one line, where the splice is exact."""
    if at.line != at.end_line:
        return None
    return Fix(text("Put the text in quotation marks"), (Edit(at, quoted),), safe=False)


def _short(written: str, most: int = 60) -> str:
    """Keep a quotation short enough for one line of a message."""
    one_line = " ".join(written.split())
    return one_line if len(one_line) <= most else one_line[: most - 1] + "…"
