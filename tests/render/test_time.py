"""Years, sides, parts, scale and forecasts on a page: tables over lines of the working, nothing added that may not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from roi_spec.model.evaluation import Evaluation, Step
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.spec import Cohort, ExchangeRate, Part, Ranged, ScaleUp
from roi_spec.model.text import text
from roi_spec.model.working import Line
from tests.render.chain import evaluated, examined, spaced
from tests.render.evidence import HERE, evidenced, given, quantity, stated
from tests.render.test_evidence import page, section


def line(id: str, value: str | Quantity, title: str = "") -> Step:
    known = quantity(value) if isinstance(value, str) else value
    return Step(Line(id, text("{text}", text=title or id), HERE, "result", value=known), known, known.unit.dimensions)


def with_lines(lines: dict[str, str], **programme: object) -> Evaluation:
    plain = replace(evaluated(examined()), simulation=None)
    known = {id: step for id, step in plain.steps.items() if not id.startswith("fiscal.")}
    steps = {id: line(id, value) for id, value in lines.items()}
    return replace(
        plain,
        steps={**known, **steps},
        programme=replace(plain.programme, **programme),  # type: ignore[arg-type]
    )


def told(lines: dict[str, str], locale: str = "en", **programme: object) -> str:
    return spaced(section(page(with_lines(lines, **programme), locale), "time"))


def test_years_stand_below_each_other_with_what_counts_at_the_foot() -> None:
    years = {
        "result.year_0.cost": "9000 EUR",
        "result.year_1.benefit": "40000 EUR",
        "result.year_1.cost": "15000 EUR",
        "result.year_1.net": "25000 EUR",
        "result.year_2.benefit": "32000 EUR",
    }
    said = told(years)
    assert "Year 0 – €9,000 – Year 1 €40,000 €15,000 €25,000 Year 2 €32,000" in said
    assert "Counted in the result €72,000 €24,000 €48,000" in said
    assert "Costs made beforehand stand in year 0." in said


def test_the_first_year_and_the_worth_today_are_named_for_what_they_are() -> None:
    said = told({"result.first_year.roi": "66.7%", "result.npv": "41234 EUR", "result.irr": "31%"})
    assert "result.first_year.roi 66.7%" in said
    assert "result.npv €41,234" in said
    assert "Evidence grade B" in said


def test_a_rate_of_return_that_does_not_exist_says_why() -> None:
    plain = with_lines({"result.npv": "41234 EUR"})
    lost = Line("result.irr", text("IRR"), HERE, "result", absent=text("Money goes out and comes in more than once."))
    whole = replace(plain, steps={**plain.steps, "result.irr": Step(lost, Missing(lost.absent or text("")), None)})
    assert "IRR – Money goes out and comes in more than once." in spaced(section(page(whole), "time"))


def test_fiscal_years_have_their_own_table() -> None:
    said = told({"fiscal.2024/2025.benefit": "30000 EUR", "fiscal.2025/2026.benefit": "42000 EUR"})
    assert "The same by fiscal year" in said
    assert "2024/2025 €30,000 – –" in said


def test_sides_stand_beside_each_other_and_are_never_added() -> None:
    said = told({"perspective.participant.total_cost": "1000 EUR", "perspective.participant.roi": "12.3%"})
    assert "the employer (headline) €72,000 €24,000 €48,000 3.00 200%" in said
    assert "the participants – €1,000 – – 12.3%" in said
    assert "These are never added up" in said
    assert "Total" not in said


def test_rates_cohorts_and_parts_have_tables() -> None:
    made = {
        "exchange_rates": (
            stated(
                ExchangeRate,
                currency="USD",
                rate=Ranged(given("0.92 EUR/USD")),
                date=dt.date(2025, 1, 2),
                source="Central bank",
                owner="Treasury",
            ),
        ),
        "cohorts": (stated(Cohort, id="spring", title="Spring", start=dt.date(2025, 3, 3), invited=20, completed=18),),
        "parts": (stated(Part, id="course", title="Course", people=None),),
    }
    said = told({"part.course.own_cost": "4000 EUR", "part.course.cost": "6000 EUR"}, **made)
    assert "USD €0.92 per USD – – 2 January 2025 Central bank Treasury" in said
    assert "Spring 3 March 2025 20 18" in said
    assert "Course €4,000 – €6,000 – – –" in said


def test_scaling_up_is_a_forecast_and_says_so() -> None:
    formula = evaluated(examined()).programme.kpis[-1].conversion
    assert formula is not None
    scale = stated(ScaleUp, people=400, cost=formula.formula, keeps=formula.formula, why="Same work")
    said = told({"scale_up.roi": "120%", "scale_up.people": "400 persons"}, scale_up=scale)
    assert "From pilot to everybody forecast" in said
    assert "none of it counts in the result above" in said
    assert "scale_up.roi 120%" in said


def test_a_forecast_stays_beside_what_came() -> None:
    plain = evidenced()
    lines = {"forecast_error.total_benefit": line("forecast_error.total_benefit", "-18000 EUR")}
    said = spaced(section(page(replace(plain, steps={**plain.steps, **lines})), "time"))
    assert "Total benefit €90,000 €72,000 −€18,000" in said
    assert "ROI 250% 200% –" in said
    assert "Forecast of 1 November 2024." in said
    assert "Project plan" in said


def test_the_first_year_stands_beside_a_result_over_several_years() -> None:
    def first(lines: dict[str, str]) -> str:
        return spaced(section(page(with_lines(lines)), "summary"))

    assert "In the first year by itself the ROI is 31%." in first({"result.first_year.roi": "31%"})
    both = {"result.first_year.roi": "31%", "result.discounted_roi": "74%"}
    assert "In the first year by itself the ROI is 31%; discounted over all years it is 74%." in first(both)
    assert "In the first year" not in first({})


def test_what_belongs_to_all_parts_has_a_row_of_its_own() -> None:
    parts = (stated(Part, id="course", title="Course", people=None),)
    said = told({"parts.shared_cost": "3000 EUR", "parts.joint_benefit": "72000 EUR"}, parts=parts)
    assert "Of all parts together – €3,000 – €72,000 – –" in said
