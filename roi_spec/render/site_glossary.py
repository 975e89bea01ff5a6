"""The glossary: a list of all terms, and a page for each with what it means in every language side by side.

Addresses: `glossary/index.html`, and `glossary/<id>.html` for a term; see `page_of`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roi_spec.i18n import Translator
from roi_spec.model.conversions import TEMPLATES
from roi_spec.model.glossary import GLOSSARY, Term
from roi_spec.model.handbook import Column, Fact, Facts, Row, Table
from roi_spec.model.method import Method
from roi_spec.model.sentence import Sentence, Words
from roi_spec.model.text import Text, text
from roi_spec.model.vocabulary import TECHNIQUES
from roi_spec.render.context import Context
from roi_spec.render.frame import GLOSSARY as PAGE
from roi_spec.render.frame import language_name
from roi_spec.render.site_order import alphabetical, in_order
from roi_spec.render.site_tell import Teller, cell
from roi_spec.render.site_view import Block, Chapter, Page, Side, Sides

TITLE = text("Glossary")


def page_of(term: str) -> str:
    """Give the page of a term inside the folder of a language."""
    return f"glossary/{term}.html"


def glossary_pages(context: Context, methods: Sequence[Method]) -> Iterator[Page]:
    """Give the list of all terms and a page for each, in one language."""
    yield _list(Teller(context, PAGE))
    titles = {one.id: one.title for one in methods} | {one.id: one.title for one in TECHNIQUES.values()}
    for term in GLOSSARY.values():
        yield _term(Teller(context, page_of(term.id)), term, titles)


def translators(tell: Teller) -> dict[str, Translator]:
    """Give every language of the site, that of the page first."""
    own = tell.translator
    others = (lang for lang in tell.context.languages if lang != own.locale)
    return {own.locale: own} | {lang: Translator(lang, own.locales) for lang in others}


def _list(tell: Teller) -> Page:
    title = tell.words(TITLE)
    return Page(
        frame=tell.frame(title),
        path=tell.path,
        heading=title,
        lead=tell.say("The words of the field, each with one meaning, in every language of this site."),
        blocks=(_table(tell),),
    )


def _table(tell: Teller) -> Table:
    """Give each word in every language of the site, that of the page first, and what it means."""
    spoken = translators(tell)
    terms = sorted(GLOSSARY.values(), key=lambda term: alphabetical(tell.words(term.word)))
    heads = (
        *(Column(language_name(lang), key=f"name-{lang}" if place else "name") for place, lang in enumerate(spoken)),
        Column(tell.words("Meaning")),
    )
    others = [lang for lang in spoken if lang != tell.context.locale]
    rows = [_row(tell, term, [Words(spoken[lang].text(term.word), lang) for lang in others]) for term in terms]
    by = [[alphabetical(spoken[lang].text(term.word)) for term in terms] for lang in others]
    caption = tell.words("Words, with the same in the other language")
    return Table(caption, heads, in_order(rows, [*by, [None] * len(rows)]), id="table-words")


def _row(tell: Teller, term: Term, others: Sequence[Words]) -> Row:
    named = tell.jump(tell.words(term.word), page_of(term.id))
    return Row((cell(named), *(cell(one) for one in others), cell(tell.words(term.meaning))))


# --- one term --------------------------------------------------------------------------------------------------------


def _term(tell: Teller, term: Term, titles: dict[str, Text]) -> Page:
    title = tell.words(term.word)
    used = tuple(_used(tell, term, titles))
    return Page(
        frame=tell.frame(title, (tell.words(TITLE), PAGE)),
        path=tell.path,
        heading=title,
        lead=(),
        blocks=(Sides(tuple(_side(lang, spoken, term) for lang, spoken in translators(tell).items())),),
        chapters=(Chapter("used", tell.words("Where it plays a part"), used),) if used else (),
    )


def _side(lang: str, spoken: Translator, term: Term) -> Side:
    """Write a term in one language, with every word of it in that language."""
    return Side(
        lang=lang,
        language=language_name(lang),
        word=spoken.text(term.word),
        meaning=spoken.text(term.meaning),
        formula=spoken.text(text("Formula: {formula}", formula=term.formula)) if term.formula else "",
        mind=spoken.text(text("Mind: {remark}", remark=term.mind)) if term.mind else "",
    )


def _used(tell: Teller, term: Term, titles: dict[str, Text]) -> Iterator[Block]:
    rules = tell.context.rules
    groups: tuple[tuple[Text, Sequence[Sentence]], ...] = (
        (text("Other terms"), [(tell.jump(tell.words(GLOSSARY[one].word), page_of(one)),) for one in term.see]),
        (
            text("Methods"),
            [(tell.jump(tell.words(titles[one]), f"methods/{one}.html"),) for one in term.methods if one in titles],
        ),
        (
            text("Ready-made conversions"),
            [(tell.jump(tell.words(TEMPLATES[one].title), f"conversions/{one}.html"),) for one in term.conversions],
        ),
        (
            text("Rules"),
            [
                (tell.jump(f"{one} {tell.translator.gettext(rules[one].title)}", f"rules/{one}.html"),)
                for one in term.rules
                if one in rules
            ],
        ),
    )
    facts = tuple(Fact(tell.words(name), _lines(links)) for name, links in groups if links)
    if facts:
        yield Facts(facts)


def _lines(links: Sequence[Sentence]) -> Sentence:
    return tuple(piece for place, one in enumerate(links) for piece in ((" · ", *one) if place else one))
