"""The pages of the conversion library: a list by family, and of each template its formula, a worked case and pitfalls.

Addresses: `conversions/index.html`, and `conversions/<id>.html` for a template; see `page_of`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from roi_spec.i18n import Translator
from roi_spec.model.conversion import Example, Input, Template, example_inputs, example_quantity
from roi_spec.model.conversions import FAMILIES, TEMPLATES, example_yaml, expand, technique_of
from roi_spec.model.formula import Binary, Call, Expr, Name, Negative, names
from roi_spec.model.handbook import Bullets, Fact, Facts, Heading, Notice, Paragraph, Row, Table
from roi_spec.model.quantity import exact_text
from roi_spec.model.sentence import Sentence
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT, POINTS
from roi_spec.model.vocabulary import TECHNIQUES
from roi_spec.render.context import Context
from roi_spec.render.frame import CONVERSIONS, METHODS
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_tell import Teller, cell, columns
from roi_spec.render.site_used import used_by
from roi_spec.render.site_view import Block, Chapter, Code, Page

TITLE = text("Ready-made conversions")
LEAD = text(
    "Name one of these as `technique:` in a conversion and say under `inputs:` what each input is: the name of an "
    "assumption, `standard.<id>`, or a small formula. The tool then writes the formula and checks every unit."
)
MODEL = text("This is a model, not a measurement of money.")
NO_BENEFIT = text("Something to hold a decision against. It never counts as a benefit.")

BUILT_IN: dict[str, Text] = {
    "effect": text("The change of the KPI that is due to the programme, turned so that an improvement is positive."),
    "benefit_window": text("The time over which benefits are counted."),
    "baseline": text("The KPI before the programme."),
    "result": text("The KPI after the programme."),
    "observed_change": text("The whole change of the KPI, before attribution."),
}
"""What the names mean that every conversion formula may use."""

ASKS: dict[str, Text] = {
    "conversion.redeployed": text("`redeployed`: what people do with the time, and how that is known."),
    "overlap": text("`overlap`: why no other KPI counts the same money."),
    "displacement": text("`displacement`: what was done to find out whether the gain was taken from elsewhere."),
}
"""What has to be written beside the inputs."""


def page_of(template: str) -> str:
    """Give the page of a template inside the folder of a language."""
    return f"conversions/{template}.html"


def conversion_pages(context: Context, entries: Sequence[SiteEntry] = ()) -> Iterator[Page]:
    """Give the list of the library and a page for each template, in one language."""
    yield _list(Teller(context, CONVERSIONS))
    for template in TEMPLATES.values():
        used = [one for one in entries if template.id in one.conversions]
        yield _template(Teller(context, page_of(template.id)), template, used)


# --- the list --------------------------------------------------------------------------------------------------------


def _list(tell: Teller) -> Page:
    title = tell.words(TITLE)
    chapters = []
    for family, heading in FAMILIES.items():
        members = [one for one in TEMPLATES.values() if one.family == family]
        chapters.append(Chapter(family, tell.words(heading), (_family(tell, tell.words(heading), members, family),)))
    return Page(
        frame=tell.frame(title, (tell.words("Methods"), METHODS)),
        path=tell.path,
        heading=title,
        lead=(tell.words(LEAD),),
        chapters=tuple(chapters),
    )


def _family(tell: Teller, caption: str, members: Sequence[Template], family: str) -> Table:
    heads = columns(tell, text("Conversion"), text("Formula in words"), text("The value rests on"))
    rows = (
        Row(
            (
                cell(tell.jump(tell.words(one.title), page_of(one.id)), under=_remark(tell, one)),
                cell(tell.words(one.words)),
                cell(tell.words(TECHNIQUES[one.technique].title)),
            )
        )
        for one in members
    )
    return Table(caption, heads, tuple(rows), id=f"table-{family}")


def _remark(tell: Teller, template: Template) -> Sentence:
    return (tell.words(remarks(template)[0]),) if remarks(template) else ()


def remarks(template: Template) -> tuple[Text, ...]:
    """Give what a reader must know of a template before anything else."""
    return (*((MODEL,) if template.is_model else ()), *(() if template.counts else (NO_BENEFIT,)))


# --- one template ----------------------------------------------------------------------------------------------------


def _template(tell: Teller, template: Template, used: Sequence[SiteEntry]) -> Page:
    title = tell.words(template.title)
    return Page(
        frame=tell.frame(title, (tell.words("Methods"), METHODS), (tell.words(TITLE), CONVERSIONS)),
        path=tell.path,
        heading=title,
        lead=(tell.words(template.measures),),
        blocks=(*_notices(tell, template), _facts(tell, template)),
        chapters=(
            Chapter("inputs", tell.words("What stands in the formula"), (_inputs(tell, template),)),
            Chapter("example", tell.words("Example"), _example(tell, template)),
            Chapter("pitfalls", tell.words("Pitfalls"), _pitfalls(tell, template)),
            *used_by(tell, used),
        ),
    )


def _notices(tell: Teller, template: Template) -> tuple[Notice, ...]:
    return tuple(Notice(tell.words("Mind"), ((tell.words(one),),), is_marked=True) for one in remarks(template))


def _facts(tell: Teller, template: Template) -> Facts:
    technique = technique_of(template.id) or TECHNIQUES[template.technique]
    rests: Sentence = (
        tell.jump(tell.words(technique.title), f"methods/{technique.id}.html"),
        " (",
        *tell.say("{rank} of {all}", rank=technique.rank, all=len(TECHNIQUES)),
        ")",
    )
    return Facts(
        (
            Fact(tell.words("Formula in words"), (tell.words(template.words),)),
            Fact(tell.words("Formula"), (template.formula,)),
            Fact(tell.words("In a file"), (f"technique: {template.id}",)),
            Fact(tell.words("The value rests on"), rests),
            Fact(tell.words("Number in the library"), (template.code,)),
            Fact(tell.words("Comes from"), (tell.cited(template.cites),)),
        )
    )


def _inputs(tell: Teller, template: Template) -> Table:
    heads = columns(tell, text("Name"), text("Example"), text("Meaning"), numbers=(1,))
    used = {name.id for name in names(template.tree)}
    known = _known(template.example)
    rows = [
        Row((cell(name), cell(_value(tell, known[name])), cell(tell.words(meaning))))
        for name, meaning in BUILT_IN.items()
        if name in used
    ]
    rows += [
        Row((cell(one.name), cell(_value(tell, one.example)), cell(tell.words(one.title), under=_meaning(tell, one))))
        for one in template.inputs
    ]
    return Table(tell.words("What stands in the formula"), heads, tuple(rows), id="table-inputs")


def _meaning(tell: Teller, one: Input) -> Sentence:
    return tell.say("May be left out. {meaning}", meaning=one.meaning) if one.optional else (tell.words(one.meaning),)


def _known(example: Example) -> dict[str, str]:
    """Give the built-in values of a worked case, as written."""
    before, after = example_quantity(example.baseline), example_quantity(example.result)
    unit = "pp" if before.unit in (PERCENT, POINTS) else str(before.unit)
    return {
        "effect": example.effect,
        "benefit_window": example.window,
        "baseline": example.baseline,
        "result": example.result,
        "observed_change": f"{exact_text(abs(after.value - before.value))} {unit}",
    }


def _value(tell: Teller, written: str) -> str:
    return tell.translator.quantity(example_quantity(written))


# --- the worked case -------------------------------------------------------------------------------------------------


def _example(tell: Teller, template: Template) -> tuple[Block, ...]:
    told = tell.words("Example")
    worked = [Paragraph((tell.words(one),)) for one in worked_out(tell.translator, template)]
    return (
        Code(told, example_yaml(template).rstrip("\n")),
        Heading((tell.words("Worked out"),), level=3),
        *worked,
    )


def worked_out(say: Translator, template: Template) -> tuple[Text, ...]:
    """Give the worked case in sentences: what remains of the change, and the formula with figures."""
    effect, benefit = (example_quantity(one) for one in (template.example.effect, template.example.benefit))
    values = _known(template.example) | {one.name: one.example for one in example_inputs(template)}
    tree = expand(template, {one.name: Name(one.name) for one in example_inputs(template)})
    formula = _shown(tree, {name: say.quantity(example_quantity(one)) for name, one in values.items()})
    outcome = text("{formula} = {benefit}", formula=formula, benefit=benefit)
    remains = text("The comparison group changed as well, so an effect of {effect} remains.", effect=effect)
    return (remains, outcome) if template.counts else (outcome,)


_SIGNS = {"*": "×", "/": "/", "+": "+", "-": "−"}
_BINDS = {"*": 2, "/": 2, "+": 1, "-": 1}


def _shown(expr: Expr, values: Mapping[str, str], around: int = 0) -> str:
    """Write a formula with values in the place of names; in brackets when it binds looser than what stands `around`."""
    if isinstance(expr, Name):
        return values[expr.id]
    if isinstance(expr, Negative):
        return f"−{_shown(expr.inner, values, 3)}"
    if isinstance(expr, Call):
        return f"{expr.function}({'; '.join(_shown(one, values) for one in expr.arguments)})"
    if isinstance(expr, Binary):
        binds = _BINDS[expr.sign]
        left, right = _shown(expr.left, values, binds), _shown(expr.right, values, binds + (expr.sign in "/-"))
        return f"({left} {_SIGNS[expr.sign]} {right})" if binds < around else f"{left} {_SIGNS[expr.sign]} {right}"
    return exact_text(expr.value)


def _pitfalls(tell: Teller, template: Template) -> tuple[Block, ...]:
    pitfalls = Bullets(tuple((tell.words(one),) for one in template.warnings))
    if not template.asks:
        return (pitfalls,)
    asked = Bullets(tuple((tell.words(ASKS[one]),) for one in template.asks))
    return (pitfalls, Paragraph(tell.say("Write with it, in the KPI or its conversion:")), asked)
