"""Verifying PDFs: what travels inside, what the pages say, and how they are drawn."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from roi_spec.model.artifact import Artifact
from roi_spec.model.proof import Outcome
from roi_spec.verifying.afresh import Published, pdfs_apart
from tests.verify.workspace import page_in, proof_of, told


@pytest.fixture
def handbook(workspace: Path) -> Path:
    """The handbook in English."""
    return page_in(workspace / "site").with_name("handbook.pdf")


def with_attachment(path: Path, name: str, before: bytes, after: bytes) -> None:
    """Change a few bytes of one file inside a PDF."""
    writer = PdfWriter(clone_from=PdfReader(path))
    for one in writer.attachment_list:
        if one.name == name:
            assert before in one.content
            one.content = one.content.replace(before, after, 1)
    path.write_bytes(written(writer))


def written(writer: PdfWriter) -> bytes:
    """Give the bytes of a PDF that somebody has worked on."""
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_is_proven_by_the_spec_inside_it(handbook: Path) -> None:
    proof = proof_of(handbook)
    assert (proof.outcome, str(proof.basis)) == (Outcome.PROVEN, "the attached spec")
    assert proof.found.numbers > 100


def test_one_byte_of_the_spec_inside(handbook: Path, elsewhere: Path) -> None:
    with_attachment(handbook, "claims.roi.yaml", b"value: 46 EUR/hour", b"value: 45 EUR/hour")
    proof = proof_of(Path(shutil.move(handbook, elsewhere / "handbook.pdf")))
    assert proof.exit_code == 1
    named = [(one.file, str(one.what)) for one in proof.found.differences]
    assert ("claims.roi.yaml", "The attached file is not the one that the figures were made from") in named


def test_one_digit_of_the_receipt_inside(handbook: Path) -> None:
    with_attachment(handbook, "receipt.json", b'"decimal": "46"', b'"decimal": "47"')
    proof = proof_of(handbook)
    assert proof.exit_code == 1
    assert any("47 EUR/hour" in says and "46 EUR/hour" in should for *_, says, should in told(proof))


# --- its pages, held against those that are made afresh: the handbook as it was is what is made again ---------------


def test_a_number_that_was_painted_over_is_not_proven(handbook: Path) -> None:
    right, writer = handbook.read_bytes(), PdfWriter(clone_from=PdfReader(handbook))
    page = writer.pages[0]
    painted = DecodedStreamObject()
    painted.set_data(page.get_contents().get_data() + b"\nq 1 1 1 rg 50 500 300 200 re f Q")  # type: ignore[union-attr]
    page[NameObject("/Contents")] = writer._add_object(painted)
    found = pdfs_apart(Published("handbook.pdf", written(writer), None), Artifact("handbook.pdf", right))
    assert found.differences == ()
    assert "drawn in another way" in str(found.unsettled[0])


def test_pages_of_one_study_around_the_receipt_of_another(handbook: Path) -> None:
    """A forger keeps the files inside and puts other pages around them."""
    dutch = handbook.parents[3] / "nl" / "programmes" / handbook.parent.name / "handbook.pdf"
    right, writer, other = handbook.read_bytes(), PdfWriter(clone_from=PdfReader(handbook)), PdfReader(dutch)
    writer.pages[2][NameObject("/Contents")] = other.pages[2].get_contents().clone(writer)  # type: ignore[union-attr]
    found = pdfs_apart(Published("handbook.pdf", written(writer), None), Artifact("handbook.pdf", right))
    assert {one.place for one in found.differences} == {"page 3"}


def test_a_pdf_that_was_only_saved_again_shows_the_same(handbook: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(handbook))
    found = pdfs_apart(
        Published("handbook.pdf", written(writer), None), Artifact("handbook.pdf", handbook.read_bytes())
    )
    assert (found.differences, found.unsettled) == ((), ())
    assert "what no reader sees" in str(found.remarks[0])
