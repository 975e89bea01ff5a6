"""Four eyes against git: was a sign-off added by somebody else than the one who last changed what was signed?

Names and mails are held against each other here and shown nowhere. What git cannot tell is said, never guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from roi_spec import pipeline
from roi_spec.history.rules import AUTHOR_NOT_KNOWN, SIGNED_BY_AUTHOR
from roi_spec.model.finding import Finding, Label
from roi_spec.model.signed import Signed, State, Value, held
from roi_spec.model.signed_items import items_of
from roi_spec.model.source import Source
from roi_spec.model.spec import Programme, SignOff, StandardValues, Workspace
from roi_spec.model.text import Text, text
from roi_spec.signing.values import History

MOST = 3
"""How many values a sentence names before it counts the rest."""
STALE = "ROI350"


def with_four_eyes(ground: pipeline.Ground, files: Iterable[pipeline.Checked]) -> tuple[pipeline.Checked, ...]:
    """Give the files of a check with what git says about their sign-offs; the same ones where nothing is signed."""
    looked = History(ground.root)
    return tuple(_with_findings(one, ground, looked) if one.is_signed else one for one in files)


def _with_findings(one: pipeline.Checked, ground: pipeline.Ground, looked: History) -> pipeline.Checked:
    whole = examined(ground, one.path)
    signed = signed_of(whole)
    if signed is None or not isinstance(whole.spec, Programme | StandardValues):
        return one
    told = (_with_old_values(finding, signed, looked) for finding in one.findings)
    asked = _weighed(_findings(whole.spec, signed, looked), ground.workspace)
    findings = sorted((*told, *asked), key=lambda finding: finding.order)
    return replace(one, findings=tuple(findings), sources=_sources(whole, ground, findings))


def _weighed(findings: Iterable[Finding], house: Workspace) -> Iterator[Finding]:
    """Give findings the weight that the house gives them: where one person keeps all files, four eyes cannot be had."""
    weights = {setting.rule: setting.severity for setting in house.rules}
    for finding in findings:
        weight = weights.get(finding.code, finding.severity)
        if weight is not None:
            yield replace(finding, severity=weight)


def examined(ground: pipeline.Ground, path: str) -> pipeline.Examined:
    """Examine one file of a run once more, whole. Raises OSError when it is gone."""
    known = next((one for one in ground.around if one.path == path), None)
    if known is not None:
        return known
    place = ground.root / path
    return pipeline.examine_as(ground, place, ground.instead.get(path) or place.read_bytes())


def _sources(one: pipeline.Examined, ground: pipeline.Ground, findings: Collection[Finding]) -> tuple[Source, ...]:
    """Give everything that findings point into, to show its lines."""
    named = {label.span.path for finding in findings for label in finding.related} | {each.at.path for each in findings}
    apart = ground.kit.sign_off_files
    have = {source.path for source in one.sources}
    return (*one.sources, *(apart[path] for path in sorted(named & apart.keys()) if path not in have))


def signed_of(one: pipeline.Examined) -> Signed | None:
    """Give what is signed of an examined file; None where nothing is known of it."""
    if one.evaluation is not None:
        return one.evaluation.signed
    if isinstance(one.spec, StandardValues):
        return held(items_of(one.spec.document), one.spec.sign_offs)
    return None


# --- findings --------------------------------------------------------------------------------------------------------


def _findings(spec: Programme | StandardValues, signed: Signed, looked: History) -> Iterator[Finding]:
    """Give at most one finding for each sign-off."""
    for one in signed.sign_offs:
        if one.is_odd:
            continue
        holding = tuple(value for value in signed.values if _is_checked(value, one.sign_off))
        answers = [(value, looked.same_hands(one.sign_off, value)) for value in holding]
        same = tuple(value for value, answer in answers if answer is True)
        untold = next((answer for _, answer in answers if isinstance(answer, Text)), None)
        if same:
            yield _same(one.sign_off, spec, same)
        elif untold is not None:
            yield _untold(one.sign_off, spec, untold)


def _is_checked(value: Value, sign_off: SignOff) -> bool:
    """Say whether a value holds by a sign-off and has an author of its own; a data file is made by a system."""
    return value.state is State.SIGNED and sign_off in value.by and not value.address.startswith("data.")


def _same(sign_off: SignOff, spec: Programme | StandardValues, values: tuple[Value, ...]) -> Finding:
    named = ", ".join(value.title or value.address for value in values[:MOST])
    message = text("Whoever signed for {by} had also made the last change to: {values}.", by=sign_off.by, values=named)
    if len(values) > MOST:
        message = text(
            "Whoever signed for {by} had also made the last change to: {values} and {count} more.",
            by=sign_off.by,
            values=named,
            count=len(values) - MOST,
        )
    advice = text("Let another person of {by} look, and sign again in a commit of their own.", by=sign_off.by)
    place = values[0].at if values[0].at.path == spec.path else spec.at
    related = (Label(sign_off.spot("by"), text("the sign-off")),)
    return SIGNED_BY_AUTHOR.finding(place, message, help=advice, related=related)


def _untold(sign_off: SignOff, spec: Programme | StandardValues, why: Text) -> Finding:
    inside = sign_off.at.path == spec.path
    message = text(
        "That somebody else signed for {by} could not be checked against git: {why}.", by=sign_off.by, why=why
    )
    advice = text("Commit the sign-off by itself, and check where the whole history is.")
    return AUTHOR_NOT_KNOWN.finding(sign_off.spot("by") if inside else spec.at, message, help=advice)


def _with_old_values(finding: Finding, signed: Signed, looked: History) -> Finding:
    """Add to the finding about a stale sign-off what the changed values were, where git still has them."""
    if finding.code != STALE:
        return finding
    spots = {label.span for label in finding.related} | {finding.at}
    for one in signed.sign_offs:
        if one.sign_off.spot("by") in spots:
            return replace(finding, related=(*finding.related, *_old_values(one.sign_off, one.changed, signed, looked)))
    return finding


def _old_values(sign_off: SignOff, changed: Iterable[str], signed: Signed, looked: History) -> Iterator[Label]:
    marks = dict(sign_off.values)
    for address in changed:
        value = signed.value(address)
        old = looked.as_signed(value, marks[address]) if value is not None else ""
        if value is not None and old:
            yield Label(value.at, text("{value} was {old} when it was signed", value=value.title or address, old=old))
