"""How a text is written between quotation marks so that YAML gives it back unchanged."""

from __future__ import annotations


def quote(written: str) -> str:
    """Put a one-line text in the marks that change it least: double, else single, else double with backslashes."""
    if '"' not in written and "\\" not in written:
        return f'"{written}"'
    if "'" not in written:
        return f"'{written}'"
    escaped = written.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
