"""The one door: a working in, a value or a reason for every line out; loops and hostile sizes included."""

from __future__ import annotations

import time
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from roi_spec.evaluate.engine import MAX_BITS, compute, plan, recompute
from roi_spec.model.formula import Name, call, over, parse
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.source import Span
from roi_spec.model.text import text
from roi_spec.model.working import Line, Working

HERE = Span("a.roi.yaml", 1, 1, 1, 2)


def line(id: str, what: str | int | Fraction, **more) -> Line:
    """Make a line: a formula from text, or an input from a number."""
    if isinstance(what, str):
        return Line(id, text("{id}", id=id), HERE, "assumption", formula=parse(what), **more)
    return Line(id, text("{id}", id=id), HERE, "assumption", value=Quantity(Fraction(what)), **more)


def values(*lines: Line):
    return compute(plan(Working(lines)))


def test_lines_are_computed_after_what_they_rest_on_whatever_their_order():
    assert values(line("c", "a + b"), line("b", "a * 2"), line("a", 3))["c"] == 9


def test_a_loop_has_no_value_and_does_not_hang():
    found = values(line("a", "b + 1"), line("b", "a + 1"), line("c", 4))
    assert isinstance(found["a"], Missing)
    assert isinstance(found["b"], Missing)
    assert found["c"] == 4


def test_the_reason_travels_to_everything_that_rests_on_it():
    found = values(line("zero", 0), line("a", "1 / zero"), line("b", "a + 1"), line("c", "max(b, 5)"))
    assert {str(found[one].reason) for one in "abc"} == {"zero is zero, so this is undefined."}


def test_a_division_names_what_was_zero():
    def reason(formula) -> str:
        found = compute(
            plan(Working((line("n", 0), line("m", -2), Line("r", text("r"), HERE, "result", formula=formula))))
        )
        return str(found["r"].reason)

    assert reason(over(Name("m"), Name("n"))) == "n is zero, so this is undefined."
    assert reason(over(Name("n"), call("max", (Name("m"), Name("n"))))) == "m is not above zero, so this is undefined."
    assert reason(parse("1 / (m + 2)")) == "The part below the line is zero, so this is undefined."


def test_absent_lines_give_their_own_reason():
    gone = Line("gone", text("gone"), HERE, "assumption", absent=text("Nobody counted."))
    assert str(values(gone, line("a", "gone * 2"))["a"].reason) == "Nobody counted."


def test_moving_a_driver_touches_only_what_rests_on_it():
    working = Working(
        (line("a", 2, low=Quantity(Fraction(1)), driver="a"), line("b", 5), line("c", "a * b"), line("d", "b + 1"))
    )
    sorted_ = plan(working)
    assert sorted_.touched_by(("a",)) == ("a", "c")
    assert sorted_.touched_by(("b",), within=sorted_.basis_of("d")) == ("b", "d")
    assert sorted_.basis_of("c") == {"a", "b", "c"}
    base = compute(sorted_)
    moved = recompute(sorted_, base, {"a": "low"}, ("a", "c"))
    assert (moved["c"], moved["d"]) == (5, 6)
    assert base["c"] == 10


def test_a_chain_of_squares_ends_before_the_memory_does():
    """Forty squarings of 15 digits would need ten thousand billion digits."""
    chain = [line("a0", Fraction("0.999999999999999")), *(line(f"a{n}", f"a{n - 1} * a{n - 1}") for n in range(1, 41))]
    started = time.perf_counter()
    last = values(*chain)["a40"]
    assert time.perf_counter() - started < 2
    assert str(last.reason) == "This has more digits than can be computed."


def test_a_long_formula_of_long_numbers_is_still_exact():
    formula = " * ".join(["a"] * 30)
    found = values(line("a", Fraction("123456789.123456789")), line("b", formula))
    assert found["b"] == Fraction("123456789.123456789") ** 30
    assert found["b"].numerator.bit_length() < MAX_BITS


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_no_order_of_lines_changes_a_value(order):
    lines = {
        "a": line("a", 7),
        "b": line("b", "a / 3"),
        "c": line("c", "a - b"),
        "d": line("d", "b * c"),
        "e": line("e", "d / c"),
    }
    found = values(*(lines[id] for id in order))
    assert found == {"a": 7, "b": Fraction(7, 3), "c": Fraction(14, 3), "d": Fraction(98, 9), "e": Fraction(7, 3)}
