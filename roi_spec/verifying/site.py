"""A whole site: its manifest, its receipts, and every file of it against the one that is made afresh."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from roi_spec import __version__, building
from roi_spec.history import git
from roi_spec.model.artifact import Artifact
from roi_spec.model.edition import Edition
from roi_spec.model.proof import Compared, Difference, Kind, Proof
from roi_spec.model.text import Text, text
from roi_spec.model.working import verbatim
from roi_spec.read.published import UnreadableError, figure, opened
from roi_spec.read.published.page import read_page
from roi_spec.read.published.receipt import Receipt, read_receipt
from roi_spec.read.published.reckoning import reckoned
from roi_spec.read.published.statement import Statement, read_statement
from roi_spec.render.history import PAGE
from roi_spec.verifying.afresh import Published, examined, files_apart, receipts_apart
from roi_spec.verifying.ground import SHOWN, Ground, Wanted, grounds

OWN = frozenset({opened.MANIFEST, "README.md"})
"""Files that no manifest lists."""
CLUTTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
SIGNATURE = f"{opened.MANIFEST}."
RECEIPTS = "programmes/*/receipt.json"


@dataclass(frozen=True, slots=True)
class _Site:
    """A published site, read."""

    root: Path
    statement: Statement
    receipts: Mapping[str, Receipt]
    """By programme."""
    only: str
    """The one file that was asked about; empty: all."""

    def looks_at(self, name: str) -> bool:
        """Say whether a file is asked about."""
        return not self.only or name == self.only


def verify_site(
    root: Path,
    given: Path | None,
    locale: str,
    *,
    only: str = "",
    prints: bool = True,
    executor: Executor | None = None,
) -> Proof:
    """Verify a site, or `only` one file of it.

    Without `prints`, the PDFs are not set again: then only what travels inside them is compared. Any executor may do
    the rendering. Raises `UnreadableError` when the folder holds no manifest of ours.
    """
    statement = read_statement(opened.content_of(root / opened.MANIFEST))
    receipts, unread = _receipts(root)
    site = _Site(root, statement, receipts, only)
    listed = _listed(site) + unread
    own = _together(reckoned(one, locale, _place(one)) for one in receipts.values())
    with grounds(_wanted(site), given, root.absolute()) as ground:
        if isinstance(ground, Text):
            found = listed + own + _figures(site) + Compared(unsettled=(ground,))
            return Proof(str(root), Kind.SITE, found)
        again = _numbers(site, ground, locale)
        numbers = again if again.differences or again.unsettled else replace(own, numbers=0, remarks=()) + again
        made = _without(_afresh(site, ground, executor, prints=prints), numbers)
        found = ground.compared + numbers + _without(listed, made) + made
        return Proof(str(root), Kind.SITE, found, ground.basis)


def _together(some: Iterator[Compared]) -> Compared:
    return sum(some, Compared())


def _place(receipt: Receipt) -> str:
    return f"programmes/{receipt.programme}/receipt.json"


def _without(some: Compared, better: Compared) -> Compared:
    """Leave out what is said of files in which a better look has found the very place; a file counts once."""
    told = {one.file for one in better.differences}
    kept = tuple(one for one in some.differences if one.file not in told)
    return replace(some, differences=kept, files=max(some.files - better.files, 0))


# --- the manifest ----------------------------------------------------------------------------------------------------


def _listed(site: _Site) -> Compared:
    """Hold the files of a site against its manifest: changed, missing, added."""
    if site.only:
        return _one(site, site.only, opened.digest_of(site.root, site.only))
    there = opened.digests_of(site.root)
    found = _together(_one(site, name, there.get(name, "")) for name in site.statement.files)
    added = [name for name in there if name not in site.statement.files and not _belongs(name)]
    more = tuple(Difference(name, "", text("The manifest lists no such file"), text("a file")) for name in added)
    return found + Compared(differences=more, remarks=_signed(there))


def _one(site: _Site, name: str, digest: str) -> Compared:
    should = site.statement.files.get(name)
    if should == digest:
        return Compared(files=1)
    if not digest:
        return Compared(differences=(Difference(name, "", text("The file is missing"), None, _digest(should)),))
    what = (
        text("The file is not the one that the manifest lists") if should else text("The manifest lists no such file")
    )
    return Compared(files=1, differences=(Difference(name, "", what, _digest(digest), _digest(should)),))


def _digest(digest: str | None) -> Text | None:
    return text("SHA-256 {digest}", digest=f"{digest[:SHOWN]}…") if digest else None


def _belongs(name: str) -> bool:
    return name in OWN or PurePosixPath(name).name in CLUTTER or (name.startswith(SIGNATURE) and "/" not in name)


def _signed(there: Mapping[str, str]) -> tuple[Text, ...]:
    names = [name for name in there if name.startswith(SIGNATURE) and "/" not in name]
    if not names:
        return ()
    return (
        text(
            "{files} signs the manifest; whoever made that signature has the means to check it.", files=", ".join(names)
        ),
    )


# --- receipts --------------------------------------------------------------------------------------------------------


def _receipts(root: Path) -> tuple[dict[str, Receipt], Compared]:
    found, unread = {}, []
    for path in sorted(root.glob(RECEIPTS)):
        name = path.relative_to(root).as_posix()
        try:
            receipt = read_receipt(opened.content_of(path), name)
        except UnreadableError as odd:
            unread.append(Difference(name, "", odd.text))
            continue
        if receipt.programme != path.parent.name:
            unread.append(
                Difference(name, "programme.id", text("The receipt of another programme"), verbatim(receipt.programme))
            )
        found[path.parent.name] = receipt
    return found, Compared(differences=tuple(unread))


def _wanted(site: _Site) -> Wanted:
    statement, receipts = site.statement, site.receipts.values()
    return Wanted(
        files=statement.materials,
        specs=tuple(one.file for one in receipts),
        data=frozenset[str]().union(*(one.data for one in receipts)),
        commit=statement.commit,
        as_of=statement.as_of,
        edition=Edition.PUBLIC if statement.audience == Edition.PUBLIC else Edition.INTERNAL,
        attached={},
    )


def _numbers(site: _Site, ground: Ground, locale: str) -> Compared:
    """Hold every receipt against the one that its programme gives now."""
    found = Compared()
    for receipt in site.receipts.values():
        one = examined(receipt, ground)
        if isinstance(one, Text):
            found += Compared(unsettled=(one,))
        else:
            found += receipts_apart(receipt, one, ground, locale, _place(receipt), alone=False)
    return found


# --- every file ------------------------------------------------------------------------------------------------------


def _afresh(site: _Site, ground: Ground, executor: Executor | None, *, prints: bool) -> Compared:
    """Make the site again and hold every file against the published one."""
    if site.statement.tool_version != __version__:
        return _figures(site) + Compared(remarks=(_older(site.statement),))
    if not ground.is_whole:
        return _figures(site)
    reason = building.why_no_pdf() if prints and site.statement.with_pdf and _asks_for_pdf(site) else None
    sets = prints and reason is None and _asks_for_pdf(site)
    found, made = Compared(unsettled=(reason,) if reason else ()), set()
    told = site.statement.with_history
    if told and _tells_history(site) and git.commit(ground.found.settings.root, _newest(site)) is None:
        return _figures(site) + Compared(unsettled=(_UNTOLD,))
    for artifact in building.artifacts(
        ground.found, executor, with_pdf=site.statement.with_pdf, prints=sets, with_history=told
    ):
        made.add(artifact.path)
        if site.looks_at(artifact.path):
            found += _file(site, artifact)
        if artifact.path == site.only:
            break
    return found + _left(site, made, sets=sets, asked=prints)


_UNTOLD = Text(
    "The site tells what changed, and the history that it tells is not here. So its figures were compared, and not its "
    "words."
)


def _tells_history(site: _Site) -> bool:
    return any(name.endswith(f"/{PAGE}") for name in site.statement.files)


def _newest(site: _Site) -> str:
    return site.statement.commit or "HEAD"


def _asks_for_pdf(site: _Site) -> bool:
    return not site.only or site.only.endswith(".pdf")


def _older(statement: Statement) -> Text:
    return text(
        "It was made by roi-spec {then}; this is {now}. So numbers were compared, and not words.",
        then=statement.tool_version,
        now=__version__,
    )


def _file(site: _Site, artifact: Artifact) -> Compared:
    path = site.root / artifact.path
    if not opened.digest_of(site.root, artifact.path):
        return Compared(differences=(Difference(artifact.path, "", text("The file is missing")),))
    try:
        content = opened.content_of(path)
    except UnreadableError as odd:
        return Compared(differences=(Difference(artifact.path, "", odd.text),))
    return files_apart(Published(artifact.path, content, _receipt_of(site, artifact.path)), artifact)


def _receipt_of(site: _Site, name: str) -> Receipt | None:
    parts = PurePosixPath(name).parts
    return next((site.receipts[part] for part in parts if part in site.receipts), None)


def _left(site: _Site, made: set[str], *, sets: bool, asked: bool) -> Compared:
    """Speak of the files that were not made again: none should be left, but for PDFs when they were not asked for."""
    left = [name for name in site.statement.files if name not in made and site.looks_at(name)]
    pdfs = [name for name in left if name.endswith(".pdf") and not sets]
    more = tuple(
        Difference(name, "", text("roi-spec makes no such file of these specs")) for name in left if name not in pdfs
    )
    if pdfs and not asked:
        told = text("The pages of {count} PDFs were not made again.", count=len(pdfs))
        return Compared(differences=more, remarks=(told,))
    return Compared(differences=more)


def _figures(site: _Site) -> Compared:
    """Hold the figures on all pages against the receipts of the site."""
    found = Compared()
    for name in site.statement.files:
        if not name.endswith(".html") or not site.looks_at(name):
            continue
        try:
            page = read_page(opened.content_of(site.root / name), name)
        except UnreadableError as odd:
            found += Compared(differences=(Difference(name, "", odd.text),))
            continue
        receipt = _receipt_of(site, name)
        found += figure.held(page, site.receipts, receipt.programme if receipt else "", name)
    return found
