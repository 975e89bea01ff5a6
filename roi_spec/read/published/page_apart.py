"""Says where two versions of a page, or of another text, part: figures first, then words, then what is unseen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from roi_spec.model.proof import Compared, Difference
from roi_spec.model.text import Text, text
from roi_spec.model.working import verbatim
from roi_spec.read.published.page import Line, Page, Shown, read_page
from roi_spec.read.published.receipt import Receipt
from roi_spec.read.published.unreadable import UnreadableError

MOST_TOLD = 50
"""Differences of one file that are told; a file that is wholly another needs no more."""
MOST_LINES = 20_000
"""Lines of two files that are put beside each other; beyond it, only the first difference is told."""
_AROUND = 60
"""Characters in front of the first one that differs."""


def pages_apart(says: bytes, should: bytes, receipt: Receipt | None, file: str) -> Compared:
    """Hold a page against a new one; the bytes differ. Titles of numbers come from the receipt."""
    try:
        one, other = read_page(says, file), read_page(should, file)
    except UnreadableError as odd:
        return Compared(differences=(Difference(file, "", odd.text),))
    alike = _alike(one.figures, other.figures)
    figures = tuple(_figures(one, other, receipt, file)) if alike else ()
    found = (*figures, *_words(one.lines, other.lines, file, blank=alike)) or tuple(_unseen(says, should, file))
    return Compared(len(one.figures), found[:MOST_TOLD])


def texts_apart(says: bytes, should: bytes, file: str) -> Compared:
    """Hold two files of text against each other, line by line; the bytes differ."""
    return Compared(differences=tuple(_unseen(says, should, file)))


def _alike(some: Sequence[Shown], others: Sequence[Shown]) -> bool:
    """Say whether two pages show the same numbers in the same order, whatever their values."""
    return [one.place for one in some] == [one.place for one in others]


def _figures(one: Page, other: Page, receipt: Receipt | None, file: str) -> Iterator[Difference]:
    for says, should in zip(one.figures, other.figures, strict=True):
        if says.text != should.text:
            about = says.step or says.of
            title = receipt.title(about, one.language) if receipt else about
            yield Difference(
                file,
                f"line {says.line}: {says.place}",
                _plain(title),
                _plain(says.text),
                _plain(should.text),
                is_number=True,
            )


def _words(says: Sequence[Line], should: Sequence[Line], file: str, *, blank: bool) -> Iterator[Difference]:
    """Give the pieces of text that differ; `blank` leaves out the figures, which were compared one by one."""
    some, others = ([one.blank if blank else one.words for one in lines] for lines in (says, should))
    for tag, begin, end, start, stop in _changes(some, others):
        for here, there in zip_longest(range(begin, end), range(start, stop)) if tag != "equal" else ():
            line = says[min(begin if here is None else here, len(says) - 1)].number if says else 1
            before = _plain(says[here].words) if here is not None else None
            after = _plain(should[there].words) if there is not None else None
            yield Difference(file, f"line {line}", text("Words on the page"), before, after)


def _changes(some: Sequence[str], others: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if len(some) + len(others) > MOST_LINES:
        first = next(
            (n for n, (a, b) in enumerate(zip(some, others, strict=False)) if a != b), min(len(some), len(others))
        )
        return [("replace", first, min(first + 1, len(some)), first, min(first + 1, len(others)))]
    return SequenceMatcher(None, some, others).get_opcodes()


def _unseen(says: bytes, should: bytes, file: str) -> Iterator[Difference]:
    """Point at the first place where the bytes differ: markup, a link, a script, or text that is no page."""
    length = next(
        (n for n, (a, b) in enumerate(zip(says, should, strict=False)) if a != b), min(len(says), len(should))
    )
    line = says.count(b"\n", 0, length) + 1
    begin = max(says.rfind(b"\n", 0, length) + 1, length - _AROUND)
    what = text("From here on, the file is another one")
    yield Difference(file, f"line {line}", what, _excerpt(says, begin, length), _excerpt(should, begin, length))


def _excerpt(content: bytes, begin: int, at: int) -> Text:
    end = content.find(b"\n", at)
    cut = content[begin : min(end if end >= 0 else len(content), at + _AROUND)]
    return _plain(cut.decode("utf-8", "replace"))


def _plain(words: str) -> Text:
    return verbatim(words)
