"""Sentences for people, kept apart from their language until somebody reads them.

A `Text` holds the English sentence (which is also the key in the catalogues) and the values to put into it. Only
`i18n` turns it into a string. Values may be plain strings and numbers, quantities, dates, or other texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """An English sentence with `{named}` gaps, and what fills them."""

    msgid: str
    params: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        """Give the plain English, for logs and debugging."""
        try:
            return self.msgid.format(**{name: str(value) for name, value in self.params})
        except (KeyError, IndexError, ValueError):
            return self.msgid


def text(msgid: str, /, **params: Any) -> Text:
    """Make a `Text`; `text("Unknown field {name}", name="titel")`."""
    return Text(msgid, tuple(params.items()))
