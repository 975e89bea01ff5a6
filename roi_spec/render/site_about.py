"""How to read the site, and its words in two languages side by side."""

from __future__ import annotations

from dataclasses import dataclass

from roi_spec.i18n import Translator
from roi_spec.model.handbook import Bullets, Column, Paragraph, Row, Table
from roi_spec.model.sentence import Words
from roi_spec.model.text import Text, text
from roi_spec.render.frame import METHODS, RULES, VALUES, language_name
from roi_spec.render.receipt import ROUNDING
from roi_spec.render.site_tell import Teller, cell, columns
from roi_spec.render.site_view import Chapter, Page


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field and what it means."""

    word: Text
    meaning: Text


GLOSSARY: tuple[Term, ...] = (
    Term(Text("programme"), Text("A training with a goal, an audience and a period.")),
    Term(Text("objective"), Text("What should be reached, on one level.")),
    Term(Text("KPI"), Text("A measure that shows whether an objective is reached.")),
    Term(Text("baseline"), Text("The value of a measure before the programme.")),
    Term(
        Text("attribution"), Text("Separating the effect of the programme from everything else that moved the measure.")
    ),
    Term(Text("effect"), Text("The part of an improvement that is due to the programme.")),
    Term(Text("confidence"), Text("How sure an estimator is of an estimate, as a share; less sure counts for less.")),
    Term(
        Text("conversion to money"), Text("Expressing an effect as an amount, by a formula and values with a source.")
    ),
    Term(Text("standard value"), Text("A value agreed with its owner, usually finance, and shared by all programmes.")),
    Term(
        Text("assumption"),
        Text("A value that somebody chose, with an owner, a source, a date and a last day of validity."),
    ),
    Term(Text("fully loaded cost"), Text("All costs, the working time of participants and overhead included.")),
    Term(Text("proration"), Text("Charging a programme with its part of a cost that serves several runs.")),
    Term(Text("benefit"), Text("The effect of the programme in money, over the benefit window.")),
    Term(Text("benefit window"), Text("The stretch of time over which benefits are counted.")),
    Term(Text("net benefit"), Text("Benefits less costs.")),
    Term(Text("benefit-cost ratio (BCR)"), Text("Benefits divided by costs; 1 is break-even.")),
    Term(Text("return on investment (ROI)"), Text("Net benefit divided by costs, in percent; 0% is break-even.")),
    Term(Text("payback period"), Text("How long it takes until benefits equal costs.")),
    Term(Text("break-even"), Text("The point at which a programme has earned exactly what it cost.")),
    Term(Text("benefit claim"), Text("A benefit without costs beside it; no ROI follows from it.")),
    Term(Text("intangible benefit"), Text("A benefit left out of the money on purpose, with the reason.")),
    Term(Text("limitation"), Text("What the study cannot show.")),
    Term(Text("finding"), Text("A remark of the checks on one place in a file.")),
    Term(Text("waiver"), Text("A finding that somebody accepts, by name, with a reason and until a day.")),
    Term(Text("receipt"), Text("A file with every figure, its formula and its inputs, to recompute it elsewhere.")),
    Term(Text("handbook"), Text("The page of one programme, from the goal to every single figure.")),
    Term(Text("portfolio"), Text("All programmes side by side.")),
)

LEVELS: tuple[tuple[Text, Text], ...] = (
    (Text("0 Input"), Text("what went in: people, hours, costs")),
    (Text("1 Reaction"), Text("what participants think of it")),
    (Text("2 Learning"), Text("what they know and can do")),
    (Text("3 Application"), Text("what they do differently at work")),
    (Text("4 Impact"), Text("what changes for the organisation")),
    (Text("5 ROI"), Text("whether the money value of the impact exceeds the costs")),
)


def about_page(tell: Teller) -> Page:
    """Give the page on how to read the site, in one language."""
    title = tell.words("How to read this")
    return Page(
        frame=tell.frame(title),
        path=tell.path,
        heading=title,
        lead=tell.say(
            "Each programme is described in a file. Every figure here is computed from those files and can be followed."
        ),
        chapters=(
            Chapter("figures", tell.words("Figures"), _figures(tell)),
            Chapter("cases", tell.words("Three cases"), _cases(tell)),
            Chapter("levels", tell.words("Levels of evaluation"), (_levels(tell),)),
            Chapter("rounding", tell.words("Rounding"), (Paragraph((tell.words(ROUNDING),)),)),
            Chapter("words", tell.words("Words"), (_glossary(tell),)),
        ),
    )


def _figures(tell: Teller) -> tuple[Paragraph | Bullets, ...]:
    return (
        Bullets(
            (
                tell.say(
                    "ROI = (benefits − costs) / costs × 100%. It is net: at 0% a programme has earned its costs back."
                ),
                tell.say("BCR = benefits / costs. It is gross: at 1 a programme has earned its costs back."),
                tell.say("An ROI of 50% and a BCR of 1.5 are the same result. Neither is shown without the other."),
            )
        ),
        Paragraph(
            tell.say(
                "A figure with a dotted line under it leads to the list of all figures in the handbook of its "
                "programme. There stand its formula, the same formula with numbers, its inputs, and the file and line. "
                "The receipt beside each handbook holds the same, unrounded, for other software."
            )
        ),
        Paragraph(
            tell.say(
                "{methods} explains how effects are separated and turned into money, {rules} what every file is held "
                "against, and {values} who stands behind each assumption.",
                methods=tell.jump(tell.words("Methods"), METHODS),
                rules=tell.jump(tell.words("Rules"), RULES),
                values=tell.jump(tell.words("All values"), VALUES),
            )
        ),
    )


def _cases(tell: Teller) -> tuple[Bullets | Paragraph, ...]:
    return (
        Bullets(
            (
                tell.say("Conservative: every value that has a range stands at the end that lowers the result."),
                tell.say("Base: every value stands at the best estimate."),
                tell.say("Optimistic: every value that has a range stands at the end that raises the result."),
            )
        ),
        Paragraph(
            tell.say("A forecast is marked as such and never counted among results. A loss is a result like any other.")
        ),
    )


def _levels(tell: Teller) -> Table:
    heads = columns(tell, text("Level"), text("What it asks"))
    rows = (Row((cell(tell.words(level)), cell(tell.words(words)))) for level, words in LEVELS)
    return Table(tell.words("Levels of evaluation"), heads, tuple(rows), is_narrow=True)


def _glossary(tell: Teller) -> Table:
    """Give each word in every language of the site, that of the page first, and what it means."""
    own = tell.context.locale
    langs = (own, *(lang for lang in tell.context.languages if lang != own))
    heads = (*(Column(language_name(lang)) for lang in langs), Column(tell.words("Meaning")))
    spoken = {lang: Translator(lang, tell.translator.locales) for lang in langs}
    sort = sorted(GLOSSARY, key=lambda term: tell.words(term.word).lower())
    rows = (
        Row(
            (
                *(cell(Words(spoken[lang].text(term.word), "" if lang == own else lang)) for lang in langs),
                cell(tell.words(term.meaning)),
            )
        )
        for term in sort
    )
    return Table(tell.words("Words, with the same in the other language"), heads, tuple(rows))
