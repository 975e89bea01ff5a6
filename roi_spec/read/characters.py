r"""Which characters a spec may contain, and what to say about the others.

The same rule is applied to the raw text (comments included) and to texts after YAML has replaced escapes such as
`\\u202e`. It follows the Trojan Source work (CVE-2021-42574, CVE-2021-42694): whatever a reader cannot see, or what
makes a page show something else than the file says, is refused. Real scripts, right-to-left ones too, pass.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from roi_spec.model.rule import Rule
from roi_spec.read import rules

MOST_ACCENTS = 8
"""Combining marks in a row; Vietnamese and Hebrew with full pointing need at most four."""

_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
_INVISIBLE_THOUGH_A_LETTER = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2028\u2029")
_SPACES_IN_DISGUISE = frozenset("\x0b\x0c\x85\u2028\u2029")
_ACCENT_NAMES = ("Mn", "Mc", "Me")
_UNUSUAL = re.compile("[^\\t\\n -~]")
"""Anything but plain ASCII; a text without it, as most are, needs no closer look."""


@dataclass(frozen=True, slots=True)
class Offence:
    """A stretch of a text (offsets, end not included) that breaks a rule about characters."""

    rule: Rule
    start: int
    end: int
    name: str
    """The official name of the character with its number: `ZERO WIDTH SPACE (U+200B)`."""
    replacement: str
    """What to put there instead."""


def offences(text: str) -> Iterator[Offence]:
    """Give everything in a text that a spec may not contain, in order within each kind; linear in its length."""
    if not _UNUSUAL.search(text):
        return
    suspects = {char: rule for char in set(text) if (rule := _rule_for(char))}
    if suspects:
        for match in re.finditer(_any_of(suspects), text):
            if match[0] not in _JOINERS or not _joins(text, match.start()):
                yield Offence(suspects[match[0]], match.start(), match.end(), name_of(match[0]), _instead(match[0]))
    yield from _stacked_accents(text)


def name_of(char: str) -> str:
    """Give a character's official name and number, as a search engine knows it."""
    name = unicodedata.name(char, "").lower()
    return f"{name} (U+{ord(char):04X})" if name else f"U+{ord(char):04X}"


@cache
def _rule_for(char: str) -> Rule | None:
    """Give the rule that one character breaks by itself; joiners are judged by their neighbours later."""
    if char in "\t\n" or " " <= char <= "~":
        return None
    if char in _DIRECTION:
        return rules.DIRECTION_CHARACTER
    if char in _JOINERS or char in _INVISIBLE_THOUGH_A_LETTER:
        return rules.INVISIBLE_CHARACTER
    category = unicodedata.category(char)
    if category == "Cf":
        # Arabic and Syriac number signs are format characters by name, but visible ones.
        visible = unicodedata.bidirectional(char) in ("AN", "AL")
        return None if visible else rules.INVISIBLE_CHARACTER
    if category == "Cc":
        return rules.CONTROL_CHARACTER
    return rules.UNKNOWN_CHARACTER if category in ("Cs", "Co", "Cn") else None


def _joins(text: str, at: int) -> bool:
    """Say whether a joiner at this offset stands between letters of a script, or emoji, that need it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not before or not after:
        return False
    if text[at] == "\u200d" and _is_emoji(before) and _is_emoji(after):
        return True
    return all(_needs_joiners(char) for char in (before, after))


def _is_emoji(char: str) -> bool:
    return unicodedata.category(char) in ("So", "Sk") or char in "\ufe0f\u2640\u2642"


def _needs_joiners(char: str) -> bool:
    """Say whether a letter belongs to a script that uses joiners: Arabic, Syriac, N'Ko, or one of the Indic family."""
    is_letter = unicodedata.category(char)[0] in "LM"
    return is_letter and (
        0x0600 <= ord(char) <= 0x08FF or 0x0900 <= ord(char) <= 0x109F or 0x1780 <= ord(char) <= 0x18AF
    )


def _stacked_accents(text: str) -> Iterator[Offence]:
    accents = {char for char in set(text) if char > "\u02ff" and unicodedata.category(char) in _ACCENT_NAMES}
    if accents:
        for match in re.finditer(f"{_any_of(accents)}{{{MOST_ACCENTS + 1},}}", text):
            start = match.start() + MOST_ACCENTS
            yield Offence(rules.STACKED_ACCENTS, start, match.end(), name_of(text[start]), "")


def _instead(char: str) -> str:
    """Give what an author meant: a space for line breaks in disguise, nothing for the rest."""
    return " " if char in _SPACES_IN_DISGUISE else ""


def _any_of(chars: set[str] | dict[str, Rule]) -> str:
    return "[" + "".join(re.escape(char) for char in sorted(chars)) + "]"
