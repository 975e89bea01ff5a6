"""Formulas that many results share: amounts added up, and what is above zero."""

from __future__ import annotations

from roi_spec.evaluate.desk import Desk
from roi_spec.model.formula import Expr, Name, call, number
from roi_spec.model.text import Text


def summed(parts: tuple[Expr, ...]) -> Expr:
    """Add up formulas; of none the sum is zero."""
    if not parts:
        return number(0)
    return parts[0] if len(parts) == 1 else call("sum", parts)


def added(desk: Desk, id: str, title: Text, parts: tuple[Name, ...], why_not: Text) -> Name:
    """Write a sum of amounts; without amounts there is none, and `why_not` says why."""
    if not parts:
        return desk.sheet.absent(id, title, why_not, "result", desk.at)
    return desk.sheet.derive(id, title, summed(parts), "result", desk.at, unit=desk.currency)


def above_zero(expr: Expr) -> Expr:
    """Write the part of a figure above zero: a loss never earns anything back, and dividing by this zero says so."""
    return call("max", (expr, number(0)))
