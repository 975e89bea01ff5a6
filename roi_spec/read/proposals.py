"""The repairs worth trying on a text that is not YAML: one function per kind of mistake, most telling kinds first.

Each looks at the lines near the trouble and offers changed lines with the finding that explains them. Whether a
proposal works is for `repair.py` to find out; nothing here parses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from roi_spec.model.finding import Edit, Finding, Fix, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.source import Span
from roi_spec.model.text import Text, text
from roi_spec.read import refusals, rules
from roi_spec.read.lines import Line, usual_step
from roi_spec.read.quoting import quote
from roi_spec.read.scan import mistaken_separator

_LONGEST = 2_000
"""Longer lines are not repaired: no person wrote them by hand."""
_IDENTIFIER = re.compile(r"[A-Za-z_][\w-]*")
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NAMED = re.compile(r"([A-Za-z_][\w -]*?)[ \t]*:(?=[ \t]|$)")
_COLON_IN_TEXT = re.compile(r":(?=\s|$)")
_TWO_WORDS = re.compile(r"([a-z][a-z0-9_]*)[ \t]+(\S+)")
_CLITIC = re.compile(r"'(?:[stnmkr]|em|ns|tis|tvs) (?!.*')")
_BRACKETS_THEN_TEXT = re.compile(r"[\[{][^\[\]{}]*[\]}]\s*[^\s,#\]}:]")
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_IN_BRACKETS: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (re.compile(r"(?<=: )'([^,}\]]*'[^,}\]]*)'(?=\s*[,}\]])"), rules.APOSTROPHE),
    (re.compile(r"(?<=: )([^\s\"'\[{][^,}\]]*\s#[^,}\]]*)"), rules.LOST_AFTER_HASH),
    (re.compile(r"(?<=: )([^\s\"'\[{,}\]][^,}\]\[{]*:\s[^,}\]]*)"), rules.COLON_IN_TEXT),
    (re.compile(r"(?<=[:,\[] )([@%`*&!|>][^,}\]]*)"), rules.RESERVED_START),
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where a parser gave up (1-based), where the thing it was reading began, and its own words for it."""

    line: int
    column: int
    context_line: int
    problem: str


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A repair to try."""

    finding: Finding
    changes: dict[int, str]
    """New texts of lines, by number (1-based)."""
    distance: float = 0.0
    """How much it changes, to compare proposals of one kind."""

    def apply(self, content: str) -> str:
        """Give the text with the lines changed."""
        texts = content.split("\n")
        for number, changed in self.changes.items():
            texts[number - 1] = changed
        return "\n".join(texts)


Lines = tuple[Line, ...]
Proposals = Iterator[Proposal]


def _near(lines: Lines, trouble: Trouble) -> list[Line]:
    """Give the lines a person would look at: where the trouble is, where it began, and the one before each."""
    numbers: set[int] = set()
    for number in (trouble.line, trouble.context_line):
        index = min(number, len(lines)) - 1
        seen = 0
        while index >= 0 and seen < 2:
            if lines[index].role not in ("blank", "remark"):
                numbers.add(index)
                seen += 1
            index -= 1
    return [lines[index] for index in sorted(numbers) if len(lines[index].text) <= _LONGEST]


def _with_unclosed(lines: Lines, trouble: Trouble) -> list[Line]:
    """Give the near lines and every line above the trouble that opens what nothing closes."""
    near = {line.number: line for line in _near(lines, trouble)}
    opens = (line for line in lines[: trouble.line] if line.unclosed and len(line.text) <= _LONGEST)
    near.update({line.number: line for line in opens})
    return [near[number] for number in sorted(near)][:20]


# -- quotation marks --------------------------------------------------------------------------------------------------


def quotation_marks(path: str, lines: Lines, trouble: Trouble) -> Proposals:
    """Values that begin with a quotation mark and do not end with its partner."""
    for line in _with_unclosed(lines, trouble):
        whole = line.text[line.value_at :].rstrip() if line.role == "entry" else ""
        mark = whole[:1]
        if mark not in _CLOSED:
            continue
        closed = _CLOSED[mark].match(whole)
        rest = whole[closed.end() :].strip() if closed else ""
        if mark == '"' and "\\" in whole and whole.endswith('"') and len(whole) > 1:
            yield _backslash(path, line, whole)
        if closed and rest and not rest.startswith("#"):
            yield _apostrophe(path, line, whole) if mark == "'" else _text_after(path, line, whole, closed[0])
        elif not closed:
            yield _never_closed(path, line, whole)


def _apostrophe(path: str, line: Line, whole: str) -> Proposal:
    """`'Foto's maken'`: the marks enclose the text; `'s Ochtends in 't Hof`: the marks are apostrophes."""
    quoted = quote(whole[1:-1] if whole.endswith("'") else whole)
    inside = whole[1:].split("'", 1)
    word = inside[0].split(" ")[-1] + "'" + inside[1].split(" ")[0]
    message = text("The apostrophe in {word} ends the text too early.", word=word.rstrip("'"))
    return _requoted(path, line, rules.APOSTROPHE, message, whole, quoted)


def _text_after(path: str, line: Line, whole: str, closed: str) -> Proposal:
    inner = closed[-2:-1] == " " and whole.endswith('"')
    quoted = quote(whole[1:-1] if inner else whole)
    message = text("After the closing quotation mark of {closed} the text goes on.", closed=closed)
    return _requoted(path, line, rules.TEXT_AFTER_QUOTE, message, whole, quoted)


def _never_closed(path: str, line: Line, whole: str) -> Proposal:
    mark = whole[0]
    quoted = quote(whole) if _CLITIC.match(whole) else whole + mark
    message = text("Line {line} opens with {mark} and never closes it.", line=line.number, mark=mark)
    return _requoted(path, line, rules.UNCLOSED_QUOTE, message, whole, quoted)


def _backslash(path: str, line: Line, whole: str) -> Proposal:
    quoted = "'" + whole[1:-1].replace("'", "''") + "'"
    message = text("Between double quotation marks a backslash is special: {written}", written=whole)
    return _requoted(path, line, rules.BACKSLASH, message, whole, quoted)


def _requoted(path: str, line: Line, rule: Rule, message: Text, whole: str, quoted: str) -> Proposal:
    start = line.value_at
    changed = line.text[:start] + quoted
    finding = rule.finding(
        _span(path, line, start, start + len(whole)),
        message,
        help=text("Write {quoted}", quoted=quoted),
        fix=Fix(text("Correct the quotation marks"), (_edit(path, line, changed),), safe=False),
    )
    return Proposal(finding, {line.number: changed})


# -- unquoted texts ---------------------------------------------------------------------------------------------------


def colon_in_text(path: str, lines: Lines, trouble: Trouble) -> Proposals:
    """`title: Leadership: the basics`."""
    for line in _near(lines, trouble):
        if line.role == "more":
            yield from _colon_in_second_line(path, lines, line)
            continue
        start, value = line.value_at, line.value
        if line.mark and line.key and not _FIELD_NAME.fullmatch(line.key):
            start, value = line.content_at, line.text[line.content_at : line.value_end]
        if line.role == "entry" and value[:1] not in ("", "'", '"', "[", "{") and _COLON_IN_TEXT.search(value):
            quoted = quote(value)
            changed = line.text[:start] + quoted + line.text[start + len(value) :]
            yield _colon(path, line, start, value, text("Write {quoted}", quoted=quoted), {line.number: changed})


def _colon_in_second_line(path: str, lines: Lines, line: Line) -> Proposals:
    """A further line of an unquoted text that reads like a name, but not like the name of a field."""
    named = _NAMED.match(line.text.strip())
    first = next((each for each in reversed(lines[: line.number - 1]) if each.role == "entry"), None)
    if (
        not named
        or _FIELD_NAME.fullmatch(named[1])
        or first is None
        or not first.value
        or '"' in first.value + line.text
    ):
        return
    opened = first.text[: first.value_at] + '"' + first.text[first.value_at :].rstrip()
    closed = line.text.rstrip() + '"'
    help_ = text('Put a " before the first word of the text and after its last word.')
    start = line.indent
    yield _colon(path, line, start, line.text.strip(), help_, {first.number: opened, line.number: closed})


def _colon(path: str, line: Line, start: int, value: str, help_: Text, changes: dict[int, str]) -> Proposal:
    fix = None
    if len(changes) == 1:
        fix = Fix(text("Put the text in quotation marks"), (_edit(path, line, changes[line.number]),), safe=False)
    message = text("The text “{written}” contains a colon and a space.", written=value)
    at = _span(path, line, start, start + len(value))
    return Proposal(rules.COLON_IN_TEXT.finding(at, message, help=help_, fix=fix), changes)


def reserved_start(path: str, lines: Lines, trouble: Trouble) -> Proposals:
    """Values that begin with a sign that YAML keeps for itself."""
    for line in _near(lines, trouble):
        value = line.text[line.value_at :].rstrip() if line.role == "entry" else ""
        if line.remark_at >= 0 and not value.startswith(("[", "{")):
            value = line.value
        opens = value[:1] in ("[", "{") and _BRACKETS_THEN_TEXT.match(value)
        if not value or not (opens or value[0] in "@`%&*!|>],}?-#"):
            continue
        changed = line.text[: line.value_at] + quote(value) + line.text[line.value_at + len(value) :]
        at = _span(path, line, line.value_at, line.value_at + len(value))
        yield Proposal(refusals.reserved_start(at, value), {line.number: changed})


def in_brackets(path: str, lines: Lines, trouble: Trouble) -> Proposals:
    """Prose between braces that needs quotation marks."""
    for line in _with_unclosed(lines, trouble):
        if not (line.role == "brackets" or line.value[:1] in ("[", "{") or line.unclosed):
            continue
        for shape, rule in _IN_BRACKETS:
            for found in shape.finditer(line.text):
                quoted = quote(found[1].rstrip())
                changed = line.text[: found.start()] + quoted + line.text[found.start() + len(found[0].rstrip()) :]
                yield _bracket_proposal(path, line, rule, found, quoted, changed)


def _bracket_proposal(path: str, line: Line, rule: Rule, found: re.Match[str], quoted: str, changed: str) -> Proposal:
    finding = rule.finding(
        _span(path, line, found.start(), found.end()),
        text("Between brackets the text “{written}” needs quotation marks.", written=found[1].strip()),
        help=text("Write {quoted}", quoted=quoted),
        fix=Fix(text("Put the text in quotation marks"), (_edit(path, line, changed),), safe=False),
        severity=Severity.ERROR,
    )
    return Proposal(finding, {line.number: changed})


# -- whole lines ------------------------------------------------------------------------------------------------------


def text_block(path: str, lines: Lines, trouble: Trouble) -> Proposals:
    """Text under `notes: |` that is not indented."""
    for header in lines[: trouble.line]:
        if not header.is_block_header:
            continue
        below = lines[header.number :]
        first = next((line for line in below if line.role != "blank"), None)
        if first is None or first.indent > header.owner:
            continue
        body = _until_next_field(below, header.owner)
        shift = " " * (max(header.owner, 0) + 2 - first.indent)
        changes = {line.number: shift + line.text for line in body if line.text.strip()}
        if not changes:
            continue
        edits = tuple(Edit(Span(path, number, 1, number, 1), shift) for number in changes)
        finding = rules.TEXT_BLOCK.finding(
            _span(path, first, first.indent, len(first.text.rstrip())),
            text("The text under `{header}` is not indented.", header=header.content),
            help=_begin_with(len(shift) + first.indent, first),
            fix=Fix(text("Indent the text"), edits, safe=False),
        )
        yield Proposal(finding, changes)


def _until_next_field(below: Lines, owner: int) -> list[Line]:
    body: list[Line] = []
    for line in below:
        named = line.role == "entry" and (line.mark == "-" or _FIELD_NAME.fullmatch(line.key or "-"))
        if named and line.indent <= max(owner, 0):
            break
        body.append(line)
    return body


def separators(path: str, lines: Lines, trouble: Trouble) -> Proposals:
    """`group:Managers` and `group = Managers` in places where the scan could not be sure."""
    for line in _near(lines, trouble):
        finding = mistaken_separator(path, line) if line.role in ("entry", "more") and not line.key else None
        if finding and finding.fix:
            edit = finding.fix.edits[0]
            changed = line.text[: edit.span.column - 1] + edit.replacement + line.text[edit.span.end_column - 1 :]
            yield Proposal(finding, {line.number: changed})


def missing_dash(path: str, lines: Lines, trouble: Trouble) -> Proposals:
    """A line beside list items that has no hyphen itself."""
    for line in _near(lines, trouble):
        if line.role != "entry" or line.mark:
            continue
        if _has_items_above(lines, line):
            changed = line.text[: line.indent] + "- " + line.text[line.indent :]
            yield _dash(path, lines, line, {line.number: changed})
        block = _block_before_item(lines, line)
        if block:
            changes = {each.number: each.text[: each.indent] + "  " + each.text[each.indent :] for each in block[1:]}
            changes[line.number] = line.text[: line.indent] + "- " + line.text[line.indent :]
            yield _dash(path, lines, line, changes)


def _has_items_above(lines: Lines, line: Line) -> bool:
    """Say whether the nearest line above at the same height is a list item."""
    for other in reversed(lines[: line.number - 1]):
        if other.role == "entry" and other.indent <= line.indent:
            return other.mark == "-" and other.mark_at == line.indent
    return False


def _block_before_item(lines: Lines, line: Line) -> list[Line]:
    """Give the lines from this one to the first list item at its height, when it stands first under a name."""
    block: list[Line] = []
    for other in lines[line.number - 1 :]:
        if other.role == "entry" and other.indent == line.indent and other.mark:
            return block
        if other.role == "entry" and other.indent < line.indent:
            return []
        block.append(other)
    return []


def _dash(path: str, lines: Lines, line: Line, changes: dict[int, str]) -> Proposal:
    finding = rules.MISSING_DASH.finding(
        _span(path, line, line.indent, len(line.text.rstrip())),
        text("“{written}” stands in a list but has no hyphen.", written=line.content),
        help=text("Write {example}", example=f"- {line.content}"),
        fix=Fix(text("Write a hyphen and a space"), tuple(_line_edits(path, lines, changes)), safe=False),
    )
    return Proposal(finding, changes, distance=len(changes))


def loose_text(path: str, lines: Lines, trouble: Trouble) -> Proposals:
    """A line without a name: a name that lacks its colon, or the second line of a text."""
    for line in _near(lines, trouble):
        if line.role != "entry" or line.key or line.mark or line.fills or not line.content[:1].isalnum():
            continue
        two = _TWO_WORDS.fullmatch(line.content)
        if _IDENTIFIER.fullmatch(line.content):
            finding = refusals.missing_colon(_content_span(path, line), line.content)
            yield Proposal(finding, {line.number: line.text.rstrip() + ":"})
        elif two:
            finding = _two_words(path, line, two)
            yield Proposal(finding, {line.number: f"{' ' * line.indent}{two[1]}: {two[2]}"})
        else:
            yield from _continuation(path, lines, line)


def _two_words(path: str, line: Line, two: re.Match[str]) -> Finding:
    return rules.MISSING_COLON.finding(
        _content_span(path, line),
        text("After “{name}” there is no colon.", name=two[1]),
        help=text(
            "Write {example}; if the line goes on with the text above, indent it.", example=f"{two[1]}: {two[2]}"
        ),
    )


def _continuation(path: str, lines: Lines, line: Line) -> Proposals:
    before = next((each for each in reversed(lines[: line.number - 1]) if each.role == "entry"), None)
    if before is None or not (before.value or before.key):
        return
    changed = " " * (max(before.owner, 0) + 2) + line.content
    finding = rules.CONTINUATION.finding(
        _content_span(path, line),
        text(
            "Line {line} goes on with the text of line {before} but is not indented.",
            line=line.number,
            before=before.number,
        ),
        help=_begin_with(len(changed) - len(line.content), line),
        fix=Fix(text("Indent the line"), (_edit(path, line, changed),), safe=False),
    )
    yield Proposal(finding, {line.number: changed})


def indentation(path: str, lines: Lines, trouble: Trouble) -> Proposals:
    """A line, or a run of lines, that stands a little too far to the left or right."""
    step = usual_step(lines)
    for line in _near(lines, trouble):
        named = line.role == "entry" or (line.role == "more" and _NAMED.match(line.content))
        if not named:
            continue
        run = _run(lines, line)
        for column in _columns_above(lines, line):
            shift = column - line.indent
            distance = abs(shift) + (0.5 if column % step else 0.0)
            yield _moved(path, lines, [line], column, distance)
            if len(run) > 1:
                yield _moved(path, lines, run, column, distance + 0.25)


def _run(lines: Lines, line: Line) -> list[Line]:
    """Give a line and those below it that are indented as far or further."""
    run = [line]
    for other in lines[line.number :]:
        if other.text.strip() and other.indent < line.indent:
            break
        run.append(other)
    return run


def _columns_above(lines: Lines, line: Line) -> list[int]:
    """Give where a line could begin: the columns in use above it and below it, nearest first, its own left out."""
    columns: set[int] = set()
    others = [*reversed(lines[: line.number - 1]), *lines[line.number : line.number + 3]]
    for other in others[:40]:
        if other.role == "entry":
            columns.update((other.indent, other.content_at))
    columns.discard(line.indent)
    return sorted(columns, key=lambda column: abs(column - line.indent))[:6]


def _moved(path: str, lines: Lines, run: list[Line], column: int, distance: float) -> Proposal:
    line = run[0]
    shift = column - line.indent
    changes = {each.number: _shifted(each.text, shift) for each in run if each.text.strip()}
    beside = next(
        (
            other
            for other in reversed(lines[: line.number - 1])
            if other.role == "entry" and column in (other.indent, other.content_at)
        ),
        None,
    )
    message = text(
        "Line {line} does not line up: it begins at column {count}, its neighbours at column {column}.",
        line=line.number,
        count=line.indent + 1,
        column=column + 1,
    )
    if shift < 0 and beside is not None and beside.number == line.number - 1:
        message = text("Line {line} is indented further than line {before}.", line=line.number, before=beside.number)
    finding = rules.INDENTATION.finding(
        _content_span(path, line),
        message,
        help=_begin_with(column, line),
        fix=Fix(text("Line it up"), tuple(_line_edits(path, lines, changes)), safe=False),
    )
    return Proposal(finding, changes, distance)


def _begin_with(column: int, line: Line) -> Text:
    """Say how far to indent a line."""
    example = line.text.strip()
    if column == 0:
        return text("Begin the line without spaces: {example}", example=example)
    if column == 1:
        return text("Begin the line with one space: {example}", example=example)
    return text("Begin the line with {count} spaces: {example}", count=column, example=example)


def _shifted(written: str, shift: int) -> str:
    return " " * shift + written if shift > 0 else written[min(-shift, len(written) - len(written.lstrip(" "))) :]


def open_brackets(path: str, lines: Lines, trouble: Trouble) -> Proposals:
    """Brackets that nothing closes: closed at the end of their line."""
    for line in _with_unclosed(lines, trouble):
        if line.unclosed[:1] not in ("[", "{") or not line.unclosed:
            continue
        closing = "".join("]" if sign == "[" else "}" for sign in reversed(line.unclosed))
        changed = line.text[: line.value_end].rstrip().rstrip(",") + closing + line.text[line.value_end :]
        finding = rules.OPEN_BRACKET.finding(
            _span(path, line, line.value_at, line.value_end),
            text("Line {line} opens with {mark} and never closes it.", line=line.number, mark=line.unclosed[0]),
            help=text("Write {example}", example=changed.strip()),
            fix=Fix(text("Close the bracket"), (_edit(path, line, changed),), safe=False),
        )
        yield Proposal(finding, {line.number: changed})


KINDS: tuple[Callable[[str, Lines, Trouble], Proposals], ...] = (
    quotation_marks,
    in_brackets,
    colon_in_text,
    reserved_start,
    open_brackets,
    text_block,
    separators,
    missing_dash,
    loose_text,
    indentation,
)
"""The kinds of repairs in the order in which they are believed."""


# -- places -----------------------------------------------------------------------------------------------------------


def _span(path: str, line: Line, start: int, end: int) -> Span:
    return Span(path, line.number, start + 1, line.number, end + 1)


def _content_span(path: str, line: Line) -> Span:
    return _span(path, line, line.indent, len(line.text.rstrip()))


def _edit(path: str, line: Line, changed: str) -> Edit:
    """Give the smallest splice that turns a line into its repaired form."""
    old = line.text
    most = min(len(old), len(changed))
    front = next((index for index in range(most) if old[index] != changed[index]), most)
    back = next((index for index in range(most - front) if old[-1 - index] != changed[-1 - index]), most - front)
    return Edit(_span(path, line, front, len(old) - back), changed[front : len(changed) - back])


def _line_edits(path: str, lines: Lines, changes: dict[int, str]) -> Iterator[Edit]:
    """Give a splice for every changed line."""
    return (_edit(path, lines[number - 1], changed) for number, changed in sorted(changes.items()))
