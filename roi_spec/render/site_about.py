"""How to read the site: what its figures, cases and levels mean, and how they are rounded."""

from __future__ import annotations

from roi_spec.model.handbook import Bullets, Paragraph, Row, Table
from roi_spec.model.text import Text, text
from roi_spec.render.frame import GLOSSARY, METHODS, RULES, VALUES
from roi_spec.render.receipt import ROUNDING
from roi_spec.render.site_tell import Teller, cell, columns
from roi_spec.render.site_view import Chapter, Page

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
                "A figure with a dotted line under it leads to the list of all figures of its "
                "programme. There stand its formula, the same formula with numbers, its inputs, and the file and line. "
                "The receipt beside each handbook holds the same, unrounded, for other software."
            )
        ),
        Paragraph(
            tell.say(
                "{methods} explains how effects are separated and turned into money, {rules} what every file is held "
                "against, {values} who stands behind each assumption, and {glossary} what each word means.",
                glossary=tell.jump(tell.words("Glossary"), GLOSSARY),
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
    return Table(tell.words("Levels of evaluation"), heads, tuple(rows), is_narrow=True, id="table-levels")
