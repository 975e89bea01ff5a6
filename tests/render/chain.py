"""The example specs and small texts through the real stages, as handbooks and as pages a test can read."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from roi_spec import pipeline
from roi_spec.i18n import Translator
from roi_spec.lint import Context as LintContext
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.handbook import Handbook
from roi_spec.model.spec import Workspace
from roi_spec.read.gate import admit
from roi_spec.render import trace_page
from roi_spec.render.assemble import assemble
from roi_spec.render.context import Context
from roi_spec.render.html import to_html
from tests.specs import BASE

TODAY = dt.date(2026, 6, 1)
SPECS = Path(__file__).parents[2] / "specs"
IDS = tuple(sorted(path.name.removesuffix(".roi.yaml") for path in SPECS.rglob("*.roi.yaml")))


@cache
def examples() -> dict[str, pipeline.Examined]:
    survey = pipeline.survey(pipeline.settings_for([SPECS], TODAY))
    return {one.programme.id: one for one in survey.files if one.programme and one.evaluation}


def example(id: str) -> pipeline.Examined:
    return examples()[id]


@cache
def examined(content: str = BASE) -> pipeline.Examined:
    source, refused = admit("specs/small.roi.yaml", content.encode())
    assert source is not None, refused
    kit = pipeline.Kit(LintContext(TODAY, Workspace(), {}), frozenset(pipeline.all_rules()))
    return pipeline.examine(pipeline.understand(source), kit)


def context(locale: str = "en", **more: object) -> Context:
    return Context(Translator(locale), "1.0", TODAY, rules=pipeline.all_rules(), **more)  # type: ignore[arg-type]


def evaluated(one: pipeline.Examined) -> Evaluation:
    assert one.evaluation is not None, [str(finding.text) for finding in one.findings]
    return one.evaluation


def handbook(one: pipeline.Examined, locale: str = "en", **more: object) -> Handbook:
    return assemble(evaluated(one), one.findings, context(locale, **more))


_PAGES: dict[tuple[str, str], str] = {}


def page(one: pipeline.Examined, locale: str = "en") -> str:
    """Give the page of a file in a language; each is made once, since many tests read it."""
    key = (one.path + (one.source.digest if one.source else ""), locale)
    if key not in _PAGES:
        _PAGES[key] = to_html(handbook(one, locale)).content.decode()
    return _PAGES[key]


_TRACES: dict[tuple[str, str], str] = {}


def trace(one: pipeline.Examined, locale: str = "en") -> str:
    """Give the page with the working of every number of a file in a language; each is made once."""
    key = (one.path + (one.source.digest if one.source else ""), locale)
    if key not in _TRACES:
        view = trace_page.trace_page(evaluated(one), context(locale))
        _TRACES[key] = trace_page.to_html(view).content.decode()
    return _TRACES[key]


# --- reading a page --------------------------------------------------------------------------------------------------

VOID = {"meta", "link", "br", "hr", "img", "input", "line", "rect", "circle", "path"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.children)

    def all(self) -> list[Element]:
        inner = [one for one in self.children if isinstance(one, Element)]
        return [self, *(found for one in inner for found in one.all())]

    def find(self, tag: str = "", style: str = "") -> list[Element]:
        return [one for one in self.all() if tag in ("", one.tag) and (not style or style in one.classes)]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str) -> Element:
    """Read a page; an element that is closed by another's tag is an error."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, [one.tag for one in reader.open]
    return reader.open[0]


def without(element: Element, styles: set[str], tags: set[str]) -> str:
    """Give the text of an element, leaving out what stands in certain places."""
    if element.tag in tags or element.classes & styles:
        return " "
    return "".join(one if isinstance(one, str) else without(one, styles, tags) for one in element.children)


APART = {"td", "th", "dt", "dd", "p", "li", "caption", "h1", "h2", "h3", "h4", "div"}


def spaced(element: Element) -> str:
    """Give the text of an element as it is read: cells and lines apart, and every run of blanks as one."""
    return squeezed(_spaced(element))


def _spaced(element: Element) -> str:
    inner = "".join(one if isinstance(one, str) else _spaced(one) for one in element.children)
    return f" {inner} " if element.tag in APART else inner


def squeezed(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()
