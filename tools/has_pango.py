"""Say by the exit code whether this machine can make PDF: 0 when Pango and HarfBuzz-Subset load, else 1."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys

NEEDED = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset")


def loads(name: str) -> bool:
    """Try the name that Linux gives a library, then the one that the system itself finds."""
    for candidate in (f"lib{name}.so.0", ctypes.util.find_library(name)):
        try:
            if candidate and ctypes.CDLL(candidate):
                return True
        except OSError:
            continue
    return False


if __name__ == "__main__":
    sys.exit(0 if all(loads(name) for name in NEEDED) else 1)
