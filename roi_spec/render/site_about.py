"""How to read the site: what its answers, figures, cases, grades and levels mean, and how figures are rounded."""

from __future__ import annotations

from roi_spec.model.handbook import Bullets, Paragraph, Row, Table
from roi_spec.model.text import Text, text
from roi_spec.render.assemble_verdict import CLAIMS, EVEN, GAIN, LOSS, OPEN, UNCOUNTED, WORDS
from roi_spec.render.frame import GLOSSARY, METHODS, RULES, VALUES
from roi_spec.render.receipt import ROUNDING
from roi_spec.render.site_reference import grades
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
            Chapter("answers", tell.words("The answer in a word"), _answers(tell)),
            Chapter("cases", tell.words("Three cases"), _cases(tell)),
            Chapter("grades", tell.words("Evidence grade"), _grades(tell)),
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


_RULES: dict[tuple[str, str], Text] = {
    (GAIN, "sure"): Text("A range was stated, and the ROI is above zero in all three cases."),
    (LOSS, "sure"): Text("A range was stated, and the ROI is below zero in all three cases."),
    (GAIN, "likely"): Text(
        "Not in all three cases, but from P10 to P90 no outcome of the simulation is a loss (P10 is zero or more, P90 "
        "above zero)."
    ),
    (LOSS, "likely"): Text(
        "Not in all three cases, but from P10 to P90 no outcome of the simulation is a gain (P90 is zero or less, P10 "
        "below zero)."
    ),
    (OPEN, "sure"): Text(
        "Anything else with a range: from P10 to P90 there are losses and gains, or the cases disagree and nothing was "
        "drawn."
    ),
    (GAIN, "single"): Text("No range was stated, and the one figure is above zero."),
    (LOSS, "single"): Text("No range was stated, and the one figure is below zero."),
    (EVEN, "single"): Text("No range was stated, and the one figure is exactly zero."),
}
"""When `weighed` comes to a side and a certainty, in the order in which it asks."""

_CLAIM_RULES: dict[str, Text] = {
    "same": Text("Every published figure that can be recomputed comes out the same."),
    "other": Text("At least one published figure comes out otherwise when it is recomputed."),
    "unknown": Text("Too little was published to recompute any figure."),
}
_UNCOUNTED_RULES: dict[str, Text] = {
    "benefit_claim": Text("An effect was turned into money, but the costs give no total to hold it against."),
    "cost_only": Text("Costs were stated, but no effect that counts was turned into money."),
    "claimed": Text("A value in money was stated, but nothing separates it from other causes."),
    "measured": Text("The study counts no money; some measure has both a target and a result."),
    "open": Text("The study counts no money; no measure has both a target and a result yet."),
}


def _answers(tell: Teller) -> tuple[Paragraph | Table, ...]:
    """Tell the rule behind the words above each summary, in the order in which it is applied."""
    return (
        Paragraph(
            tell.say(
                "Each handbook begins with its answer in a word or two. A fixed rule picks it, from the figures alone; "
                "the first line that holds decides."
            )
        ),
        _rules(tell),
        Paragraph(
            tell.say(
                "So a chance of a gain of 99% can still read “{likely}”: “{sure}” asks that even the conservative case "
                "is a gain. There everything is against the programme at once, which may happen in fewer than one "
                "outcome in a hundred. The rule looks at zero only; the target and the hurdle rate stand apart.",
                likely=tell.words(WORDS[GAIN, "likely", "result"]),
                sure=tell.words(WORDS[GAIN, "sure", "result"]),
            )
        ),
        _others(tell),
    )


def _rules(tell: Teller) -> Table:
    heads = columns(tell, text("Answer"), text("For a plan"), text("When"))
    rows = (_rule(tell, *key) for key in _RULES)
    return Table(tell.words("The answer, and when it is given"), heads, tuple(rows), id="table-answers")


def _rule(tell: Teller, side: str, certainty: str) -> Row:
    words = (tell.words(WORDS[side, certainty, standing]) for standing in ("result", "plan"))
    return Row((*(cell(one) for one in words), cell(tell.words(_RULES[side, certainty]))))


def _others(tell: Teller) -> Table:
    heads = columns(tell, text("Answer"), text("When"))
    told = ((CLAIMS, _CLAIM_RULES), (UNCOUNTED, _UNCOUNTED_RULES))
    rows = (
        Row((cell(tell.words(words)), cell(tell.words(rules[key]))))
        for all_, rules in told
        for key, words in all_.items()
    )
    return Table(tell.words("Claims of others, and studies without ROI"), heads, tuple(rows), id="table-other-answers")


def _grades(tell: Teller) -> tuple[Paragraph | Table, ...]:
    return (
        Paragraph(
            tell.say(
                "The grade says how well the effect was separated from other causes, not how high the result is. Each "
                "effect gets the grade of its method, or a lower one where the data do not bear it; a programme gets "
                "the weakest grade among the effects that count."
            )
        ),
        grades(tell),
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
