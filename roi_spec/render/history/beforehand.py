"""What was agreed before the start, and what became of it: the proof, in words that claim no more than git can bear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roi_spec.model.finding import Finding
from roi_spec.model.handbook import Notice, Paragraph, Row, Table
from roi_spec.model.past import Later, Proof, Stand
from roi_spec.model.sentence import Mark, Sentence, Words
from roi_spec.model.text import text
from roi_spec.render.history.words import STANDS, message, shortened, side, when, who
from roi_spec.render.site_tell import Teller, cell, columns
from roi_spec.render.site_view import Block


def beforehand(tell: Teller, proof: Proof, findings: Sequence[Finding] = ()) -> tuple[Block, ...]:
    """Give the chapter: one answer first, then what it rests on, then every later change."""
    blocks: list[Block] = []
    if proof.is_badge:
        blocks.append(Paragraph((Mark(tell.words(STANDS[Stand.FIXED]), "badge"),)))
    blocks.append(
        Notice(
            title=tell.words("Agreed before the start, and kept" if proof.is_badge else STANDS[proof.stand]),
            paragraphs=tuple(_paragraphs(tell, proof)),
            items=tuple((tell.words(one),) for one in proof.reasons),
            is_marked=proof.stand is Stand.MOVED,
        )
    )
    if proof.later:
        blocks.append(_table(tell, proof, findings))
    if proof.remarks:
        blocks.extend(Paragraph((tell.words(one),)) for one in proof.remarks)
    blocks.append(Paragraph(_claims(tell), "quiet"))
    return tuple(blocks)


def _claims(tell: Teller) -> Sentence:
    return tell.say(
        "Held against each other are objectives, KPIs with their targets and the way they are measured, attribution "
        "methods, and the values that turn effects into money. The days are claims: whoever makes a commit can choose "
        "its date. Stronger is a day that somebody else keeps, such as a signed tag, or a merge on a server."
    )


def _paragraphs(tell: Teller, proof: Proof) -> Iterator[Sentence]:
    if proof.stand is Stand.AHEAD and proof.start is not None:
        yield tell.say(
            "The programme starts on {start}. Until then everything can still be agreed; what stands in the last "
            "commit before that day is what later versions are held against.",
            start=tell.day(proof.start),
        )
    elif proof.stand is Stand.UNKNOWN:
        yield tell.say("Whether this was agreed before the start cannot be shown, because:")
    elif proof.agreed is not None and proof.start is not None:
        yield tell.say(
            "The programme started on {start}; the last commit before that is of {day}. Statements held against it: "
            "{count}.",
            start=tell.day(proof.start),
            day=tell.day(proof.agreed.day),
            count=proof.held,
        )
        yield _verdict(tell, proof)


def _verdict(tell: Teller, proof: Proof) -> Sentence:
    if proof.stand is Stand.FIXED:
        return tell.say("None of them has changed since, not even for a time.")
    if proof.stand is Stand.RETURNED:
        return tell.say("All of them are the same today, but some were others for a time: see the table.")
    return tell.say("Other today: {count}. The table says which, and since when.", count=_open(proof))


def _open(proof: Proof) -> int:
    return len({one.address for one in proof.later if not one.is_back})


def _table(tell: Teller, proof: Proof, findings: Sequence[Finding]) -> Table:
    by_place = {one.pointer: one for one in findings}
    return Table(
        caption=tell.words("What changed after the start"),
        columns=columns(tell, text("What"), text("Was"), text("Became"), text("Day"), text("Who")),
        rows=tuple(_row(tell, one, by_place.get(one.pointer)) for one in proof.later),
        id="later",
    )


def _row(tell: Teller, one: Later, finding: Finding | None) -> Row:
    under = tell.say("is again as it was") if one.is_back else _judged(tell, finding)
    return Row(
        (
            cell(Words(shortened(tell.words(one.title)), ""), under=under),
            cell(side(tell, one.old)),
            cell(side(tell, one.new)),
            cell(when(tell, one.commit), under=message(one.commit)),
            cell(who(one.commit)),
        )
    )


def _judged(tell: Teller, finding: Finding | None) -> Sentence:
    """Give the way to the rule that speaks of a change, and the reason for which it was accepted."""
    if finding is None:
        return ()
    rule = tell.jump(finding.code, f"rules/{finding.code}.html")
    if finding.waived_by is None:
        return (rule,)
    return (rule, " ", *tell.say("Accepted: {reason}", reason=Words(finding.waived_by, "")))
