"""The reference: a page for every rule, for every attribution method and for every way to turn a measure into money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import combining

from roi_spec.model.handbook import Bullets, Fact, Facts, Heading, Paragraph, Row, Table
from roi_spec.model.method import GRADES, Method
from roi_spec.model.rule import Rule
from roi_spec.model.sentence import Mark, Sentence
from roi_spec.model.text import Text, text
from roi_spec.model.vocabulary import TECHNIQUES, Technique
from roi_spec.render.context import Context
from roi_spec.render.frame import CONVERSIONS, METHODS, RULES
from roi_spec.render.site_conversions import TITLE, conversion_pages
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_tell import Teller, cell, columns
from roi_spec.render.site_used import used_by
from roi_spec.render.site_view import Block, Chapter, Code, Page
from roi_spec.render.site_words import SEVERITIES, STAGES

_THEMES: tuple[tuple[tuple[str, ...], str, Text], ...] = (
    (("ROI1", "ROI3"), "profession", text("Rules of the profession")),
    (("ROI28", "ROI29"), "computing", text("Rules of computing and statistics")),
    (tuple(f"ROI2{n}" for n in range(8)), "language", text("Rules of the language")),
    (("ROI0",), "reading", text("Rules of reading a file")),
)
"""How ids begin, anchor and heading, in the order of the page."""


# --- rules -----------------------------------------------------------------------------------------------------------


def rule_pages(context: Context) -> Iterator[Page]:
    """Give the list of rules and a page for each, in one language."""
    rules = tuple(sorted(context.rules.values(), key=lambda rule: rule.id))
    yield _rule_list(Teller(context, RULES), rules)
    for rule in rules:
        yield _rule(Teller(context, f"rules/{rule.id}.html"), rule)


def _rule_list(tell: Teller, rules: Sequence[Rule]) -> Page:
    title = tell.words("Rules")
    chapters = []
    for starts, id, heading in _THEMES:
        some = [rule for rule in rules if rule.id.startswith(starts)]
        if some:
            table = _rule_table(tell, tell.words(heading), some, id)
            chapters.append(Chapter(id, tell.words(heading), (table,)))
    return Page(
        frame=tell.frame(title),
        path=tell.path,
        heading=title,
        lead=tell.say(
            "Every file is held against these rules. An error stops publication, a warning wants a look, a remark is "
            "for your information."
        ),
        chapters=tuple(chapters),
    )


def _rule_table(tell: Teller, caption: str, rules: Sequence[Rule], id: str) -> Table:
    heads = columns(tell, text("Rule"), text("What it objects to"), text("Weight"))
    rows = (
        Row(
            (
                cell(tell.jump(rule.id, f"rules/{rule.id}.html")),
                cell(tell.translator.gettext(rule.title)),
                cell(tell.words(SEVERITIES[rule.severity])),
            )
        )
        for rule in rules
    )
    return Table(caption, heads, tuple(rows), id=f"table-{id}")


def _rule(tell: Teller, rule: Rule) -> Page:
    title = f"{rule.id} · {tell.translator.gettext(rule.title)}"
    facts = Facts(tuple(_rule_facts(tell, rule)))
    examples: tuple[Block, ...] = (
        Heading((tell.words("Not like this"),), level=2),
        Code(tell.words("An example to which the rule objects"), _legible(rule.bad)),
        Heading((tell.words("But like this"),), level=2),
        Code(tell.words("The same example, mended"), _legible(rule.good)),
    )
    return Page(
        frame=tell.frame(title, (tell.words("Rules"), RULES)),
        path=tell.path,
        heading=title,
        lead=(tell.translator.gettext(rule.why),),
        blocks=(facts, *examples),
    )


def _legible(example: str) -> str:
    """Give an example with a dotted circle under every sign that else joins the letter before it, unseen."""
    return "".join(f"\N{DOTTED CIRCLE}{one}" if combining(one) else one for one in example.rstrip("\n"))


def _rule_facts(tell: Teller, rule: Rule) -> Iterator[Fact]:
    yield Fact(tell.words("Weight"), (tell.words(SEVERITIES[rule.severity]),))
    yield Fact(tell.words("Name"), (rule.name,))
    if rule.min_level:
        yield Fact(tell.words("Speaks from evaluation level"), (str(rule.min_level),))
    if len(rule.stages) < len(STAGES):
        stages = ", ".join(tell.words(STAGES[one]) for one in rule.stages)
        yield Fact(tell.words("Speaks at stage"), (stages,))
    if rule.source:
        yield Fact(tell.words("Comes from"), (tell.cited(rule.source),))


# --- methods and techniques ------------------------------------------------------------------------------------------


def method_pages(context: Context, methods: Iterable[Method], entries: Sequence[SiteEntry] = ()) -> Iterator[Page]:
    """Give the list of methods, techniques and conversions and a page for each, with the programmes that used it."""
    ranked = tuple(sorted(methods, key=lambda one: (one.rank, one.id)))
    yield _method_list(Teller(context, METHODS), ranked)
    for method in ranked:
        used = [one for one in entries if method.id in one.methods]
        yield _method(Teller(context, f"methods/{method.id}.html"), method, used)
    for technique in TECHNIQUES.values():
        used = [one for one in entries if technique.id in one.conversions]
        yield _technique(Teller(context, f"methods/{technique.id}.html"), technique, used)
    yield from conversion_pages(context, entries)


def _method_list(tell: Teller, methods: Sequence[Method]) -> Page:
    title = tell.words("Methods")
    attribution, conversion = tell.words("Attribution"), tell.words("Conversion to money")
    about_attribution = tell.say(
        "How the effect of a programme is separated from everything else. The best evidence first."
    )
    about_conversion = tell.say("How an improvement becomes an amount. The most credible way first.")
    library = Paragraph((tell.jump(tell.words(TITLE), CONVERSIONS),))
    return Page(
        frame=tell.frame(title),
        path=tell.path,
        heading=title,
        lead=tell.say("How figures are made: separate the effect from everything else, then turn it into money."),
        chapters=(
            Chapter("attribution", attribution, (Paragraph(about_attribution), _methods(tell, attribution, methods))),
            Chapter("grades", tell.words("Grades of evidence"), (grades(tell),)),
            Chapter("conversion", conversion, (Paragraph(about_conversion), library, _techniques(tell, conversion))),
        ),
    )


def _methods(tell: Teller, caption: str, methods: Sequence[Method]) -> Table:
    heads = columns(tell, text("Method"), text("Grade at most"), text("Formula in words"))
    rows = (
        Row(
            (
                cell(tell.jump(tell.words(one.title), f"methods/{one.id}.html")),
                cell(Mark(one.grade, "grade", tell.words(GRADES[one.grade]))),
                cell(tell.words(one.words)),
            )
        )
        for one in methods
    )
    return Table(caption, heads, tuple(rows), id="table-attribution")


def grades(tell: Teller) -> Table:
    """Give the grades of evidence, best first, with what each rests on."""
    heads = columns(tell, text("Grade"), text("What the effect rests on"))
    rows = (Row((cell(Mark(grade, "grade")), cell(tell.words(words)))) for grade, words in GRADES.items())
    return Table(tell.words("Grades of evidence"), heads, tuple(rows), is_narrow=True, id="table-grades")


def _techniques(tell: Teller, caption: str) -> Table:
    heads = columns(tell, text("Technique"), text("Formula in words"), text("Mind"))
    rows = (
        Row(
            (
                cell(tell.jump(tell.words(one.title), f"methods/{one.id}.html")),
                cell(tell.words(one.formula)),
                cell(tell.words(one.note)),
            )
        )
        for one in TECHNIQUES.values()
    )
    return Table(caption, heads, tuple(rows), id="table-conversion")


def _method(tell: Teller, method: Method, used: Sequence[SiteEntry]) -> Page:
    title = tell.words(method.title)
    grade: Sentence = (Mark(method.grade, "grade"), " ", tell.words(GRADES[method.grade]))
    facts = Facts(
        (
            Fact(tell.words("Formula in words"), (tell.words(method.words),)),
            Fact(tell.words("Grade at most"), grade),
            Fact(tell.words("May be used when"), (tell.words(method.allowed),)),
            Fact(tell.words("Weak spot"), (tell.words(method.weakness),)),
            *_needs(tell, method),
            Fact(tell.words("In a file"), (f"method: {method.id}",)),
            Fact(tell.words("Comes from"), (tell.cited(method.cites),)),
        )
    )
    return Page(
        frame=tell.frame(title, (tell.words("Methods"), METHODS)),
        path=tell.path,
        heading=title,
        lead=(tell.words(method.idea),),
        blocks=(facts,),
        chapters=(*_reuse(tell, method), *used_by(tell, used)),
    )


def _reuse(tell: Teller, method: Method) -> Iterator[Chapter]:
    """Tell who wants to do the same what it takes, step by step, with an example to copy."""
    if not method.example:
        return
    data = tell.say("Collect the data: {data}", data=method.data) if method.data is not None else ()
    least = tell.say("Have at least {least}.", least=method.floor) if method.floor is not None else ()
    steps = (
        tell.say("See whether it fits: {allowed}", allowed=method.allowed),
        data,
        least,
        tell.say("Copy the example into a KPI of your file, and put your own figures in its place."),
        tell.say("Run `roi-spec check`: it names what is missing, with what to write."),
    )
    title = tell.words("Use it yourself")
    yield Chapter(
        "use-it",
        title,
        (Bullets(tuple(one for one in steps if one)), Code(tell.words("Example"), method.example.rstrip("\n"))),
    )


def _needs(tell: Teller, method: Method) -> Iterator[Fact]:
    """Give what data a method takes, the least it accepts and what makes it trustworthy."""
    for name, words in (
        (text("Columns of a data file"), method.data),
        (text("The least it accepts"), method.floor),
        (text("Enough to lean on"), method.trust),
    ):
        if words is not None:
            yield Fact(tell.words(name), (tell.words(words),))


def _technique(tell: Teller, technique: Technique, used: Sequence[SiteEntry]) -> Page:
    title = tell.words(technique.title)
    facts = Facts(
        (
            Fact(tell.words("Formula in words"), (tell.words(technique.formula),)),
            Fact(
                tell.words("Rank in credibility"), tell.say("{rank} of {all}", rank=technique.rank, all=len(TECHNIQUES))
            ),
            Fact(tell.words("In a file"), (f"technique: {technique.id}",)),
        )
    )
    return Page(
        frame=tell.frame(title, (tell.words("Methods"), METHODS)),
        path=tell.path,
        heading=title,
        lead=(tell.words(technique.note),),
        blocks=(facts,),
        chapters=tuple(used_by(tell, used)),
    )
