"""How to read the site: the rule behind the answer of each handbook stands there as the code decides it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roi_spec.model.evaluation import Evaluation
from roi_spec.model.handbook import Table
from roi_spec.model.method import GRADES
from roi_spec.render.assemble_verdict import CLAIMS, UNCOUNTED, WORDS, weighed
from roi_spec.render.site_about import about_page
from roi_spec.render.site_tell import Teller
from roi_spec.render.told import told
from tests.render.chain import context, evaluated, example
from tests.render.evidence import evidenced, percentiles, simulation


def table(id: str, locale: str = "en") -> list[list[str]]:
    page = about_page(Teller(context(locale), "about.html"))
    blocks = [block for chapter in page.chapters for block in chapter.blocks]
    found = next(one for one in blocks if isinstance(one, Table) and one.id == id)
    return [[told(cell.content) for cell in row.cells] for row in found.rows]


@pytest.mark.parametrize("locale", ["en", "nl"])
def test_every_answer_that_a_handbook_can_begin_with_is_explained(locale: str) -> None:
    words = context(locale).translator.text
    shown = [cell for id in ("table-answers", "table-other-answers") for row in table(id, locale) for cell in row[:-1]]
    assert sorted(shown) == sorted(words(one) for one in (*WORDS.values(), *CLAIMS.values(), *UNCOUNTED.values()))


def rule_of(evaluation: Evaluation) -> str:
    """Give what the page says about the answer that an evaluation gets."""
    word = context().translator.text(WORDS[(*weighed(evaluation), "result")])
    return next(row[-1] for row in table("table-answers") if row[0] == word)


def test_the_rule_of_each_answer_holds_for_the_programmes_that_get_it() -> None:
    likely = evaluated(example("claims-coaching-2025"))
    assert likely.simulation is not None
    assert likely.simulation.measures["result.roi"].p10.value >= 0
    assert "P10 is zero or more" in rule_of(likely)
    assert "below zero in all three cases" in rule_of(evaluated(example("pilot-vr-safety-2025")))
    assert "there are losses and gains" in rule_of(evaluated(example("presentation-skills-2026")))
    assert "the one figure is above zero" in rule_of(evaluated(example("sales-training-claim")))
    assert "nothing was drawn" in rule_of(replace(likely, simulation=None))


def test_a_chance_of_99_percent_is_not_yet_a_gain_in_every_case() -> None:
    coaching = evaluated(example("claims-coaching-2025"))
    assert coaching.simulation is not None
    assert coaching.simulation.above_zero is not None
    assert 0.985 < coaching.simulation.above_zero < 0.995
    assert weighed(coaching) == ("gain", "likely")
    sure = evidenced(drawn=simulation(measures={"result.roi": percentiles("5%", "10%", "50%", "90%", "99%")}))
    assert "above zero in all three cases" in rule_of(sure)


def test_the_grades_are_listed_best_first() -> None:
    assert [row[0] for row in table("table-grades")] == list(GRADES)
