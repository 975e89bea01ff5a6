"""Where the files that are not code live: the schema, the templates and the translations.

An installed wheel carries them inside the package; a checkout keeps them at its top level, where people look for them.
Nothing here reads a file.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def schema_root() -> Path:
    """Give the folder of the JSON Schema files."""
    return _root("schema")


def templates_root() -> Path:
    """Give the folder of the templates, with the translations in `locales` below it."""
    return _root("templates")


@cache
def _root(name: str) -> Path:
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name
