"""An effect that statistics found in data: who was counted, the means before and after, and the estimate with its ends.

Shared by every method that can read a data file. The statistics themselves are made in the stage `analyse`; here they
become lines, so that the money, the scenarios and the simulation go on from them as from any other input.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from roi_spec.evaluate.attribution.scene import Scene, change_unit
from roi_spec.model.analysis import Analysis, Arm
from roi_spec.model.distribution import P2_P97, Distribution
from roi_spec.model.formula import Name, minus
from roi_spec.model.quantity import Quantity
from roi_spec.model.spec import Given, Ranged
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERSONS, PLAIN, Unit
from roi_spec.model.working import Origin

ABOUT_EQUAL = Fraction(1, 1_000_000)
"""Share of an interval's width by which its halves may differ and still count as equal: figures hold 12 digits."""


def effect(scene: Scene) -> Name:
    """Write who was counted, what was measured, and the effect as the line that the method ends in."""
    return estimate(scene, "effect", scene.effect_title)


def estimate(scene: Scene, name: str, title: Text) -> Name:
    """Write the groups, and the estimate under another name for a method that goes on from there."""
    analysis = scene.analysis
    if analysis is not None:
        _groups(scene, analysis)
    if analysis is None or analysis.estimate is None:
        return scene.absent(name, title, why_not(analysis))
    ends = _interval(scene, analysis, analysis.estimate, analysis.taken_off)
    return scene.given(name, title, ends.best, ends=ends, note=note(analysis), origin=origin(scene))


def why_not(analysis: Analysis | None) -> Text:
    """Say why there is no estimate. What would be enough is said once, by the finding about the data."""
    if analysis is None:
        return text("The data could not be analysed; the findings about them say why.")
    return text("{design}: the data are too few for an effect.", design=analysis.title)


def origin(scene: Scene, kind: str = "measurement") -> Origin:
    """Name the system and the file that the figures come from."""
    entry = scene.source
    if entry is None:
        return Origin(scene.analysis.data if scene.analysis else "", kind=kind)
    system = f"{entry.system}: {entry.reference}" if entry.reference else entry.system
    return Origin(f"{system} ({entry.file})", entry.owner, entry.extracted, kind=kind, note=entry.note)


def spread(analysis: Analysis) -> Distribution:
    """Give the shape of the estimate: Student's t where degrees of freedom are known, else normal.

    An interval that is not symmetric (one found by permuting groups) keeps both its halves.
    """
    if not _symmetric(analysis):
        return Distribution(ends=P2_P97)
    return Distribution("normal" if analysis.degrees is None else "t", P2_P97, analysis.degrees)


def _symmetric(analysis: Analysis) -> bool:
    middle, low, high = analysis.estimate, analysis.low, analysis.high
    if middle is None or low is None or high is None:
        return True
    return abs((high - middle) - (middle - low)) <= ABOUT_EQUAL * (high - low)


def _interval(scene: Scene, analysis: Analysis, middle: Fraction, back: Fraction = Fraction(0)) -> Ranged:
    """Give the interval of the estimate; `back` puts on again what was taken off, for a method that shows both."""
    unit = change_unit(analysis.unit) or PLAIN

    def given(value: Fraction | None) -> Given | None:
        return None if value is None else Given(Quantity(value + back, unit), scene.attribution.at, "")

    best = given(middle)
    assert best is not None
    return Ranged(best, given(analysis.low), given(analysis.high), spread(analysis))


def note(analysis: Analysis) -> Text:
    """Say by which model and software the figures were found."""
    model = text("{model}.", model=analysis.model)
    if analysis.low is not None:
        model = text("{model}. The ends are those of its 95 % interval.", model=analysis.model)
    if not analysis.software:
        return model
    return text("{note} Computed by {software}.", note=model, software=analysis.software)


def _groups(scene: Scene, analysis: Analysis) -> None:
    """Write for each group how many were assigned, analysed and lost, and its means before and after."""
    for key, arm in _keyed(analysis.arms):
        _counts(scene, analysis, key, arm)
        for name, title, mean in (
            ("before", text("Before, {group}", group=_called(arm)), arm.before),
            ("after", text("After, {group}", group=_called(arm)), arm.after),
        ):
            if mean is not None:
                value = Given(Quantity(mean, analysis.unit or PLAIN), scene.attribution.spot("data"), "")
                scene.given(f"{key}.{name}", title, value, origin=origin(scene))


def _counts(scene: Scene, analysis: Analysis, key: str, arm: Arm) -> None:
    unit, what = _counted(analysis), {"group": _called(arm), "counted": analysis.counted}
    at, counted = scene.attribution.spot("data"), origin(scene, "count")

    def count(name: str, title: Text, number: int) -> Name:
        return scene.given(f"{key}.{name}", title, Given(Quantity(Fraction(number), unit), at, ""), origin=counted)

    assigned = count("assigned", text("Assigned {counted}, {group}", **what), arm.assigned)
    analysed = count("analysed", text("Analysed {counted}, {group}", **what), arm.analysed)
    lost = text("Lost {counted}, {group}", **what)
    scene.derive(f"{key}.lost", lost, minus(assigned, analysed), at, unit=unit)


def _counted(analysis: Analysis) -> Unit:
    return PERSONS if analysis.counted.msgid == "people" else PLAIN


def _called(arm: Arm) -> Text:
    if arm.trained:
        return text("trained group ({group})", group=arm.name) if arm.name else text("trained group")
    return text("comparison group ({group})", group=arm.name) if arm.name else text("comparison group")


def _keyed(arms: tuple[Arm, ...]) -> Iterator[tuple[str, Arm]]:
    """Name the groups for use in ids: `trained`, `compared`, and `compared_2` when there are more of a kind."""
    seen = {True: 0, False: 0}
    for arm in arms:
        seen[arm.trained] += 1
        key, number = "trained" if arm.trained else "compared", seen[arm.trained]
        yield (key if number == 1 else f"{key}_{number}"), arm
