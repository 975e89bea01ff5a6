"""A comparison for a terminal: one line that counts, then every programme with what changed and what each change does.

Every row begins with our own characters, so that a build server obeys nothing that stands in a file. Colour is an
extra: `~ + -` say what it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roi_spec.i18n import Translator
from roi_spec.model.comparison import Change, Comparison, Kind, ProgrammeChange, Side
from roi_spec.model.finding import Finding
from roi_spec.model.text import text
from roi_spec.render.comparison import counts, headlines, rows
from roi_spec.render.comparison.speech import Speech
from roi_spec.render.plain import width

_SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "-", Kind.CHANGED: "~", Kind.RENAMED: "=", Kind.MOVED: "="}
_COLOURS = {"+": "32", "-": "31", "~": "33", "=": "36", "!": "1;31"}


@dataclass(frozen=True, slots=True)
class _Writer:
    comparison: Comparison
    speech: Speech
    colour: bool

    def lines(self) -> Iterator[str]:
        """Give the whole, line by line."""
        yield self._sides()
        for side in (self.comparison.base, self.comparison.head):
            yield from (f"  {self.speech.say(remark)}" for remark in side.remarks)
        if not self.comparison.differs:
            yield self.speech.say(text("Nothing changed."))
            return
        yield self.speech.listed(counts.counts(self.comparison, self.speech))
        for one in sorted(self.comparison.programmes, key=headlines.weight):
            yield ""
            yield from self._programme(one)
        yield from self._shared()
        yield from self._findings(self.comparison.appeared, self.comparison.went)
        if self.comparison.untouched:
            yield ""
            yield f"{self.speech.say(counts.unchanged(self.comparison.untouched))}."

    def _sides(self) -> str:
        base, head = (self._side(one) for one in (self.comparison.base, self.comparison.head))
        return self.speech.say(text("From {base} to {head}", base=base, head=head))

    def _side(self, side: Side) -> str:
        name = self.speech.author(side.name) if side.name != "." else self.speech.say(text("the files as they stand"))
        return f"{name} ({side.commit[:10]})" if side.commit and side.commit != side.name else name

    # --- one programme -----------------------------------------------------------------------------------------------

    def _programme(self, one: ProgrammeChange) -> Iterator[str]:
        told = headlines.headline(one, self.speech)
        yield self._paint(f"{_SIGNS[one.kind]} {told.title}", "1")
        result = " ".join(part for part in (told.name, told.result) if part)
        change = f"({told.change})" if told.change else told.words
        yield "  " + "; ".join([" ".join(part for part in (result, change) if part), *told.more])
        yield from (self._paint(f"  ! {self.speech.say(crossing.text)}", "1;31") for crossing in one.crossings)
        if one.was_path:
            yield f"  = {self.speech.say(text('The file moved: {old} is now {new}.', old=one.was_path, new=one.path))}"
        if one.was:
            yield f"  = {self.speech.say(text('The id was {old} and is now {new}.', old=one.was, new=one.id))}"
        yield from self._effects(one)
        yield from self._changes(rows.without_effect(one), one)
        yield from self._findings(one.appeared, one.went)

    def _effects(self, one: ProgrammeChange) -> Iterator[str]:
        if one.explained is None:
            if one.why_not_explained is not None:
                yield f"  {self.speech.say(one.why_not_explained)}"
            return
        found = rows.effects(one.explained, self.speech)
        signs = [_SIGNS[effect.changes[0].kind] for effect in one.explained.effects]
        most = max(width(row.effect) for row in (*found.rows, found.total))
        yield f"  {self.speech.say(text('Effect of each change'))}: {found.heading}"
        for sign, row in zip([*signs, *("~" for _ in found.rows)], found.rows, strict=False):
            shown = f": {row.was} → {row.becomes}" if row.was or row.becomes else ""
            yield f"  {self._sign(sign)} {_right(row.effect, most)}  {row.title}{shown}"
        yield f"  = {_right(found.total.effect, most)}  {found.total.title}"
        yield from (f"    {self.speech.say(remark)}" for remark in rows.remarks(found))

    def _changes(self, changes: Sequence[Change], one: ProgrammeChange) -> Iterator[str]:
        if changes and one.explained is not None:
            yield f"  {self.speech.say(text('Without effect on the result'))}:"
        yield from (f"  {self._change(change)}" for change in changes)

    def _change(self, change: Change) -> str:
        name = self.speech.say(change.title)
        if change.kind is Kind.MOVED:
            return f"{self._sign('=')} {name} ({self.speech.say(text('moved'))})"
        sides = [self.speech.value(side) for side in (change.old, change.new) if side is not None]
        shown = f": {' → '.join(sides)}" if sides else ""
        word = f" ({self.speech.say(text('renamed'))})" if change.kind is Kind.RENAMED else ""
        return f"{self._sign(_SIGNS[change.kind])} {name}{word}{shown}"

    # --- the rest ----------------------------------------------------------------------------------------------------

    def _shared(self) -> Iterator[str]:
        if not self.comparison.shared:
            return
        resting = dict(self.comparison.touched_by)
        yield ""
        yield self._paint(self.speech.say(text("Shared by programmes")), "1")
        for change in self.comparison.shared:
            yield f"  {self._change(change)}"
            ids = resting.get(change.address, ())
            if ids:
                yield f"      {self.speech.say(text('touches {programmes}', programmes=ids))}"

    def _findings(self, appeared: Sequence[Finding], went: Sequence[Finding]) -> Iterator[str]:
        for sign, findings, word in (("+", appeared, text("new finding")), ("-", went, text("finding gone"))):
            for one in findings:
                said = self.speech.say(one.text)
                place = self.speech.place(one.at)
                yield f"  {self._sign(sign)} {self.speech.say(word)} {one.code} ({place}): {said}"

    def _sign(self, sign: str) -> str:
        return self._paint(sign, _COLOURS[sign])

    def _paint(self, words: str, code: str) -> str:
        return f"\x1b[{code}m{words}\x1b[0m" if self.colour else words


def render(comparison: Comparison, translator: Translator, *, colour: bool = False) -> str:
    """Give the comparison as text; one sentence when nothing differs."""
    return "\n".join(_Writer(comparison, Speech(translator), colour).lines()) + "\n"


def _right(words: str, room: int) -> str:
    return " " * max(room - width(words), 0) + words
