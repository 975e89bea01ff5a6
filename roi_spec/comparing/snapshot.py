"""The two sides of a comparison, opened: a revision, a folder, a file, or what was published earlier.

A side is a folder on disk with settings of its own. A revision of git is put into a temporary folder, which is gone
when the comparison is done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from roi_spec import __version__
from roi_spec.comparing.published import Receipt, is_published, receipts
from roi_spec.history import editions, git
from roi_spec.model.comparison import Side
from roi_spec.model.text import Text, text
from roi_spec.read import files
from roi_spec.settings import Settings, find_root

HERE = "."
"""How the files as they stand are called."""
NOTHING: Mapping[str, Receipt] = MappingProxyType({})


class CannotCompareError(Exception):
    """A side cannot be had; the reason is in words. `is_misuse`: another command would have done."""

    def __init__(self, reason: Text, help: Text | None = None, *, is_misuse: bool = False) -> None:  # noqa: A002 - as in Finding
        super().__init__(str(reason))
        self.reason = reason
        self.help = help
        self.is_misuse = is_misuse


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One side of a comparison: files on disk, and what there is to know about them."""

    side: Side
    settings: Settings
    published: Mapping[str, Receipt] = field(default_factory=lambda: NOTHING)
    """What was published of each programme, by id, where this side is a receipt or a site."""
    only: tuple[str, ...] = ()
    """The files and folders to look at, as they are called from the root; none: all there are."""
    is_receipt: bool = False
    """Whether this side is one receipt, so that only its programme is looked at."""
    is_file: bool = False
    """Whether this side is one file that was named itself."""

    def holds(self, path: str) -> bool:
        """Say whether a file, as it is called from the root, is to be looked at."""
        return not self.only or any(one in (path, ".") or path.startswith(f"{one}/") for one in self.only)


@contextmanager
def opened(
    base: str | None = None,
    head: str | None = None,
    *,
    here: Path,
    only: Sequence[Path] = (),
    as_of: dt.date | None = None,
) -> Iterator[tuple[Snapshot, Snapshot]]:
    """Open two sides as they were named, for as long as the context lasts.

    Nothing named: the last commit against the files as they stand. Only a base: from where it and the last commit went
    their own ways, against the files as they stand. Both: as named; `base...head` in one word: from where the two went
    their own ways. `here` is the folder one stands in, `only` the
    files to look at, `as_of` the day that both sides are held against; without it the date of the head's commit.
    Raises CannotCompareError.
    """
    with ExitStack() as stack:
        root = find_root(here.absolute(), here.absolute())
        wanted = tuple(files.shown(root, path.absolute()) for path in only)
        base, head = _since(root, base, head)
        after = _side(stack, head, root, wanted) if head else _work_tree(root, wanted)
        first = base or "HEAD"
        before = _side(stack, first, root, wanted) if head else _before_work_tree(stack, first, root, wanted)
        day = as_of or after.side.date or before.side.date
        yield _on(before, day), _on(after, day)


def _since(root: Path, base: str | None, head: str | None) -> tuple[str | None, str | None]:
    """Read `main...change` as git does: from where the two went their own ways to the second."""
    if base is None or head is not None or "..." not in base or Path(base).exists():
        return base, head
    first, _, last = base.partition("...")
    one, other = git.commit(root, first or "HEAD"), git.commit(root, last or "HEAD")
    forked = git.merge_base(root, one, other) if one and other else None
    return (forked or base, last or "HEAD") if forked else (base, head)


def _on(one: Snapshot, day: dt.date | None) -> Snapshot:
    return replace(one, settings=replace(one.settings, as_of=day))


def _before_work_tree(stack: ExitStack, base: str, root: Path, only: Sequence[str]) -> Snapshot:
    """Open the side that the files as they stand are compared with: for a revision, where the two went apart."""
    named = None if Path(base).exists() else git.commit(root, base)
    here = git.commit(root, "HEAD")
    if named is None or here is None:
        return _side(stack, base, root, only)
    forked = git.merge_base(root, named, here)
    before = stack.enter_context(revision(root, forked or named, only, base))
    if forked is not None:
        return before
    remark = text(
        "Where {base} and these files went their own ways is not known here, so {base} itself is compared.", base=base
    )
    return replace(before, side=replace(before.side, remarks=(*before.side.remarks, remark)))


def _side(stack: ExitStack, named: str, root: Path, only: Sequence[str]) -> Snapshot:
    path = Path(named)
    if path.exists():
        return _published(stack, path, root) if is_published(path) else folder(path, only)
    commit = git.commit(root, named)
    if commit is None:
        raise CannotCompareError(_not_known(root, named), _how_to_name(root))
    return stack.enter_context(revision(root, commit, only, named))


def _published(stack: ExitStack, path: Path, root: Path) -> Snapshot:
    """Open figures as published, with the files they rest on where these can be had: as they stand, or from git."""
    found = receipts(path)
    if not found:
        raise CannotCompareError(text("{name} holds no receipt that can be read.", name=str(path)), is_misuse=True)
    first = found[0]
    only = tuple(one.path for one in found if one.path)
    commit = git.commit(root, first.commit)
    side = Side(str(path), first.commit, first.as_of, first.tool)
    if all(one.stands_in(root) for one in found):
        files_of = _work_tree(root, only)
    elif commit is not None:
        files_of = stack.enter_context(revision(root, commit, only))
    else:
        missing = text("The files that these figures rest on are not here, so what changed in them cannot be told.")
        side = replace(side, remarks=(missing,))
        files_of = Snapshot(side, Settings(root, (), side.date))
    published = {one.programme: one for one in found}
    return replace(files_of, side=side, published=published, only=only, is_receipt=path.is_file())


def _work_tree(root: Path, only: Sequence[str]) -> Snapshot:
    found = git.revision(root)
    commit, date = (found.commit, found.date) if found else ("", None)
    side = Side(HERE, commit, date, __version__, dirty=bool(found and found.dirty))
    return Snapshot(side, Settings(root, _names(root, only), date, commit, dirty=side.dirty), only=tuple(only))


def folder(path: Path, only: Sequence[str] = ()) -> Snapshot:
    """Open a folder with a workspace of its own, or one file of such a folder.

    `only` are the files and folders to look at, as they are called from the root of the workspace.
    """
    place = path.absolute()
    root = find_root(place, place if place.is_dir() else place.parent)
    found = git.revision(root)
    side = Side(str(path), date=found.date if found else None, tool=__version__)
    if place != root:
        only = (files.shown(root, place),)
    return Snapshot(side, Settings(root, _names(root, only), side.date), only=tuple(only), is_file=place.is_file())


@contextmanager
def revision(root: Path, commit: str, only: Sequence[str] = (), name: str = "") -> Iterator[Snapshot]:
    """Open one commit (a full hash) of the repository that `root` stands in, for as long as the context lasts."""
    with editions.edition(root, commit) as made:
        side = Side(name or commit, commit, git.day_of(root, commit), __version__, remarks=made.remarks)
        yield Snapshot(side, Settings(made.root, _names(made.root, only), side.date, commit), only=tuple(only))


def _not_known(root: Path, named: str) -> Text:
    if not git.is_repository(root):
        return text(
            "{name} is no file or folder, and git cannot be asked about {folder}.", name=named, folder=root.name
        )
    return text("{name} is no file or folder, and no commit, branch or tag that is known here.", name=named)


def _how_to_name(root: Path) -> Text:
    if not git.is_repository(root):
        if any((place / ".git").exists() for place in (root, *root.parents)):
            return text("Git is not there, or does not trust a folder that somebody else owns. Ask it: git status")
        return text("Name two folders, or stand in a folder that git keeps.")
    if git.is_shallow(root):
        return text("Only the last part of the history is here; fetch all of it: git fetch --unshallow")
    return text("See the names there are: git branch --all, git tag")


def _names(root: Path, only: Sequence[str]) -> tuple[Path, ...]:
    """Give where to look: the usual place, and what was named besides, as far as this side has it."""
    usual = root / "specs" if (root / "specs").is_dir() else root
    named = (root / name for name in only)
    return tuple(path for path in (usual, *named) if path.exists() and (path == usual or usual not in path.parents))
