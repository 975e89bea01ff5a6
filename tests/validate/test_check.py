"""A whole file through `check`: what comes out typed, in which order findings come, and that nothing makes it raise."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roi_spec import validate
from roi_spec.model.document import Document, Node
from roi_spec.model.finding import Severity
from roi_spec.model.source import Source, Span
from roi_spec.model.spec import Level, Programme, StandardValues, Workspace
from roi_spec.read.yaml import read_text
from roi_spec.validate.fits import fits
from roi_spec.validate.schema import plain

SPEC = """\
roi_spec: "1.0"
kind: programme
id: consultative-selling-2025
title: Consultative selling
language: en
currency: USD
stage: final
evaluation_level: 5
delivery:
  start: 2025-01-13
  end: 2025-01-24
benefit_window:
  start: 2025-02-01
  length: 12 months
target_roi:
  value: 25%
audience:
  group: Account managers
  invited: 10
  completed: 9
kpis:
  - id: revenue
    title: Cross-sell revenue
    level: impact
    better: higher
    unit: USD/month
    baseline: 120000 USD/month
    result: 150000 USD/month
    result_low: 140000 USD/month
    attribution:
      method: participant_estimate
      invited: 3
      respondents:
        - id: 1
          attribution: 50%
          confidence: 80%
    conversion:
      technique: profit_contribution
      formula: effect * margin * benefit_window
    hurdle:
      affordable: true
assumptions:
  - id: margin
    value: 30%
    low: 26%
  - id: hours_per_person
    formula: 2 * 8
costs:
  - id: trainer
    category: facilitation
    amount: 7249.50 USD
    prorate:
      this_run: 24 persons
      lifetime: 120 persons
external_influences:
  - title: New price list
    from: 2025-03-01
    kpis: [revenue]
limitations:
  - Small groups
waivers:
  - rule: ROI112
    reason: Held on site
    by: Finance
    until: 2026-01-31
declared:
  roi: 462.5%
  bcr: 5.6
"""


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(SPEC.splitlines(), 1) if words in line)


class TestTheTypedProgramme:
    def test_every_part_arrives(self, examine):
        spec, found = examine(SPEC)
        assert found == ()
        assert isinstance(spec, Programme)
        assert (spec.id, spec.currency, spec.evaluation_level) == ("consultative-selling-2025", "USD", 5)
        assert spec.delivery.until == dt.date(2025, 1, 24)
        assert str(spec.benefit_window.length.quantity) == "12 months"
        assert (spec.audience.invited, spec.audience.started, spec.audience.completed) == (10, None, 9)

    def test_a_kpi_with_its_attribution_and_conversion(self, examine):
        kpi = examine(SPEC)[0].kpis[0]
        assert (kpi.level, kpi.better, str(kpi.unit)) == (Level.IMPACT, "higher", "USD/month")
        assert kpi.result.best.quantity.value == 150000
        assert kpi.result.low.written == "140000 USD/month"
        assert kpi.result.high is None
        assert kpi.attribution.respondents[0].id == "1"
        assert kpi.attribution.respondents[0].confidence.quantity.value == 80
        assert kpi.conversion.formula.written == "effect * margin * benefit_window"
        assert kpi.hurdle.affordable is True
        assert kpi.hurdle.standard_value is None

    def test_amounts_are_exact(self, examine):
        cost = examine(SPEC)[0].costs[0]
        assert cost.amount.best.quantity.value == Fraction(14499, 2)
        assert str(cost.prorate.lifetime.quantity) == "120 persons"

    def test_without_a_title_the_id_is_shown_in_words(self, examine):
        hours = examine(SPEC)[0].assumptions[1]
        assert (hours.title, hours.value, hours.has("title")) == ("Hours per person", None, False)

    def test_every_value_knows_its_line(self, examine):
        spec = examine(SPEC)[0]
        assert spec.costs[0].amount.best.at.line == line_of("amount: 7249.50 USD")
        assert spec.kpis[0].conversion.formula.at.line == line_of("formula: effect")
        assert spec.waivers[0].spot("until").line == line_of("until: 2026-01-31")

    def test_figures_that_were_published_elsewhere(self, examine):
        declared = examine(SPEC)[0].declared
        assert (str(declared.roi.quantity), str(declared.bcr.quantity)) == ("462.5%", "5.6")

    def test_standard_values(self, examine):
        spec, found = examine(
            'roi_spec: "1.0"\nkind: standard-values\nid: v\ntitle: V\nlanguage: en\ncurrency: EUR\nowner: Finance\n'
            "approved_on: 2025-01-10\nvalues:\n  - {id: rate, value: 50 EUR/hour}\n"
        )
        assert found == ()
        assert isinstance(spec, StandardValues)
        assert (spec.approved_on, spec.values[0].id) == (dt.date(2025, 1, 10), "rate")

    def test_a_workspace(self, examine):
        spec, found = examine(
            'roi_spec: "1.0"\nkind: workspace\norganisation: Example\nhurdle_rate: 15%\n'
            "repository: https://git.example.org/learning/\nrules:\n  - {rule: ROI112, severity: off, reason: Agreed}\n"
        )
        assert found == ()
        assert isinstance(spec, Workspace)
        assert (spec.repository, spec.rules[0].severity) == ("https://git.example.org/learning", None)


class TestFindings:
    def test_all_mistakes_are_reported_in_one_run_in_the_order_of_their_places(self, examine):
        broken = (
            SPEC.replace("2025-01-13", "13-01-2025").replace("completed: 9", "complted: 9").replace("30%", "30")
            .replace("7249.50 USD", "7.249,50").replace("stage: final", "stage: Final")
        )  # fmt: skip
        spec, found = examine(broken)
        assert spec is None
        assert [each.code for each in found] == ["ROI205", "ROI240", "ROI201", "ROI226", "ROI221"]
        assert [each.at.line for each in found] == sorted(each.at.line for each in found)

    def test_warnings_do_not_stop_the_spec(self, examine, whole):
        audience = "audience:\n  group: Sales\n  invited: 5\n"
        cost = "costs:\n  - {id: a, category: travel, amount: 5 EUR, people: 9}\n"
        spec, found = examine(whole(audience + cost))
        assert isinstance(spec, Programme)
        assert [each.severity for each in found] == [Severity.WARNING]

    def test_fifty_are_shown_and_the_rest_is_counted(self, findings):
        found = findings("limitations:\n" + "  - TODO\n" * 80)
        assert len(found) == validate.MOST_FINDINGS + 1
        assert "30 more" in " ".join(str(each.text) for each in found if each.code == "ROI209")

    def test_every_finding_has_help_and_a_reason(self, findings):
        found = findings("audience:\n  grup: x\nstage: plann\nsummary:\ntheme: 4\n")
        assert found
        assert all(each.help and each.why for each in found)

    def test_a_fix_repairs_the_file(self, findings):
        lines = "costs:\n  - id: trainer\n    category: facilitation\n    amount: € 1.234,56\n"
        (finding,) = findings(lines)
        (edit,) = finding.fix.edits
        row = lines.splitlines()[edit.span.line - 1]
        mended = row[: edit.span.column - 1] + edit.replacement + row[edit.span.end_column - 1 :]
        assert findings(lines.replace(row, mended)) == ()


# --- anything at all -------------------------------------------------------------------------------------------------

SCHEMAS = {
    path.name.partition(".")[0]: json.loads(path.read_text(encoding="utf-8"))
    for path in (Path(__file__).resolve().parents[2] / "schema").glob("*.schema.json")
    if path.name.partition(".")[0] in ("programme", "standard-values", "workspace") and ".nl." not in path.name
}
KIT = validate.compile_schemas(SCHEMAS)
HERE = Span("specs/any.roi.yaml", 1, 1, 1, 2)
NAMES = st.sampled_from(
    ("kind", "kpis", "costs", "audience", "attribution", "method", "id", "value", "formula", "amount", "title", "level",
     "assumptions", "before", "drivers", "respondents", "delivery", "start", "end", "share", "benefit_window", "length",
     "declared", "bcr", "unit", "invited", "low", "prorate", "zzz", "x-own", "")
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        (
            "programme",
            "trend_line",
            "none",
            "5 EUR",
            "60",
            "1.234",
            "=3*4",
            "31-12-2025",
            "a * b",
            "impact",
            "~",
            "-",
            "0x",
            "1e9 EUR",
            "(",
            "%",
            "9" * 40,
            "٣",
            "1e99 EUR",
        )
    ),
    st.from_regex(r"[-€~=(]?[0-9]{1,4}[.,:/ -]?[0-9]{0,4} ?(%|EUR|k|mln|x)?", fullmatch=True),
)


def scalars() -> st.SearchStrategy[Node]:
    return st.builds(lambda text, quoted: Node("scalar", HERE, HERE, text, quoted), TEXTS, st.booleans())


def trees() -> st.SearchStrategy[Node]:
    return st.recursive(
        scalars(),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(lambda items: Node("list", HERE, HERE, items=tuple(items))),
            st.lists(st.tuples(NAMES, inner), max_size=5).map(
                lambda fields: Node("map", HERE, HERE, fields=tuple(fields))
            ),
        ),
        max_leaves=12,
    )


def placed(node: Node, pointer: tuple[str | int, ...] = ()) -> Node:
    """Give the tree again with the route to every value in it."""
    fields = tuple((name, placed(child, (*pointer, name))) for name, child in node.fields)
    items = tuple(placed(child, (*pointer, index)) for index, child in enumerate(node.items))
    return Node(
        node.kind, node.span, node.key_span, node.text, node.quoted, fields=fields, items=items, pointer=pointer
    )


@given(trees())
@settings(max_examples=150, deadline=None)
def test_no_tree_makes_it_raise(tree):
    kind = Node("scalar", HERE, HERE, "programme")
    rooted = Node("map", HERE, None, fields=(("kind", kind), *tree.fields)) if tree.kind == "map" else tree
    spec, found = validate.check(Document(Source("specs/any.roi.yaml", "", ""), placed(rooted)), KIT)
    assert (spec is None) == any(each.severity is Severity.ERROR for each in found)
    assert all(str(each.text) and str(each.help) for each in found)


@given(
    TEXTS,
    st.booleans(),
    st.sampled_from(("start", "amount", "invited", "share", "length", "value", "formula", "unit", "bcr")),
)
@settings(max_examples=200, deadline=None)
def test_no_value_makes_it_raise(text, quoted, name):
    nest = {
        "start": ("delivery",), "amount": ("costs", 0), "invited": ("audience",), "share": ("kpis", 0, "attribution"),
        "length": ("benefit_window",), "value": ("assumptions", 0), "formula": ("assumptions", 0), "unit": ("kpis", 0),
        "bcr": ("declared",),
    }  # fmt: skip
    node = Node("map", HERE, HERE, fields=((name, Node("scalar", HERE, HERE, text, quoted)),))
    for part in reversed(nest[name]):
        node = (
            Node("list", HERE, HERE, items=(node,))
            if isinstance(part, int)
            else Node("map", HERE, HERE, fields=((part, node),))
        )
    rooted = Node("map", HERE, None, fields=(("kind", Node("scalar", HERE, HERE, "programme")), *node.fields))
    _, found = validate.check(Document(Source("specs/any.roi.yaml", "", ""), placed(rooted)), KIT)
    assert found


@given(trees())
@settings(max_examples=150, deadline=None)
def test_the_fast_answer_is_the_answer_of_the_judge(tree):
    value = plain(tree)
    for judge in KIT.validators.values():
        assert judge.fits(value) == judge.library.is_valid(value)


def test_the_fast_answer_and_the_judge_agree_on_real_files(whole):
    for content in (
        SPEC,
        whole(""),
        whole("audience: {}\n"),
        SPEC.replace("method: participant_estimate", "method: none"),
    ):
        value = plain(read_text("specs/test.roi.yaml", content)[0].root)
        judge = KIT.validators["programme"]
        assert judge.fits(value) == judge.library.is_valid(value)


def test_a_keyword_that_nobody_knows_is_noticed_at_once():
    lean = KIT.validators["workspace"].lean
    assert fits(lean)({"roi_spec": "1.0", "kind": "workspace"})
    with pytest.raises(KeyError, match="requird"):
        fits({**lean, "requird": ["kind"]})
