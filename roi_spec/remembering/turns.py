"""Two versions of one programme held against each other: what changed, and what each change did to the result.

The comparison itself is that of `roi-spec diff`; here its two sides come from git instead of from folders.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from roi_spec import compare
from roi_spec.compare import Difference, Differences
from roi_spec.comparing.both import Both
from roi_spec.comparing.explaining import Game, Stand, explained
from roi_spec.comparing.figures import figures_of
from roi_spec.comparing.shared import in_house, with_cause
from roi_spec.comparing.sides import EMPTY, Held
from roi_spec.model.comparison import Change, Effect, Explained, Kind
from roi_spec.model.document import Node
from roi_spec.model.past import Commit, Turn
from roi_spec.model.source import Span
from roi_spec.model.text import Text, text
from roi_spec.remembering.versions import Seen, standards_named

MOST_PLAYERS = 6
"""So many changes of one commit are told apart when a site is built; `roi-spec log` and `diff` tell more apart."""
_HOUSE = ("discount_rate", "fiscal_year_start")
"""House settings that figures rest on."""
_NOWHERE = Span("", 1, 1, 1, 1)


def turn(after: Seen, commit: Commit | None, before: Seen | None, earlier: Commit | None, most: int) -> Turn:
    """Say what a commit changed; `most` is how many changes are told apart, for that costs a computation each."""
    version = after.version(commit)
    if before is None:
        return Turn(version, None)
    was = before.version(earlier)
    if before.programme is None or after.programme is None:
        return Turn(version, was)
    sides = _Sides(before, after)
    changes = tuple(dict.fromkeys(_discreet(one.change) for one in sides.changes))
    if version.figures == was.figures:
        return Turn(version, was, changes)
    told, remark = _told(sides, most)
    return Turn(version, was, changes, told, remark)


class _Sides:
    """Both versions, with every change between them that this programme can feel."""

    def __init__(self, before: Seen, after: Seen) -> None:
        self.before = before
        self.after = after

    @cached_property
    def own(self) -> Differences:
        """Give the changes of its own file and data."""
        return Both("", _held(self.before), _held(self.after), None, None, None, None).differences()

    @cached_property
    def shared(self) -> Differences:
        """Give the changes of the standard values."""
        if self._same_libraries():
            values = _values(self.after)
            return Differences(values, values, ())
        found = compare.differences(_values(self.before), _values(self.after), shared="standard")
        return replace(found, found=tuple(with_cause(one) for one in found.found))

    @cached_property
    def house(self) -> tuple[Difference, ...]:
        """Give the changes of the house settings that figures rest on."""
        found = compare.differences(_house(self.before), _house(self.after)).found
        return tuple(in_house(one) for one in found if one.change.address in _HOUSE)

    @cached_property
    def relevant(self) -> frozenset[str]:
        """Give the addresses of shared changes that this programme rests on, at either side."""
        named = standards_named(self.before) | standards_named(self.after)
        shared = (one.change.address for one in self.shared.found)
        own = {one for one in shared if one.partition(".")[2].split(".")[0].split("@")[0] in named}
        return frozenset(own | {one.change.address for one in self.house})

    def _same_libraries(self) -> bool:
        """Say whether both rest on the very same files with standard values, which are read once."""
        old, new = self.before.ground.libraries, self.after.ground.libraries
        return len(old) == len(new) and all(one is other for one, other in zip(old, new, strict=True))

    @property
    def changes(self) -> Iterator[Difference]:
        """Give all of them, own ones first."""
        yield from self.own.found
        relevant = self.relevant
        yield from (one for one in (*self.shared.found, *self.house) if one.change.address in relevant)


def _held(one: Seen) -> Held:
    assert one.programme is not None
    return Held(one.understood, one.programme.document, one.programme.id)


def _values(one: Seen) -> Node:
    """Give the standard values of all files as one tree."""
    values = tuple(value.node for library in one.ground.libraries for value in library.values)
    return Node("map", _NOWHERE, fields=(("values", Node("list", _NOWHERE, items=values)),))


def _house(one: Seen) -> Node:
    document = one.ground.kit.context.workspace.document
    return document.root if document is not None else EMPTY


# --- what it did to the result ---------------------------------------------------------------------------------------


def _told(sides: _Sides, most: int) -> tuple[Explained | None, Text | None]:
    """Divide the difference of the result over the changes, or say why not."""
    before, after = sides.before.evaluation, sides.after.evaluation
    if before is None or after is None:
        return None, None
    game = _game(sides)
    players = compare.players(game.changes)
    if len(players) > most:
        return None, text(
            "{count} changes together moved the result; roi-spec diff tells them apart.", count=len(players)
        )
    found = explained(game, figures_of(before), figures_of(after))
    return (_discreetly(found), None) if found else (None, None)


def _game(sides: _Sides) -> Game:
    context = sides.after.ground.kit.context
    return Game(
        base=_stand(sides.before),
        head=_stand(sides.after),
        own=sides.own,
        shared=sides.shared,
        house=sides.house,
        day=context.as_of,
        rules=sides.after.ground.kit.known_rules,
        relevant=sides.relevant,
    )


def _stand(one: Seen) -> Stand:
    assert one.programme is not None
    context = one.ground.kit.context
    return Stand(one.programme.document.source, one.understood.tables, context.workspace, context.calendars)


# --- what stays among people -----------------------------------------------------------------------------------------


def _discreet(change: Change) -> Change:
    """Leave out what single respondents answered: a page may show it only when enough people answered."""
    route = change.address.split(".")
    if "respondents" not in route:
        return change
    address = ".".join(route[: route.index("respondents") + 1])
    title = text("Answers of respondents ({place})", place=address.removesuffix(".respondents"))
    return replace(
        change, address=address, kind=Kind.CHANGED, title=title, old=None, new=None, unit="", was_at=None, at=None
    )


def _discreetly(found: Explained) -> Explained:
    effects: Sequence[Effect] = [
        replace(one, changes=tuple(dict.fromkeys(map(_discreet, one.changes)))) for one in found.effects
    ]
    return replace(found, effects=tuple(effects))
