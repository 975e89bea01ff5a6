"""Whether what a programme agreed before it started still stands: told from its versions, or not told.

Nothing is claimed that the history cannot bear. Every doubt (part of the history missing, files that are in no commit,
dates out of order, commits made again after the start) is said in words and takes the badge away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from roi_spec.history.agreed import Agreement
from roi_spec.history.moved import later, renamed
from roi_spec.model.past import Commit, Later, Proof, Stand
from roi_spec.model.text import Text, text


@dataclass(frozen=True, slots=True)
class Known:
    """One version of a programme, as far as the proof needs it."""

    commit: Commit
    authored: dt.date
    """The day on which its author says to have written it."""
    path: str
    start: dt.date | None
    """The first day of the programme, as this version has it."""
    agreement: Agreement | None
    """None: this version could not be read."""
    is_backdated: bool = False
    """Whether the commit claims to be older than one that it rests on."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """What stands between a history and a claim about it."""

    is_shallow: bool = False
    is_cut: bool = False
    is_uncommitted: bool = False
    """Whether the files of the programme are not those of the newest commit."""


@dataclass(frozen=True, slots=True)
class Now:
    """The programme as its files stand now."""

    start: dt.date | None
    agreement: Agreement
    as_of: dt.date | None
    """The day on which it is looked at; None: not known."""


def prove(versions: Sequence[Known], now: Now, doubts: Doubts) -> Proof:
    """Say what became of what was agreed before the start; `versions` are in the order of the history, oldest first."""
    start, remarks = _start(versions, now)
    if start is None:
        return _unknown(text("The file does not say on which day the programme starts (delivery: start)."))
    if now.as_of is not None and now.as_of < start and all(one.commit.day < start for one in versions):
        return Proof(Stand.AHEAD, start)
    base = _last_before(versions, start)
    reasons = (*_missing(versions, start, base, doubts), *_doubts(versions, start, base, doubts))
    if base is None or base.agreement is None:
        return Proof(Stand.UNKNOWN, start, reasons=reasons, remarks=remarks)
    after = tuple(versions[versions.index(base) + 1 :])
    moved = tuple(_moved(base.agreement, after, now))
    final = {one.address for one in later(base.agreement, now.agreement, None)}
    marked = tuple(replace(one, is_back=one.address not in final) for one in moved)
    stand = Stand.UNKNOWN if reasons else Stand.MOVED if final else Stand.RETURNED if moved else Stand.FIXED
    remarks = (*remarks, *_names(base, after, now))
    return Proof(stand, start, base.commit, base.agreement.size, marked, reasons, remarks)


def _unknown(reason: Text, start: dt.date | None = None) -> Proof:
    return Proof(Stand.UNKNOWN, start, reasons=(reason,))


# --- the start -------------------------------------------------------------------------------------------------------


def _start(versions: Sequence[Known], now: Now) -> tuple[dt.date | None, tuple[Text, ...]]:
    """Give the day that counts as the start.

    A start may be put off as long as it has not come. One that is moved later, after its day, would make what came in
    between look agreed beforehand; so the first day stays.
    """
    stated, remarks = None, list[Text]()
    said = [(one.commit.day, one.start) for one in versions]
    for day, start in (*said, (now.as_of or dt.date.max, now.start)):
        if start is None or start == stated:
            continue
        if stated is None or start < stated or day < stated:
            stated = start
        else:
            remarks.append(
                text(
                    "The start was moved from {old} to {new} when the first of these days had passed; the first one "
                    "counts here.",
                    old=stated,
                    new=start,
                )
            )
    return stated, tuple(remarks)


def _last_before(versions: Sequence[Known], start: dt.date) -> Known | None:
    """Give the last version before the start; what comes after a later one does not count, whatever its date."""
    found = None
    for one in versions:
        if one.commit.day >= start:
            break
        found = one
    return found


# --- doubts ----------------------------------------------------------------------------------------------------------


def _missing(versions: Sequence[Known], start: dt.date, base: Known | None, doubts: Doubts) -> Iterator[Text]:
    """Say why there is no version before the start that could be read."""
    if base is not None:
        if base.agreement is None:
            yield text("What stood in the file on {day} cannot be read any more.", day=base.commit.day)
        elif not base.agreement.size:
            yield text("On {day} the file held nothing yet that could be agreed.", day=base.commit.day)
        return
    if not versions:
        yield text("The file is in no commit yet.")
        return
    first = versions[0]
    if doubts.is_cut:
        yield text("Only the newest commits were looked at, and none of them is from before the start.")
    elif doubts.is_shallow:
        yield text("The part of the history that is here begins on {day}, after the start.", day=first.commit.day)
    elif any(one.authored < start for one in versions):
        written = min(one.authored for one in versions)
        yield text(
            "The first commit with this file says it was written on {written}, before the start, and made (or made "
            "again) on {day}, after it. A rewritten history cannot show what was agreed when.",
            written=written,
            day=first.commit.day,
        )
    else:
        yield text("The file is in the history since {day}; the programme started before that.", day=first.commit.day)


def _doubts(versions: Sequence[Known], start: dt.date, base: Known | None, doubts: Doubts) -> Iterator[Text]:
    if doubts.is_shallow and base is not None:
        yield text("This is a shallow clone: only the last part of the history is here. Fetch all of it to tell.")
    if doubts.is_uncommitted and versions:
        yield text("The files here are not those of the last commit. Commit them first.")
    until = versions[: versions.index(base) + 1] if base is not None else ()
    if any(one.is_backdated for one in until) or _comes_back(versions, start):
        yield text("The dates of the commits are not in the order in which they rest on each other.")
    if base is not None and base.authored > base.commit.day + dt.timedelta(days=1):
        yield text(
            "The commit of {day} says that it was written later, on {written}.",
            day=base.commit.day,
            written=base.authored,
        )


def _comes_back(versions: Sequence[Known], start: dt.date) -> bool:
    """Say whether a commit claims a day before the start while one below it claims a day after it."""
    sides = [one.commit.day < start for one in versions]
    return any(later and not earlier for earlier, later in pairwise(sides))


# --- what moved ------------------------------------------------------------------------------------------------------


def _moved(base: Agreement, after: Sequence[Known], now: Now) -> Iterator[Later]:
    """Give every change since, with the commit that made it, oldest first; a version that cannot be read is passed."""
    held = base
    for one in after:
        if one.agreement is not None:
            yield from later(held, one.agreement, one.commit)
            held = one.agreement
    yield from later(held, now.agreement, None)


def _names(base: Known, after: Sequence[Known], now: Now) -> Iterator[Text]:
    """Say what was called something else, so that nobody looks for it in vain."""
    for one, other in pairwise((base, *after)):
        if one.path != other.path:
            yield text("The file was called {path} until {day}.", path=one.path, day=other.commit.day)
    held = base.agreement
    assert held is not None
    for old, new in renamed(held, now.agreement):
        yield text("What is called {new} now was called {old}, with the same content.", new=new, old=old)
