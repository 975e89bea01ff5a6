"""One published file: what it carries, what it says of itself, and whether the spec gives the same again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from roi_spec import __version__, building
from roi_spec.i18n import languages
from roi_spec.model.artifact import Artifact
from roi_spec.model.edition import Edition
from roi_spec.model.proof import Compared, Difference, Kind, Proof
from roi_spec.model.text import Text, text
from roi_spec.pipeline import Examined
from roi_spec.read.published import figure, opened, pdf, workbook
from roi_spec.read.published.page import Page, read_page
from roi_spec.read.published.receipt import Receipt, read_receipt
from roi_spec.read.published.reckoning import reckoned
from roi_spec.render.history import PAGE
from roi_spec.verifying.afresh import Published, examined, files_apart, receipts_apart, version_told
from roi_spec.verifying.ground import SHOWN, Ground, Wanted, grounds
from roi_spec.verifying.site import verify_site

RECEIPT = "receipt.json"


@dataclass(frozen=True, slots=True)
class Subject:
    """A published file, read as far as it can be without its spec."""

    path: Path
    kind: Kind
    content: bytes
    place: str
    """Where it is published; its own name when it lies in no site."""
    receipt: Receipt | None = None
    attached: Mapping[str, bytes] = field(default_factory=dict)
    locale: str = ""
    """The language it is in; empty when it says none."""
    page: Page | None = None


def verify(path: Path, given: Path | None, locale: str) -> Proof:
    """Verify one published file against its spec; titles of numbers are given in a language.

    `given` is a spec or a folder of specs that the user named. Raises `UnreadableError` when it is no file of ours.
    """
    kind = opened.kind_of(path)
    site = opened.site_around(path)
    if kind is Kind.SITE or (site is not None and _is_about_all(path, kind, site)):
        only = "" if kind is Kind.SITE else path.absolute().relative_to(site or path).as_posix()
        return replace(verify_site(site or path, given, locale, only=only), name=str(path), kind=kind)
    subject = _read(path, kind, site)
    if subject.receipt is None:
        return _unknown(subject)
    return _held(subject, subject.receipt, given, locale)


def _is_about_all(path: Path, kind: Kind, site: Path) -> bool:
    """Say whether a file of a site belongs to no single programme, or is none that says what it was made from."""
    place = path.absolute().relative_to(site)
    return "programmes" not in place.parts or (kind is Kind.RECEIPT and place.name != RECEIPT)


def _read(path: Path, kind: Kind, site: Path | None) -> Subject:
    content = opened.content_of(path)
    place = path.absolute().relative_to(site).as_posix() if site else path.name
    blank = Subject(path, kind, content, place, _receipt_beside(site, place))
    if kind is Kind.RECEIPT:
        return replace(blank, receipt=read_receipt(content, path.name))
    if kind is Kind.PDF:
        found = pdf.read_pdf(content, path.name)
        inside = found.inside.get(RECEIPT)
        receipt = read_receipt(inside) if inside is not None else blank.receipt
        return replace(blank, receipt=receipt, attached=found.inside, locale=found.language)
    if kind is Kind.WORKBOOK:
        book = workbook.read_workbook(content, path.name)
        return replace(blank, receipt=read_receipt(book.receipt) if book.receipt else blank.receipt)
    page = read_page(content, path.name)
    return replace(blank, page=page, locale=page.language)


def _receipt_beside(site: Path | None, place: str) -> Receipt | None:
    """Give the receipt of the programme whose folder a file lies in: `nl/programmes/<id>/...`."""
    parts = PurePosixPath(place).parts
    if site is None or "programmes" not in parts[:-1]:
        return None
    id = parts[parts.index("programmes") + 1]
    beside = site / "programmes" / id / RECEIPT
    return read_receipt(opened.content_of(beside)) if beside.is_file() else None


def _unknown(subject: Subject) -> Proof:
    why = text(
        "{file} carries no receipt and lies in no site, so nothing tells what it was made from. Verify it inside its "
        "site.",
        file=subject.path.name,
    )
    return Proof(str(subject.path), subject.kind, Compared(unsettled=(why,)))


# --- held against its spec -------------------------------------------------------------------------------------------


def _held(subject: Subject, receipt: Receipt, given: Path | None, locale: str) -> Proof:
    inside = RECEIPT if subject.kind is not Kind.RECEIPT else subject.path.name
    own = reckoned(receipt, locale, inside)
    first = _attached(subject, receipt) + version_told(receipt)
    with grounds(_wanted(subject, receipt), given, subject.path.absolute().parent) as ground:
        if isinstance(ground, Text):
            return _by_itself(subject, receipt, own + first, ground)
        one = examined(receipt, ground)
        if isinstance(one, Text):
            return _by_itself(subject, receipt, own + first + ground.compared, one)
        again = receipts_apart(receipt, one, ground, locale, inside, alone=receipt.audience != Edition.PUBLIC)
        found = first + ground.compared + (again if again.differences else replace(own, numbers=0, remarks=()) + again)
        found += _itself(subject, one, ground)
        return Proof(str(subject.path), subject.kind, _with_missing(found, ground), ground.basis)


def _by_itself(subject: Subject, receipt: Receipt, own: Compared, why: Text) -> Proof:
    """Say what can be proven without a spec: that the numbers follow from each other, and the figures from them."""
    found = own + _figures(subject, receipt)
    return Proof(str(subject.path), subject.kind, found + Compared(unsettled=(why,)))


def _without_numbers(compared: Compared) -> Compared:
    return replace(compared, numbers=0)


def _with_missing(found: Compared, ground: Ground) -> Compared:
    if not ground.missing:
        return found
    files = ", ".join(ground.missing)
    if not found.differences:
        return found + Compared(remarks=(text("Not found, and not needed for any number: {files}.", files=files),))
    why = text(
        "What differs may come from files that were not found: {files}. Name their folder with --spec.", files=files
    )
    return found + Compared(remarks=(why,))


def _wanted(subject: Subject, receipt: Receipt) -> Wanted:
    public = Edition.PUBLIC if receipt.audience == Edition.PUBLIC else Edition.INTERNAL
    others = {name: content for name, content in subject.attached.items() if name != RECEIPT}
    return Wanted(receipt.files, (receipt.file,), receipt.data, receipt.commit, receipt.as_of, public, others)


def _attached(subject: Subject, receipt: Receipt) -> Compared:
    """Hold the files inside a PDF against the digests in the receipt beside them."""
    known = {digest for _, digest in receipt.files}
    by_name = {PurePosixPath(path).name: digest for path, digest in receipt.files}
    found, count = [], 0
    for name, content in subject.attached.items():
        digest = hashlib.sha256(content).hexdigest()
        count += 1
        if name != RECEIPT and digest not in known:
            should = _digest(by_name[name]) if name in by_name else None
            what = text("The attached file is not the one that the figures were made from")
            found.append(Difference(name, "", what, _digest(digest), should))
    return Compared(differences=tuple(found), files=count)


def _digest(digest: str) -> Text:
    return text("SHA-256 {digest}", digest=f"{digest[:SHOWN]}…")


# --- the file itself -------------------------------------------------------------------------------------------------


def _itself(subject: Subject, one: Examined, ground: Ground) -> Compared:
    """Hold pages, words and cells against those made afresh; a receipt was compared before, number by number."""
    if subject.kind is Kind.RECEIPT or subject.receipt is None:
        return Compared()
    if not ground.is_whole or subject.receipt.tool_version != __version__:
        return _figures(subject, subject.receipt) + _not_made(subject, ground)
    reason = building.why_no_pdf() if subject.kind is Kind.PDF else None
    if reason is not None:
        return Compared(unsettled=(reason, text("So the pages of the PDF could not be made again and compared.")))
    twin = _twin(subject, one, ground)
    if twin is None:
        return Compared(unsettled=(text("roi-spec makes no file like {file}.", file=subject.place),))
    found = files_apart(Published(subject.path.name, subject.content, subject.receipt), twin)
    return found if found.differences else _figures(subject, subject.receipt) + _without_numbers(found)


def _not_made(subject: Subject, ground: Ground) -> Compared:
    """Say that the words of a file were not compared, unless its figures could be read one by one."""
    if subject.kind is Kind.PAGE or ground.compared.differences:
        return Compared()
    return Compared(
        unsettled=(text("Only the numbers inside {file} were compared, not its pages.", file=subject.path.name),)
    )


def _figures(subject: Subject, receipt: Receipt) -> Compared:
    if subject.page is None:
        return Compared()
    return figure.held(subject.page, {receipt.programme: receipt}, receipt.programme, subject.path.name)


def _twin(subject: Subject, one: Examined, ground: Ground) -> Artifact | None:
    """Give the file made afresh that the published one should be."""
    for locale in _locales(subject):
        made = building.of_programme(
            one,
            ground.found,
            locale,
            with_pdf=_has_pdf(subject),
            prints=subject.kind is Kind.PDF,
            with_history=f"/{PAGE}".encode() in subject.content,
        )
        found = next((each for each in made if _is_it(subject, each, locale)), None)
        if found is not None:
            return found
    return None


def _locales(subject: Subject) -> Iterator[str]:
    """Give the languages that a file may be in, the one it says it is in first."""
    part = PurePosixPath(subject.place).parts[0]
    yield from dict.fromkeys(one for one in (subject.locale, part, *languages()) if one in languages())


def _has_pdf(subject: Subject) -> bool:
    """Say whether the pages of its site speak of PDFs."""
    site = opened.site_around(subject.path)
    return subject.kind is Kind.PDF or (site is not None and any(site.glob("*/programmes/*/handbook.pdf")))


def _is_it(subject: Subject, made: Artifact, locale: str) -> bool:
    """Say whether a new file is the one that was published: at the same place, else of the same kind and language."""
    if "/" in subject.place:
        return made.path == subject.place
    if subject.kind is Kind.PDF:
        return PurePosixPath(made.path).name == ("handbook.pdf" if RECEIPT in subject.attached else "summary.pdf")
    if subject.kind is Kind.WORKBOOK:
        return made.path.endswith(".xlsx") and _same_sheets(subject.content, made.content)
    return made.path.endswith(f"/{subject.place}") and made.path.startswith(f"{locale}/")


def _same_sheets(content: bytes, made: bytes) -> bool:
    names = [set(workbook.read_workbook(one, "").sheets) for one in (content, made)]
    return names[0] == names[1]
