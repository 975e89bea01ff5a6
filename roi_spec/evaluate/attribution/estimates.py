"""The estimate chain: value x attribution x confidence, per respondent, missing counts as zero.

Confidence is read as an error band around the attribution a: from a x c up to the lesser of 1 and a x (2 - c).
The base case takes the lower end, the conservative convention of the field (guiding principles 4, 6 and 7).
Answers are multiplied per respondent, never averages with averages.
"""

from __future__ import annotations

from fractions import Fraction

from roi_spec.evaluate.attribution.scene import Scene
from roi_spec.model.formula import Expr, Name, call, minus, number, over, times
from roi_spec.model.quantity import Quantity
from roi_spec.model.spec import Attribution, Respondent
from roi_spec.model.text import Text, text
from roi_spec.model.units import PERCENT, Unit

CITES = "Phillips & Phillips, ROI Methodology, guiding principles 4, 6 and 7"
DATA = Text("One row per respondent with `attribution` and `confidence` or `factor`, and `value` where it was asked.")
BAND = Text(
    "Base: attribution x confidence, the lower end of the band. Upper end: attribution x (2 - "
    "confidence), at most 100 %."
)


def upper(share: Expr, confidence: Expr) -> Expr:
    """Write the upper end of the confidence band."""
    return call("min", (number(1), times(share, minus(number(2), confidence))))


def single(scene: Scene) -> Name | None:
    """Write: whole change x share x confidence, for a method with one figure."""
    attribution = scene.attribution
    if attribution.share is None or scene.improvement is None:
        return None
    ends = attribution.share
    share = scene.given("share", text("Share credited to the programme"), ends.best, ends=ends)
    counted = _discounted(scene, share)
    return scene.effect(times(scene.improvement, counted), attribution.at, cites=CITES)


def _discounted(scene: Scene, share: Name) -> Name:
    attribution = scene.attribution
    if attribution.confidence is None or "confidence" in attribution.factor_includes:
        return share
    confidence = scene.given("confidence", text("Confidence in that share"), attribution.confidence)
    return scene.derive(
        "counted_share",
        text("Share that counts"),
        times(share, confidence),
        attribution.at,
        unit=PERCENT,
        high=upper(share, confidence),
        driver=scene.id("confidence_band"),
        driver_title=_band_title(scene),
        note=BAND,
        cites=CITES,
    )


def _band_title(scene: Scene) -> Text:
    return text("Confidence of the estimates for {kpi}", kpi=scene.kpi.title)


def respondents(scene: Scene) -> Name | None:
    """Write one row per respondent and add them up.

    With values: effect = sum of value x attribution x confidence. Without values: effect = whole change x
    average share, over all who were asked.
    """
    rows = scene.attribution.respondents
    if not rows:
        return None
    if any(row.value for row in rows):
        return _by_value(scene, rows)
    return _by_share(scene, rows) if scene.improvement is not None else None


def _unit(scene: Scene, rows: tuple[Respondent, ...]) -> Unit | None:
    """Give the unit of the answers: the KPI's own, or money over time when the respondents were asked for that."""
    first = next(row.value.quantity.unit for row in rows if row.value)
    in_money = first.currency is not None and not (scene.unit and scene.unit.currency)
    return first if in_money else scene.unit


def _by_value(scene: Scene, rows: tuple[Respondent, ...]) -> Name:
    stated, counted = [], []
    unit = _unit(scene, rows)
    for row in rows:
        value = (
            None
            if row.value is None
            else scene.given(f"respondent.{row.id}.value", text("Improvement stated by {who}", who=row.id), row.value)
        )
        share = _share(scene, row)
        usable = value is not None and share is not None and not row.excluded
        formula: Expr = times(value, share) if value is not None and share is not None and usable else number(0)
        note = None if usable else _why_zero(row)
        counted.append(
            scene.derive(
                f"respondent.{row.id}.effect",
                text("Improvement that counts for {who}", who=row.id),
                formula,
                row.at,
                unit=unit,
                resampled=scene.prefix,
                note=note,
                cites=CITES,
            )
        )
        if value is not None and not row.excluded:
            stated.append(value)
    scene.derive(
        "stated_total",
        text("Improvement stated, before attribution and confidence"),
        call("sum", tuple(stated)),
        scene.attribution.at,
        unit=unit,
    )
    total = call("sum", tuple(counted))
    return scene.effect(total, scene.attribution.at, unit=unit, note=_silent(scene), cites=CITES)


def _by_share(scene: Scene, rows: tuple[Respondent, ...]) -> Name:
    assert scene.improvement is not None
    shares: list[Name] = []
    for row in rows:
        share = _share(scene, row, resampled="" if row.excluded else scene.prefix)
        if share is None or row.excluded:
            share = scene.derive(
                f"respondent.{row.id}.zero",
                text("Share that counts for {who}", who=row.id),
                number(0),
                row.at,
                unit=PERCENT,
                resampled=scene.prefix,
                note=_why_zero(row),
                cites=CITES,
            )
        shares.append(share)
    everybody = scene.sheet.given(
        scene.id("asked"),
        text("Number of people asked"),
        Quantity(Fraction(asked(scene.attribution))),
        "attribution",
        at=scene.attribution.spot("invited"),
        note=_silent(scene),
    )
    average = scene.derive(
        "counted_share",
        text("Average share that counts, over all who were asked"),
        over(call("sum", tuple(shares)), everybody),
        scene.attribution.at,
        unit=PERCENT,
        cites=CITES,
    )
    return scene.effect(times(scene.improvement, average), scene.attribution.at, cites=CITES)


def _share(scene: Scene, row: Respondent, resampled: str = "") -> Name | None:
    """Write attribution x confidence of one respondent; a declared combined factor is not discounted again.

    `resampled` goes to the line that counts.
    """
    if row.factor is not None:
        name, title, stated = "factor", text("Combined factor of {who}", who=row.id), row.factor
    elif row.attribution is not None:
        title = text("Share credited to the programme by {who}", who=row.id)
        name, stated = "attribution", row.attribution
    else:
        return None
    is_whole = "confidence" in scene.attribution.factor_includes
    share = scene.given(f"respondent.{row.id}.{name}", title, stated, resampled=resampled if is_whole else "")
    if is_whole:
        return share
    return _banded(scene, row, share, resampled) if row.confidence is not None else None


def _banded(scene: Scene, row: Respondent, share: Name, resampled: str) -> Name:
    assert row.confidence is not None
    confidence = scene.given(f"respondent.{row.id}.confidence", text("Confidence of {who}", who=row.id), row.confidence)
    return scene.derive(
        f"respondent.{row.id}.share",
        text("Share that counts for {who}", who=row.id),
        times(share, confidence),
        row.at,
        unit=PERCENT,
        high=upper(share, confidence),
        driver=scene.id("confidence_band"),
        driver_title=_band_title(scene),
        resampled=resampled,
        note=BAND,
        cites=CITES,
    )


def _why_zero(row: Respondent) -> Text:
    if row.excluded:
        return text("Left out as an extreme, so zero: {reason}", reason=row.excluded)
    return text("Answer incomplete, so it counts as zero (guiding principle 6).")


def asked(attribution: Attribution) -> int:
    """Give how many people were asked: those who were silent are part of the group that is drawn from."""
    return max(attribution.invited or 0, len(attribution.respondents))


def _silent(scene: Scene) -> Text | None:
    silent = asked(scene.attribution) - len(scene.attribution.respondents)
    if silent == 1:
        return text("{count} person did not answer and counts as zero (guiding principle 6).", count=silent)
    return (
        text("{count} people did not answer and count as zero (guiding principle 6).", count=silent) if silent else None
    )


def grade(scene: Scene) -> tuple[str, Text]:
    """Give E: an estimate, however careful."""
    count = len(scene.attribution.respondents)
    if count == 1:
        return "E", text("Estimate by {count} respondent.", count=count)
    if count:
        return "E", text("Estimates by {count} respondents.", count=count)
    return "E", text("One estimate.")
