"""Formula trees as formulas of a spreadsheet: names, units that convert, and what no sheet may pass over."""

from __future__ import annotations

from fractions import Fraction

import pytest

from roi_spec.model.formula import Binary, Call, Expr, Name, parse, plus, times
from roi_spec.render.workbook.names import in_case, names_of
from roi_spec.render.workbook.spell import Cells, Unspellable, spelled

SCALES = {"salary": Fraction(1, 12), "hours_a_year": Fraction(1, 12), "minutes": Fraction(1, 60), "years": Fraction(12)}


def cells(column: str = "", wordy: tuple[str, ...] = (), reference: str = "{}") -> Cells:
    return Cells(
        reference=reference.format,
        scale=lambda id: SCALES.get(id, Fraction(1)),
        column=lambda ids: column if len(ids) > 1 else "",
        may_be_words=lambda id: id in wordy,
    )


def tree(written: str) -> Expr:
    found = parse(written)
    assert isinstance(found, Name | Binary | Call) or found.__class__.__name__ in ("Number", "Negative"), found
    return found  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("written", "formula"),
    [
        ("a + b - c", "a+b-c"),
        ("a - (b - c)", "a-(b-c)"),
        ("a * (1 + b) / c", "a*(1+b)/c"),
        ("a / (b / c)", "a/(b/c)"),
        ("-a * b", "(-a)*b"),
        ("min(a, b) * 0.25", "MIN(a,b)*0.25"),
        ("abs(a - b)", "ABS(a-b)"),
        ("mean(a, b)", "AVERAGE(a,b)"),
    ],
)
def test_a_formula_reads_as_it_was_written(written: str, formula: str) -> None:
    assert spelled(tree(written), Fraction(1), cells()) == formula


@pytest.mark.parametrize(
    ("written", "target", "formula"),
    [
        ("salary * 2 / hours_a_year", Fraction(1), "salary*2/hours_a_year"),
        ("minutes * price", Fraction(1), "minutes*price/60"),
        ("years", Fraction(1), "years*12"),
        ("months", Fraction(12), "months/12"),
        ("years + months", Fraction(1), "years*12+months"),
        ("years + years", Fraction(12), "years+years"),
        ("max(minutes, 0)", Fraction(1), "MAX(minutes,0)/60"),
    ],
)
def test_a_factor_stands_only_where_units_do_not_cancel(written: str, target: Fraction, formula: str) -> None:
    assert spelled(tree(written), target, cells()) == formula


def test_a_third_keeps_all_its_digits() -> None:
    third = tree("a * 1 / 3")
    assert spelled(third, Fraction(1), cells()) == "a*1/3"


def test_cells_below_each_other_are_a_range() -> None:
    assert spelled(tree("sum(a, b, c)"), Fraction(1), cells(column="$B$5:$B$7")) == "SUM($B$5:$B$7)"


def test_products_of_two_columns_are_one_sum() -> None:
    both = Call("sum", (times(Name("a"), Name("b")), times(Name("c"), Name("d"))))
    assert spelled(both, Fraction(1), cells(column="$B$5:$B$6")) == "SUMPRODUCT($B$5:$B$6,$B$5:$B$6)"


def test_a_sum_never_passes_over_words() -> None:
    formula = spelled(tree("sum(a, b)"), Fraction(1), cells(wordy=("b",)))
    assert formula == "IF(COUNT(a,b)=2,SUM(a,b),NA())"


def test_payback_by_years_asks_year_by_year() -> None:
    periods = Call("periods", (Name("cost"), Name("first"), Name("second")))
    formula = spelled(periods, Fraction(1), cells())
    assert formula == "IF(cost<=0,0,IF(first>=cost,cost/first,IF(second>=cost-first,1+(cost-first)/second,NA())))"


def test_the_internal_rate_needs_the_years_below_each_other() -> None:
    rate = Call("irr", (Name("a"), Name("b"), Name("c")))
    formula = spelled(rate, Fraction(1), cells(column="$D$5:$D$7"))
    assert formula == "IF(SUMPRODUCT(--($D$5:$D$6*$D$6:$D$7<0))>1,NA(),IRR($D$5:$D$7))"
    with pytest.raises(Unspellable):
        spelled(rate, Fraction(1), cells())


def test_a_formula_that_would_be_too_long_is_not_written() -> None:
    long = plus(*(Name("a") for _ in range(200)))
    assert len(spelled(long, Fraction(1), cells())) < 8192
    with pytest.raises(Unspellable):
        spelled(long, Fraction(1), cells(reference="a_name_that_is_much_longer_than_anybody_would_choose.{}"))


def test_more_values_than_a_function_takes_are_not_written() -> None:
    with pytest.raises(Unspellable):
        spelled(Call("sum", tuple(Name("a") for _ in range(256))), Fraction(1), cells())


# --- names -----------------------------------------------------------------------------------------------------------


def test_a_step_is_called_by_its_id() -> None:
    ids = ("result.roi", "kpi.q1.effect", "benefit_window")
    assert names_of(ids) == {id: id for id in ids}
    assert in_case("result.roi", "conservative") == "conservative.result.roi"
    assert in_case("result.roi", "") == "result.roi"


def test_no_two_names_differ_in_capitals_alone() -> None:
    names = names_of(("respondent.P1", "respondent.p1", "respondent.p1_2"))
    assert len({name.casefold() for name in names.values()}) == 3
    assert names["respondent.P1"] == "respondent.P1"


@pytest.mark.parametrize("id", ["q1", "R1C1", "r", "x-y.z", "1st"])
def test_a_name_is_never_a_cell_nor_a_formula(id: str) -> None:
    name = names_of((id,))[id]
    assert name != id
    assert name.replace(".", "").replace("_", "").isalnum()
    assert not name[0].isdigit()
