"""What a template may see: a page in pieces, with nothing left to compute, choose or translate.

A sentence is a row of pieces: our own words (plain strings, already translated), the author's words, and figures that
know the step of the working they come from. Chapters are rows of blocks. Templates only lay these out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from roi_spec.model.charts import Chart, Drawing
from roi_spec.model.sentence import Mark, Named, Place, Sentence, Words

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
    number: str = ""
    """`3.1` for the first one of chapter 3, once it stands in a chapter."""


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
    key: str = ""
    """Its name in the address of the page, when rows can be sorted by it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `under` stands smaller, on a line of its own."""

    content: Sentence
    under: Sentence = ()
    order: str = ""
    """Its place among the cells of its column, a whole number: equal values share one; empty: it has no value."""
    folds: bool = False
    """On screen, whether what stands under it waits until somebody asks for it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; its first cell is its heading."""

    cells: tuple[Cell, ...]
    style: str = ""
    """`total`, `group` or empty."""
    programme: str = ""
    """Id of the programme whose figures stand in it, on a page about more than one."""
    keys: tuple[str, ...] = ()
    """What rows can be chosen by: the answer of this row to each question, in the order of the questions."""


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
    files: str = ""
    """Where its downloads stand, from its page and without ending: `tables/costs-table-1`; empty: there are none."""

    @property
    def numbers(self) -> str:
        """Which columns hold numbers, counted from one: `2 3`. Said once, and not again in hundreds of cells."""
        return " ".join(str(place) for place, column in enumerate(self.columns, 1) if column.is_number)


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
    style: str = ""
    """`forecast` or `claim`: what a reader must know of the whole page, which is no mistake."""


@dataclass(frozen=True, slots=True)
class InWords:
    """A formula as a sentence; a long sum is the start of one, and a list of what it adds up."""

    told: Sentence
    items: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One number with everything that stands behind it, and what it touches."""

    id: str
    title: Sentence
    value: Sentence
    exact: str
    """The value before rounding, when it is shown rounded."""
    words: InWords | None
    """Its formula in words; None for an input."""
    names: str
    """Its formula as an auditor types it, with ids for names; empty for an input."""
    numbers: Shape | None
    """Its formula with the values in it, where that says more than the value."""
    place: Place
    ends: Sentence = ()
    origin: Sentence = ()
    note: Sentence = ()
    cites: Sentence = ()
    """Where its formula comes from."""
    rests_on: tuple[Named, ...] = ()
    """For a headline result: the stated values that it comes from in the end."""
    used_in: tuple[Named, ...] = ()
    """The numbers that are made of it."""
    leads_to: Sentence = ()
    """The names of the results that it reaches, however many steps away."""
    what_if: str = ""
    """Where a reader can try another value for it; empty: nowhere."""


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
    page: str = ""
    """The page it stands on, from the page that names its parts; empty: the same page."""


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
    edition: str = ""
    """Who the page is for, in a sentence."""
    logo: str = ""
    """The file in `assets/` with the picture of the house; empty: none."""
    organisation: str = ""
    """Whose picture it is."""
    is_listed: bool = False
    """Whether search engines may list the page."""
    reference: str = ""
    """What someone who quotes the page writes down: title, site, version, revision, date and digest, on one line."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The answer in a word or two, with a sign that says the same without colour."""

    style: str
    """`gain`, `loss`, `open`, `even`, `claim` (of others) or `none` (no ROI)."""
    sign: str
    words: str
    grade: Sentence = ()
    """Of the evidence that it rests on; empty when nothing is graded."""


@dataclass(frozen=True, slots=True)
class Held:
    """The result held against one thing: its costs, the target, the hurdle rate."""

    name: str
    style: str
    """Of a `Ruling`, or `met`, `partly` or `not_met`."""
    sign: str
    content: Sentence


@dataclass(frozen=True, slots=True)
class Summary:
    """The page an executive reads: everything in two minutes."""

    question: Sentence
    ruling: Ruling
    answer: Sentence
    outside: Sentence
    """Why the base value lies outside the range of the answer; empty where it lies inside."""
    break_even: Sentence
    """How much of the change has to be due to the programme; empty where that cannot be said."""
    sentences: tuple[Sentence, ...]
    """Gross and net per unit of money, and the first year by itself."""
    held: tuple[Held, ...]
    figures: tuple[Fact, ...]
    chart: Drawing | None
    grade: str
    grade_words: Sentence
    rests_on: tuple[Sentence, ...]
    drivers: tuple[Sentence, ...]
    unsure: tuple[Sentence, ...]
    decision: Sentence
    byline: Sentence
    """Whose programme it is, and the date of the data."""
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


@dataclass(frozen=True, slots=True)
class TracePage:
    """Every number of one programme in one language: where each link on a figure leads."""

    frame: Frame
    path: str
    """Where the page stands in the site."""
    id: str
    """Of the programme."""
    title: Words
    """Of the programme."""
    lead: Sentence
    rounding: Sentence
    """The rule by which every value is rounded."""
    trace: Trace
