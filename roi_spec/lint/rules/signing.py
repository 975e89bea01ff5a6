"""Sign-offs: does what was signed still stand there, did finance sign what is its own, and did somebody else sign?

What was signed is held against the file in `model/signed.py`; here it is judged. Who really typed a value only git can
tell, see `roi_spec/signing/`. None of these rules can be waived: that would be a sign-off by those who ask for one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from roi_spec.lint.check import checks, on
from roi_spec.lint.context import Context
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding, Label, Severity
from roi_spec.model.rule import Rule
from roi_spec.model.signed import Signed, Standing, State, Value
from roi_spec.model.signed_items import items_of
from roi_spec.model.spec import Programme, SignOff, Stage, StandardValues
from roi_spec.model.text import Text, text

MOST = 3
"""How many values a sentence names before it counts the rest."""
_SIGN = "roi-spec sign"
_SOUNDS_LIKE_FINANCE = re.compile(r"financ|controll", re.IGNORECASE)

STALE = Rule(
    id="ROI350",
    name="sign-off-stale",
    severity=Severity.WARNING,
    title="What was signed has changed since",
    why="Whoever signed saw something else, so the sign-off says nothing about what stands here now.",
    bad=(
        "# the hourly rate was 44 EUR when it was signed\n"
        "sign_offs:\n"
        "  - by: Financial controller\n"
        "    on: 2025-08-20\n"
        "    scope: [assumptions.rate]\n"
        "    digest: sha256:6c31e2d1099f61f74511f52e6adf876e338c4d2f0cd69cfbe43a465d5f2a64f5\n"
        "    values:\n"
        "      - assumptions.rate 473f9b68029ffbf982b35b33f51b995e\n"
    ),
    good=(
        "# the hourly rate is 46 EUR, as it was signed\n"
        "sign_offs:\n"
        "  - by: Financial controller\n"
        "    on: 2025-08-20\n"
        "    scope: [assumptions.rate]\n"
        "    digest: sha256:82be703635614e05a132b289e33b5b90ba87b7e2268cd0a33242301e9aa6236a\n"
        "    values:\n"
        "      - assumptions.rate af760ba65c610a8113996ba6cd3b2cde\n"
    ),
    source="Sign-off of assumptions by content",
)


@checks(STALE)
def stale(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Say of every sign-off that fell which values changed; an error in a final study."""
    if evaluation.signed is None:
        return
    weight = Severity.ERROR if programme.stage is Stage.FINAL else Severity.WARNING
    for one in evaluation.signed.sign_offs:
        if one.state is State.STALE:
            yield _stale(one, programme, evaluation.signed, weight)


def _stale(one: Standing, subject: Programme | StandardValues, signed: Signed, weight: Severity) -> Finding:
    by = one.sign_off.by
    if one.is_odd:
        message = text("The sign-off by {by} was changed by hand: its digest does not belong to its values.", by=by)
    else:
        what = _listed(tuple(_changes(one, signed)))
        message = text("Since {by} signed on {day}, this changed: {what}.", by=by, day=one.sign_off.on, what=what)
    at = _place(one, subject, signed)
    related = () if at["at"] == one.sign_off.spot("by") else (Label(one.sign_off.spot("by"), text("the sign-off")),)
    return STALE.finding(**at, message=message, help=_again(one.sign_off, subject), related=related, severity=weight)


def _changes(one: Standing, signed: Signed) -> Iterator[Text | str]:
    yield from (_called(address, signed) for address in one.changed)
    yield from (text("{value} (was not there)", value=_called(address, signed)) for address in one.added)
    yield from (text("{value} (is gone)", value=address) for address in one.gone)
    yield from (text("{old} (now called {new})", old=old, new=new) for old, new in one.renamed)


def _called(address: str, signed: Signed) -> str:
    found = signed.value(address)
    return found.title if found is not None and found.title else address


def _place(one: Standing, subject: Programme | StandardValues, signed: Signed) -> dict[str, Any]:
    """Give where a reader of the file looks first: at the first changed value in it, else at the sign-off."""
    touched = (*one.changed, *one.added, *(new for _, new in one.renamed))
    here = (value for value in signed.values if value.address in touched and value.at.path == subject.path)
    first = next(here, None)
    if first is not None:
        return {"at": first.at, "pointer": _pointer(subject, first)}
    return _at_sign_off(one.sign_off, subject)


def _at_sign_off(one: SignOff, subject: Programme | StandardValues) -> dict[str, Any]:
    """Give the place of a sign-off; of the file it is about, when it stands in a file of its own."""
    inside = one.at.path == subject.path
    return on(one, "by") if inside else {"at": subject.at, "pointer": ()}


def _pointer(subject: Programme | StandardValues, value: Value) -> tuple[str | int, ...]:
    items = items_of(subject.document)
    return next((one.node.pointer for one in items if one.address == value.address), ())


def _again(one: SignOff, subject: Programme | StandardValues) -> Text:
    scope = "".join(f" --scope {place}" for place in one.scope)
    command = f'{_SIGN} {subject.path} --by "{one.by}"{scope}'
    return text("Undo the change, or ask {by} to look and sign again: {command}", by=one.by, command=command)


UNSIGNED = Rule(
    id="ROI351",
    name="finance-has-not-signed",
    severity=Severity.ERROR,
    title="A value of finance has no sign-off by finance",
    why="A final study shows money to those who decide; finance answers for its own values and has to have seen them.",
    bad="# roi-spec.yaml says: finance: [Financial controller]\nstage: final\n",
    good=(
        "# roi-spec.yaml says: finance: [Financial controller]\n"
        "sign_offs:\n"
        "  - by: Financial controller\n"
        "    on: 2025-08-20\n"
        "    scope: [assumptions.cost_per_error, assumptions.rate]\n"
        "    digest: sha256:a885f4e3dfe85d1fb48210a960d43047917b27eff4565a5eb333fad6d11af285\n"
        "    values:\n"
        "      - assumptions.cost_per_error 0baed80bc667ef8d4c2045e975db313a\n"
        "      - assumptions.rate af760ba65c610a8113996ba6cd3b2cde\n"
    ),
    source="Sign-off of assumptions by content",
    stages=("final",),
)


@checks(UNSIGNED)
def unsigned(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Name the values of finance that wait for it; somebody else's claim has no values of ours."""
    roles = context.workspace.finance
    if evaluation.signed is None or programme.audits is not None:
        return
    waiting = tuple(one for one in evaluation.signed.values if is_of(one, roles) and not is_signed_by(one, roles))
    if not waiting:
        return
    first = next((one for one in waiting if one.at.path == programme.path), None)
    place = {"at": first.at, "pointer": _pointer(programme, first)} if first else on(programme, "id")
    scope = "".join(f" --scope {one.address}" for one in waiting)
    yield UNSIGNED.finding(
        **place,
        message=text(
            "Values of {role} wait for its sign-off ({count}): {values}.",
            role=_role(waiting[0], roles),
            count=len(waiting),
            values=_listed(tuple(one.title or one.address for one in waiting)),
        ),
        help=text(
            "Ask {role} to look and sign: {command}",
            role=roles[0],
            command=f'{_SIGN} {programme.path} --by "{roles[0]}"{scope}',
        ),
    )


def is_of(value: Value, roles: Collection[str]) -> bool:
    """Say whether a value belongs to one of some roles: they own it, or the author says they approved it."""
    return any(_same(role, mine) for role in (value.owner, value.approved_by) if role for mine in roles)


def is_signed_by(value: Value, roles: Collection[str]) -> bool:
    """Say whether one of some roles signed a value as it stands."""
    return value.state is State.SIGNED and any(_same(one.by, mine) for one in value.by for mine in roles)


def _role(value: Value, roles: Collection[str]) -> str:
    return next(role for role in (value.owner, value.approved_by) if any(_same(role, mine) for mine in roles))


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


OWN = Rule(
    id="ROI352",
    name="signed-by-its-owner",
    severity=Severity.WARNING,
    title="Somebody signed what is their own",
    why="A sign-off is a second pair of eyes; whoever wrote a value has looked at it already.",
    bad=(
        "owner: Learning and development\n"
        "sign_offs:\n"
        "  - by: Learning and development\n"
        "    on: 2025-08-20\n"
        "    scope: [assumptions.rate]\n"
        "    digest: sha256:82be703635614e05a132b289e33b5b90ba87b7e2268cd0a33242301e9aa6236a\n"
        "    values:\n"
        "      - assumptions.rate af760ba65c610a8113996ba6cd3b2cde\n"
    ),
    good=(
        "owner: Learning and development\n"
        "sign_offs:\n"
        "  - by: Financial controller\n"
        "    on: 2025-08-20\n"
        "    scope: [assumptions.rate]\n"
        "    digest: sha256:82be703635614e05a132b289e33b5b90ba87b7e2268cd0a33242301e9aa6236a\n"
        "    values:\n"
        "      - assumptions.rate af760ba65c610a8113996ba6cd3b2cde\n"
    ),
    source="Four-eyes principle",
)


@checks(OWN)
def own(programme: Programme, evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """Hold each signer against the owner of the file and of the values; finance may sign its own, git tells who."""
    if evaluation.signed is not None:
        yield from _own(programme, evaluation.signed, context)


def _own(subject: Programme | StandardValues, signed: Signed, context: Context) -> Iterator[Finding]:
    for one in signed.sign_offs:
        by, covered = one.sign_off.by, dict(one.sign_off.values)
        if _signs_for_finance(by, context.workspace.finance):
            continue
        mine = tuple(value for value in signed.values if value.address in covered and _same(value.owner, by))
        if _same(by, subject.owner):
            message = text("{by} signed, and answers for this file.", by=by)
        elif mine:
            listed = _listed(tuple(value.title or value.address for value in mine))
            message = text("{by} signed values that are its own: {values}.", by=by, values=listed)
        else:
            continue
        advice = text("Let another role sign, such as finance or the business owner of the goal.")
        yield OWN.finding(**_at_sign_off(one.sign_off, subject), message=message, help=advice)


def _signs_for_finance(role: str, roles: Collection[str]) -> bool:
    """Say whether a role signs for money: as the house says, else by what it is called."""
    return any(_same(role, mine) for mine in roles) if roles else _SOUNDS_LIKE_FINANCE.search(role) is not None


def on_signed_values(spec: StandardValues, signed: Signed, context: Context) -> tuple[Finding, ...]:
    """Give what these rules say about a list of standard values."""
    fallen = (one for one in signed.sign_offs if one.state is State.STALE)
    stale_ones = (_stale(one, spec, signed, STALE.severity) for one in fallen)
    return (*stale_ones, *_own(spec, signed, context))


def _listed(parts: Iterable[Text | str]) -> Text | str:
    """Name the first few of some things and count the others."""
    every = tuple(parts)
    named: Text | str = every[0] if every else ""
    for part in every[1:MOST]:
        named = text("{some}, {next}", some=named, next=part)
    more = len(every) - MOST
    return text("{some} and {count} more", some=named, count=more) if more > 0 else named
