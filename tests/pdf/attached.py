"""Looks into the PDFs of a finished site: what is attached must equal what was published and read, to the last byte.

Takes the folder of the site and that of the specs. The files are taken out by `pdfdetach`, which knows nothing of how
they got in. Also holds that a summary is one page, and that the contents of a handbook begin on its second page.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader


def main(site: Path, specs: Path) -> int:
    """Look at every PDF, print what is wrong and how much was right, and give the exit code."""
    handbooks = sorted(site.glob("*/programmes/*/handbook.pdf"))
    summaries = sorted(site.glob("*/programmes/*/summary.pdf"))
    counts: Counter[str] = Counter()
    wrong = [said for book in handbooks for said in (*attached(book, site, specs, counts), *first_page(book))]
    wrong += [f"{one}: the summary is not one page" for one in summaries if len(PdfReader(one).pages) != 1]
    if not handbooks or len(handbooks) != len(summaries):
        wrong.append(f"{len(handbooks)} handbooks, {len(summaries)} summaries")
    told = ", ".join(f"{count} {suffix}" for suffix, count in sorted(counts.items()))
    wrong.append(f"attachments of {len(handbooks)} handbooks, equal to the last byte: {told}")
    sys.stdout.write("\n".join(wrong) + "\n")
    return 1 if len(wrong) > 1 else 0


def attached(book: Path, site: Path, specs: Path, counts: Counter[str]) -> Iterator[str]:
    """Take out what a PDF carries and compare it; say what differs, and count what does not."""
    programme = book.parent.name
    with tempfile.TemporaryDirectory() as made:
        subprocess.run(["pdfdetach", "-saveall", "-o", made, book], check=True, capture_output=True)
        found = sorted(Path(made).iterdir())
        if "receipt.json" not in {one.name for one in found}:
            yield f"{book}: no receipt is attached"
        for one in found:
            twins = originals(one.name, programme, site, specs)
            if any(twin.read_bytes() == one.read_bytes() for twin in twins):
                counts[one.suffix] += 1
            else:
                yield f"{book}: {one.name} differs from {', '.join(map(str, twins)) or 'every file there is'}"


def originals(name: str, programme: str, site: Path, specs: Path) -> list[Path]:
    """Give the files that an attachment may be a copy of."""
    if name == "receipt.json":
        return [site / "programmes" / programme / name]
    return sorted((*specs.rglob(name), *specs.parent.glob(name)))


def first_page(book: Path) -> Iterator[str]:
    """Say so when the contents do not begin on the second page."""
    reader = PdfReader(book)
    place = reader.named_destinations.get("contents")
    if place is None or reader.get_destination_page_number(place) != 1:
        yield f"{book}: the contents do not begin on the second page"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
