"""What a formula of the conversion library comes to, from the figures that the evaluation holds.

For comparing one thing with another in a rule, never for a figure that is shown: those come from the evaluation alone.
"""

from __future__ import annotations

from fractions import Fraction

from roi_spec.model.evaluation import Evaluation
from roi_spec.model.formula import Binary, Expr, Name, Negative, Number
from roi_spec.model.functions import FUNCTIONS
from roi_spec.model.spec import Kpi

_OF_THE_KPI = {"effect": "effect", "baseline": "baseline", "result": "actual", "observed_change": "improvement"}


def worth(expr: Expr, kpi: Kpi, evaluation: Evaluation) -> Fraction | None:
    """Give the value of a formula in base units; None when a figure in it is not known or it divides by zero."""
    if isinstance(expr, Number):
        return expr.value
    if isinstance(expr, Name):
        return _named(expr, kpi, evaluation)
    if isinstance(expr, Negative):
        inner = worth(expr.inner, kpi, evaluation)
        return None if inner is None else -inner
    if isinstance(expr, Binary):
        return _joined(expr.sign, worth(expr.left, kpi, evaluation), worth(expr.right, kpi, evaluation))
    values = [worth(one, kpi, evaluation) for one in expr.arguments]
    known = [one for one in values if one is not None]
    return FUNCTIONS[expr.function].compute(known) if len(known) == len(values) else None


def _named(name: Name, kpi: Kpi, evaluation: Evaluation) -> Fraction | None:
    written = name.written or name.id
    own = _OF_THE_KPI.get(written, written)
    lines = [f"kpi.{kpi.id}.{own}", f"assumption.{written}", f"audience.{written}", written]
    lines += ["audience.completed"] if written == "people" else []
    found = (value for id in lines if (value := evaluation.quantity(id)) is not None)
    value = next(found, None)
    return value.base if value else None


def _joined(sign: str, left: Fraction | None, right: Fraction | None) -> Fraction | None:
    if left is None or right is None or (sign == "/" and right == 0):
        return None
    if sign == "*":
        return left * right
    if sign == "/":
        return left / right
    return left + right if sign == "+" else left - right
