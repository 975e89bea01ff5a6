"""What the templates of the site pages may see, beyond the pieces and blocks that handbooks are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from roi_spec.model.handbook import Bullets, Facts, Frame, Heading, Notice, Paragraph, Table
from roi_spec.model.sentence import Figure, Jump, Sentence


@dataclass(frozen=True, slots=True)
class Shown(Figure):
    """A figure of a programme on a page about more than that programme."""

    kind: ClassVar[str] = "shown"
    programme: str = ""
    href: str = ""
    """Where the figure is followed to its inputs."""


@dataclass(frozen=True, slots=True)
class Titled(Jump):
    """A link whose words are an author's."""

    kind: ClassVar[str] = "titled"
    lang: str = ""
    """Of the words; empty when it is that of the page."""


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of YAML, to read and to copy."""

    kind: ClassVar[str] = "code"
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Spread:
    """One line of the chart of ranges, in the units of the drawing."""

    label: str
    """The title of the programme, shortened to what fits."""
    lang: str
    """Of the title; empty when it is that of the page."""
    y: str
    text_y: str
    low: str
    high: str
    base: str
    figure: Sentence
    """The ROI in the base case."""
    grade: str = ""
    """Of the evidence; empty when nothing is graded."""


@dataclass(frozen=True, slots=True)
class SpreadChart:
    """The range of each programme under the others, on one scale."""

    kind: ClassVar[str] = "spreads"
    label: str
    """What the drawing is called, for who moves about by keyboard."""
    title: str
    """What it shows, in words."""
    caption: str
    height: str
    foot: str
    """Where the line at zero ends and its label begins."""
    label_y: str
    zero: str
    zero_label: str
    rows: tuple[Spread, ...]


Block = Paragraph | Heading | Bullets | Facts | Table | Notice | Code | SpreadChart


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of a page under its own heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site."""

    frame: Frame
    path: str
    heading: str
    lead: Sentence
    blocks: tuple[Block, ...] = ()
    """What stands in front of the first chapter."""
    chapters: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One language on the page that leads to the languages."""

    lang: str
    name: str
    heading: str
    words: str
    link: str
    href: str


@dataclass(frozen=True, slots=True)
class TopPage:
    """The first page: a choice of language that needs no script."""

    frame: Frame
    choices: tuple[Choice, ...]
