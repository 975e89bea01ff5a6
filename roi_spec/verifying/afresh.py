"""Makes things afresh from what was found, and holds what was published against them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from roi_spec import __version__, building
from roi_spec.lint import across
from roi_spec.model.artifact import Artifact
from roi_spec.model.proof import Compared, Difference
from roi_spec.model.rule import catalogue
from roi_spec.model.text import Text, text
from roi_spec.pipeline import Examined
from roi_spec.read.published import page_apart, pdf, workbook
from roi_spec.read.published.cells_apart import cells_apart
from roi_spec.read.published.receipt import Receipt
from roi_spec.read.published.receipt_apart import apart
from roi_spec.read.published.unreadable import UnreadableError
from roi_spec.verifying.ground import Ground


def examined(receipt: Receipt, ground: Ground) -> Examined | Text:
    """Give the programme of a receipt as it was evaluated again, or say why there is none."""
    for one in ground.found.files:
        if one.programme is not None and one.programme.id == receipt.programme and one.evaluation is not None:
            return one
    errors = [finding for one in ground.found.files for finding in one.findings if finding.severity.value == "error"]
    told = next((one for one in errors if one.at.path == receipt.file), errors[0] if errors else None)
    if ground.missing:
        return text(
            "These files were not found: {files}. Name their folder with --spec.", files=", ".join(ground.missing)
        )
    if told is None:
        return text("The specs hold no programme {id}.", id=receipt.programme)
    return text("The spec cannot be computed here: {reason}", reason=told.text)


def receipts_apart(receipt: Receipt, one: Examined, ground: Ground, locale: str, file: str, *, alone: bool) -> Compared:
    """Hold a receipt against the one that the programme gives now."""
    afresh: dict[str, Any] = json.loads(building.receipt_of(one, ground.found))
    return apart(receipt, afresh, locale, file, _TOGETHER if alone else frozenset())


_TOGETHER = frozenset(rule.id for rule in catalogue(across))
"""The rules that look at several programmes at once."""


def version_told(receipt: Receipt) -> Compared:
    """Say so when another version of the tool made a file; its numbers are compared all the same."""
    if receipt.tool_version == __version__:
        return Compared()
    return Compared(
        remarks=(text("It was made by roi-spec {then}; this is {now}.", then=receipt.tool_version, now=__version__),)
    )


@dataclass(frozen=True, slots=True)
class Published:
    """A published file with what is needed to compare it."""

    name: str
    content: bytes
    receipt: Receipt | None


def files_apart(says: Published, should: Artifact) -> Compared:
    """Hold a published file against a new one: by its bytes, and where these differ by what a reader sees."""
    if says.content == should.content:
        return Compared(files=1)
    suffix = PurePosixPath(should.path).suffix
    if suffix == ".html":
        found = page_apart.pages_apart(says.content, should.content, says.receipt, says.name)
    elif suffix == ".pdf":
        found = pdfs_apart(says, should)
    elif suffix == ".xlsx":
        found = workbooks_apart(says, should)
    else:
        found = page_apart.texts_apart(says.content, should.content, says.name)
    return found + Compared(files=1)


def pdfs_apart(says: Published, should: Artifact) -> Compared:
    """Hold the words of a PDF against those of a new one, page by page, and then how they are drawn."""
    try:
        found = pdf.pages_apart(
            pdf.words_of(says.content, says.name), pdf.words_of(should.content, says.name), says.name
        )
        if found.differences:
            return found
        is_drawn_alike = pdf.drawn(says.content, says.name) == pdf.drawn(should.content, says.name)
    except UnreadableError as odd:
        return Compared(differences=(Difference(says.name, "", odd.text),))
    if is_drawn_alike:
        return Compared(
            remarks=(text("{file}: pages and letters are the same; only what no reader sees differs.", file=says.name),)
        )
    return Compared(
        unsettled=(
            text(
                "{file}: every word is the same, but the pages are drawn in another way than here. Another version of "
                "Pango or WeasyPrint does that; so would somebody who paints over a number.",
                file=says.name,
            ),
        )
    )


def workbooks_apart(says: Published, should: Artifact) -> Compared:
    """Hold every cell of a workbook against a new one."""
    try:
        one, other = workbook.read_workbook(says.content, says.name), workbook.read_workbook(should.content, says.name)
    except UnreadableError as odd:
        return Compared(differences=(Difference(says.name, "", odd.text),))
    found = cells_apart(one, other, says.name)
    if found.differences:
        return found
    return found + Compared(
        remarks=(text("{file}: every cell is the same; another program has saved it since.", file=says.name),)
    )
