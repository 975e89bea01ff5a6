"""Findings as a run has them, hand-made: a mistake with a fix, a warning, a remark, and one that was waived."""

from __future__ import annotations

from dataclasses import replace

from roi_spec.i18n import Translator
from roi_spec.model.finding import Edit, Finding, Fix, Label, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.source import Source, Span
from roi_spec.model.text import text
from roi_spec.render.findings.identity import fingerprints
from roi_spec.render.findings.report import Item, Report
from roi_spec.render.findings.terminal import Looked

EN, NL = Translator("en"), Translator("nl")
PATH = "specs/één programma.roi.yaml"
CONTENT = 'costs:\n  - id: room\n    title: "Café"\n    amount: 18.500 EUR\n'
RULES = {
    "ROI210": Rule(
        id="ROI210",
        name="two-readings",
        severity=Severity.ERROR,
        title="A number can be read in two ways",
        why="A thousandfold difference passes unseen.",
        bad="amount: 18.500 EUR\n",
        good="amount: 18500 EUR\n",
    )
}
COST = Finding(
    "ROI210",
    Severity.ERROR,
    text("{value} can be read in two ways: 100% certain it is not.", value="18.500 EUR"),
    Span(PATH, 4, 13, 4, 23),
    help=text("Write one of these:\n  amount: 18500 EUR\n  amount: 18.5 EUR"),
    why=text("The point is for cents."),
    pointer=("costs", 0, "amount"),
    related=(Label(Span(PATH, 1, 1, 1, 6), text("The list of costs")),),
    fix=Fix(text("Write 18500 EUR"), (Edit(Span(PATH, 4, 13, 4, 23), "18500 EUR"),), safe=False),
)
WARNING = Finding("ROI104", Severity.WARNING, text("Look here."), Span(PATH, 2, 5, 4, 1), pointer=("costs", 0))
REMARK = Finding("ROI316", Severity.INFO, text("Good to know."), Span(PATH, 1, 1, 1, 6), pointer=("costs",))
WAIVED = replace(COST, code="ROI112", at=Span(PATH, 2, 5, 2, 7), fix=None, waived_by="Held on site, agreed")


def report(
    *findings: Finding,
    touched: tuple[Finding, ...] = (),
    content: str = CONTENT,
    files: tuple[str, ...] = (),
    below: str = "",
    level: Severity = Severity.ERROR,
) -> Report:
    ordered = sorted(findings, key=lambda one: one.order)
    items = tuple(
        Item(one, name, one.waived_by is None and one.severity.rank <= level.rank, one in touched)
        for one, name in zip(ordered, fingerprints(ordered), strict=True)
    )
    paths = tuple(sorted({*files, *(one.at.path for one in findings)}))
    sources = {path: Source(path, content, "0" * 64) for path in paths}
    return Report(items, paths, Looked(len(paths)), RULES, sources, below, "1.0")


def many(level: Severity, count: int) -> tuple[Finding, ...]:
    return tuple(
        Finding("ROI104", level, text("Number {n}.", n=line), Span(PATH, line, 1, line, 2))
        for line in range(1, count + 1)
    )
