"""The sheet on which a programme's working is written, line by line.

The only place where lines are made. Methods and results call `given` and `derive` and get a name back to build
the next formula from.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from roi_spec.model.distribution import Correlation, Distribution
from roi_spec.model.formula import Expr, Name
from roi_spec.model.quantity import Quantity
from roi_spec.model.source import Span
from roi_spec.model.spec import Given, Ranged
from roi_spec.model.text import Text
from roi_spec.model.units import Unit
from roi_spec.model.working import Line, Origin, Working

NO_ORIGIN = Origin()


@dataclass(slots=True)
class Sheet:
    """A growing working; `done()` gives the finished one."""

    lines: dict[str, Line] = field(default_factory=dict)

    def given(
        self,
        id: str,
        title: Text,
        value: Given | Quantity,
        part: str,
        *,
        at: Span | None = None,
        ends: Ranged | None = None,
        origin: Origin = NO_ORIGIN,
        note: Text | None = None,
        unit: Unit | None = None,
        distribution: Distribution | None = None,
        resampled: str = "",
        cites: str = "",
    ) -> Name:
        """Write an input.

        `ends` gives it a range and its shape, which makes it a driver of its own; `distribution` is a shape that
        stands elsewhere. `unit` is what it must measure. `resampled` names the group of people of which it is a row.
        """
        quantity = value if isinstance(value, Quantity) else value.quantity
        place = at if at is not None or isinstance(value, Quantity) else value.at
        assert place is not None, id
        low = ends.low.quantity if ends and ends.low else None
        high = ends.high.quantity if ends and ends.high else None
        driver = id if low or high else ""
        return self.write(
            Line(
                id,
                title,
                place,
                part,
                value=quantity,
                unit=unit or quantity.unit,
                low=low,
                high=high,
                driver=driver,
                distribution=distribution or (ends.distribution if ends else None),
                resampled=resampled,
                origin=origin,
                note=note,
                cites=cites,
            )
        )

    def derive(
        self,
        id: str,
        title: Text,
        formula: Expr,
        part: str,
        at: Span,
        *,
        unit: Unit | None = None,
        low: Expr | None = None,
        high: Expr | None = None,
        driver: str = "",
        driver_title: Text | None = None,
        distribution: Distribution | None = None,
        resampled: str = "",
        origin: Origin = NO_ORIGIN,
        note: Text | None = None,
        cites: str = "",
    ) -> Name:
        """Write a formula; `low` and `high` are the formulas at the ends of its driver's range."""
        return self.write(
            Line(
                id,
                title,
                at,
                part,
                formula=formula,
                unit=unit,
                low=low,
                high=high,
                driver=driver,
                driver_title=driver_title,
                distribution=distribution,
                resampled=resampled,
                origin=origin,
                note=note,
                cites=cites,
            )
        )

    def absent(self, id: str, title: Text, reason: Text, part: str, at: Span) -> Name:
        """Write a line that has no figure, and why."""
        return self.write(Line(id, title, at, part, absent=reason))

    def write(self, line: Line) -> Name:
        """Add a line; an id is written once."""
        assert line.id not in self.lines, line.id
        self.lines[line.id] = line
        return line.name

    def done(self, correlations: tuple[Correlation, ...] = ()) -> Working:
        """Give the finished working."""
        return Working(tuple(self.lines.values()), correlations)
