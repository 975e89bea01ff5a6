"""What only a whole column shows: the same person twice, gaps in a series, names of people, labels that look alike.

Each check takes the finished columns and notes problems with the rows concerned. What a cell of a person says is never
repeated in a message.
"""

from __future__ import annotations

from array import array
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise, repeat
from operator import setitem

from roi_spec.model.periods import period_number
from roi_spec.model.rule import Rule
from roi_spec.model.table import Labels, Table
from roi_spec.model.text import Text, text
from roi_spec.read import table_rules as rules
from roi_spec.read.characters import offences
from roi_spec.read.gate import character_message
from roi_spec.read.table_periods import in_strict_notation
from roi_spec.read.table_persons import tells_who
from roi_spec.read.table_problems import SHOWN, Problem, Problems

_ROLES = {
    "person": text("the person"),
    "team": text("the team"),
    "group": text("the group"),
    "period": text("the period"),
}
_LEAVE_GAPS = (rules.RAGGED_ROW, rules.QUOTATION_MARK, rules.EMPTY_CELL, rules.PERIOD_NOTATION)
"""Rules whose rows were left out or cannot be placed in time, so that a gap would be no news."""
_MOST_FLAGS = 1 << 25
"""Combinations of person and period that are ticked off in a list of flags; beyond it a set is smaller."""
_LONGEST = 60
"""Characters of a label that a message repeats."""
_ENOUGH = 3
_WEEK = 7
_KINDS = {
    "day": text("days"),
    "week": text("weeks"),
    "month": text("months"),
    "quarter": text("quarters"),
}


def check(table: Table, indexes: Mapping[str, int], gaps: AbstractSet[str], problems: Problems) -> None:
    """Hold the columns of a table against each other.

    `indexes` says at which position in a row each role stands, `gaps` which columns of labels have an empty cell.
    """
    look = _Look(table, indexes, problems)
    for role in _ROLES:
        labels = table.labels(role)
        if labels is not None:
            look.characters(role, labels)
            if role in gaps:
                look.empty_cells(role, labels)
    look.alike()
    look.persons()
    look.duplicates()
    look.periods()
    if not any(problems.count(rule) for rule in _LEAVE_GAPS):
        look.gaps()


class _Look:
    """One pass of checks over one table."""

    def __init__(self, table: Table, indexes: Mapping[str, int], problems: Problems) -> None:
        self.table, self.indexes, self.problems = table, indexes, problems

    def note(self, rule: Rule, row: int, role: str, message: Text, help_: Text | None = None) -> None:
        """Note a problem with the cell of a role in a row, counted from 0."""
        self.problems.add(Problem(rule, self.table.lines[row], self.indexes[role], message, help_))

    def note_label(self, rule: Rule, role: str, code: int, message: Text, help_: Text | None = None) -> None:
        """Note a problem with a label at the first row that has it, which is looked for only when it will be told."""
        labels = self.table.labels(role)
        if labels is not None and self.problems.has_room(rule):
            self.note(rule, labels.codes.index(code), role, message, help_)
        else:
            self.problems.more(rule, 1)

    def empty_cells(self, role: str, labels: Labels) -> None:
        """Find rows that do not say whom or when they are about."""
        count = labels.codes.count(-1)
        for row in _first(labels.codes, -1, min(count, SHOWN + 1)):
            message = text("In line {line} {what} is empty.", line=self.table.lines[row], what=_ROLES[role])
            self.note(rules.EMPTY_CELL, row, role, message, text("Fill it in, or remove the row."))
        self.problems.more(rules.EMPTY_CELL, max(0, count - SHOWN - 1))

    def characters(self, role: str, labels: Labels) -> None:
        """Find labels with characters that nobody can see."""
        if all(map(str.isprintable, labels.names)) and all(map(str.isascii, labels.names)):
            return
        for code, name in enumerate(labels.names):
            for offence in offences(name):
                shown = "" if role == "person" else _short(name)
                message = character_message(offence, shown)
                help_ = text("Remove it, or type the word again.")
                self.note_label(offence.rule, role, code, message, help_)
                break

    def alike(self) -> None:
        """Find groups and teams that differ only in capitals."""
        for role in ("group", "team"):
            labels = self.table.labels(role)
            seen: dict[str, str] = {}
            for code, name in enumerate(labels.names if labels else ()):
                first = seen.setdefault(name.casefold().replace(" ", ""), name)
                if labels and first != name:
                    message = text("“{name}” and “{first}” count as two.", name=_short(name), first=_short(first))
                    help_ = text("Write the same name in the same way everywhere.")
                    self.note_label(rules.ALIKE, role, code, message, help_)

    def persons(self) -> None:
        """Find names, addresses and citizen service numbers among the labels."""
        for role in _ROLES:
            labels = self.table.labels(role)
            found = tells_who(labels.names, of_persons=role == "person") if labels else None
            if labels and found:
                code, message = found
                help_ = text("Replace every person by a code, and keep the list of codes outside the project.")
                self.note_label(rules.PERSONAL, role, code, message, help_)

    def duplicates(self) -> None:
        """Find the same person twice: in the same period, or at all when there are no periods."""
        persons, periods = self.table.labels("person"), self.table.labels("period")
        if persons is None or self.problems.count(rules.EMPTY_CELL):
            return
        for row in _repeated(persons, periods):
            if self.problems.has_room(rules.DUPLICATE_ROW):
                self._twice(row, _first_like(row, persons, periods), periods)
            else:
                self.problems.more(rules.DUPLICATE_ROW, 1)

    def _twice(self, row: int, first: int, periods: Labels | None) -> None:
        there, here = self.table.lines[first], self.table.lines[row]
        if periods is None:
            message = text("The person in line {line} is already in line {first}.", line=here, first=there)
            help_ = text("Keep one row for each person, or name the column that tells the rows apart as `period:`.")
        else:
            message = text(
                "The person in line {line} already has a row for {period}, in line {first}.",
                line=here,
                period=periods.names[periods.codes[row]],
                first=there,
            )
            help_ = text("Keep one row for each person and period.")
        self.note(rules.DUPLICATE_ROW, row, "person", message, help_)

    def periods(self) -> None:
        """Find periods in another notation than 2024-03, or not in that of the others."""
        labels = self.table.labels("period")
        if labels is None:
            return
        numbered = [period_number(name) for name in labels.names]
        usual = Counter(one[0] for one in numbered if one).most_common(1)
        for code, one in enumerate(numbered):
            if one is None:
                self._period(labels, code)
            elif one[0] != usual[0][0]:
                message = text(
                    "“{period}” counts in {kind}; the other periods count in {usual}.",
                    period=_short(labels.names[code]),
                    kind=_KINDS[one[0]],
                    usual=_KINDS[usual[0][0]],
                )
                help_ = text("Write every period of the column in the same way.")
                self.note_label(rules.PERIOD_NOTATION, "period", code, message, help_)

    def _period(self, labels: Labels, code: int) -> None:
        name = labels.names[code]
        meant = in_strict_notation(name) if self.problems.has_room(rules.PERIOD_NOTATION) else None
        help_ = (
            text("Write: {line}", line=meant)
            if meant
            else text("Write a month as 2024-03, a quarter as 2024-Q1, a week as 2024-W05, a day as 2024-03-31.")
        )
        message = text("“{period}” is not written as a period.", period=_short(name))
        self.note_label(rules.PERIOD_NOTATION, "period", code, message, help_)

    def gaps(self) -> None:
        """Find periods that a series skips; with teams or groups but no persons, in the series of each."""
        periods = self.table.labels("period")
        if periods is None:
            return
        apart = None
        if self.table.labels("person") is None:
            apart = self.table.labels("team") or self.table.labels("group")
        for label, codes in _series(periods, apart):
            self._gaps_of(label, codes, periods)

    def _gaps_of(self, label: str, codes: set[int], periods: Labels) -> None:
        placed = sorted((number[1], code) for code in codes if (number := period_number(periods.names[code])))
        kind = next((number[0] for code in codes if (number := period_number(periods.names[code]))), "")
        step = _usual_step([number for number, _ in placed], kind)
        for (before, earlier), (after, later) in pairwise(placed):
            missing = round((after - before) / step) - 1 if step else 0
            if missing > 0:
                self._gap(label, missing, periods, (earlier, later))

    def _gap(self, label: str, missing: int, periods: Labels, ends: tuple[int, int]) -> None:
        before, after = (periods.names[code] for code in ends)
        gap = text("one period is missing") if missing == 1 else text("{n} periods are missing", n=missing)
        message = text("Between {before} and {after} {gap}.", before=before, after=after, gap=gap)
        if label:
            message = text(
                "“{label}”: between {before} and {after} {gap}.", label=_short(label), **dict(message.params)
            )
        help_ = text("Add the rows; when there was nothing to count, write 0; when nobody measured, say so in `note:`.")
        self.note_label(rules.MISSING_PERIOD, "period", ends[1], message, help_)


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"


def _first(codes: array[int], code: int, most: int) -> Iterator[int]:
    """Give the first rows with a code."""
    row = -1
    for _ in range(most):
        row = codes.index(code, row + 1)
        yield row


def _repeated(persons: Labels, periods: Labels | None) -> Iterator[int]:
    """Give every row whose person, or person and period, occurred before. All cells are filled in."""
    if _all_differ(persons, periods):
        return
    keys = zip(persons.codes, periods.codes, strict=True) if periods else ((code, 0) for code in persons.codes)
    met: set[tuple[int, int]] = set()
    for row, key in enumerate(keys):
        if key in met:
            yield row
        met.add(key)


def _all_differ(persons: Labels, periods: Labels | None) -> bool:
    """Say whether nobody is there twice, by ticking off persons for each period: quickly, and in little memory.

    False also when there are too many combinations for that.
    """
    if periods is None:
        return len(persons.names) == len(persons.codes)
    if len(persons.names) * len(periods.names) > _MOST_FLAGS:
        return False
    flags = [bytearray(len(persons.names)) for _ in periods.names]
    deque(map(setitem, map(flags.__getitem__, periods.codes), persons.codes, repeat(1)), maxlen=0)
    return sum(one.count(1) for one in flags) == len(persons.codes)


def _first_like(row: int, persons: Labels, periods: Labels | None) -> int:
    """Give the first row with the person, and the period, of a row."""
    person, first = persons.codes[row], -1
    while True:
        first = persons.codes.index(person, first + 1)
        if periods is None or periods.codes[first] == periods.codes[row]:
            return first


def _series(periods: Labels, apart: Labels | None) -> Iterator[tuple[str, set[int]]]:
    """Give the periods of every series in the table: of each label of `apart`, or of all rows together."""
    if apart is None:
        yield "", set(periods.codes) - {-1}
        return
    of_each: dict[int, set[int]] = {}
    for label, period in set(zip(apart.codes, periods.codes, strict=True)):
        if label >= 0 and period >= 0:
            of_each.setdefault(label, set()).add(period)
    for label in sorted(of_each):
        yield apart.names[label], of_each[label]


def _usual_step(numbers: Sequence[int], kind: str) -> int:
    """Give the distance between two periods of a series; 0 when days follow each other with weekends between them."""
    if kind != "day" or len(numbers) < _ENOUGH:
        return 0 if kind == "day" else 1
    usual = Counter(after - before for before, after in pairwise(numbers)).most_common(1)[0][0]
    return usual if usual >= _WEEK else 0
