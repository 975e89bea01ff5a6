"""A comparison as the comment under a pull request: what a manager wants first, the rest folded.

Every line begins with our own words, and whatever comes from files is escaped. What is too long is cut by whole
sections, with a sentence that names what was left out. Hosts that cannot fold (Bitbucket, Azure DevOps) get the same
without any HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from urllib.parse import quote

from roi_spec.i18n import Translator
from roi_spec.model.comparison import Cause, Change, Comparison, ProgrammeChange, Side
from roi_spec.model.finding import Finding
from roi_spec.model.source import Span
from roi_spec.model.text import Text, text
from roi_spec.render.comparison.counts import appeared, counts, unchanged, went, worth_saying
from roi_spec.render.comparison.escaping import code, escaped, opening
from roi_spec.render.comparison.headlines import Headline, elsewhere, has_moved, headline, weight
from roi_spec.render.comparison.results import figures
from roi_spec.render.comparison.rows import (
    SHARES,
    Row,
    effects,
    moves_as_shared,
    remarks,
    shared_by_many,
    title_of,
    without_effect,
)
from roi_spec.render.comparison.sides import link_pattern, side_name
from roi_spec.render.comparison.speech import ARROW, NOTHING, Speech
from roi_spec.render.site_words import SEVERITIES

LIMIT = 60_000
"""Characters of a comment: GitHub takes 65,536, and a template may add something."""
_MOST = 40
"""Programmes that are told one by one, and lines of a list; of more, the number."""
_WEB = ("https://", "http://")
_IN_ADDRESS = ":/?#@!$&'*+,;=%~"
_TAG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of the comment that is there whole or not at all."""

    name: str
    """As the sentence about what was left out calls it; empty: it is never left out."""
    body: str
    rank: int = 0
    """What has a higher rank goes first when there is too much."""
    is_there: bool = True
    """False: there would be so much of it that it was not even written."""


def render(
    comparison: Comparison,
    translator: Translator,
    *,
    plain: bool = False,
    limit: int = LIMIT,
    tag: str = "",
    threshold: Fraction | int = 0,
) -> str:
    """Give the comment; empty when there is nothing that a reviewer wants to hear of (`counts.worth_saying`).

    `plain` leaves out HTML and folding. `tag` parts the comments of several runs under one pull request. Raises
    ValueError for a tag with other signs than letters, digits, points, hyphens and underscores.
    """
    first = marker(tag, plain=plain)
    if not worth_saying(comparison, threshold):
        return ""
    writer = _Writer(comparison, Speech(translator), plain, link_pattern(comparison.head))
    return _within(first, tuple(writer.sections()), limit, writer)


def marker(tag: str = "", *, plain: bool = False) -> str:
    """Give the hidden first line, by which a later run finds the comment that it has to renew."""
    if tag and not _TAG.fullmatch(tag):
        raise ValueError(tag)
    name = f"roi-spec:comment {tag}".rstrip()
    return f"[//]: # ({name})" if plain else f"<!-- {name} -->"


def _within(first: str, sections: tuple[_Section, ...], limit: int, writer: _Writer) -> str:
    """Leave out whole sections, the highest rank first, until everything fits; the first lines always stay."""
    left = [place for place, one in enumerate(sections) if not one.is_there]
    size = len(first) + sum(len(one.body) + 2 for one in sections)
    for place in sorted(range(len(sections)), key=lambda place: -sections[place].rank):
        told = writer.left_out([sections[one].name for one in left])
        if size + len(told) + 2 < limit or not sections[place].name:
            break
        if sections[place].is_there:
            left.append(place)
            size -= len(sections[place].body) + 2
    told = writer.left_out([sections[one].name for one in sorted(left)])
    *body, foot = (one.body for place, one in enumerate(sections) if place not in left)
    return "\n\n".join(part for part in (first, *body, told, foot) if part) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    """One comment in one language and one dialect."""

    comparison: Comparison
    speech: Speech
    plain: bool
    link_pattern: str

    def say(self, message: Text) -> str:
        """Give a sentence as Markdown."""
        return opening(self.speech.say(message))

    def left_out(self, names: Sequence[str]) -> str:
        """Say what was left out; nothing when nothing was."""
        if not names:
            return ""
        message = text("Left out here because it would be too long: {names}.", names=tuple(dict.fromkeys(names)))
        return f"{self.say(message)} {self.say(text('The whole comparison:'))} `roi-spec diff`"

    # --- the whole ---------------------------------------------------------------------------------------------------

    def sections(self) -> Iterator[_Section]:
        """Give everything in the order in which it is read; the last one is the foot."""
        programmes = sorted(self.comparison.programmes, key=weight)
        moved = [one for one in programmes if has_moved(one)]
        yield _Section("", self.headlines(moved))
        yield from self.crossings()
        yield from self.shared()
        yield from self.tables(moved)
        yield from self.findings()
        yield from self.calculations(moved)
        yield from self.others(programmes)
        yield _Section("", self.foot())

    def headlines(self, moved: Sequence[ProgrammeChange]) -> str:
        """Give a line for each programme that moved, and the line that counts."""
        lines = [self.headline(headline(one, self.speech)) for one in moved[:_MOST]]
        if len(moved) > _MOST:
            lines.append(self.say(text("and {n} more programmes", n=len(moved) - _MOST)))
        if not moved:
            lines = [self.say(text("No result moved."))]
        head = "\n".join(f"- {line}" for line in lines) if len(lines) > 1 else lines[0]
        counted = escaped(" · ".join(counts(self.comparison, self.speech)))
        return f"{head}\n\n{counted}"

    def headline(self, one: Headline) -> str:
        """Give the one line for the manager."""
        said = [f"**{escaped(one.title)}**: "]
        if one.result:
            said.append(f"{escaped(one.name)} **{escaped(one.result)}**")
        said += [f" ({escaped(one.change)})"] if one.change else []
        said += [f"{', ' if one.result else ''}{escaped(one.words)}"] if one.words else []
        return "".join((*said, *(f" · {escaped(more)}" for more in one.more)))

    def crossings(self) -> Iterator[_Section]:
        """Say which lines were crossed."""
        crossed = self.comparison.crossings
        if not crossed:
            return
        titles = {one.id: one.title for one in self.comparison.programmes}
        lines = []
        for id, crossing in crossed[:_MOST]:
            name = f"**{escaped(self.speech.author(titles.get(id, id)))}**: " if len(titles) > 1 else ""
            lines.append(f"- {name}{self.say(crossing.text)}")
        if len(crossed) > _MOST:
            lines.append(f"- {self.say(text('and {n} more', n=len(crossed) - _MOST))}")
        name = self.speech.say(text("what needs a look"))
        yield _Section(name, "\n".join((f"**{self.say(text('Needs a look'))}**\n", *lines)), rank=1)

    # --- tables ------------------------------------------------------------------------------------------------------

    def shared(self) -> Iterator[_Section]:
        """Give the changed shared values with the programmes that rest on them."""
        some, users = shared_by_many(self.comparison), dict(self.comparison.touched_by)
        if not some:
            return
        titles = {one.id: self.speech.author(one.title) for one in self.comparison.programmes}
        rows = []
        for one in some:
            names = [titles.get(id, id) for id in users.get(one.address, ())]
            listed = self.speech.listed(names[:5]) if len(names) <= 5 else self.speech.say(_programmes(len(names)))
            rows.append((title_of(one, self.speech), self.old(one), self.new(one), listed or NOTHING))
        heads = (text("shared value"), text("was"), text("becomes"), text("used by"))
        body = self.table(heads, rows, numbers=(1, 2))
        if any(moves_as_shared(one, some) for one in self.comparison.programmes):
            body += f"\n\n{self.say(_NOTHING_ELSE)}"
        yield _Section(self.speech.say(text("shared values")), body, rank=2)

    def tables(self, moved: Sequence[ProgrammeChange]) -> Iterator[_Section]:
        """Give the effects of each programme that moved, the largest difference first."""
        name = self.speech.say(text("further tables of programmes"))
        shared = shared_by_many(self.comparison)
        for place, one in enumerate(moved[:_MOST]):
            body = "" if moves_as_shared(one, shared) else self.effects(one)
            if not body:
                continue
            title = escaped(self.speech.author(one.title))
            head = f"#### {title}\n\n" if len(moved) > 1 else ""
            yield _Section(name, f"{head}{body}", rank=10 + place)
        if len(moved) > _MOST:
            yield _Section(name, "", is_there=False)

    def effects(self, one: ProgrammeChange) -> str:
        """Give the table of effects of a programme, with what a reader must know of it; or why there is none."""
        if one.explained is None:
            return self.say(one.why_not_explained) if one.why_not_explained is not None else ""
        found = effects(one.explained, self.speech)
        total = tuple(f"**{escaped(part)}**" for part in (found.total.title, found.total.was, found.total.becomes))
        rows = [*(self.row(row, one.path) for row in found.rows), (*total, f"**{escaped(found.total.effect)}**", "")]
        heads = (self.say(text("changed")), self.say(text("was")), self.say(text("becomes")))
        table = _laid((*heads, escaped(found.heading), self.say(text("source"))), rows, numbers=(1, 2, 3))
        told = " ".join(self.say(remark) for remark in remarks(found))
        return f"{table}\n\n{told}" if told else table

    def row(self, row: Row, path: str) -> tuple[str, ...]:
        """Give the cells of one row of the programme whose file has this path."""
        told = [escaped(part) for part in (row.title, row.was, row.becomes, row.effect)]
        source = " ".join(part for part in (escaped(row.source), self.place(row.at, path)) if part)
        return (*told, source)

    def table(self, heads: Sequence[Text], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> str:
        """Give a table of plain strings."""
        cells = [tuple(escaped(one) for one in row) for row in rows]
        return _laid(tuple(self.say(one) for one in heads), cells, numbers)

    def old(self, change: Change) -> str:
        """Give what it was."""
        return self.speech.value(change.old)

    def new(self, change: Change) -> str:
        """Give what it becomes."""
        return self.speech.value(change.new)

    def place(self, at: Span | None, own: str = "") -> str:
        """Give file and line, as a link where the address of a line is known; of the file `own`, only the line."""
        if at is None:
            return ""
        is_own, is_linked = at.path == own, self.link_pattern.startswith(_WEB)
        named = replace(at, path=at.path.rpartition("/")[2]) if is_linked else at
        words = self.say(text("line {n}", n=at.line)) if is_own else code(self.speech.place(named))
        if not is_linked:
            return words
        address = self.link_pattern.replace("{line}", str(at.line))
        return f"[{words}](<{quote(address.replace('{path}', quote(at.path)), safe=_IN_ADDRESS)}>)"

    # --- folded ------------------------------------------------------------------------------------------------------

    def folded(self, title: Text, body: str) -> str:
        """Give a part that waits until somebody opens it; without folding, a part under a heading."""
        if self.plain:
            return f"**{self.say(title)}**\n\n{body}"
        return f"<details>\n<summary>{self.say(title)}</summary>\n\n{body}\n\n</details>"

    def calculations(self, moved: Sequence[ProgrammeChange]) -> Iterator[_Section]:
        """Give every result before and after."""
        name = self.speech.say(text("all results"))
        if len(moved) > _MOST:
            yield _Section(name, "", is_there=False)
            return
        parts = []
        for one in moved:
            rows = figures(one, self.speech)
            head = f"**{escaped(self.speech.author(one.title))}**\n\n" if len(moved) > 1 else ""
            heads = (text("result"), text("before"), text("after"))
            parts += [head + self.table(heads, rows, numbers=(1, 2))] if rows else []
        if parts:
            body = "\n\n".join((*parts, self.say(SHARES)))
            yield _Section(name, self.folded(text("All results before and after"), body), rank=1000)

    def findings(self) -> Iterator[_Section]:
        """Give the findings that appeared and those that went."""
        new = [self.finding(one) for one in appeared(self.comparison)]
        gone = [self.finding(one) for one in went(self.comparison)]
        if not new and not gone:
            return
        parts = [*new]
        if gone:
            parts += [*([""] if new else []), f"{self.say(text('No longer there:'))}\n", *gone]
        title = _found(len(new), len(gone))
        yield _Section(self.speech.say(text("findings")), self.folded(title, "\n".join(parts)), rank=999)

    def finding(self, one: Finding) -> str:
        """Give one finding in one line."""
        kind = self.say(SEVERITIES[one.severity])
        said = " ".join(self.marked(message) for message in (one.text, one.help) if message is not None)
        return f"- **{escaped(one.code)}** ({kind}): {said} {self.place(one.at)}"

    def marked(self, message: Text) -> str:
        """Give a sentence with what it tells to write as code."""
        return "".join(code(part) if is_code else _between(part) for part, is_code in self.speech.marked(message))

    def others(self, programmes: Sequence[ProgrammeChange]) -> Iterator[_Section]:
        """Give what changed and moves nothing: values, evidence, words."""
        lines = []
        for one in programmes:
            title = f"{opening(self.speech.author(one.title))}: " if len(programmes) > 1 else ""
            lines += [f"- {title}{self.say(said)}" for said in elsewhere(one)]
            lines += [f"- {title}{self.change(change)}" for change in without_effect(one)]
        if lines:
            body = self.folded(text("Changes that move no result: {n}", n=len(lines)), "\n".join(lines))
            yield _Section(self.speech.say(text("changes that move no result")), body, rank=1001)

    def change(self, change: Change) -> str:
        """Give one change in one line; of prose, only that it changed."""
        name = f"**{escaped(title_of(change, self.speech))}**"
        if change.cause is Cause.PROSE or (change.old is None and change.new is None):
            return f"{name} {self.place(change.at or change.was_at)}".rstrip()
        return f"{name}: {escaped(self.old(change))}{ARROW}{escaped(self.new(change))}"

    # --- the foot ----------------------------------------------------------------------------------------------------

    def foot(self) -> str:
        """Say what was compared, with which version, and what a reader must know of either side."""
        base, head = self.comparison.base, self.comparison.head
        said = [f"{self.side(base)}{ARROW}{self.side(head)}", *self.versions()]
        if self.comparison.untouched:
            said.append(self.say(unchanged(self.comparison.untouched)))
        line = " · ".join(said)
        told = [self.say(remark) for side in (base, head) for remark in side.remarks]
        return "\n\n".join((*told, line if self.plain else f"<sub>{line}</sub>"))

    def side(self, side: Side) -> str:
        """Give the name of a side: its commit where it has one."""
        if side.commit and not side.dirty:
            return code(side.commit[:7])
        name = side_name(side, self.speech)
        return code(name) if name == self.speech.author(side.name) else opening(name)

    def versions(self) -> tuple[str, ...]:
        """Give the version of the tool, both where they differ."""
        tools = dict.fromkeys(side.tool for side in (self.comparison.base, self.comparison.head) if side.tool)
        return (escaped("roi-spec " + ARROW.join(self.speech.author(one) for one in tools)),) if tools else ()


def _programmes(n: int) -> Text:
    return text("{n} programmes", n=n)


_NOTHING_ELSE = Text("A programme without a table of its own moves by the shared value alone.")


def _between(words: str) -> str:
    """Give words that stand between others, with the space at either end that parts them."""
    front, back = words.startswith(" "), words.endswith(" ")
    return f"{' ' * front}{escaped(words)}{' ' * back}"


def _found(new: int, gone: int) -> Text:
    if not gone:
        return text("New findings: {n}", n=new)
    if not new:
        return text("Findings that are no longer there: {n}", n=gone)
    return text("Findings: {new} new, {gone} no longer there", new=new, gone=gone)


def _laid(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int]) -> str:
    """Lay out cells that are Markdown already."""
    rule = ("---:" if place in numbers else "---" for place in range(len(heads)))
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (heads, tuple(rule), *rows))
