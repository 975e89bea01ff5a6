"""Makes the pictures in a folder small: as many colours as flat pages need, and no more bytes than those take."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

COLOURS = 64


def main(folder: Path) -> None:
    """Write every PNG of a folder again with few colours, and say how large it is."""
    for path in sorted(folder.glob("*.png")):
        with Image.open(path) as picture:
            small = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        small.save(path, optimize=True)
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
