"""What each change does to the result: exact shares of the difference, whatever the order of changes or of lines."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from roi_spec import comparing, pipeline
from roi_spec.comparing.between import Between
from roi_spec.comparing.both import Both
from roi_spec.comparing.sides import Held, Read, read
from roi_spec.model.comparison import Cause, ProgrammeChange
from roi_spec.model.document import Node
from roi_spec.model.finding import Finding
from roi_spec.model.quantity import Quantity, exact_text, parse_quantity
from roi_spec.model.source import Source
from roi_spec.model.spec import Programme
from roi_spec.pipeline import Examined
from tests.compare.two import (
    EN,
    HOUSE,
    STANDARDS,
    adds_up,
    compared,
    effects,
    held_against,
    only,
    said,
    workspace,
)
from tests.specs import BASE

EXAMPLES = Path(__file__).parents[2]


def test_one_change_is_the_whole_difference(tmp_path: Path) -> None:
    found = compared(tmp_path, BASE, BASE.replace("amount: 1200 EUR", "amount: 1500 EUR"))
    explained = only(found).explained
    assert explained is not None
    # benefits: 100 errors/month x 60 EUR x 12 months; costs: 24,000 EUR, and 24,300 EUR afterwards
    assert [explained.before.value, explained.after.value] == [200, Fraction(72_000 - 24_300, 243)]
    assert effects(found) == {"costs.needs.amount": Fraction(72_000 - 24_300, 243) - 200}


def test_two_changes_share_what_they_do_together(tmp_path: Path) -> None:
    """Benefits 72,000 or 60,000 over costs of 24,000 or 30,000: worked out by hand over both orders."""
    head = BASE.replace("value: 60 EUR/error", "value: 50 EUR/error").replace("amount: 4780 EUR", "amount: 10780 EUR")
    roi = {(0, 0): Fraction(200), (1, 0): Fraction(150), (0, 1): Fraction(140), (1, 1): Fraction(100)}
    value = (roi[1, 0] - roi[0, 0] + roi[1, 1] - roi[0, 1]) / 2
    cost = (roi[0, 1] - roi[0, 0] + roi[1, 1] - roi[1, 0]) / 2
    assert effects(compared(tmp_path, BASE, head)) == {
        "assumptions.cost_per_error.value": value,
        "costs.design.amount": cost,
    }
    assert value + cost == -100


def test_words_and_evidence_have_no_effect(tmp_path: Path) -> None:
    head = BASE.replace("amount: 1200 EUR, source: Time sheets", "amount: 1300 EUR, source: Invoice 7")
    head = head.replace("owner: Learning and development", "owner: HR")
    assert list(effects(compared(tmp_path, BASE, head))) == ["costs.needs.amount"]


def test_a_new_value_and_the_formula_that_begins_to_use_it_are_one(tmp_path: Path) -> None:
    head = BASE.replace("costs:\n", "  - {id: travel, title: Travel, value: 25 EUR/person, source: Claims}\ncosts:\n")
    head = head.replace("completed * hours_each * rate", "completed * (hours_each * rate + travel)")
    head = head.replace("amount: 1200 EUR", "amount: 1400 EUR")
    found = compared(tmp_path, BASE, head)
    assert set(effects(found)) == {"assumptions.travel + costs.time.formula", "costs.needs.amount"}
    assert adds_up(only(found))


def test_a_word_that_happens_to_be_an_id_ties_nothing_together(tmp_path: Path) -> None:
    head = BASE.replace("costs:\n", "costs:\n  - {id: evaluation, category: materials, amount: 300 EUR}\n", 1)
    head = head.replace("category: evaluation, amount: 1800 EUR", "category: evaluation, amount: 1900 EUR")
    head = head.replace("baseline: 300 errors/month", "baseline: 310 errors/month")
    changed = {"costs.evaluation", "costs.survey.amount", "kpis.errors.baseline"}
    assert set(effects(compared(tmp_path, BASE, head))) == changed


def test_another_method_is_one_change_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    start, end = BASE.index("    attribution:\n      method: comparison_group"), BASE.index("    cross_checks:")
    method = "    attribution:\n      method: expert_estimate\n      share: 70%\n      confidence: 90%\n"
    head = (BASE[:start] + method + BASE[end:]).replace("amount: 1200 EUR", "amount: 1400 EUR")
    found = compared(tmp_path, BASE, head)
    explained = only(found).explained
    assert explained is not None
    joint = next(one for one in explained.effects if len(one.changes) > 1)
    assert {change.address.split(".attribution.")[0] for change in joint.changes} == {"kpis.errors"}
    method = next(change for change in joint.changes if change.address.endswith(".method"))
    assert (said(method.old), said(method.new)) == ("Comparison group", "Expert estimate")
    assert len(explained.effects) == 2
    assert adds_up(only(found))


def test_a_standard_value_shows_every_programme_it_touches(tmp_path: Path) -> None:
    spec = BASE.replace("effect * cost_per_error", "effect * standard.cost_per_error")
    other = BASE.replace("id: careful-claims", "id: untouched")
    base = workspace(tmp_path / "base", spec, standards=STANDARDS, other=other)
    more = STANDARDS.replace("60 EUR/error", "63 EUR/error")
    head = workspace(tmp_path / "head", spec, standards=more, other=other)
    found = held_against(base, head)
    assert effects(found) == {"standard.cost_per_error.value": 15}
    assert found.touched_by == (("standard.cost_per_error.value", ("careful-claims",)),)
    assert found.untouched == 1
    (change,) = found.shared
    assert (change.cause, EN.text(change.title)) == (Cause.STANDARD, "Cost of one error")


def test_a_standard_value_with_a_new_version_says_from_when(tmp_path: Path) -> None:
    spec = BASE.replace("effect * cost_per_error", "effect * standard.cost_per_error")
    old = STANDARDS.replace("value: 60 EUR/error,", "value: 60 EUR/error, valid_until: 2025-05-31,")
    newer = "  - {id: cost_per_error, value: 66 EUR/error, source: Manual, valid_from: 2025-06-01}\n"
    base = workspace(tmp_path / "base", spec, standards=old)
    head = workspace(tmp_path / "head", spec, standards=old + newer)
    assert effects(held_against(base, head)) == {"standard.cost_per_error@2025-06-01": 30}


def test_a_house_setting_that_counts_is_a_change_like_any_other(tmp_path: Path) -> None:
    spec = BASE.replace(
        "length: 12 months, solution: short_term", "length: 36 months, solution: long_term, why: Agreed"
    )
    base = workspace(tmp_path / "base", spec, house=f"{HOUSE}discount_rate: 4%\n")
    head = workspace(tmp_path / "head", spec, house=f"{HOUSE}discount_rate: 8%\nsite_title: Returns\n")
    found = held_against(base, head)
    assert [(one.address, one.cause) for one in found.shared] == [
        ("workspace.discount_rate", Cause.HOUSE),
        ("workspace.site_title", Cause.PROSE),
    ]
    assert [one.address for one in only(found).shared] == ["workspace.discount_rate"] if found.programmes else True


def test_the_order_of_lines_in_the_file_does_not_matter(tmp_path: Path) -> None:
    head = _with(BASE, {"1200": "1500", "4780": "5000", "1800": "1900", "60 EUR": "58 EUR", "290 errors": "295 errors"})
    costs = re.findall(r"(?m)^  - \{id: (?:needs|design|time|overhead|survey).*\n", head)
    turned = head.replace("".join(costs), "".join(reversed(costs)))
    assert turned != head
    straight = effects(compared(tmp_path / "one", BASE, head))
    assert straight == effects(compared(tmp_path / "two", BASE, turned))
    assert len(straight) == 5


def test_many_changes_are_drawn_and_said_to_be(tmp_path: Path) -> None:
    more = "".join(f"  - {{id: more_{n}, category: materials, amount: {100 + n} EUR}}\n" for n in range(14))
    base = BASE.replace("external_influences:\n", f"{more}external_influences:\n")
    head = re.sub(r"(id: more_\d+, category: materials, amount: )(\d+)", lambda one: f"{one[1]}{int(one[2]) * 2}", base)
    explained = only(compared(tmp_path, base, head)).explained
    assert explained is not None
    assert explained.orders is not None
    assert len(explained.effects) == 14
    assert sum(one.by.base for one in explained.effects) == explained.total


def _with(spec: str, replacements: dict[str, str]) -> str:
    for old, new in replacements.items():
        assert spec.count(old) == 1, old
        spec = spec.replace(old, new)
    return spec


# --- 200 random sets of changes in the example specs -----------------------------------------------------------------

_FIGURES = ("value", "amount", "baseline", "result", "share", "confidence", "attribution", "length")


@cache
def examples() -> Read:
    return read(comparing.folder(EXAMPLES, ["specs"]))


def _figures(root: Node) -> list[tuple[Node, Quantity]]:
    found = [(node, parse_quantity(node.text)) for node in root.walk() if node.kind == "scalar" and not node.quoted]
    return [
        (node, figure)
        for node, figure in found
        if isinstance(figure, Quantity)
        and node.pointer
        and node.pointer[-1] in _FIGURES
        and node.pointer[0] != "declared"
    ]


def _moved(spec: Held, draw: random.Random) -> str:
    """Give the text of a spec in which up to four figures are a little other than they were."""
    rows = spec.document.source.text.split("\n")
    figures = _figures(spec.document.root)
    for node, figure in draw.sample(figures, min(draw.randint(1, 4), len(figures))):
        new = Fraction(round(figure.value * draw.randint(88, 104) / 10), 10) if figure.value > 5 else figure.value / 2
        row, at = rows[node.span.line - 1], node.span
        rest = re.sub(r"^-?[0-9.]+", "", node.text)
        rows[at.line - 1] = f"{row[: at.column - 1]}{exact_text(new)}{rest}{row[at.end_column - 1 :]}"
    return "\n".join(rows)


def _compared(spec: Held, moved: str) -> ProgrammeChange | None:
    """Compare a spec with a changed text of it; None when the changed text has mistakes."""
    side = examples()
    assert side.ground is not None
    changed = pipeline.understand(Source(spec.path, moved, str(len(moved))))
    if changed.spec is None:
        return None
    changed = replace(changed, tables=spec.understood.tables)
    assert isinstance(changed.spec, Programme)
    held = Held(changed, changed.spec.document, spec.id)
    between = _Quick(replace(side, programmes={spec.id: spec}), replace(side, programmes={spec.id: held}))
    return next(iter(between.programmes()), None)


@cache
def _before(id: str) -> Examined:
    return examples().examined(examples().programmes[id], whole=False)


class _Quick(Between):
    """A comparison without simulations and without a look at other programmes, on which no effect rests."""

    def _evaluated(self, id: str, before: Held | None, after: Held | None) -> Both:
        assert after is not None
        return Both(id, before, after, _before(id), self.head.examined(after, whole=False), None, None)

    def _across(self, touched: Sequence[Both]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        return (), ()


@pytest.mark.parametrize("seed", range(8))
def test_effects_add_up_to_the_difference_exactly(seed: int) -> None:
    draw = random.Random(seed)
    specs = [one for id, one in examples().programmes.items() if id != "teamleiders-verzuim-2025"]
    counted = 0
    for _ in range(100):  # some sets leave no readable spec, or move no result: others are drawn instead
        spec = draw.choice(specs)
        one = _compared(spec, _moved(spec, draw))
        if one is not None and one.explained is not None:
            assert adds_up(one), (spec.id, [change.address for change in one.changes])
            counted += 1
        if counted == 25:
            break
    assert counted == 25


def test_a_data_file_with_other_rows_is_a_cause_of_its_own(tmp_path: Path) -> None:
    name = "retourmeldingen-2025.roi.yaml"
    for side in ("base", "head"):
        shutil.copytree(EXAMPLES / "specs", tmp_path / side / "specs")
        shutil.copy(EXAMPLES / "roi-spec.yaml", tmp_path / side)
    data = tmp_path / "head" / "specs" / "data" / "retouren-per-maand.csv"
    rows = data.read_text("utf-8").splitlines()
    data.write_text("\n".join([*rows[:2], *rows[3:]]) + "\n", "utf-8")
    sides = [comparing.folder(tmp_path / side, [f"specs/{name}"]) for side in ("base", "head")]
    one = only(comparing.compare(*sides))
    assert [(change.cause, change.kind.value) for change in one.changes] == [(Cause.DATA, "changed")]
    assert EN.text(one.changes[0].title) == "Content of specs/data/retouren-per-maand.csv"
    assert one.explained is None or adds_up(one)
