"""What stands between two sides that were read: for every programme the changes, the effects and the findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from roi_spec import compare as comparison
from roi_spec import lint, pipeline
from roi_spec.compare import Bars, Difference, Differences
from roi_spec.comparing.both import TOOL, Both, of_the_tool
from roi_spec.comparing.explaining import MEASURES, Game, Stand, explained
from roi_spec.comparing.shared import (
    EVALUATED,
    in_house,
    on_calendar,
    standard_of,
    standards_in,
    subjects,
    with_basis,
    with_cause,
)
from roi_spec.comparing.sides import EMPTY, Held, Read
from roi_spec.model.comparison import Change, Explained, Figures, Kind, ProgrammeChange
from roi_spec.model.document import Document
from roi_spec.model.finding import Finding
from roi_spec.model.spec import Calendar
from roi_spec.model.text import Text, text
from roi_spec.pipeline import Examined

Pair = tuple[Held | None, Held | None]


class Between:
    """Two sides that were read, and everything that can be said about both."""

    def __init__(self, base: Read, head: Read, threshold: Fraction | None = None) -> None:
        self.base = base
        self.head = head
        self.threshold = threshold

    @cached_property
    def pairs(self) -> dict[str, Pair]:
        """Give every programme at both sides, by its id at the head; a file that kept its place kept its programme."""
        old, new = dict(self.base.programmes), dict(self.head.programmes)
        found: dict[str, Pair] = {id: (old.pop(id), one) for id, one in new.items() if id in old}
        places = {one.path: one for one in old.values()}
        two_files = self.base.snapshot.is_file and self.head.snapshot.is_file
        for id, one in new.items():
            if id not in found:
                before = next(iter(old.values()), None) if two_files else places.pop(one.path, None)
                if before is not None:
                    del old[before.id]
                found[id] = (before, one)
        found |= {id: (one, None) for id, one in old.items()}
        for side in (self.base, self.head):
            found = dict.fromkeys(side.snapshot.published, (None, None)) | found
        wanted = [set(side.snapshot.published) for side in (self.base, self.head) if side.snapshot.is_receipt]
        return {id: both for id, both in sorted(found.items()) if all(id in ids for ids in wanted)}

    @property
    def count(self) -> int:
        """Give how many programmes there are at either side."""
        return len(self.pairs)

    # --- what programmes share ---------------------------------------------------------------------------------------

    @cached_property
    def standards(self) -> Differences:
        """Give the changes of standard values."""
        if self.base.ground is None or self.head.ground is None:
            return Differences(EMPTY, EMPTY, ())
        found = comparison.differences(self.base.standards, self.head.standards, shared="standard")
        return replace(found, found=tuple(with_cause(one) for one in found.found))

    @cached_property
    def house(self) -> tuple[Difference, ...]:
        """Give the changes of house settings."""
        if self.base.ground is None or self.head.ground is None:
            return ()
        found = comparison.differences(self.base.house, self.head.house).found
        return tuple(in_house(one) for one in found)

    @cached_property
    def calendar(self) -> tuple[Difference, ...]:
        """Give the changes of the organisation's calendars: what numbers rest on, never a number."""
        if self.base.ground is None or self.head.ground is None:
            return ()
        found = comparison.differences(self.base.events, self.head.events).found
        return tuple(on_calendar(one) for one in found)

    @property
    def shared_changes(self) -> tuple[Change, ...]:
        """Give every change that more than one programme may rest on."""
        return tuple(one.change for one in (*self.standards.found, *self.house, *self.calendar))

    def touched_by(self, found: Sequence[ProgrammeChange]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give for every shared change the programmes that rest on it."""
        resting = {one.id: {change.address for change in one.shared} for one in found}
        return tuple(
            (change.address, tuple(id for id, addresses in resting.items() if change.address in addresses))
            for change in self.shared_changes
        )

    def findings_of_shared(self) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Give the findings in files that hold no programme, and those that cannot be read: new ones, and gone ones."""
        return comparison.appeared_and_went(_around(self.base), None, _around(self.head), None)

    # --- programmes --------------------------------------------------------------------------------------------------

    def programmes(self) -> tuple[ProgrammeChange, ...]:
        """Give every programme that differs in anything."""
        touched = [self._evaluated(id, *both) for id, both in self.pairs.items() if self._is_touched(id, *both)]
        together = self._across(touched)
        changed = (self._programme(one, together) for one in touched)
        return tuple(one for one in changed if _differs(one))

    def _is_touched(self, id: str, before: Held | None, after: Held | None) -> bool:
        if any(id in side.snapshot.published for side in (self.base, self.head)):
            return True
        if before is None or after is None or before.digests != after.digests:
            return True
        if self.base.sign_offs(id) != self.head.sign_offs(id):
            return True
        return bool(self.house or self.calendar or self._resting(before, after))

    def _evaluated(self, id: str, before: Held | None, after: Held | None) -> Both:
        return Both(
            id,
            before,
            after,
            self.base.examined(before) if before is not None else None,
            self.head.examined(after) if after is not None else None,
            self.base.snapshot.published.get(id),
            self.head.snapshot.published.get(id),
        )

    def _resting(self, before: Held | None, after: Held | None) -> frozenset[str]:
        """Give the addresses of the shared changes that a programme rests on, at either side."""
        held = [one for one in (before, after) if one is not None]
        used = {name for one in held for name in standards_in(one.document.root)}
        known = with_basis(used, (self.standards.base, self.standards.head))
        named = {one.change.address for one in self.standards.found if standard_of(one) in known}
        states_rate = all(one.document.root.get("discount_rate") is not None for one in held)
        settings = {one.change.address for one in self.house if one.change.address in EVALUATED[states_rate:]}
        return frozenset(named | settings)

    def _across(self, touched: Sequence[Both]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Give what programmes together have to be told, at each side; of untouched ones only where they may matter."""
        known = {one.id for one in touched}
        words = {word for one in touched for held in (one.base, one.head) if held for word in subjects(held)}
        near = [
            one
            for id, (_, one) in self.pairs.items()
            if id not in known and one and not words.isdisjoint(subjects(one))
        ]
        others = [self.head.examined(one, whole=False) for one in near]
        return (
            _together(self.base, [*(one.before for one in touched if one.before), *others]),
            _together(self.head, [*(one.after for one in touched if one.after), *others]),
        )

    def _programme(self, both: Both, together: tuple[tuple[Finding, ...], tuple[Finding, ...]]) -> ProgrammeChange:
        own = both.differences()
        resting = self._resting(both.base, both.head) if both.base and both.head else frozenset()
        before, after = both.figures
        told, why_not = self._explained(both, own, resting)
        appeared, went = comparison.appeared_and_went(
            _findings(both.before, together[0]),
            _document(both.base),
            _findings(both.after, together[1]),
            _document(both.head),
        )
        return ProgrammeChange(
            id=both.id,
            title=both.words("title") or both.id,
            language=both.words("language") or "en",
            path=both.path,
            kind=both.kind(own),
            before=before,
            after=after,
            why_no_before=None if before else both.why_none(both.before, text("The programme is new.")),
            why_no_after=None if after else both.why_none(both.after, text("The programme was removed.")),
            changes=(*_of_the_tool(told), *(one.change for one in own.found)),
            shared=tuple(one.change for one in (*self.standards.found, *self.house) if one.change.address in resting),
            explained=told,
            why_not_explained=why_not,
            appeared=appeared if both.base is not None else (),
            went=went if both.head is not None else (),
            crossings=comparison.crossings(before, after, own.found, self._bars(both), both.sign_offs_lost()),
            was=both.base.id if both.base is not None and both.base.id != both.id else "",
            was_path=both.base.path if both.base and both.head and both.base.path != both.head.path else "",
        )

    def _bars(self, both: Both) -> Bars:
        programmes = (both.before.programme if both.before else None, both.after.programme if both.after else None)
        old, new = (one.target_roi.value.quantity if one and one.target_roi else None for one in programmes)
        hurdles = (self.base.workspace.hurdle_rate, self.head.workspace.hurdle_rate)
        low, high = (one.quantity if one else None for one in hurdles)
        return Bars(self.threshold, (old, new), (low, high))

    def _explained(self, both: Both, own: Differences, resting: frozenset[str]) -> tuple[Explained | None, Text | None]:
        """Take the difference apart; or say why that cannot be done, when there is one."""
        before, after = both.figures
        if before is None or after is None:
            return None, text("There is a result at one side only.") if before or after else None
        if not _moved(before, after):
            return None, None
        one, other = both.computed
        if one is None or other is None:
            return None, text("The files of one side are not here, so no change can be named.")
        found = explained(self._game(both, own, resting), one, other)
        tool = of_the_tool(both, found)
        return tool, None if tool else text("No figure that both sides have moved, or nothing known here moved it.")

    def _game(self, both: Both, own: Differences, resting: frozenset[str]) -> Game:
        ground = self.head.ground
        assert ground is not None
        assert both.base is not None
        assert both.head is not None
        return Game(
            base=self._stand(self.base, both.base),
            head=self._stand(self.head, both.head),
            own=own,
            shared=self.standards,
            house=self.house,
            day=ground.kit.context.as_of,
            rules=ground.kit.known_rules,
            relevant=resting,
        )

    def _stand(self, side: Read, one: Held) -> Stand:
        calendars: tuple[Calendar, ...] = tuple(side.ground.kit.context.calendars) if side.ground else ()
        return Stand(one.document.source, one.understood.tables, side.workspace, calendars)


# --- pieces ----------------------------------------------------------------------------------------------------------


def _moved(one: Figures, other: Figures) -> bool:
    for measure in MEASURES:
        old, new = (getattr(each, measure.removeprefix("result.")) for each in (one, other))
        if (old.base if old else None) != (new.base if new else None):
            return True
    return False


def _differs(one: ProgrammeChange) -> bool:
    is_other = one.kind is not Kind.CHANGED or one.before != one.after
    return bool(is_other or one.changes or one.shared or one.appeared or one.went or one.was_path)


def _around(side: Read) -> tuple[Finding, ...]:
    # Of a folder without specs it is enough to say that programmes came or went.
    around = [one.findings for one in side.ground.around if not side.is_place(one.path)] if side.ground else []
    return tuple(one for findings in (*around, *(file.findings for file in side.others)) for one in findings)


def _findings(one: Examined | None, together: Sequence[Finding]) -> tuple[Finding, ...]:
    if one is None:
        return ()
    return (*one.findings, *(finding for finding in together if finding.at.path == one.path))


def _together(side: Read, files: Sequence[Examined]) -> tuple[Finding, ...]:
    if side.ground is None:
        return ()
    claims = (claim for one in files for claim in pipeline.claims_in(one, side.ground.kit))
    return lint.across_programmes(claims, side.ground.kit.context)


def _of_the_tool(told: Explained | None) -> tuple[Change, ...]:
    """Give the changes that nobody made in a file."""
    effects = told.effects if told is not None else ()
    return tuple(change for effect in effects for change in effect.changes if change.address == TOOL)


def _document(one: Held | None) -> Document | None:
    return one.document if one is not None else None
