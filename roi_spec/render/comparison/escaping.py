"""Words of somebody else inside Markdown: nothing in them is ever markup, a link, a mention, a picture or a cell break.

Forges obey more than Markdown: `@name` sends a mail, `#12` and `!12` become links, `:tada:` a picture, `/close` at the
start of a line an order. An entity keeps a sign from being markup; an invisible joiner parts what is looked for in
the finished text.
"""

from __future__ import annotations

import re

_JOINER = "\u2060"
"""A word joiner: takes no room, and no line breaks at it."""

_BACKSLASHED = frozenset("\\`*_[]")
"""Signs that every dialect lets a backslash take the meaning of."""
_ENTITIES = {character: f"&#{ord(character)};" for character in "|~{}$"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
"""What becomes one space; a no-break space stays, because figures are written with it."""
_START = re.compile(r"(?P<digits>\d{1,9})(?P<mark>[.)])(?=\s|$)|(?P<sign>[#+=-])")
"""What begins a heading, a list or a line when it stands first."""
_MENTION = re.compile(r"(?<=[@#!%&^~$])(?=[\w\"])")
"""Between a sign that forges look for and what it would name."""
_ADDRESS = re.compile(r"(?i)(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=\bmailto)(?=:)|(?<=\bxmpp)(?=:)|(?<=\w)(?=@\w)")
_PICTURE = re.compile(r"(?<=:)(?=[a-z0-9_+-]+:)", re.IGNORECASE)
_REVISION = re.compile(r"(?i)(?<!\w)(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{7,40}(?!\w)")
"""Seven and more hexadecimal digits, letters among them: forges take it for a commit."""
_SHORT = re.compile(r".{6}(?=.)")
_TICKET = re.compile(r"(?i)(?<=\bGH)(?=-\d)")


def opening(words: str) -> str:
    """Give text as Markdown for the beginning of a line, where a heading, a list or an order could begin."""
    return _harmless_start(escaped(words))


def escaped(words: str) -> str:
    """Give text as Markdown that shows exactly that text, on one line, with words of ours in front of it."""
    line = _BLANKS.sub(" ", words).strip(" ")
    for looked_for in (_MENTION, _ADDRESS, _PICTURE, _TICKET):
        line = looked_for.sub(_JOINER, line)
    line = _REVISION.sub(lambda found: _SHORT.sub(rf"\g<0>{_JOINER}", found[0]), line)
    return "".join(_sign(character) for character in line)


def _sign(character: str) -> str:
    if character in _BACKSLASHED:
        return "\\" + character
    return _ENTITIES.get(character, character)


def _harmless_start(line: str) -> str:
    found = _START.match(line)
    if found is None:
        return f"{_JOINER}{line}" if line.startswith("/") else line
    if found["sign"]:
        return "\\" + line
    return f"{found['digits']}\\{line[found.end('digits') :]}"


def code(words: str) -> str:
    """Give a name from a file or from git as code: nothing in it is looked at."""
    line = _BLANKS.sub(" ", words).strip(" ").replace("|", "¦")
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {line} {fence}" if longest else f"`{line}`"
