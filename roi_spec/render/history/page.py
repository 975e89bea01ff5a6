"""The page `What changed` of one programme: what was agreed beforehand, the ROI over the commits, and every change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from roi_spec.model.comparison import Cause, Change, Effect, Kind
from roi_spec.model.handbook import Cell, Heading, Paragraph, Row, Table
from roi_spec.model.past import Past, Turn
from roi_spec.model.sentence import Piece, Sentence
from roi_spec.model.text import Text, text
from roi_spec.render.comparison.speech import Speech
from roi_spec.render.history.beforehand import beforehand
from roi_spec.render.history.chart import chart
from roi_spec.render.history.words import (
    Move,
    message,
    move_of,
    moved,
    place,
    result,
    side,
    signed,
    stage,
    title,
    when,
    who,
)
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_tell import NOTHING, Teller, cell, columns
from roi_spec.render.site_view import Block, Chapter, Page

PAGE = "history.html"
"""What the page is called, beside the handbook."""
TITLE = Text("What changed")
OF_COMMIT = "changes-"
"""How the names of tables begin that tell of one commit."""
MOST_TURNS = 40
"""Commits that are told in full; older ones get a row."""
MOST_ROWS = 40
"""Changes of one commit that are told."""


def history_page(tell: Teller, entry: SiteEntry, past: Past, remarks: Sequence[Text] = ()) -> Page:
    """Give the page of one programme; `remarks` are what is missing of the history as a whole."""
    heading = tell.words("What changed in “{programme}”", programme=entry.title)
    chapters = (
        Chapter("beforehand", tell.words("What was agreed beforehand"), beforehand(tell, past.proof, past.findings)),
        *_course(tell, past),
        Chapter("changes", tell.words("Every change, newest first"), tuple(_changes(tell, past))),
    )
    return Page(
        frame=tell.frame(tell.words(TITLE), (entry.title, f"programmes/{entry.id}/index.html")),
        path=tell.path,
        heading=heading,
        lead=_lead(tell, past),
        blocks=tuple(_before(tell, past, remarks)),
        chapters=chapters,
    )


def _lead(tell: Teller, past: Past) -> Sentence:
    if not past.turns:
        return tell.say("This programme is in no commit yet.")
    return tell.say(
        "Commits that changed something of this programme: {count}. All results are computed again with roi-spec "
        "{version}, so that they differ by what was changed and by nothing else.",
        count=len(past.turns),
        version=tell.context.version,
    )


def _before(tell: Teller, past: Past, remarks: Sequence[Text]) -> Iterator[Block]:
    said = tell.say("Days, names and messages are what each commit says of itself.")
    if past.quiet:
        said = (
            *said,
            " ",
            *tell.say("Commits without any change of meaning, such as another layout: {count}.", count=past.quiet),
        )
    yield Paragraph(said, "quiet")
    for one in remarks:
        yield Paragraph((tell.words(one),))


# --- the ROI over the commits ----------------------------------------------------------------------------------------


def _course(tell: Teller, past: Past) -> tuple[Chapter, ...]:
    turns = tuple(reversed([one for one in past.turns if one.moves and move_of(one) is not None]))
    if len(turns) < 2:
        return ()
    drawn = chart(tell, turns)
    blocks = (*((drawn,) if drawn else ()), _results(tell, turns))
    return (Chapter("results", tell.words("The result over the commits"), blocks),)


def _results(tell: Teller, turns: Sequence[Turn]) -> Table:
    """Give the result after each commit that moved it, oldest first."""
    heads = columns(
        tell,
        text("Day"),
        text("Stage"),
        text("ROI"),
        text("Conservative"),
        text("Optimistic"),
        text("Net benefit"),
        numbers=(2, 3, 4, 5),
    )
    return Table(
        caption=tell.words("The result after each commit that moved it"),
        columns=heads,
        rows=tuple(_result(tell, one) for one in turns),
        id="results",
    )


def _result(tell: Teller, turn: Turn) -> Row:
    speech, one = Speech(tell.translator), turn.version
    shown = (("roi", one.roi), ("roi", one.low), ("roi", one.high), ("net_benefit", one.net_benefit))
    figures = tuple(cell(result(speech, name, quantity)) for name, quantity in shown)
    return Row((cell(when(tell, one.commit), under=message(one.commit)), cell(stage(tell, one)), *figures))


# --- changes ---------------------------------------------------------------------------------------------------------


def _changes(tell: Teller, past: Past) -> Iterator[Block]:
    for turn in past.turns[:MOST_TURNS]:
        yield from _turn(tell, turn)
    older = past.turns[MOST_TURNS:]
    if older:
        yield Table(
            caption=tell.words("Older commits"),
            columns=columns(tell, text("Day"), text("Who"), text("Message"), text("Result")),
            rows=tuple(_older(tell, one) for one in older),
            id="older",
        )


def _older(tell: Teller, turn: Turn) -> Row:
    commit, move = turn.version.commit, move_of(turn)
    shown = moved(tell, move) if move else NOTHING
    return Row((cell(when(tell, commit)), cell(who(commit)), cell(message(commit)), cell(shown)))


def _turn(tell: Teller, turn: Turn) -> Iterator[Block]:
    commit = turn.version.commit
    by = who(commit)
    yield Heading((*when(tell, commit), *((" · ", *by) if by else ())), f"c-{commit.id[:12]}" if commit else "now")
    if commit is not None:
        said = message(commit)
        yield Paragraph((*said, " ", place(tell, turn.version)) if said else (place(tell, turn.version),))
    yield Paragraph(_outcome(tell, turn))
    before = turn.before
    if before is not None and before.path != turn.version.path:
        yield Paragraph(tell.say("The file was called {path} before.", path=before.path))
    counted = [one for one in turn.changes if not _is_words(one)]
    if counted:
        yield _table(tell, turn, counted)
    words = [one for one in turn.changes if _is_words(one)]
    if words:
        named: list[Piece] = []
        for number, one in enumerate(words[:MOST_ROWS]):
            named += ["; "] if number else []
            named.append(title(tell, one))
        yield Paragraph(tell.say("Words only: {names}.", names=tuple(named)), "quiet")


def _is_words(change: Change) -> bool:
    """Say whether a change is one of prose, which would fill the page and moves no figure."""
    return change.cause is Cause.PROSE and change.kind in (Kind.ADDED, Kind.REMOVED, Kind.CHANGED)


def _outcome(tell: Teller, turn: Turn) -> Sentence:
    """Say in one line what came of a commit."""
    move = move_of(turn)
    if turn.before is None:
        begins = tell.say("The history of this programme begins here.")
        first = (tell.words(turn.remark),) if turn.remark else begins
        return (*first, " ", *moved(tell, move)) if move else first
    if turn.version.why_not is not None:
        return (tell.words(turn.version.why_not),)
    if move is None:
        return tell.say("There is no result in money.")
    if not turn.moves:
        return tell.say("The result stays as it was: {result}.", result=moved(tell, move))
    shown = moved(tell, move)
    if move.is_still:
        shown = tell.say("{result}; the range moved.", result=shown)
    return (*shown, ". ", tell.words(turn.remark)) if turn.remark else shown


def _table(tell: Teller, turn: Turn, changes: Sequence[Change]) -> Table:
    effects = {one.changes[0].address: one for one in turn.explained.effects} if turn.explained else {}
    together = {change.address: one for one in effects.values() for change in one.changes[1:]}
    move = move_of(turn)
    ordered = _in_order(changes, effects, together)
    rows = tuple(_row(tell, one, effects, together, move) for one in ordered[:MOST_ROWS])
    left = len(ordered) - len(rows)
    commit = turn.version.commit
    day = tell.translator.date(commit.day) if commit else tell.words("not committed yet")
    return Table(
        caption=tell.words("Changes of {day}", day=day),
        columns=columns(tell, text("What"), text("Was"), text("Became"), text("Effect on the result"), numbers=(3,)),
        rows=rows,
        note=tell.say("Changes that are not listed: {count}.", count=left) if left else (),
        id=f"{OF_COMMIT}{commit.id[:12] if commit else 'now'}",
    )


def _in_order(changes: Sequence[Change], effects: Mapping[str, Effect], together: Mapping[str, Effect]) -> list[Change]:
    """Put what moved the result first, largest effect first, and what only works together below each other."""
    by_address = {one.address: one for one in changes}
    first = [by_address[c.address] for one in effects.values() for c in one.changes if c.address in by_address]
    named = {one.address for one in first}
    assert together.keys() <= named | {c.address for one in effects.values() for c in one.changes}
    return [*first, *(one for one in changes if one.address not in named)]


def _row(
    tell: Teller,
    change: Change,
    effects: Mapping[str, Effect],
    together: Mapping[str, Effect],
    move: Move | None,
) -> Row:
    return Row(
        (
            cell(title(tell, change), under=_kind(tell, change)),
            cell(side(tell, change.old)),
            cell(side(tell, change.new)),
            _effect(tell, change, effects, together, move),
        )
    )


_KINDS: dict[Kind, Text] = {
    Kind.ADDED: Text("new"),
    Kind.REMOVED: Text("taken out"),
    Kind.RENAMED: Text("another id, the same content"),
    Kind.MOVED: Text("stands in another place"),
}


def _kind(tell: Teller, change: Change) -> Sentence:
    return (tell.words(_KINDS[change.kind]),) if change.kind in _KINDS else ()


def _effect(
    tell: Teller,
    change: Change,
    effects: Mapping[str, Effect],
    together: Mapping[str, Effect],
    move: Move | None,
) -> Cell:
    own = effects.get(change.address)
    if own is not None:
        under = tell.say("together with the next rows: {count}", count=len(own.changes) - 1)
        shown = signed(Speech(tell.translator), own.by, move.decimals if move else 0)
        return cell(shown, under=under if len(own.changes) > 1 else ())
    return cell(tell.say("in the figure above")) if change.address in together else cell(NOTHING)
