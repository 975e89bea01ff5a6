"""The fonts that a PDF may be set in: those that the style sheets name, and none that happen to be on the machine.

A character that our typeface lacks would otherwise come out in another one on every machine, or not at all.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from roi_spec.resources import templates_root

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration

_SEARCHES = "FONTCONFIG_FILE"
"""Fontconfig reads from the file that this variable names which folders have fonts, at the moment a set is made."""


def own_fonts() -> FontConfiguration:
    """Give a set of fonts that knows none of the machine; WeasyPrint adds those of the style sheets to it."""
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - only who makes a PDF pays for it

    usual = os.environ.get(_SEARCHES)
    os.environ[_SEARCHES] = str(templates_root() / "fonts.conf")
    try:
        return FontConfiguration()
    finally:
        del os.environ[_SEARCHES]
        if usual is not None:
            os.environ[_SEARCHES] = usual
