"""What a template may see: a page in pieces, with nothing left to compute, choose or translate.

A sentence is a row of pieces: our own words (plain strings, already translated), the author's words, and figures that
know the step of the working they come from. Chapters are rows of blocks. Templates only lay these out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from roi_spec.model.charts import Chart, RangeChart
from roi_spec.model.sentence import Mark, Place, Sentence, Words

# --- formulas --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Leaf:
    """A name or a number in a formula."""

    kind: ClassVar[str] = "leaf"
    content: Sentence
    href: str = ""
    """Where its own step is shown, for a name."""
    is_negative: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Parts with signs between them, on one line."""

    kind: ClassVar[str] = "run"
    parts: tuple[tuple[str, Shape], ...]
    """A sign in front (empty for the first) and the part."""


@dataclass(frozen=True, slots=True)
class Fraction:
    """One part above another."""

    kind: ClassVar[str] = "fraction"
    above: Shape
    below: Shape


@dataclass(frozen=True, slots=True)
class Brackets:
    """A part in brackets."""

    kind: ClassVar[str] = "brackets"
    inner: Shape


@dataclass(frozen=True, slots=True)
class Applied:
    """A function in words and what it is applied to."""

    kind: ClassVar[str] = "applied"
    name: str
    arguments: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """A long sum, one term on each line."""

    kind: ClassVar[str] = "terms"
    terms: tuple[tuple[str, Shape], ...]


Shape = Leaf | Run | Fraction | Brackets | Applied | Terms


# --- blocks ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of ours."""

    kind: ClassVar[str] = "paragraph"
    content: Sentence
    style: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Prose of the author, as safe HTML made from Markdown."""

    kind: ClassVar[str] = "prose"
    html: str
    lang: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter."""

    kind: ClassVar[str] = "heading"
    content: Sentence
    id: str = ""
    level: int = 3


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    kind: ClassVar[str] = "bullets"
    items: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what belongs to it."""

    name: str
    content: Sentence
    under: Sentence = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, two columns when there is room."""

    kind: ClassVar[str] = "facts"
    items: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `under` stands smaller, on a line of its own."""

    content: Sentence
    under: Sentence = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row; its first cell is its heading."""

    cells: tuple[Cell, ...]
    style: str = ""
    """`total`, `group` or empty."""


@dataclass(frozen=True, slots=True)
class Table:
    """Data in rows and columns."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: Sentence = ()
    is_narrow: bool = False
    id: str = ""
    """Its anchor, and the name of its downloads."""
    label: str = ""
    """`Table 3.1`, once it stands in a chapter."""


@dataclass(frozen=True, slots=True)
class FormulaLines:
    """A formula, then the same with numbers, then what it gives."""

    kind: ClassVar[str] = "formula"
    result: Sentence
    """What is computed."""
    in_words: Shape
    in_numbers: Shape | None
    value: Sentence


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader must not miss."""

    kind: ClassVar[str] = "notice"
    title: str
    paragraphs: tuple[Sentence, ...]
    items: tuple[Sentence, ...] = ()
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One number with everything that stands behind it."""

    id: str
    title: Sentence
    value: Sentence
    exact: str
    """The value before rounding, when it is shown rounded."""
    formula: FormulaLines | None
    place: Place
    ends: Sentence = ()
    origin: Sentence = ()
    note: Sentence = ()
    cites: str = ""


@dataclass(frozen=True, slots=True)
class TraceGroup:
    """The numbers of one part of the working."""

    title: Sentence
    rows: tuple[TraceRow, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """Every number of the programme, in reading order."""

    kind: ClassVar[str] = "trace"
    groups: tuple[TraceGroup, ...]


Block = Paragraph | Prose | Heading | Bullets | Facts | Table | FormulaLines | Notice | Chart | Trace


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter."""

    id: str
    number: str
    title: str
    blocks: tuple[Block, ...]


# --- the page --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step on the way to a page; the page itself has no address."""

    title: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in a language."""

    lang: str
    name: str
    """The name of the language in that language."""
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One of the pages about all programmes."""

    title: str
    href: str
    current: bool
    """Whether it is the page that is being read."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page of the site: `templates/base.html.j2` reads it."""

    lang: str
    title: str
    """The title of the window."""
    root: str
    """The way from the page to the top of the site: empty or `../../`."""
    site_title: str
    version: str
    as_of: str
    """The date of the data, in the language of the page."""
    commit: str = ""
    """The short name of the revision; empty when there is none."""
    languages: tuple[LanguageLink, ...] = ()
    crumbs: tuple[Crumb, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    """The pages about all programmes."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The page an executive reads: everything in two minutes."""

    question: Sentence
    answer: Sentence
    sentences: tuple[Sentence, ...]
    """Gross and net per unit of money, verdict against target and hurdle."""
    figures: tuple[Fact, ...]
    chart: RangeChart | None
    grade: str
    grade_words: Sentence
    rests_on: tuple[Sentence, ...]
    drivers: tuple[Sentence, ...]
    unsure: tuple[Sentence, ...]
    decision: Sentence
    facts: tuple[Fact, ...]
    notices: tuple[Notice, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside the page."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Handbook:
    """One programme in one language."""

    frame: Frame
    id: str
    path: str
    """Where the page stands in the site."""
    title: Words
    organisation: str
    marks: tuple[Mark, ...]
    subtitle: Sentence
    summary: Summary
    sections: tuple[Section, ...]
    downloads: tuple[Download, ...]
    date: str
    """`YYYY-MM-DD`: the date of the data, for the properties of the PDF."""
