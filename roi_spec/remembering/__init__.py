"""What the history of a workspace says of its programmes: what each commit changed, and what it did to the result.

Git is read once for all programmes; then one programme is one function over one picklable value, so any executor may
run it. Everything is computed again with this version of the tool and judged by one day, so that versions differ by
what was changed and by nothing else.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from roi_spec import lint
from roi_spec.evaluate import METHODS
from roi_spec.history import past
from roi_spec.history.proof import Doubts, Known, Now, prove
from roi_spec.history.records import Record
from roi_spec.history.trails import Label, Mark, label, trail
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.past import NO_MEMORY, Commit, Later, Memory, Past, Proof, Turn
from roi_spec.model.spec import HistorySetting
from roi_spec.model.text import Text, text
from roi_spec.pipeline import Examined, Survey, Understood
from roi_spec.read.gate import admit
from roi_spec.remembering.turns import MOST_PLAYERS, turn
from roi_spec.remembering.versions import Desk, Ground, Seen, ground_of
from roi_spec.settings import WORKSPACE_FILE

__all__ = ["NO_MEMORY", "remember"]

_SPECS = past.Wanted(".roi.yaml")
_HOUSE = past.Wanted(WORKSPACE_FILE, "")


def remember(
    found: Survey,
    executor: Executor | None = None,
    *,
    most: int = past.MOST_COMMITS,
    players: int = MOST_PLAYERS,
) -> Memory:
    """Give the history of every programme of a survey that could be computed, as far as git can tell.

    At most so many commits are looked at, the newest first; of each, up to `players` changes are told apart. Never
    fails: where there is no history, the memory says why.
    """
    programmes = tuple(one for one in found.files if one.programme is not None and one.evaluation is not None)
    if not programmes:
        return NO_MEMORY
    settings = found.settings
    records = past.read(settings.root, _wanted(programmes), most, settings.commit or "HEAD")
    if isinstance(records, Text):
        return Memory((), (records,))
    every = {blob for _, files in records.states() for blob in files.values()}
    contents = past.contents(settings.root, every)
    labels = {blob: label(content) for blob, content in contents.items()}
    jobs = [_job(one, found, records, contents, labels, players) for one in programmes]
    pasts = tuple((executor.map if executor else map)(_past, jobs))
    return Memory(tuple(_judged(pasts, programmes, found)), tuple(_remarks(records)))


def _judged(pasts: Iterable[Past], programmes: Iterable[Examined], found: Survey) -> Iterator[Past]:
    """Add to each history what the rules say of it."""
    context = lint.Context(found.settings.as_of, found.workspace)
    for past_of_one, one in zip(pasts, programmes, strict=True):
        assert one.programme is not None
        yield replace(past_of_one, findings=lint.on_history(one.programme, past_of_one, context))


def _wanted(programmes: Iterable[Examined]) -> Iterator[past.Wanted]:
    """Ask for specs wherever they stand, and for data files in the folders where data files stand now."""
    yield from (_SPECS, _HOUSE)
    for one in programmes:
        for table in one.evaluation.tables if one.evaluation else ():
            folder, _, name = table.path.rpartition("/")
            yield past.Wanted(f".{name.rpartition('.')[2]}", folder)


def _remarks(records: past.Records) -> Iterator[Text]:
    """Say what is missing of the history as a whole."""
    if records.is_shallow:
        yield text("This is a shallow clone: only the last part of the history is here.")
    if records.is_cut:
        yield text("Only the newest {count} commits were looked at.", count=len(records.commits))
    if records.backdated:
        yield text("Some commits claim to be older than commits that they rest on; their dates cannot be relied on.")


# --- one programme ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Job:
    """The past of one programme, before anything is computed: small enough to send to another process."""

    programme: str
    marks: tuple[Mark, ...]
    contents: Mapping[str, bytes]
    understood: Understood
    """The programme as it stands now."""
    evaluation: Evaluation
    """What it comes to now."""
    shared: tuple[Understood, ...]
    """What all programmes share, as it stands now."""
    is_uncommitted: bool
    people: HistorySetting
    as_of: dt.date | None
    doubts: Doubts
    backdated: frozenset[str]
    players: int


def _job(
    one: Examined,
    found: Survey,
    records: past.Records,
    contents: Mapping[str, bytes],
    labels: Mapping[str, Label],
    players: int,
) -> Job:
    assert one.programme is not None
    assert one.evaluation is not None
    marks = trail(records, one.programme.id, one.path, lambda blob: labels.get(blob, Label("", "")))
    blobs = {blob for mark in marks for _, blob in ((mark.path, mark.blob), *mark.shared, *mark.data)}
    uncommitted = not marks or marks[-1].path != one.path or _differs(one, found, marks[-1], contents)
    return Job(
        programme=one.programme.id,
        marks=marks,
        contents={blob: contents[blob] for blob in blobs if blob in contents},
        understood=Understood(one.source, one.path, one.programme, (), one.evaluation.tables),
        evaluation=one.evaluation,
        shared=tuple(_shared(found)),
        is_uncommitted=uncommitted,
        people=found.workspace.history,
        as_of=found.settings.as_of,
        doubts=Doubts(records.is_shallow, records.is_cut),
        backdated=records.backdated,
        players=players,
    )


def _shared(found: Survey) -> Iterator[Understood]:
    for one in found.files:
        if one.programme is None and one.spec is not None:
            yield Understood(one.source, one.path, one.spec, ())


def _differs(one: Examined, found: Survey, last: Mark, contents: Mapping[str, bytes]) -> bool:
    """Say whether what a programme rests on now is not what the newest commit holds; line ends do not count."""
    sources = [one.source, *(file.source for file in found.files if file.programme is None and file.spec is not None)]
    committed = {last.path: last.blob, **dict(last.shared)}
    for source in sources:
        content = contents.get(committed.get(source.path, "")) if source else None
        admitted = admit(source.path, content)[0] if source and content is not None else None
        if source is None or admitted is None or admitted.text != source.text:
            return True
    data = dict(last.data)
    tables = one.evaluation.tables if one.evaluation else ()
    return any(_other_bytes(contents.get(data.get(table.path, "")), table.digest) for table in tables)


def _other_bytes(content: bytes | None, digest: str) -> bool:
    """Say whether bytes are others than those with a digest; not, when they were too large to be read."""
    if content is None:
        return False
    windows = content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return digest not in (hashlib.sha256(content).hexdigest(), hashlib.sha256(windows).hexdigest())


def _past(job: Job) -> Past:
    """Compute the versions of a programme, hold each against the one before, and prove what it agreed. Pure."""
    desk = Desk(job.contents, job.as_of)
    newest = None if job.is_uncommitted else job.evaluation
    seen = tuple(desk.seen(mark, newest if mark is job.marks[-1] else None) for mark in job.marks)
    commits = tuple(commit_of(mark.record, job.people) for mark in job.marks)
    ground: Ground = ground_of(list(job.shared), job.as_of)
    now = Seen(job.understood.path, job.understood, ground, job.evaluation) if job.is_uncommitted else seen[-1]
    versions: list[tuple[Seen, Commit | None]] = list(zip(seen, commits, strict=True))
    versions += [(now, None)] if job.is_uncommitted else []
    turns = tuple(_turns(versions, job.players, is_whole=not (job.doubts.is_shallow or job.doubts.is_cut)))
    told = tuple(one for one in turns if tells(one))
    doubts = replace(job.doubts, is_uncommitted=job.is_uncommitted)
    return Past(
        programme=job.programme,
        turns=tuple(reversed(told)),
        quiet=len(turns) - len(told),
        proof=_with_titles(prove(tuple(_known(job, seen, commits)), _now(now, job), doubts)),
    )


def _with_titles(proof: Proof) -> Proof:
    """Call attribution methods what pages call them."""
    return replace(proof, later=tuple(_with_title(one) for one in proof.later))


def _with_title(one: Later) -> Later:
    if not one.address.endswith("attribution.method"):
        return one
    titles = {str(text("{value}", value=id)): method.METHOD.title for id, method in METHODS.items()}
    old, new = (titles.get(str(side), side) if side is not None else None for side in (one.old, one.new))
    return replace(one, old=old, new=new)


def _turns(versions: list[tuple[Seen, Commit | None]], players: int, *, is_whole: bool) -> Iterator[Turn]:
    for number, (after, commit) in enumerate(versions):
        before, earlier = versions[number - 1] if number else (None, None)
        found = turn(after, commit, before, earlier, players)
        yield found if number or is_whole else replace(found, remark=_FURTHER)


_FURTHER = text("The history that is here begins with this commit; what came before cannot be told.")


def tells(one: Turn) -> bool:
    """Say whether a commit changed anything that has a meaning, and not only layout or another programme."""
    before = one.before
    return before is None or bool(one.changes) or one.moves or one.version.path != before.path


def _known(job: Job, seen: tuple[Seen, ...], commits: tuple[Commit, ...]) -> Iterator[Known]:
    for mark, one, commit in zip(job.marks, seen, commits, strict=True):
        delivery = one.programme.delivery if one.programme else None
        yield Known(
            commit=commit,
            authored=mark.record.authored.date(),
            path=mark.path,
            start=delivery.start if delivery else None,
            agreement=one.agreement,
            is_backdated=mark.record.id in job.backdated,
        )


def _now(now: Seen, job: Job) -> Now:
    assert now.programme is not None
    assert now.agreement is not None
    delivery = now.programme.delivery
    return Now(delivery.start if delivery else None, now.agreement, job.as_of)


def commit_of(record: Record, people: HistorySetting) -> Commit:
    """Give a commit as pages may show it: with a role, with the name that git has, or with nobody."""
    return Commit(record.id, record.day, _who(record, people), record.words, record.order)


def _who(record: Record, people: HistorySetting) -> str:
    if people.people == "authors":
        return record.name
    mail = record.mail.lower()
    known: dict[str, str] = {one.mail.lower(): one.role for one in people.roles}
    role = known.get(mail) or known.get(mail[mail.rfind("@") :], "")
    return role if people.people == "roles" else ""
