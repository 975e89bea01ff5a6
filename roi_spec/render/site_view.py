"""What the templates of the site pages may see, beyond the pieces and blocks that handbooks are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from roi_spec.model.charts import Drawing
from roi_spec.model.handbook import Bullets, Facts, Frame, Heading, Notice, Paragraph, Table
from roi_spec.model.sentence import Figure, Jump, Sentence


@dataclass(frozen=True, slots=True)
class Shown(Figure):
    """A figure of a programme on a page about more than that programme."""

    kind: ClassVar[str] = "shown"
    programme: str = ""
    href: str = ""
    """Where the figure is followed to its inputs; empty on a page so long that a script puts it there."""


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
class Side:
    """A term in one language; every word of it is in that language."""

    lang: str
    language: str
    """The name of the language in that language."""
    word: str
    meaning: str
    formula: str = ""
    mind: str = ""


@dataclass(frozen=True, slots=True)
class Sides:
    """A term in every language, side by side."""

    kind: ClassVar[str] = "sides"
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question that rows are chosen by."""

    value: str
    """As rows have it in their `keys`, and the address of the page."""
    words: str
    lang: str = ""
    """Of the words; empty when it is that of the page."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that the rows of a page can be chosen by."""

    name: str
    """In the address of the page."""
    title: str
    place: int
    """Of its answer among the `keys` of a row."""
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chooser:
    """A form that chooses among the rows of all tables of a page; without a script it is not there."""

    kind: ClassVar[str] = "chooser"
    label: str
    questions: tuple[Question, ...]
    count: str
    """How many rows are shown, with the gaps `{shown}` and `{all}`."""
    nothing: str
    """What stands there when no row is left."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One programme in the scatter, in the units of the drawing; what belongs to it is measured from the dot."""

    programme: str
    href: str
    """Of its handbook."""
    name: str
    """Its title and its ROI, for who hears the drawing or points at the dot."""
    x: str
    y: str
    low: str
    """Where the interval begins, below the dot; empty: none was stated."""
    high: str
    style: str
    """`forecast`, or empty for a result."""
    grade: str
    """A letter; empty when nothing is graded."""
    label: str
    """The title of the programme, shortened; empty where it would lie over another one."""
    label_x: str = ""
    label_y: str = ""
    anchor: str = "start"
    lang: str = ""
    """Of the label; empty when it is that of the page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid and the number that belongs to it."""

    at: str
    label: str
    is_zero: bool = False


@dataclass(frozen=True, slots=True)
class Scatter:
    """Cost against ROI, each programme with its interval and the grade of its evidence."""

    kind: ClassVar[str] = "scatter"
    id: str
    label: str
    """What the drawing is called, for who moves about by keyboard."""
    title: str
    """What it shows, in words."""
    description: str
    caption: Sentence
    across: str
    """What lies along the bottom."""
    upward: str
    columns: tuple[Line, ...]
    rows: tuple[Line, ...]
    dots: tuple[Dot, ...]


Block = Paragraph | Heading | Bullets | Facts | Table | Notice | Code | Chooser | Scatter | Sides | Drawing


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
    jumps: tuple[Jump, ...] = ()
    """Ways to the parts of a long page, from its top."""
    changes: tuple[Block, ...] = ()
    """What changed lately, where the first page tells it."""
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
