"""The history of one programme for a terminal: what changed, when and by whom, and what it did to the result.

Every line begins with our own characters, so that a build server obeys nothing that stands in a file or in a message.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roi_spec.i18n import Translator
from roi_spec.model.comparison import Change, Effect, Kind
from roi_spec.model.document import Node
from roi_spec.model.past import Commit, Later, Past, Proof, Stand, Turn
from roi_spec.model.text import Text, text
from roi_spec.render.comparison.speech import ARROW, Speech, difference, heading
from roi_spec.render.history.words import STANDS, Move, move_of

_SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "-", Kind.CHANGED: "~", Kind.RENAMED: "=", Kind.MOVED: "="}


def log(
    past: Past,
    translator: Translator,
    *,
    title: str,
    value: str = "",
    remarks: Sequence[Text] = (),
) -> str:
    """Write the history of a programme; with `value` (an address or an id), only what was changed of that."""
    speech = Speech(translator)
    lines = [speech.author(title), *(f"  {speech.say(one)}" for one in remarks)]
    for turn in chosen(past, value):
        lines += ["", *_turn(turn, speech, value)]
    if not value:
        lines += ["", *_proof(past.proof, speech), *(f"  {one.code} {speech.say(one.text)}" for one in past.findings)]
    return "\n".join(lines) + "\n"


def chosen(past: Past, value: str = "") -> tuple[Turn, ...]:
    """Give the commits that changed a value, newest first; all of them without one."""
    if not value:
        return past.turns
    return tuple(one for one in past.turns if any(is_about(change, value) for change in one.changes))


def is_about(change: Change, value: str) -> bool:
    """Say whether a change is about a value: its address, the beginning of that, or an id in it."""
    known = (change.address, change.from_address)
    return any(one == value or f".{one}.".find(f".{value}.") >= 0 for one in known if one)


def addresses(root: Node, past: Past) -> tuple[str, ...]:
    """Give every name that a log can be asked for: ids that stand in the file, with their lists, and what changed."""
    found: dict[str, None] = {}
    for name, child in root.fields:
        found[name] = None
        for item in child.items:
            id = item.get("id")
            if id is not None:
                found |= {id.text: None, f"{name}.{id.text}": None}
    for turn in past.turns:
        found |= {change.address: None for change in turn.changes}
    return tuple(found)


def _turn(turn: Turn, speech: Speech, value: str) -> Iterator[str]:
    commit, move = turn.version.commit, move_of(turn)
    yield _when(commit, speech)
    if commit is not None and commit.words:
        yield f"  “{speech.author(commit.words)}”"
    if turn.before is None and turn.remark is None:
        yield f"  {speech.say(text('The history of this programme begins here.'))}"
    elif turn.before is not None and turn.before.path != turn.version.path:
        yield f"  {speech.say(text('The file was called {path} before.', path=turn.before.path))}"
    for said in (turn.version.why_not, turn.remark):
        if said is not None:
            yield f"  {speech.say(said)}"
    if move is not None:
        yield f"  {_moved(move, speech)}"
    yield from _changes(turn, move, speech, value)


def _when(commit: Commit | None, speech: Speech) -> str:
    if commit is None:
        return speech.say(text("not committed yet"))
    parts = (speech.translator.date(commit.day), speech.author(commit.who), commit.id[:10])
    return " · ".join(one for one in parts if one)


def _moved(move: Move, speech: Speech) -> str:
    """Write what became of the result."""
    name = speech.say(heading(f"result.{move.name}"))
    after = speech.result(move.name, move.after)
    if move.before is None or move.after is None or move.is_still:
        return f"{name} {after}"
    by = speech.signed(difference(move.before, move.after), move.decimals)
    return f"{name} {speech.result(move.name, move.before)}{ARROW}{after} ({by})"


def _changes(turn: Turn, move: Move | None, speech: Speech, value: str) -> Iterator[str]:
    effects: dict[str, Effect] = {}
    for one in turn.explained.effects if turn.explained else ():
        effects.update({change.address: one for change in one.changes})
    for change in turn.changes:
        if value and not is_about(change, value):
            continue
        line = f"  {_SIGNS[change.kind]} {speech.say(change.title)}{_sides(change, speech)}"
        effect = effects.get(change.address)
        yield f"{line}{_effect(effect, move, speech)}" if effect else line


def _sides(change: Change, speech: Speech) -> str:
    if change.old is None and change.new is None:
        return ""
    if change.kind is Kind.ADDED:
        return f": {speech.value(change.new)}"
    if change.kind is Kind.REMOVED:
        return f": {speech.value(change.old)}"
    return f": {speech.value(change.old)}{ARROW}{speech.value(change.new)}"


def _effect(effect: Effect, move: Move | None, speech: Speech) -> str:
    shown = speech.signed(effect.by, move.decimals if move else 0)
    if len(effect.changes) > 1:
        return f" ({speech.say(text('{effect} together', effect=shown))})"
    return f" ({shown})"


# --- what was agreed beforehand --------------------------------------------------------------------------------------


def _proof(proof: Proof, speech: Speech) -> Iterator[str]:
    what = speech.say(text("What was agreed beforehand"))
    yield f"{what}: {speech.say(STANDS[proof.stand])}"
    if proof.agreed is not None and proof.start is not None:
        said = text(
            "The programme started on {start}; the last commit before that is of {day}.",
            start=proof.start,
            day=proof.agreed.day,
        )
        yield f"  {speech.say(said)}"
    elif proof.stand is Stand.AHEAD and proof.start is not None:
        yield f"  {speech.say(text('The programme starts on {start}.', start=proof.start))}"
    yield from (f"  {speech.say(one)}" for one in (*proof.reasons, *proof.remarks))
    yield from (_later(one, speech) for one in proof.later)
    yield f"  {speech.say(text('Days are claims: whoever makes a commit can choose its date.'))}"


def _later(one: Later, speech: Speech) -> str:
    day = speech.translator.date(one.commit.day) if one.commit else speech.say(text("not committed yet"))
    sides = f"{speech.value(one.old)}{ARROW}{speech.value(one.new)}"
    back = f" ({speech.say(text('is again as it was'))})" if one.is_back else ""
    return f"  ~ {day}: {speech.say(one.title)}: {sides}{back}"
