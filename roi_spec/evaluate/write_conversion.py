"""Writes what an effect is worth: the author's formula, over the whole window and year by year."""

from __future__ import annotations

from dataclasses import dataclass

from roi_spec.evaluate import rules
from roi_spec.evaluate.desk import Desk
from roi_spec.evaluate.names import kpi_scope, placeless, resolve
from roi_spec.evaluate.write_window import DECAY, Window, one_year
from roi_spec.model.formula import Expr, Name, call, degree, over, renamed, times
from roi_spec.model.source import Span
from roi_spec.model.spec import Conversion, Kpi
from roi_spec.model.text import Text, text
from roi_spec.model.working import Origin, verbatim

WINDOW = "benefit_window"


@dataclass(frozen=True, slots=True)
class Worth:
    """What a KPI led to in money; None where there is no such line."""

    benefit: str | None = None
    gross_benefit: str | None = None
    years: tuple[str, ...] = ()
    """The benefit of each year of the window."""
    formula: Expr | None = None
    """The benefit over the whole window, written out over the effect."""


def write(desk: Desk, kpi: Kpi, window: Window | None, effect: str | None, unadjusted: str | None) -> Worth:
    """Write the benefit of the effect, and of the whole change, as far as there is anything to value."""
    if kpi.conversion is None:
        return Worth()
    at = kpi.conversion.formula.at
    tree = _tree(desk, kpi, kpi.conversion)
    whole = _counted(tree, _whole_time(desk, kpi, kpi.conversion, window, tree))
    if kpi.conversion.is_comparator:
        _comparator(desk, kpi, whole, effect)
        return Worth()
    years = _years(desk, kpi, kpi.conversion, window, tree) if effect is not None else ()
    note = window.note if window is not None and degree(tree, WINDOW) != 0 else None
    benefit = _benefit(desk, kpi, whole, years, note) if effect is not None else None
    gross = None
    if unadjusted is not None:
        wanted = f"kpi.{kpi.id}.effect"
        full = renamed(whole, lambda name: Name(unadjusted) if name.id == wanted else name)
        title = text("Value of the whole change, before attribution: {kpi}", kpi=kpi.title)
        gross = desk.sheet.derive(f"kpi.{kpi.id}.gross_benefit", title, full, "conversion", at, unit=desk.currency).id
    return Worth(benefit, gross, years or ((benefit,) if benefit else ()), whole)


def _comparator(desk: Desk, kpi: Kpi, whole: Expr, effect: str | None) -> None:
    """Write an amount to hold beside the decision (what doing nothing costs, what was wasted): never a benefit."""
    assert kpi.conversion is not None
    if effect is None and degree(whole, f"kpi.{kpi.id}.effect") != 0:
        return
    title = text("To hold beside the decision: {kpi}", kpi=kpi.title)
    note = text("A comparison, not a benefit: it is in no total.")
    line, at = f"kpi.{kpi.id}.comparator", kpi.conversion.formula.at
    desk.sheet.derive(line, title, whole, "conversion", at, unit=desk.currency, note=note)


def _tree(desk: Desk, kpi: Kpi, conversion: Conversion) -> Expr:
    """Give the formula over lines; a template does not stand in the file, so it has no columns to point at."""
    tree = placeless(conversion.formula.tree) if conversion.inputs else conversion.formula.tree
    return resolve(tree, kpi_scope(kpi, desk.scope))


def _counted(tree: Expr, time: Expr) -> Expr:
    """Put a stretch of time in the place of the benefit window; the author's own name stays where it is that window."""
    if time == Name(WINDOW):
        return tree
    return renamed(tree, lambda name: time if name.id == WINDOW else name)


def _whole_time(desk: Desk, kpi: Kpi, conversion: Conversion, window: Window | None, tree: Expr) -> Expr:
    """Give the time that stands for the window in this KPI: all that counts, or its working part."""
    if window is None or degree(tree, WINDOW) == 0:
        return Name(WINDOW)
    if conversion.times_a_year is None:
        return window.counted
    yearly = desk.sheet.given(
        f"kpi.{kpi.id}.times_a_year",
        text("Working time in a year: {kpi}", kpi=kpi.title),
        conversion.times_a_year,
        "conversion",
        origin=Origin(note=conversion.times_a_year_because),
    )
    title = text("Time that counts: {kpi}", kpi=kpi.title)
    formula = times(yearly, over(window.counted, one_year(desk, window.stated)))
    unit, at = conversion.times_a_year.quantity.unit, conversion.times_a_year.at
    because = verbatim(conversion.times_a_year_because) if conversion.times_a_year_because else None
    return desk.sheet.derive(f"kpi.{kpi.id}.counted_time", title, formula, "conversion", at, unit=unit, note=because)


def _benefit(desk: Desk, kpi: Kpi, whole: Expr, years: tuple[str, ...], note: Text | None) -> str:
    """Write the benefit: the years added up, or the formula over the whole window where there are none."""
    assert kpi.conversion is not None
    spread = bool(years) and desk.sheet.lines[years[0]].absent is None
    formula = call("sum", tuple(Name(one) for one in years)) if spread else whole
    return desk.sheet.derive(
        f"kpi.{kpi.id}.benefit",
        text("Benefit: {kpi}", kpi=kpi.title),
        formula,
        "conversion",
        kpi.conversion.formula.at,
        unit=desk.currency,
        note=note,
    ).id


# --- years -----------------------------------------------------------------------------------------------------------


def _years(desk: Desk, kpi: Kpi, conversion: Conversion, window: Window | None, tree: Expr) -> tuple[str, ...]:
    """Write the benefit of each year; where it does not follow the window, write for each year why not."""
    if window is None or not window.is_spread:
        return ()
    if degree(tree, WINDOW) != 1:
        return _unspread(desk, kpi, window)
    return tuple(
        _year(desk, kpi, conversion.formula.at, which, _time(desk, kpi, conversion, window, year), kept, tree)
        for which, (year, kept) in enumerate(zip(window.years, window.kept, strict=True), start=1)
    )


def _time(desk: Desk, kpi: Kpi, conversion: Conversion, window: Window, year: Name) -> Expr:
    if conversion.times_a_year is None:
        return year
    return times(Name(f"kpi.{kpi.id}.times_a_year"), over(year, one_year(desk, window.stated)))


def _year(desk: Desk, kpi: Kpi, at: Span, which: int, time: Expr, kept: Name | None, tree: Expr) -> str:
    formula = _counted(tree, time)
    return desk.sheet.derive(
        f"kpi.{kpi.id}.benefit.year_{which}",
        text("Benefit in year {year}: {kpi}", year=which, kpi=kpi.title),
        formula if kept is None else times(formula, kept),
        "conversion",
        at,
        unit=desk.currency,
        cites=DECAY if kept is not None else "",
    ).id


def _unspread(desk: Desk, kpi: Kpi, window: Window) -> tuple[str, ...]:
    """Write why a benefit has no years: only what is multiplied by the window can be cut up like it."""
    assert kpi.conversion is not None
    at = kpi.conversion.formula.at
    reason = text(
        "The value of “{kpi}” is not proportional to the benefit window, so it cannot be spread over the years.",
        kpi=kpi.title,
    )
    advice = text("Multiply by `benefit_window` once in its formula, by what the effect is worth in a month or year.")
    desk.findings.append(rules.NOT_SPREAD.finding(at, reason, help=advice))
    return tuple(
        desk.sheet.absent(
            f"kpi.{kpi.id}.benefit.year_{which}",
            text("Benefit in year {year}: {kpi}", year=which, kpi=kpi.title),
            reason,
            "conversion",
            at,
        ).id
        for which in range(1, len(window.years) + 1)
    )
