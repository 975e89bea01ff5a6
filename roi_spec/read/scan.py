"""The scan: mistakes that can be named from the raw text, before a YAML parser meets them.

A parser reports a tab, a bullet or a curly mark lines too late and in its own words, or takes it for text in silence.
The scan names the culprit where it stands and, where only one reading exists, gives the repair as a splice. It looks
at entries only: text blocks, quoted texts and remarks may contain anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from roi_spec.model.finding import Edit, Finding, Fix, Label
from roi_spec.model.rule import Rule
from roi_spec.model.source import Source, Span
from roi_spec.model.text import Text, text
from roi_spec.read import rules
from roi_spec.read.lines import BULLETS, ODD_SPACES, Line, read_lines, usual_step
from roi_spec.read.places import Places
from roi_spec.read.quoting import quote

_MOST = 500
"""Culprits of one kind taken up in one run."""
_FEW = 20
"""Merge conflicts named in one run."""
_OPENING, _CLOSING = "“”„‟«‘’‚‛", "“”„‟»‘’‚‛\"'"
_CURLY_IN_BRACKETS = re.compile(
    f"(?<=[:,\\[{{ ])[{_OPENING}][^{_OPENING}{_CLOSING},\\[\\]{{}}]*[{_CLOSING}](?=\\s*[,\\]}}])"
)
_ODD_COLONS = "：﹕∶︰꞉"
_CONFLICT_BEGIN, _CONFLICT_END = re.compile(r"<{7}(?:\s|$)"), re.compile(r">{7}(?:\s|$)")
_NAME = r"[A-Za-z_][\w-]*"
_TIGHT_COLON = re.compile(rf"({_NAME}):(?![\s/\\])(\S.*)")
_ADDRESSES = ("http", "https", "mailto", "tel", "doi", "isbn", "issn", "urn", "file", "ftp", "arxiv", "git", "ref")
"""Words that are followed by a colon without a space where nothing is wrong."""
_EQUALS = re.compile(rf"({_NAME})[ \t]*=[ \t]*([^=\s].*)")
_ODD_COLON = re.compile(rf"({_NAME})[ {ODD_SPACES}]*[{_ODD_COLONS}]\s*(.*)")
_HARD_COLON = re.compile(rf"({_NAME})[ {ODD_SPACES}]*:[{ODD_SPACES}][\s]*(.*)")
_LEADING = re.compile(rf"[ \t{ODD_SPACES}]*")
_FENCE = re.compile(r"[ \t]*```[\w-]*[ \t]*$")
_LOST = re.compile(r"#[^\s#!]")
_ACCENTED = re.compile("[^\\W_]?[\u0300-\u036f]+")
_DRIVE = re.compile(r'"[A-Za-z]:\\')
_ODD_ANYWHERE = re.compile(f"[{ODD_SPACES}{_ODD_COLONS}]")
_ODD_MARKS = re.compile(f"[:,\\[{{-] *[{_OPENING}]|\\n *[{_OPENING}]")
_ODD_START = re.compile(rf"\n(?:[<>%]| *(?:- +)*(?:-[^\s\d.,-]|```|//|[{re.escape(BULLETS)}]\s|{_NAME}(?::\S| *=)))")
_ODD_HASH = re.compile(" #[^\\s#!]")
_DUTCH_AMOUNT = re.compile(r"(?:€\s?)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d\d?))?")


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the scan hands on: a text of the same length and line ends for the parser, and what it found."""

    text: str
    """As written, but tabs that mean nothing (after a value, before a remark) are spaces: every place is the same."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    """One culprit on one line, not yet a finding."""

    rule: Rule
    span: Span
    message: Text
    help: Text
    fix: Fix | None = None


def scan(source: Source) -> Scanned:
    """Look through an accepted text; findings come in the order of the file."""
    return Scanned(source.text, tuple(_loose_accents(source))) if is_clean(source.text) else look_through(source)


def look_through(source: Source) -> Scanned:
    """Do the work of `scan` line by line."""
    conflicts = tuple(islice(_conflicts(source), _FEW))
    if conflicts:
        return Scanned(source.text, conflicts)
    lines = read_lines(source.text)
    hits = [hit for look in _LOOKS for hit in islice(look(source.path, lines), _MOST)]
    found = [*_grouped(hits), *_loose_accents(source)]
    return Scanned(_without_idle_tabs(lines), tuple(sorted(found, key=lambda finding: finding.order)))


def is_clean(content: str) -> bool:
    """Say whether a text holds nothing that any of the looks below could object to, wherever it stands.

    A quick answer over the whole text, so that only files with something odd in them are taken apart line by line, and
    most have nothing odd. When in doubt: no.
    """
    lines = "\n" + content  # so that the first line begins as all others do
    if "\t" in lines or _DRIVE.search(lines) or _ODD_HASH.search(lines) or _ODD_START.search(lines):
        return False
    odd = (_ODD_ANYWHERE, _ODD_MARKS, _CURLY_IN_BRACKETS)
    return lines.isascii() or not any(shape.search(lines) for shape in odd)


def _grouped(hits: Iterable[_Hit]) -> Iterator[Finding]:
    """Make one finding of all hits of a kind: thirty lines with a tab have one cause and one repair."""
    by_rule: dict[str, list[_Hit]] = {}
    for hit in hits:
        by_rule.setdefault(hit.rule.id, []).append(hit)
    for group in by_rule.values():
        if group[0].rule in _ONE_CAUSE:
            yield _finding(group)
        else:
            yield from (_finding([hit]) for hit in group)


def _finding(group: list[_Hit]) -> Finding:
    first = group[0]
    fixes = [hit.fix for hit in group if hit.fix]
    fix = None
    if fixes and len(fixes) == len(group):
        fix = Fix(
            fixes[0].title, tuple(edit for each in fixes for edit in each.edits), all(each.safe for each in fixes)
        )
    related = tuple(Label(hit.span, text("and here")) for hit in group[1:4])
    return first.rule.finding(first.span, first.message, help=first.help, related=related, fix=fix)


# -- whole lines ------------------------------------------------------------------------------------------------------


def _conflicts(source: Source) -> Iterator[Finding]:
    """Merge-conflict markers: one finding for each conflict, from its first to its last line."""
    begin = 0
    for number, written in enumerate(source.text.split("\n"), 1):
        if _CONFLICT_BEGIN.match(written):
            begin = begin or number
        elif _CONFLICT_END.match(written):
            yield _conflict(source.path, begin or number, number, len(written))
            begin = 0
    if begin:
        yield _conflict(source.path, begin, begin, len(source.line(begin)))


def _conflict(path: str, begin: int, end: int, length: int) -> Finding:
    return rules.MERGE_CONFLICT.finding(
        Span(path, begin, 1, end, length + 1),
        text("A merge conflict is still here (lines {begin}–{end}).", begin=begin, end=end),
        help=text("Keep one of the two versions and remove the lines with <<<<<<<, ======= and >>>>>>>."),
    )


def _directives(path: str, lines: tuple[Line, ...]) -> Iterator[_Hit]:
    """Lines beginning with % above the content."""
    for line in lines:
        if line.role in ("blank", "remark"):
            continue
        if not line.text.startswith("%"):
            return
        yield _Hit(
            rules.DIRECTIVE,
            _whole(path, line),
            text("Line {line} begins with a % instruction.", line=line.number),
            text("Remove the line."),
            Fix(text("Remove the line"), (_removal(path, line),), safe=False),
        )


def _fences(path: str, lines: tuple[Line, ...]) -> Iterator[_Hit]:
    for line in lines:
        if line.role in ("entry", "more") and _FENCE.match(line.text):
            yield _Hit(
                rules.CODE_FENCE,
                _whole(path, line),
                text("Line {line} has only ``` marks.", line=line.number),
                text("Remove the lines with ```."),
                Fix(text("Remove the lines with ```"), (_removal(path, line),)),
            )


def _slashes(path: str, lines: tuple[Line, ...]) -> Iterator[_Hit]:
    for line in lines:
        if line.role in ("entry", "more") and re.match(r"//(?:\s|$)", line.content):
            at = line.content_at
            yield _Hit(
                rules.SLASH_COMMENT,
                _part(path, line, at, at + 2),
                text("Line {line} begins with //.", line=line.number),
                text("Write {example}", example="#" + line.content[2:]),
                Fix(text("Write # instead of //"), (Edit(_part(path, line, at, at + 2), "#"),)),
            )


# -- the start of a line ----------------------------------------------------------------------------------------------


def _indentation(path: str, lines: tuple[Line, ...]) -> Iterator[_Hit]:
    """Tabs and no-break spaces before the content of a line."""
    step = usual_step(lines)
    for line in lines:
        leading = _LEADING.match(line.text)
        if line.role not in ("entry", "more") or not leading or not leading[0].strip(" ") or line.text.strip() == "":
            continue
        tabbed = "\t" in leading[0]
        if line.role == "more" and not tabbed:
            continue
        span = _part(path, line, 0, leading.end())
        spaces = "".join(" " * step if char == "\t" else " " for char in leading[0])
        fix = Fix(text("Use spaces"), (Edit(span, spaces),), safe=False)
        if tabbed:
            message = text("Line {line} begins with a tab.", line=line.number)
            help_ = text("Begin the line with {count} spaces: {example}", count=len(spaces), example=line.text.strip())
            yield _Hit(rules.TAB_INDENT, span, message, help_, fix)
        else:
            message = text(
                "Line {line} begins with invisible no-break spaces, from Word or a web page.", line=line.number
            )
            yield _Hit(
                rules.HARD_SPACE,
                span,
                message,
                text("Begin the line with {count} spaces: {example}", count=len(spaces), example=line.text.strip()),
                fix,
            )


def _list_marks(path: str, lines: tuple[Line, ...]) -> Iterator[_Hit]:
    for line in lines:
        if line.role != "entry" or not line.mark or line.text.strip(" ").startswith("---"):
            continue
        span = _part(path, line, line.mark_at, line.content_at)
        example = text("Write {example}", example=f"- {line.content}")
        if line.mark in BULLETS:
            message = text("Line {line} begins with {mark} instead of a hyphen.", line=line.number, mark=line.mark)
            fix = Fix(text("Write a hyphen and a space"), (Edit(span, "- "),))
            yield _Hit(rules.LIST_MARK, span, message, example, fix)
        elif line.tight:
            message = text("In line {line} there is no space after the hyphen.", line=line.number)
            fix = Fix(text("Add the space"), (Edit(span, "- "),))
            yield _Hit(rules.DASH_SPACE, span, message, example, fix)


# -- between name and value -------------------------------------------------------------------------------------------


def _separators(path: str, lines: tuple[Line, ...]) -> Iterator[_Hit]:
    """Everything an author may have put where a colon and a space belong."""
    for index, line in enumerate(lines):
        if line.role != "entry" or line.key or line.content[:1] in ("'", '"', "[", "{") or not _is_field(lines, index):
            continue
        hit = _separator_hit(path, line)
        if hit:
            yield hit


def mistaken_separator(path: str, line: Line) -> Finding | None:
    """Give the finding for a line that has something else where a colon and a space belong, if it has."""
    hit = _separator_hit(path, line)
    return _finding([hit]) if hit else None


def _separator_hit(path: str, line: Line) -> _Hit | None:
    hits = (make(path, line) for make in (_hard_colon, _odd_colon, _tight_colon, _equals))
    return next(filter(None, hits), None)


def _is_field(lines: tuple[Line, ...], index: int) -> bool:
    """Say whether a line without a name must have been meant as one.

    A text on its own below an empty name, or behind a hyphen, may be prose; then it needs a neighbour at the same
    height that is a field, which prose cannot have.
    """
    line = lines[index]
    if not line.fills and not line.mark:
        return True
    return any(
        other.role in ("entry", "more")
        and other.content_at == line.content_at
        and (other.key or _looks_like_field(other))
        for other in _neighbours(lines, index)
    )


def _neighbours(lines: tuple[Line, ...], index: int) -> Iterator[Line]:
    """Give the next and the previous line that say something, unless another list item begins there."""
    for step in (1, -1):
        at = index + step
        while 0 <= at < len(lines) and lines[at].role in ("blank", "remark"):
            at += step
        if 0 <= at < len(lines) and not (step == 1 and lines[at].mark) and not (step == -1 and lines[index].mark):
            yield lines[at]


def _looks_like_field(line: Line) -> bool:
    return any(shape.match(line.content) for shape in (_HARD_COLON, _ODD_COLON, _TIGHT_COLON, _EQUALS))


def _hard_colon(path: str, line: Line) -> _Hit | None:
    found = _HARD_COLON.match(line.text, line.content_at)
    if not found:
        return None
    message = text("After “{name}:” stands an invisible no-break space.", name=found[1])
    return _separator(path, line, found, rules.HARD_SPACE, message)


def _odd_colon(path: str, line: Line) -> _Hit | None:
    found = _ODD_COLON.match(line.text, line.content_at)
    if not found:
        return None
    sign = next(char for char in line.text[found.end(1) :] if char in _ODD_COLONS)
    message = text("The sign {sign} after “{name}” is not an ordinary colon.", sign=sign, name=found[1])
    return _separator(path, line, found, rules.ODD_COLON, message)


def _tight_colon(path: str, line: Line) -> _Hit | None:
    found = _TIGHT_COLON.match(line.text, line.content_at)
    if not found or found[1].lower() in _ADDRESSES or len(found[1]) == 1:
        return None
    message = text("There is no space after the colon of “{name}”.", name=found[1])
    return _separator(path, line, found, rules.COLON_SPACE, message)


def _equals(path: str, line: Line) -> _Hit | None:
    found = _EQUALS.match(line.text, line.content_at)
    if not found:
        return None
    message = text("Between “{name}” and its value stands an equals sign.", name=found[1])
    return _separator(path, line, found, rules.EQUALS_SIGN, message)


def _separator(path: str, line: Line, found: re.Match[str], rule: Rule, message: Text) -> _Hit:
    value = found[2].rstrip()
    span = _part(path, line, found.end(1), found.start(2))
    fix = Fix(text("Write a colon and a space"), (Edit(span, ": " if value else ":"),))
    return _Hit(rule, span, message, text("Write {example}", example=f"{found[1]}: {value}".rstrip()), fix)


def _hard_space_in_name(path: str, lines: tuple[Line, ...]) -> Iterator[_Hit]:
    """No-break spaces between the words of a name, or between a correct colon and its value."""
    for line in lines:
        before_value = line.text[line.content_at + len(line.key) : line.value_at + 1] if line.key else ""
        if line.role != "entry" or (line.key[:1] in ODD_SPACES and line.key):
            continue
        if line.key and any(char in ODD_SPACES for char in line.key):
            span = _part(path, line, line.content_at, line.content_at + len(line.key))
            ordinary = re.sub(f"[{ODD_SPACES}]", " ", line.key).strip()
            fix = Fix(text("Use ordinary spaces"), (Edit(span, ordinary),))
            message = text("The name “{name}” contains an invisible no-break space.", name=ordinary)
            yield _Hit(rules.HARD_SPACE, span, message, text("Type it again: {example}", example=f"{ordinary}:"), fix)
        elif before_value[-1:] in ODD_SPACES and before_value:
            value = line.value.lstrip(ODD_SPACES + " ")
            span = _part(path, line, line.value_at, line.value_end - len(value))
            message = text("After “{name}:” stands an invisible no-break space.", name=line.key)
            fix = Fix(text("Remove the no-break space"), (Edit(span, ""),))
            yield _Hit(rules.HARD_SPACE, span, message, text("Write {example}", example=f"{line.key}: {value}"), fix)


# -- values -----------------------------------------------------------------------------------------------------------


def _curly_quotes(path: str, lines: tuple[Line, ...]) -> Iterator[_Hit]:
    """Curly marks around a whole value; inside prose they are good typography and stay."""
    for line in lines:
        if line.role == "brackets" or (line.role == "entry" and line.value[:1] in ("[", "{")):
            for found in _CURLY_IN_BRACKETS.finditer(line.text):
                yield _curly(path, line, found.start(), found[0])
        elif line.role == "entry" and len(line.value) > 1:
            value = line.value
            inside = value[1:-1].replace("’", "")
            if (
                value[0] in _OPENING
                and value[-1] in _CLOSING
                and not any(char in _OPENING + _CLOSING for char in inside)
            ):
                yield _curly(path, line, line.value_at, value)


def _curly(path: str, line: Line, start: int, value: str) -> _Hit:
    span, quoted = _part(path, line, start, start + len(value)), quote(value[1:-1])
    return _Hit(
        rules.CURLY_QUOTES,
        span,
        text("The marks {open} {close} around this value come from Word.", open=value[0], close=value[-1]),
        text("Write {quoted}", quoted=quoted),
        Fix(text("Use straight quotation marks"), (Edit(span, quoted),)),
    )


def _lost_text(path: str, lines: tuple[Line, ...]) -> Iterator[_Hit]:
    """Text behind ` #` that is no remark by the looks of it: no space follows the #."""
    for line in lines:
        if line.role not in ("entry", "more") or line.remark_at < 0 or not line.value or line.is_block_header:
            continue
        lost = line.text[line.remark_at :].rstrip()
        if not _LOST.match(lost) or line.value[0] in "\"'[{":
            continue
        whole = line.text[line.value_at :].rstrip()
        span = _part(path, line, line.value_at, len(line.text.rstrip()))
        fix = Fix(text("Put the text in quotation marks"), (Edit(span, quote(whole)),), safe=False)
        yield _Hit(
            rules.LOST_AFTER_HASH,
            _part(path, line, line.remark_at, len(line.text.rstrip())),
            text("Everything after # is a remark and was dropped: “{lost}”.", lost=lost[1:].strip()),
            text("If it is part of the text, write {quoted}", quoted=quote(whole)),
            fix if line.role == "entry" else None,
        )


def _drive_paths(path: str, lines: tuple[Line, ...]) -> Iterator[_Hit]:
    r"""A Windows path in double marks, where `\t` or `\n` silently becomes a tab or a new line."""
    for line in lines:
        if line.role == "entry" and not line.unclosed and _DRIVE.match(line.value) and line.value.endswith('"'):
            span = _part(path, line, line.value_at, line.value_end)
            quoted = f"'{line.value[1:-1]}'"
            yield _Hit(
                rules.BACKSLASH,
                span,
                text("Between double quotation marks a backslash is special: {written}", written=line.value),
                text("Write {quoted}", quoted=quoted),
                Fix(text("Use single quotation marks"), (Edit(span, quoted),)) if "'" not in quoted[1:-1] else None,
            )


def _excel_rows(path: str, lines: tuple[Line, ...]) -> Iterator[_Hit]:
    """Cells with tabs between them."""
    for line in lines:
        if line.role not in ("entry", "more") or line.key:
            continue
        cells = [cell.strip() for cell in line.content.split("\t")]
        if len(cells) < 2 or not all(cells[:2]) or line.content[0] in "\"'":
            continue
        span = _part(path, line, line.content_at, len(line.text.rstrip()))
        message = text("This looks like a row from a spreadsheet: {cells}.", cells=", ".join(cells))
        yield _Hit(
            rules.EXCEL_ROW, span, message, text("Give every cell a name: {example}", example=_row_as_item(cells))
        )


def _row_as_item(cells: list[str]) -> str:
    """Suggest how a row could look as a list item; the author knows the right names."""
    words = "_".join(re.findall(r"[a-z0-9]+", cells[0].lower()))
    names = {"id": words if words[:1].isalpha() else f"n{words}", "title": cells[0]}
    for cell in filter(None, cells[1:]):
        amount = _DUTCH_AMOUNT.fullmatch(cell)
        if amount:
            cents = amount[2] if amount[2] and amount[2].strip("0") else ""
            names.setdefault("amount", amount[1].replace(".", "") + (f".{cents}" if cents else "") + " EUR")
        else:
            names.setdefault("category", cell)
    cells_named = ", ".join(f"{name}: {quote(value) if ',' in value else value}" for name, value in names.items())
    return "- {" + cells_named + "}"


def _idle_tabs(path: str, lines: tuple[Line, ...]) -> Iterator[_Hit]:
    for line in lines:
        written = line.text.rstrip(" \t")
        if line.role in ("entry", "more") and "\t" in line.text[len(written) :] and written:
            span = _part(path, line, len(written), len(line.text))
            yield _Hit(
                rules.TAB_AFTER_VALUE,
                span,
                text("Line {line} ends with a tab.", line=line.number),
                text("Remove the tab."),
                Fix(text("Remove the tab"), (Edit(span, ""),)),
            )


def _without_idle_tabs(lines: tuple[Line, ...]) -> str:
    """Turn tabs outside quotation marks, brackets and text blocks into spaces; the parsers differ on them."""
    return "\n".join(_untabbed(line) if "\t" in line.text else line.text for line in lines)


def _untabbed(line: Line) -> str:
    if line.role in ("blank", "remark"):
        return line.text.replace("\t", " ")
    if line.role not in ("entry", "more"):
        return line.text
    if line.value[:1] not in ("'", '"', "[", "{"):
        return line.text.replace("\t", " ")
    value_ends = len(line.text) if line.unclosed else line.value_end
    front, behind = line.text[: line.value_at], line.text[value_ends:]
    return front.replace("\t", " ") + line.text[line.value_at : value_ends] + behind.replace("\t", " ")


def _loose_accents(source: Source) -> Iterator[Finding]:
    """Letters with their accent as a second character, in the whole text."""
    if unicodedata.is_normalized("NFC", source.text):
        return
    places = Places.of(source.path, source.text)
    edits = [
        Edit(places.span(*found.span()), composed)
        for found in islice(_ACCENTED.finditer(source.text), _MOST)
        if (composed := unicodedata.normalize("NFC", found[0])) != found[0]
    ]
    if edits:
        message = text("The letter {letter} is written as a letter and a loose accent.", letter=edits[0].replacement)
        yield rules.LOOSE_ACCENT.finding(
            edits[0].span,
            message,
            help=text("Type the letter {letter} again.", letter=edits[0].replacement),
            related=tuple(Label(edit.span, text("and here")) for edit in edits[1:4]),
            fix=Fix(text("Write letter and accent as one character"), tuple(edits)),
        )


# -- places -----------------------------------------------------------------------------------------------------------


def _part(path: str, line: Line, start: int, end: int) -> Span:
    return Span(path, line.number, start + 1, line.number, end + 1)


def _whole(path: str, line: Line) -> Span:
    return _part(path, line, line.indent, len(line.text.rstrip()))


def _removal(path: str, line: Line) -> Edit:
    return Edit(Span(path, line.number, 1, line.number + 1, 1), "")


_Look = Callable[[str, tuple[Line, ...]], Iterator[_Hit]]
_LOOKS: tuple[_Look, ...] = (
    _directives,
    _fences,
    _slashes,
    _indentation,
    _list_marks,
    _separators,
    _hard_space_in_name,
    _curly_quotes,
    _lost_text,
    _drive_paths,
    _excel_rows,
    _idle_tabs,
)
_ONE_CAUSE = frozenset(
    {rules.CODE_FENCE, rules.TAB_INDENT, rules.TAB_AFTER_VALUE, rules.HARD_SPACE, rules.LIST_MARK, rules.DASH_SPACE}
)
"""Kinds that come in dozens, from one paste: reported once, with one fix for all."""
