"""What an attribution method gets to work with: the sheet, the KPI's own lines, and where to write."""

from __future__ import annotations

from dataclasses import dataclass

from roi_spec.evaluate.sheet import NO_ORIGIN, Sheet
from roi_spec.model.analysis import Analysis
from roi_spec.model.distribution import Distribution
from roi_spec.model.formula import Expr, Name, minus
from roi_spec.model.source import Span
from roi_spec.model.spec import Attribution, DataFile, Given, Kpi, Ranged
from roi_spec.model.text import Text, text
from roi_spec.model.units import POINTS, Unit
from roi_spec.model.working import Origin

NO_METHOD = Text("this method")


@dataclass(frozen=True, slots=True)
class Scene:
    """One method on one KPI, ready to be worked out."""

    sheet: Sheet
    kpi: Kpi
    attribution: Attribution
    prefix: str
    """Ids of this method's lines start with this."""
    actual: Name | None
    """The KPI's result (or forecast)."""
    baseline: Name | None
    improvement: Name | None
    """The whole change, oriented so that positive is good."""
    unit: Unit | None
    """The unit in which a change of the KPI is shown."""
    analysis: Analysis | None = None
    """What statistics say, for a method that rests on a data file or a series; None when there was none to make."""
    source: DataFile | None = None
    """The `data:` entry that the method reads."""
    method: Text = NO_METHOD
    """The title of the method."""

    @property
    def reads_data(self) -> bool:
        """Say whether the effect is to come from a data file and not from figures in the spec."""
        return bool(self.attribution.data)

    @property
    def effect_title(self) -> Text:
        """Give the title of the line that this method ends in."""
        return text("Effect on {kpi}: {method}", kpi=self.kpi.title, method=self.method)

    def id(self, name: str) -> str:
        """Give the id of a line of this method."""
        return f"{self.prefix}.{name}"

    def given(
        self,
        name: str,
        title: Text,
        value: Given,
        *,
        ends: Ranged | None = None,
        note: Text | None = None,
        origin: Origin = NO_ORIGIN,
        resampled: str = "",
    ) -> Name:
        """Write an input of this method."""
        return self.sheet.given(
            self.id(name), title, value, "attribution", ends=ends, note=note, origin=origin, resampled=resampled
        )

    def derive(
        self,
        name: str,
        title: Text,
        formula: Expr,
        at: Span,
        *,
        unit: Unit | None = None,
        low: Expr | None = None,
        high: Expr | None = None,
        driver: str = "",
        driver_title: Text | None = None,
        distribution: Distribution | None = None,
        resampled: str = "",
        note: Text | None = None,
        cites: str = "",
    ) -> Name:
        """Write a formula of this method."""
        return self.sheet.derive(
            self.id(name),
            title,
            formula,
            "attribution",
            at,
            unit=unit,
            low=low,
            high=high,
            driver=driver,
            driver_title=driver_title,
            distribution=distribution,
            resampled=resampled,
            note=note,
            cites=cites,
        )

    def absent(self, name: str, title: Text, reason: Text) -> Name:
        """Write a line of this method that has no figure, and why."""
        return self.sheet.absent(self.id(name), title, reason, "attribution", self.attribution.at)

    def better(self, after: Expr, before: Expr) -> Expr:
        """Give the change from `before` to `after`, turned so that positive is good."""
        return minus(after, before) if self.kpi.better == "higher" else minus(before, after)

    def effect(
        self, formula: Expr, at: Span, *, unit: Unit | None = None, note: Text | None = None, cites: str = ""
    ) -> Name:
        """Write the line that this method ends in."""
        return self.derive("effect", self.effect_title, formula, at, unit=unit or self.unit, note=note, cites=cites)


def change_unit(unit: Unit | None) -> Unit | None:
    """Give the unit of a change: percentage points when the measure itself is in percent."""
    return POINTS if unit is not None and unit.is_share else unit
