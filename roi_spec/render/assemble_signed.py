"""Who signed which values, and whether what they signed still stands there: a chapter, a column and a line of words.

State is told by a word and a sign, never by colour alone. Only roles are named.
"""

from __future__ import annotations

from roi_spec.model.handbook import Block, Bullets, Cell, Paragraph, Row, Table
from roi_spec.model.sentence import Mark, Sentence
from roi_spec.model.signed import Signed, Standing, State, Value
from roi_spec.model.spec import SignOff
from roi_spec.render.blocks import cell, columns, dotted, spaced
from roi_spec.render.signed_words import SECTIONS, SIGNS, STATES, changes, counted
from roi_spec.render.writer import NOTHING, Writer

_STYLES = {State.SIGNED: "badge met", State.STALE: "badge mark", State.MISSING: "badge open"}


def sign_offs(writer: Writer) -> tuple[Block, ...]:
    """Show who signed what and when, what changed since, and every value with its state; nothing where nobody signs."""
    signed = writer.evaluation.signed
    if signed is None:
        return ()
    blocks: list[Block] = [Paragraph((*writer.say(counted(signed)), "."))]
    if signed.sign_offs:
        heads = columns(writer, "Signed by", "On", "What", "State")
        rows = tuple(_sign_off(writer, one, signed) for one in signed.sign_offs)
        told = writer.say("A sign-off holds until a value, its unit, its source or its formula changes.")
        blocks.append(Table(writer.plain("Sign-offs"), heads, rows, told))
        blocks += _fallen(writer, signed)
    heads = columns(writer, "Value", "State", "Signed by")
    rows = tuple(_row(writer, one) for one in signed.values)
    return (*blocks, Table(writer.plain("Values and who signed them"), heads, rows))


def _sign_off(writer: Writer, one: Standing, signed: Signed) -> Row:
    """Give one sign-off with what it covers."""
    what = writer.listed(_place(writer, place, signed) for place in one.sign_off.scope or ("whole",))
    values = writer.say("{count} values", count=len(one.sign_off.values))
    return Row(
        (
            cell(_role(writer, one.sign_off), writer.pieces(one.sign_off.note)),
            cell(writer.pieces(one.sign_off.on) if one.sign_off.on else NOTHING),
            cell(what, dotted(values, (writer.place(one.sign_off.at),))),
            cell((mark(writer, one.state),)),
        )
    )


def _fallen(writer: Writer, signed: Signed) -> tuple[Block, ...]:
    """Say of each sign-off that no longer holds what changed."""
    items = tuple(_since(writer, one, signed) for one in signed.sign_offs if one.state is State.STALE)
    if not items:
        return ()
    return (Paragraph(writer.say("What changed since it was signed:")), Bullets(items))


def _since(writer: Writer, one: Standing, signed: Signed) -> Sentence:
    who = _role(writer, one.sign_off)
    if one.is_odd:
        said = "{who}: the sign-off was changed by hand, so it says nothing."
        return writer.say(said, who=who)
    parts = tuple(
        writer.say("{kind}: {names}.", kind=kind, names=writer.listed((writer.words(name),) for name in names))
        for kind, names in changes(one, signed)
    )
    return (*who, ". ", *spaced(*parts))


def _place(writer: Writer, place: str, signed: Signed) -> Sentence:
    """Give a place of a scope in words: a section, or a value by its name."""
    if place in SECTIONS:
        return writer.say(SECTIONS[place])
    found = signed.value(place)
    return (writer.words(found.title),) if found is not None and found.title else (Mark(place, "code"),)


def _row(writer: Writer, value: Value) -> Row:
    """Give one value with who signed it."""
    address = (Mark(value.address, "code"),)
    title: Sentence = (writer.words(value.title),) if value.title else ()
    title = title or (writer.say(SECTIONS[value.address]) if value.address in SECTIONS else ())
    head = cell(title, address) if title else cell(address)
    return Row((head, cell((mark(writer, value.state),)), cell(_by(writer, value))))


def mark(writer: Writer, state: State) -> Mark:
    """Give a state as a word in a frame, with its sign in front."""
    return Mark(f"{SIGNS[state]} {writer.translator.text(STATES[state])}", _STYLES[state])


def _by(writer: Writer, value: Value) -> Sentence:
    """Say who signed a value and when, each role once."""
    every = {(one.by, one.on): one for one in value.by}
    return writer.listed(_who(writer, one) for one in every.values())


def _who(writer: Writer, one: SignOff) -> Sentence:
    day = writer.pieces(one.on) if one.on else ()
    return dotted((writer.words(one.by),) if one.by else (), day)


def _role(writer: Writer, one: SignOff) -> Sentence:
    """Name the role; the public edition names none."""
    return (writer.words(one.by),) if one.by else writer.say("a role of the organisation")


def register_cell(writer: Writer, step: str) -> Cell:
    """Give the cell of the register of values that says who signed the value of a step."""
    signed = writer.evaluation.signed
    value = signed.value(step.replace("assumption.", "assumptions.", 1)) if signed is not None else None
    return cell((mark(writer, value.state),), _by(writer, value)) if value is not None else cell(NOTHING)


def line(writer: Writer) -> Sentence:
    """Give the line of the first page; nothing where nobody signs."""
    signed = writer.evaluation.signed
    return writer.say(counted(signed)) if signed is not None else ()
