"""What changed lately over all programmes: a few lines on the first page, and all of it on a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from roi_spec.model.handbook import Bullets, Heading, Paragraph, Row, Table
from roi_spec.model.past import Memory, Turn
from roi_spec.model.sentence import Piece, Sentence
from roi_spec.model.text import text
from roi_spec.render.history.page import PAGE
from roi_spec.render.history.words import STANDS, message, move_of, moved, when, who
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_tell import NOTHING, Teller, cell, columns
from roi_spec.render.site_view import Block, Chapter, Page, Titled

CHANGES = "changes.html"
"""The page over all programmes."""
_FEW = 3
"""Commits on the first page, and programmes that each of them names."""
MOST = 200
"""Rows of the page."""


@dataclass(frozen=True, slots=True)
class _Lately:
    """One commit in one programme."""

    entry: SiteEntry
    turn: Turn


def lately(tell: Teller, entries: Sequence[SiteEntry], memory: Memory) -> tuple[Block, ...]:
    """Give the newest changes as they stand on the first page; nothing where there is no history."""
    found = _newest(entries, memory)
    if not found:
        return ()
    groups = [tuple(group) for _, group in groupby(found, lambda one: one.turn.version.commit)]
    heading = Heading((tell.words("What changed lately"),), "lately", 2)
    more = Paragraph((tell.jump(tell.words("Everything that changed"), CHANGES),))
    return (heading, Bullets(tuple(_told(tell, one) for one in groups[:_FEW])), more)


def changes_page(tell: Teller, entries: Sequence[SiteEntry], memory: Memory) -> Page | None:
    """Give the page of all changes; None where there is no history."""
    found = _newest(entries, memory)
    if not found:
        return None
    title = tell.words("What changed lately")
    return Page(
        frame=tell.frame(title),
        path=tell.path,
        heading=title,
        lead=tell.say(
            "Every commit that changed something of a programme, newest first. Days, names and messages are what each "
            "commit says of itself; results are computed again with roi-spec {version}.",
            version=tell.context.version,
        ),
        blocks=tuple(Paragraph((tell.words(one),)) for one in memory.remarks),
        chapters=(
            Chapter("changes", tell.words("Changes"), (_table(tell, found[:MOST]),)),
            Chapter("beforehand", tell.words("What was agreed beforehand"), (_proofs(tell, entries, memory),)),
        ),
    )


def _newest(entries: Sequence[SiteEntry], memory: Memory) -> list[_Lately]:
    """Give every change with its programme, newest first; what is in no commit yet goes before everything."""
    pasts = {one.programme: one for one in memory.pasts}
    found = [_Lately(entry, turn) for entry in entries if entry.id in pasts for turn in pasts[entry.id].turns]
    return sorted(found, key=lambda one: (_age(one.turn), one.entry.title.lower()))


def _age(turn: Turn) -> int:
    commit = turn.version.commit
    return commit.order if commit is not None else -1


def _told(tell: Teller, group: Sequence[_Lately]) -> Sentence:
    """Give a commit as one line: day, programmes with what came of them, what it says, and who made it."""
    commit = group[0].turn.version.commit
    named: list[Sentence] = [_named(tell, one) for one in group[:_FEW]]
    if len(group) > _FEW:
        named.append(tell.say("{count} more programmes", count=len(group) - _FEW))
    parts = [when(tell, commit), tell.listed(named), message(commit), who(commit)]
    line: list[Piece] = []
    for part in (one for one in parts if one):
        line += [" · ", *part] if line else part
    return tuple(line)


def _named(tell: Teller, one: _Lately) -> Sentence:
    """Give a programme, with what became of its result where it moved."""
    move = move_of(one.turn)
    shown = (": ", *moved(tell, move)) if move is not None and one.turn.moves else ()
    return (_link(tell, one), *shown)


def _link(tell: Teller, one: _Lately) -> Titled:
    commit = one.turn.version.commit
    entry = one.entry
    words = tell.author(entry.title, entry.language)
    anchor = f"#c-{commit.id[:12]}" if commit is not None else "#now"
    return Titled(words.text, tell.link(f"programmes/{entry.id}/{PAGE}") + anchor, lang=words.lang)


def _table(tell: Teller, found: Sequence[_Lately]) -> Table:
    heads = columns(tell, text("Programme"), text("Day"), text("Who"), text("Message"), text("Result"))
    return Table(
        caption=tell.words("Changes of programmes, newest first"),
        columns=heads,
        rows=tuple(_row(tell, one) for one in found),
        id="table-changes",
    )


def _row(tell: Teller, one: _Lately) -> Row:
    commit, move = one.turn.version.commit, move_of(one.turn)
    return Row(
        (
            cell(_link(tell, one)),
            cell(when(tell, commit)),
            cell(who(commit)),
            cell(message(commit)),
            cell(moved(tell, move) if move is not None else NOTHING),
        )
    )


def _proofs(tell: Teller, entries: Sequence[SiteEntry], memory: Memory) -> Table:
    """Give for every programme whether what was agreed before its start still stands."""
    heads = columns(tell, text("Programme"), text("Start"), text("What was agreed beforehand"))
    return Table(
        caption=tell.words("Whether what was agreed before the start still stands"),
        columns=heads,
        rows=tuple(_proof(tell, one, memory) for one in entries if memory.of(one.id) is not None),
        id="table-beforehand",
    )


def _proof(tell: Teller, entry: SiteEntry, memory: Memory) -> Row:
    past = memory.of(entry.id)
    assert past is not None
    words = tell.author(entry.title, entry.language)
    page = tell.link(f"programmes/{entry.id}/{PAGE}") + "#beforehand"
    proof = past.proof
    why = (tell.words(proof.reasons[0]),) if proof.reasons else ()
    start: Sentence = (tell.day(proof.start),) if proof.start is not None else NOTHING
    return Row(
        (
            cell(Titled(words.text, page, lang=words.lang)),
            cell(start),
            cell(tell.words(STANDS[proof.stand]), under=why),
        )
    )
