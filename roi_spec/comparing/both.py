"""One programme at both sides: its files, its figures as computed and as published, and what was changed in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from roi_spec import __version__
from roi_spec import compare as comparison
from roi_spec.compare import Difference, Differences
from roi_spec.comparing.explaining import MEASURES, of
from roi_spec.comparing.figures import figures_of
from roi_spec.comparing.published import Receipt
from roi_spec.comparing.sides import EMPTY, Held
from roi_spec.evaluate import METHODS
from roi_spec.model.comparison import Cause, Change, Effect, Explained, Figures, Kind
from roi_spec.model.quantity import in_unit
from roi_spec.model.signed import Value, lost
from roi_spec.model.spec import DataFile, Programme
from roi_spec.model.text import Text, text
from roi_spec.model.units import POINTS
from roi_spec.model.working import verbatim
from roi_spec.pipeline import Examined

TOOL = "tool"
"""Address of what another version of roi-spec does."""
_Figures = tuple[Figures | None, Figures | None]


@dataclass(frozen=True, slots=True)
class Both:
    """One programme at both sides; None where a side does not have it."""

    id: str
    base: Held | None
    head: Held | None
    before: Examined | None
    after: Examined | None
    published_before: Receipt | None
    published_after: Receipt | None

    @property
    def computed(self) -> _Figures:
        """Give the results as this version of the tool computes them."""
        one, other = (
            figures_of(each.evaluation) if each is not None and each.evaluation is not None else None
            for each in (self.before, self.after)
        )
        return one, other

    @property
    def figures(self) -> _Figures:
        """Give the results as they were published, where they were, else as computed."""
        one, other = self.computed
        before, after = self.published_before, self.published_after
        return before.figures if before else one, after.figures if after else other

    @property
    def path(self) -> str:
        """Give its file, that of the head when there are two."""
        return next((one.path for one in (self.head, self.base, *self._receipts()) if one is not None), "")

    def words(self, field: str) -> str:
        """Give its title or language."""
        held = self.head or self.base
        if held is not None:
            return held.words(field)
        found: list[str] = [getattr(one, field) for one in self._receipts() if one is not None]
        return found[0] if found else ""

    def _receipts(self) -> tuple[Receipt | None, ...]:
        return self.published_after, self.published_before

    def kind(self, own: Differences) -> Kind:
        """Say what happened to the programme as a whole."""
        if self.base is None and self.published_before is None:
            return Kind.ADDED
        if self.head is None and self.published_after is None:
            return Kind.REMOVED
        if self.base is None or self.head is None:
            return Kind.CHANGED
        if self.base.id != self.head.id:
            return Kind.RENAMED
        return Kind.MOVED if self.base.path != self.head.path and not own.found else Kind.CHANGED

    def why_none(self, one: Examined | None, otherwise: Text) -> Text:
        """Say why a side has no result."""
        return otherwise if one is None else text("The file has mistakes, so it could not be computed.")

    def sign_offs_lost(self) -> tuple[tuple[Value, Value], ...]:
        """Give the values that somebody had signed and that are not what was signed any more."""
        before, after = (one.evaluation.signed if one and one.evaluation else None for one in (self.before, self.after))
        return lost(before, after)

    def differences(self) -> Differences:
        """Give what was changed in its own file and data files; nothing when only one side has it."""
        if self.base is None or self.head is None or EMPTY in (self.base.document.root, self.head.document.root):
            return Differences(EMPTY, EMPTY, ())
        found = comparison.differences(self.base.document.root, self.head.document.root)
        changes = (*map(_with_method, found.found), *_data_changes(self.base, self.head))
        return replace(found, found=changes)


def _with_method(one: Difference) -> Difference:
    """Call a method of attribution by its title."""
    if not one.change.address.endswith(".method"):
        return one
    old, new = (
        METHODS[node.text].METHOD.title if node is not None and node.text in METHODS else shown
        for node, shown in ((next(iter(one.base), None), one.change.old), (next(iter(one.head), None), one.change.new))
    )
    return replace(one, change=replace(one.change, old=old, new=new))


def of_the_tool(both: Both, found: Explained | None) -> Explained | None:
    """Put in front what another version of the tool does: the difference between published and computed figures."""
    measure = found.measure if found else next((one for one in MEASURES if _everywhere(both, one)), None)
    if measure is None or not _everywhere(both, measure):
        return found
    (before, after), (one, other) = both.figures, both.computed
    was, now, first, last = (of(each, measure) for each in (before, after, one, other) if each is not None)
    assert was is not None
    assert now is not None
    assert first is not None
    assert last is not None
    unit = POINTS if measure == "result.roi" else now.unit
    steps = ((both.published_before, first.base - was.base), (both.published_after, now.base - last.base))
    tool = tuple(Effect((_tool(receipt),), in_unit(by, unit)) for receipt, by in steps if receipt is not None and by)
    effects = (*tool, *(found.effects if found else ()))
    return Explained(measure, was, now, effects, found.orders if found else None) if effects else None


def _everywhere(both: Both, measure: str) -> bool:
    return all(one is not None and of(one, measure) is not None for one in (*both.figures, *both.computed))


def _tool(receipt: Receipt) -> Change:
    return Change(
        address=TOOL,
        kind=Kind.CHANGED,
        cause=Cause.TOOL,
        title=text("Version of roi-spec")
        if receipt.tool != __version__
        else text("The published figure, computed again"),
        old=verbatim(receipt.tool),
        new=verbatim(__version__),
    )


def _data_changes(before: Held, after: Held) -> Iterator[Difference]:
    """Give a change for every data file whose content is another, while the spec still calls it the same."""
    old = {one.id: one for one in before.understood.tables}
    for new in after.understood.tables:
        one = old.get(new.id)
        if one is None or one.digest == new.digest:
            continue
        at = next((entry.spot("file") for entry in _entries(after) if entry.id == new.id), None)
        change = Change(
            address=f"data.{new.id}.content",
            kind=Kind.CHANGED,
            cause=Cause.DATA,
            title=text("Content of {file}", file=new.path),
            old=text("{count} rows", count=one.rows),
            new=text("{count} rows, other content", count=new.rows),
            at=at,
        )
        yield Difference(change, (change.address,))


def _entries(one: Held) -> tuple[DataFile, ...]:
    return one.understood.spec.data if isinstance(one.understood.spec, Programme) else ()
