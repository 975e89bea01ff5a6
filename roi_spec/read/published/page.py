"""Reads a page of the site: the figures a reader sees, with the number each of them shows, and all words in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import ClassVar

from roi_spec.model.text import text
from roi_spec.read.published.unreadable import UnreadableError

MOST_BYTES = 16 << 20
MOST_DEPTH = 200
"""Elements inside each other; a page of ours has some thirty."""
_VOID = frozenset(
    {"meta", "link", "br", "hr", "img", "input", "line", "rect", "circle", "path", "use", "stop", "col", "wbr"}
)
_UNSEEN = frozenset({"script", "style", "template"})
_WITHIN = frozenset(
    {"a", "span", "strong", "em", "b", "i", "abbr", "time", "code", "tspan", "sup", "sub", "small", "mark", "var"}
)
"""Elements that do not begin a new line."""
_SPACE = re.compile(r"\s+")
_FIGURE = "\0"


@dataclass(slots=True)
class Shown:
    """A figure as a reader sees it."""

    line: int
    """Of the file, from 1."""
    step: str = ""
    """The number of the working that it shows; empty when it shows something else."""
    case: str = ""
    of: str = ""
    """Or the figure of the evidence that it shows: `simulation:result.roi:p10`."""
    programme: str = ""
    """Id of the programme, where a page is about more than one."""
    text: str = ""

    @property
    def place(self) -> str:
        """Give its address in a few characters."""
        about = self.step or self.of
        named = f"{self.programme}: {about}" if self.programme else about
        return f"{named} ({self.case})" if self.case else named


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text on a page."""

    number: int
    """The line of the file where it begins, from 1."""
    words: str
    blank: str
    """The same with a mark in the place of every figure, which is looked at by itself."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, read."""

    language: str
    title: str
    version: str
    """Of the roi-spec that made it; empty when it does not say so."""
    figures: tuple[Shown, ...]
    lines: tuple[Line, ...]
    """What a reader sees, piece by piece."""


def read_page(content: bytes, name: str) -> Page:
    """Read a page. Raises `UnreadableError` when it is larger than any of ours, or not text."""
    if len(content) > MOST_BYTES:
        raise UnreadableError(text("{file} is larger than {most} MB.", file=name, most=MOST_BYTES >> 20))
    try:
        reader = _Reader()
        reader.feed(content.decode("utf-8"))
        reader.close()
    except (ValueError, AssertionError, RecursionError) as odd:
        raise UnreadableError(text("{file} is not a page that can be read.", file=name)) from odd
    return reader.page()


@dataclass(slots=True)
class _Open:
    tag: str
    figure: Shown | None


class _Reader(HTMLParser):
    """Walks through a page; a figure gathers all text inside its element."""

    GENERATOR: ClassVar[str] = "roi-spec "

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.version = ""
        self.figures: list[Shown] = []
        self.lines: list[Line] = []
        self._open: list[_Open] = []
        self._row = ""  # the programme of the row of a table that is being read
        self._words: list[str] = []
        self._blank: list[str] = []
        self._began = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._about(tag, given)
        if tag not in _WITHIN:
            self._break()
        if tag in _VOID:
            return
        found = self._figure(given)
        if found is not None:
            self.figures.append(found)
        self._open.append(_Open(tag, found))
        if len(self._open) > MOST_DEPTH:
            raise ValueError(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if tag not in _WITHIN:
            self._break()
        # An element that was never opened closes nothing; one left open ends with the one around it.
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        if any(one.tag in _UNSEEN for one in self._open):
            return
        if not self._words:
            self._began = self.getpos()[0]
        figures = [one.figure for one in self._open if one.figure is not None]
        self._words.append(data)
        self._blank.append(_FIGURE if figures else data)
        for one in figures:
            one.text += data

    def page(self) -> Page:
        """Give what was read."""
        self._break()
        for one in self.figures:
            one.text = _SPACE.sub(" ", one.text).strip()
        title = next((one.words for one in self.lines), "")
        return Page(self.language, title, self.version, tuple(self.figures), tuple(self.lines))

    def _about(self, tag: str, given: dict[str, str]) -> None:
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "tr":
            self._row = given.get("data-programme", "")
        if tag == "meta" and given.get("name") == "generator":
            self.version = given.get("content", "").removeprefix(self.GENERATOR)

    def _figure(self, given: dict[str, str]) -> Shown | None:
        is_number = "num" in given.get("class", "").split()
        linked = given.get("href", "").partition("#trace-")[2] if is_number else ""
        step, of = given.get("data-step", linked), given.get("data-of", "")
        if not is_number or not (step or of):
            return None
        programme = given.get("data-programme", self._row)
        return Shown(self.getpos()[0], step, given.get("data-case", ""), of, programme)

    def _break(self) -> None:
        words, blank = (_SPACE.sub(" ", "".join(some)).strip() for some in (self._words, self._blank))
        self._words, self._blank = [], []
        if words:
            self.lines.append(Line(self._began, words, blank))
