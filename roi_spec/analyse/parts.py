"""What a design gives back, in floats and as measured; and how that becomes an `Analysis`, turned and exact.

Designs know nothing of specs: arrays in, `Parts` out. Here the sign is turned so that positive is good, figures get
their 12 digits, and the verdict is found.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction

from roi_spec.analyse.asked import Asked
from roi_spec.analyse.spread import detectable
from roi_spec.model.analysis import (
    CANNOT_TELL,
    EFFECT,
    NO_EFFECT,
    REFUSED,
    Analysis,
    Arm,
    Check,
    Point,
    exact,
)
from roi_spec.model.text import Text, text

PEOPLE, TEAMS, PERIODS = Text("people"), Text("teams"), Text("periods")

SHARE_OF_DEVIATION = 0.2
"""The default of what is negligible: a small effect in Cohen's (1988) terms."""
DUST = 1e-12
"""What is smaller than this share of the figures it was made from is rounding, and counts as zero."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A difference with its 95 % interval, as measured."""

    value: float
    low: float
    high: float
    error: float
    """Standard error; for an interval from permutations half its width over 1.96."""
    degrees: float | None = None
    """Degrees of freedom; None: normal."""


@dataclass(frozen=True, slots=True)
class Side:
    """One group in figures; means and deviation as measured."""

    assigned: int
    analysed: int
    before: float | None = None
    after: float | None = None
    deviation: float | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """All that one design has to say."""

    design: str
    title: Text
    model: Text
    counted: Text
    trust: str
    trained: Side
    comparison: Side | None = None
    estimate: Estimate | None = None
    deviation: float | None = None
    """The standard deviation that the effect is compared with; `model` says which."""
    taken_off: float = 0.0
    """The part of the change that would have come without training; positive is an improvement."""
    short: Text | None = None
    """What there is too little of, when trust is less than full."""
    enough: Text | None = None
    """What would be enough."""
    checks: tuple[Check, ...] = ()
    notes: tuple[Text, ...] = ()
    points: tuple[Point, ...] = ()
    leads: tuple[Point, ...] = ()
    """As measured; turned here with the estimate."""
    software: str = ""
    cites: str = ""


def analysis_of(parts: Parts, asked: Asked, *, data: str = "", digest: str = "", rows: int = 0) -> Analysis:
    """Turn the parts of a design into an analysis; figures beyond what a computer holds make it a refusal."""
    parts = _believable(parts)
    times = parts.trained.analysed if _is_total(parts, asked) else 1
    sides = (parts.trained, parts.comparison) if parts.comparison else (parts.trained,)
    base = Analysis(
        design=parts.design,
        title=parts.title,
        model=parts.model,
        unit=asked.unit,
        trust=parts.trust,
        arms=tuple(_arm(side, asked.names[place], trained=place == 0) for place, side in enumerate(sides)),
        counted=parts.counted,
        negligible=_exact(_negligible(parts, asked, times)),
        negligible_stated=asked.negligible is not None,
        checks=parts.checks,
        notes=parts.notes + ((_total_note(parts),) if times != 1 else ()),
        points=parts.points,
        leads=_leads(parts, asked),
        data=data,
        digest=digest,
        rows=rows,
        software=parts.software,
        cites=parts.cites,
    )
    return _with_estimate(base, parts, asked, times) if parts.estimate else base


def _with_estimate(base: Analysis, parts: Parts, asked: Asked, times: int) -> Analysis:
    found = parts.estimate
    assert found is not None
    scale = max(
        abs(one) for one in (parts.trained.before, parts.trained.after, parts.deviation, 0.0) if one is not None
    )
    low, value, high = (_settled(one, scale) * times for one in (found.low, found.value, found.high))
    if asked.better == "lower":
        low, value, high = -high, -value, -low
    off = parts.taken_off * times
    low, value, high = low - off, value - off, high - off
    deviation = (parts.deviation or 0.0) * times
    done = replace(
        base,
        estimate=exact(value),
        low=exact(low),
        high=exact(high),
        taken_off=exact(off),
        degrees=found.degrees,
        standardised=exact(value / deviation) if deviation > 0 else None,
        detectable=exact(detectable(found.error, found.degrees) * times),
    )
    return replace(done, verdict=verdict(done))


def verdict(analysis: Analysis) -> str:
    """Say what an interval bears.

    A stated negligible effect comes first: an interval that lies within it says `no effect`, even beside zero. The
    default is a rule of thumb, so it decides only when the interval holds zero.
    """
    low, high, negligible = analysis.low, analysis.high, analysis.negligible
    if low is None or high is None:
        return CANNOT_TELL
    within = negligible is not None and -negligible <= low and high <= negligible
    beside = low > 0 or high < 0
    if within and (analysis.negligible_stated or not beside):
        return NO_EFFECT
    return EFFECT if beside else CANNOT_TELL


def _negligible(parts: Parts, asked: Asked, times: int) -> float | None:
    if asked.negligible is not None:
        return asked.negligible
    return SHARE_OF_DEVIATION * parts.deviation * times if parts.deviation else None


def _settled(value: float, scale: float) -> float:
    return 0.0 if abs(value) < DUST * scale else value


def _is_total(parts: Parts, asked: Asked) -> bool:
    return asked.total and parts.counted in (PEOPLE, TEAMS)


def _total_note(parts: Parts) -> Text:
    return text(
        "The KPI is a total: the average effect is multiplied by the {count} {counted} of the trained group that "
        "were analysed.",
        count=parts.trained.analysed,
        counted=parts.counted,
    )


def _arm(side: Side, name: str, *, trained: bool) -> Arm:
    return Arm(
        name=name,
        trained=trained,
        assigned=max(side.assigned, side.analysed),
        analysed=side.analysed,
        before=_exact(side.before),
        after=_exact(side.after),
        deviation=_exact(side.deviation),
    )


def _exact(value: float | None) -> Fraction | None:
    return None if value is None or not math.isfinite(value) else exact(value)


def _leads(parts: Parts, asked: Asked) -> tuple[Point, ...]:
    if asked.better == "higher":
        return parts.leads
    return tuple(
        replace(one, actual=_turned(one.actual), low=_turned(one.high), high=_turned(one.low)) for one in parts.leads
    )


def _turned(value: float | None) -> float | None:
    return None if value is None else 0.0 - value


def _believable(parts: Parts) -> Parts:
    """Refuse an estimate whose figures overflowed on the way."""
    found = parts.estimate
    if found is None or all(math.isfinite(one) for one in (found.value, found.low, found.high, found.error)):
        return parts
    return replace(
        parts,
        trust=REFUSED,
        estimate=None,
        short=text("The figures are too large or too far apart to be computed with."),
        enough=text("Write them in a larger unit, for example thousands of euros."),
    )
