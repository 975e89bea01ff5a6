"""All pages that are about more than one programme: choice of language, portfolio, register and reference.

Views are decided in the modules beside this one; here they get their order and their HTML. Pages come one by one, so
that a large site never stands in memory whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from roi_spec.model.artifact import Artifact
from roi_spec.model.due import Due
from roi_spec.model.edition import Edition
from roi_spec.model.handbook import Frame
from roi_spec.model.method import Method
from roi_spec.model.past import NO_MEMORY, Memory
from roi_spec.model.sentence import Jump
from roi_spec.model.text import Text
from roi_spec.render import downloads, search
from roi_spec.render.context import Context
from roi_spec.render.frame import ABOUT, CALENDAR, EDITIONS, METRICS, PLANNED, PORTFOLIO, VALUES, language_name
from roi_spec.render.history import CHANGES, changes_page, lately
from roi_spec.render.html import render
from roi_spec.render.registers.diary import diary
from roi_spec.render.registers.metrics_page import metrics_page
from roi_spec.render.registers.plan_page import plan_page
from roi_spec.render.site_about import about_page
from roi_spec.render.site_calendar import calendar_page
from roi_spec.render.site_entry import LeftOut, Registered, SiteEntry
from roi_spec.render.site_glossary import glossary_pages
from roi_spec.render.site_portfolio import portfolio
from roi_spec.render.site_reference import method_pages, rule_pages
from roi_spec.render.site_tell import Teller
from roi_spec.render.site_values import values_page
from roi_spec.render.site_view import Choice, Page, TopPage
from roi_spec.render.tidy import tidied


@dataclass(frozen=True, slots=True)
class Site:
    """What surrounds the programmes of a site."""

    contexts: tuple[Context, ...]
    """One for each language; the first is that of the house."""
    methods: tuple[Method, ...]
    """Every attribution method there is."""
    standards: tuple[Registered, ...] = ()
    """Every standard value, also those that no programme uses."""
    left_out: tuple[LeftOut, ...] = ()
    """Files that have no page because of errors."""
    own: Path | None = None
    """A folder with templates of the user, which go before ours."""
    dues: tuple[Due, ...] = ()
    """Last days of standard values."""
    memory: Memory = NO_MEMORY
    """What the history tells; nothing where there is none."""


def pages(
    entries: Sequence[SiteEntry], site: Site, findable: Sequence[Mapping[str, search.Findable]] = ()
) -> Iterator[Artifact]:
    """Give every page about more than one programme, in every language, with its tables as files and the search data.

    `findable` is what the search finds in each programme, by language.
    """
    top = top_page(site)
    yield Artifact("index.html", render("site/top.html.j2", top.frame.lang, site.own, page=top, frame=top.frame))
    for context in site.contexts:
        known = [one[context.locale] for one in findable]
        known.extend(search.of_values(entries, context.translator))
        for view in views(entries, site, context):
            page = downloads.named(view)
            yield Artifact(
                page.path, render("site/page.html.j2", context.locale, site.own, page=page, frame=page.frame)
            )
            yield from downloads.of_page(page, context.translator)
            known.append(search.of_page(page, context.translator))
        dates = diary(context, entries, site.dues)
        yield from (dates,) if dates else ()
        yield search.data(known, context.locale)


def views(entries: Sequence[SiteEntry], site: Site, context: Context) -> Iterator[Page]:
    """Give the pages of one language as values, before any template."""
    yield from (tidied(page, context) for page in _views(entries, site, context))


def _with_news(page: Page, tell: Teller, entries: Sequence[SiteEntry], site: Site) -> Page:
    """Put what changed lately at the end of the first page, and a way to it at the top."""
    news = lately(tell, entries, site.memory)
    way = (Jump(tell.words("What changed lately"), "#lately"),) if news else ()
    return replace(page, changes=news, jumps=(*page.jumps, *way))


def _views(entries: Sequence[SiteEntry], site: Site, context: Context) -> Iterator[Page]:
    first = Teller(context, PORTFOLIO)
    yield _with_news(portfolio(first, entries, site.left_out), first, entries, site)
    yield values_page(Teller(context, VALUES), entries, site.standards)
    yield calendar_page(Teller(context, CALENDAR), entries, site.dues)
    measured = plan_page(Teller(context, PLANNED), entries), metrics_page(Teller(context, METRICS), entries)
    yield from (page for page in measured if page is not None)
    changed = changes_page(Teller(context, CHANGES), entries, site.memory)
    yield from (changed,) if changed else ()
    yield about_page(Teller(context, ABOUT))
    yield from rule_pages(context)
    yield from method_pages(context, site.methods, entries)
    yield from glossary_pages(context, site.methods)


def top_page(site: Site) -> TopPage:
    """Give the page that leads to the languages."""
    first = site.contexts[0]
    title = Teller(first, PORTFOLIO).site_title
    frame = Frame(
        lang=first.locale,
        title=title,
        root="",
        site_title=title,
        version=first.version,
        as_of=first.translator.date(first.as_of) if first.as_of else "",
        commit=first.commit[:12],
        edition=first.translator.text(EDITIONS[first.edition]),
        logo=first.logo,
        organisation=first.organisation,
        is_listed=first.is_listed,
    )
    return TopPage(frame, tuple(_choice(context) for context in site.contexts))


_PROMISES: dict[Edition, Text] = {
    Edition.INTERNAL: Text(
        "What our training programmes cost and what they returned. Every figure can be followed to its formula, "
        "its inputs and the line of the file."
    ),
    Edition.PUBLIC: Text(
        "What our training programmes cost and what they returned. Every figure can be followed to its formula and "
        "its inputs."
    ),
}


def _choice(context: Context) -> Choice:
    tell = Teller(context, PORTFOLIO)
    return Choice(
        lang=context.locale,
        name=language_name(context.locale),
        heading=tell.site_title,
        words=tell.words(_PROMISES[context.edition]),
        link=tell.words("Read in English"),
        href=f"{context.locale}/{PORTFOLIO}",
    )
