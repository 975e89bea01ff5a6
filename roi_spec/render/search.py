"""What the search of the site knows: the words of every page, with the place where each stands.

Collected from the finished views, so nothing is found that no page shows. Of a handbook, headings and what the author
wrote are kept; our own sentences stand in every handbook alike, and are found where they are explained. The index
itself is made in the browser, when somebody searches.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath

from roi_spec.i18n import Translator
from roi_spec.model.artifact import Artifact
from roi_spec.model.charts import CHARTS
from roi_spec.model.handbook import Bullets, Fact, Facts, Handbook, Heading, Notice, Paragraph, Prose, Summary, Table
from roi_spec.model.sentence import Sentence, Words
from roi_spec.model.text import Text
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_view import Page, Titled
from roi_spec.render.told import told

PROGRAMME = Text("Programme")
VALUE = Text("Value")
KINDS: tuple[tuple[str, Text], ...] = (
    ("programmes/", PROGRAMME),
    ("rules/", Text("Rule")),
    ("methods/", Text("Method")),
    ("conversions/", Text("Conversion")),
    ("glossary/", Text("Term")),
    ("", Text("All programmes")),
)
"""What a page is about, by the folder it stands in."""

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a page that can be found: a chapter, or the page before its first chapter."""

    anchor: str
    """`#costs`; empty: the top of the page."""
    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class Findable:
    """A page with everything on it that can be found."""

    title: str
    href: str
    """From the folder of its language."""
    lang: str
    """Of an author's title and words; empty when it is that of the page."""
    kind: str
    """What the page is about, in the language of the page."""
    parts: tuple[Part, ...]


def of_handbook(handbook: Handbook, translator: Translator) -> Findable:
    """Give what can be found in the handbook of a programme."""
    top = (told(handbook.subtitle), *_summary(handbook.summary))
    chapters = tuple(
        Part(f"#{one.id}", one.title, _joined(word for block in one.blocks for word in _block(block, ours=False)))
        for one in handbook.sections
    )
    parts = (Part("", "", _joined(top)), *chapters)
    return Findable(handbook.title.text, _inside(handbook.path), handbook.title.lang, translator.text(PROGRAMME), parts)


def of_values(entries: Sequence[SiteEntry], translator: Translator) -> Iterator[Findable]:
    """Give each assumption of each programme, with the place in the trace where its source and its use stand."""
    for entry in entries:
        for one in entry.values:
            if one.is_shared:
                continue  # agreed for all programmes: found on the page of all values
            title = translator.text(one.words) if one.words else one.title
            lang = "" if one.words or one.language == translator.locale else one.language
            href = f"programmes/{entry.id}/trace.html#trace-{one.id}"
            part = Part("", "", _joined((entry.title, one.origin.source)))
            yield Findable(title, href, lang, translator.text(VALUE), (part,))


def of_page(page: Page, translator: Translator) -> Findable:
    """Give what can be found on a page about more than one programme: every word of it."""
    top = (told(page.lead), *(word for block in page.blocks for word in _block(block, ours=True)))
    chapters = tuple(
        Part(f"#{one.id}", one.title, _joined(word for block in one.blocks for word in _block(block, ours=True)))
        for one in page.chapters
    )
    href = _inside(page.path)
    kind = next(kind for folder, kind in KINDS if href.startswith(folder))
    return Findable(page.heading, href, "", translator.text(kind), (Part("", "", _joined(top)), *chapters))


def data(pages: Sequence[Findable], locale: str) -> Artifact:
    """Give the file that the search of one language loads: pages, and their parts with the number of their page."""
    made = {
        "pages": [[one.title, one.href, one.lang, one.kind] for one in pages],
        "parts": [
            [number, part.anchor, part.heading, part.words] for number, one in enumerate(pages) for part in one.parts
        ],
    }
    written = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return Artifact(f"assets/search.{locale}.js", f"(window.roiSpec ??= {{}}).search = {written};\n".encode())


def _inside(path: str) -> str:
    """Give the way to a page from the folder of its language."""
    return str(PurePosixPath(*PurePosixPath(path).parts[1:]))


# --- words -----------------------------------------------------------------------------------------------------------


def _joined(words: Iterable[str]) -> str:
    """Join words, each passage once."""
    return " · ".join(dict.fromkeys(one for one in words if one))


def _summary(one: Summary) -> Iterator[str]:
    for sentence in (one.byline, one.question, one.answer, one.decision, *one.rests_on, *one.drivers, *one.unsure):
        yield from _sentence(sentence, ours=False)
    for fact in one.facts:
        yield from _fact(fact, ours=False)


def _block(block: object, *, ours: bool) -> Iterator[str]:
    """Give the passages of a block; without `ours`, headings and the words of the author alone.

    Examples of YAML are left out: who searches looks for words, and they would drown them.
    """
    if isinstance(block, Prose):
        yield " ".join(unescape(_TAG.sub(" ", block.html)).split())
    elif isinstance(block, Heading):
        yield told(block.content)
    elif isinstance(block, Table):
        yield from _table(block, ours=ours)
    elif isinstance(block, CHARTS):
        yield block.caption
    elif isinstance(block, Facts):
        for fact in block.items:
            yield from _fact(fact, ours=ours)
    else:
        for sentence in _sentences(block):
            yield from _sentence(sentence, ours=ours)


def _sentences(block: object) -> Iterator[Sentence]:
    if isinstance(block, Paragraph):
        yield block.content
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Notice):
        yield from ((block.title,), *block.paragraphs, *block.items)


def _table(table: Table, *, ours: bool) -> Iterator[str]:
    yield table.caption
    for row in table.rows:
        for cell in row.cells:
            yield from _sentence(cell.content, ours=ours)
            yield from _sentence(cell.under, ours=ours)
    yield from _sentence(table.note, ours=ours)


def _fact(fact: Fact, *, ours: bool) -> Iterator[str]:
    for sentence in ((fact.name,), fact.content, fact.under):
        yield from _sentence(sentence, ours=ours)


def _sentence(sentence: Sentence, *, ours: bool) -> Iterator[str]:
    if ours:
        yield told(sentence)
    else:
        yield from (one.text for one in sentence if isinstance(one, Words | Titled))
