"""What surrounds every page of the site: where it stands, the same page in other languages, and the way elsewhere.

Pages are named by their path inside the folder of a language (`programmes/sales/index.html`); all languages have the
same paths.
"""

from __future__ import annotations

import posixpath

from roi_spec.model.edition import Edition
from roi_spec.model.handbook import Crumb, Frame, LanguageLink, MenuItem
from roi_spec.model.text import Text
from roi_spec.render.context import Context
from roi_spec.render.reference import reference

EDITIONS: dict[Edition, Text] = {
    Edition.INTERNAL: Text("Internal edition: for readers inside the organisation."),
    Edition.PUBLIC: Text("Public edition: without roles, small groups, internal notes and file names."),
}
"""What stands at the foot of every page."""

PORTFOLIO = "index.html"
VALUES = "values.html"
RULES = "rules/index.html"
METHODS = "methods/index.html"
ABOUT = "about.html"
CALENDAR = "calendar.html"
CONVERSIONS = "conversions/index.html"
GLOSSARY = "glossary/index.html"
PLANNED = "plan.html"
METRICS = "metrics.html"

_MENU: tuple[tuple[Text, str], ...] = (
    (Text("Programmes"), PORTFOLIO),
    (Text("Calendar"), CALENDAR),
    (Text("Values"), VALUES),
    (Text("Methods"), METHODS),
    (Text("Conversions"), CONVERSIONS),
    (Text("Rules"), RULES),
    (Text("Glossary"), GLOSSARY),
    (Text("How to read this"), ABOUT),
)
"""The pages about all programmes, in the order of the menu."""


def frame(context: Context, page: str, title: str, above: tuple[tuple[str, str], ...] = ()) -> Frame:
    """Give what surrounds a page; `above` are the titles and pages on the way to it, below the portfolio."""
    site = site_title(context)
    is_portfolio = page == PORTFOLIO
    crumbs = tuple(Crumb(name, link(page, to)) for name, to in ((site, PORTFOLIO), *above))
    return Frame(
        lang=context.locale,
        title=site if is_portfolio else f"{title} · {site}",
        root="../" * (page.count("/") + 1),
        site_title=site,
        version=context.version,
        as_of=context.translator.date(context.as_of) if context.as_of else "",
        commit=context.commit[:12],
        languages=tuple(_language(context, lang, page) for lang in context.languages),
        crumbs=(Crumb(site),) if is_portfolio else (*crumbs, Crumb(title)),
        menu=menu(context, page),
        reference=reference(context, title, site),
        edition=context.translator.text(EDITIONS[context.edition]),
        logo=context.logo,
        is_listed=context.is_listed,
        organisation=context.organisation,
    )


def menu(context: Context, page: str) -> tuple[MenuItem, ...]:
    """Give the links to the pages about all programmes, as seen from a page."""
    return tuple(MenuItem(context.translator.text(name), link(page, to), current=to == page) for name, to in _MENU)


def link(page: str, to: str) -> str:
    """Give the way from one page to another one in the same language."""
    return posixpath.relpath(to, posixpath.dirname(page) or ".")


def site_title(context: Context) -> str:
    """Give the name of the site, the organisation's own when it has one."""
    return context.site_title or context.translator.text(Text("Return on training"))


def language_name(lang: str) -> str:
    """Give the name of a language in that language, as a link to it is written."""
    from babel import Locale  # noqa: PLC0415 - only pages need it

    return str(Locale.parse(lang).get_display_name(lang) or lang).capitalize()


def _language(context: Context, lang: str, page: str) -> LanguageLink:
    href = f"{'../' * (page.count('/') + 1)}{lang}/{page}"
    return LanguageLink(lang, language_name(lang), href, current=lang == context.locale)
