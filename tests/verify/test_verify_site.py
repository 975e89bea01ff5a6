"""Verifying a site and its files: what is untouched is proven, and whatever was changed is named."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from roi_spec.model.proof import Outcome
from roi_spec.verifying import verify_site
from tests.verify.workspace import ID, built, git, page_in, proof_of, receipt_in, told


def change(path: Path, before: str, after: str) -> None:
    """Change one place in a file of text."""
    words = path.read_text("utf-8")
    assert before in words
    path.write_text(words.replace(before, after, 1), "utf-8")


def listed_anew(site: Path, name: str) -> None:
    """Give a changed file its new digest in the manifest, as a forger would."""
    path = site / "manifest.json"
    manifest = json.loads(path.read_bytes())
    for one in manifest["subject"]:
        if one["name"] == name:
            one["digest"]["sha256"] = hashlib.sha256((site / name).read_bytes()).hexdigest()
    path.write_text(json.dumps(manifest), "utf-8")


# --- proven ----------------------------------------------------------------------------------------------------------


def test_a_whole_site_is_proven_and_a_signature_beside_its_manifest_is_told(workspace: Path) -> None:
    files = [path for path in (workspace / "site").rglob("*") if path.is_file()]
    (workspace / "site" / "manifest.json.sig").write_bytes(b"signed")
    proof = verify_site(workspace / "site", None, "en", prints=False)
    assert (proof.outcome, proof.exit_code) == (Outcome.PROVEN, 0)
    assert proof.found.files == len(files) - 1  # all but the manifest
    assert proof.found.numbers > 100
    signed, pdfs = map(str, proof.found.remarks)
    assert signed.startswith("manifest.json.sig signs the manifest")
    assert pdfs == "The pages of 4 PDFs were not made again."


def test_a_receipt_and_a_page_are_proven(workspace: Path) -> None:
    for path in (receipt_in(workspace / "site"), page_in(workspace / "site", "nl")):
        proof = proof_of(path)
        assert proof.outcome is Outcome.PROVEN, proof
        assert proof.found.numbers > 100


def test_a_receipt_by_itself_is_proven_with_the_spec_that_is_given(origin: Path, elsewhere: Path) -> None:
    shutil.copy(receipt_in(origin / "site"), elsewhere / "receipt.json")
    assert proof_of(elsewhere / "receipt.json", origin / "specs").outcome is Outcome.PROVEN
    assert proof_of(elsewhere / "receipt.json", origin / "specs" / "claims.roi.yaml").outcome is Outcome.PROVEN


def test_without_its_spec_a_receipt_can_only_agree_with_itself(origin: Path, elsewhere: Path) -> None:
    shutil.copy(receipt_in(origin / "site"), elsewhere / "receipt.json")
    proof = proof_of(elsewhere / "receipt.json")
    assert (proof.outcome, proof.exit_code, proof.basis) == (Outcome.UNSETTLED, 3, None)
    assert proof.found.numbers > 100
    assert "specs/claims.roi.yaml" in str(proof.found.unsettled[0])


def test_a_spec_that_has_changed_since_is_found_in_git(workspace: Path) -> None:
    change(workspace / "specs" / "claims.roi.yaml", "value: 60 EUR/error", "value: 61 EUR/error")
    proof = proof_of(receipt_in(workspace / "site"))
    assert proof.outcome is Outcome.PROVEN
    assert str(proof.basis).startswith("the specs at commit ")


def test_without_git_the_changed_spec_stands_in_and_every_number_that_moves_is_named(workspace: Path) -> None:
    shutil.rmtree(workspace / ".git")
    change(workspace / "specs" / "claims.roi.yaml", "value: 60 EUR/error", "value: 61 EUR/error")
    proof = proof_of(receipt_in(workspace / "site"))
    assert proof.outcome is Outcome.DIFFERS
    assert told(proof)[0][:2] == ("specs/claims.roi.yaml", "")
    assert ("receipt.json", "steps.assumption.cost_per_error.value", "60 EUR/error", "61 EUR/error") in told(proof)
    assert any(place == "steps.result.roi.value" for _, place, *_ in told(proof))


# --- tampered with ---------------------------------------------------------------------------------------------------


def test_one_digit_in_the_receipt(workspace: Path) -> None:
    path = receipt_in(workspace / "site")
    receipt = json.loads(path.read_bytes())
    step = next(one for one in receipt["steps"] if one["id"] == "assumption.rate")
    step["value"]["decimal"] = "47"
    path.write_text(json.dumps(receipt), "utf-8")
    proof = proof_of(path)
    assert proof.exit_code == 1
    assert told(proof) == [("receipt.json", "steps.assumption.rate.value", "47 EUR/hour", "46 EUR/hour")]
    assert str(proof.found.differences[0].what) == "Loaded hourly rate"


def test_a_result_that_does_not_follow_is_noticed_without_any_spec(origin: Path, elsewhere: Path) -> None:
    receipt = json.loads(receipt_in(origin / "site").read_bytes())
    step = next(one for one in receipt["steps"] if one["id"] == "result.total_cost")
    step["value"]["base"]["decimal"] = "1000"
    (elsewhere / "receipt.json").write_text(json.dumps(receipt), "utf-8")
    proof = proof_of(elsewhere / "receipt.json")
    assert proof.exit_code == 1
    assert "result.total_cost" in {place for _, place, *_ in told(proof)}


def test_one_number_on_a_page(workspace: Path) -> None:
    page = page_in(workspace / "site")
    shown = 'href="trace.html#trace-result.net_benefit">'
    right = page.read_text("utf-8").partition(shown)[2].partition("<")[0]
    change(page, f"{shown}{right}", f"{shown}€1")
    proof = proof_of(page)
    assert [(place.split(": ")[-1], says, should) for _, place, says, should in told(proof)] == [
        ("result.net_benefit", "€1", right)
    ]


def test_one_number_on_a_page_is_noticed_without_any_spec(origin: Path, elsewhere: Path) -> None:
    site = shutil.copytree(origin / "site", elsewhere / "site")
    page, shown = page_in(site), 'href="trace.html#trace-result.net_benefit">'
    right = page.read_text("utf-8").partition(shown)[2].partition("<")[0]
    change(page, f"{shown}{right}", f"{shown}€1")
    proof = proof_of(page)
    assert [(place, says) for _, place, says, _ in told(proof)] == [("result.net_benefit", "€1")]
    assert proof.exit_code == 1


def test_words_and_what_nobody_sees_on_a_page(workspace: Path) -> None:
    page = page_in(workspace / "site")
    change(page, "slightly simpler claims", "far harder claims")
    assert [
        "far harder claims" in says and "slightly simpler" in should for *_, says, should in told(proof_of(page))
    ] == [True]
    change(page, "far harder claims", "slightly simpler claims")
    change(page, '<script src="../../../assets/theme.js">', '<script src="../../../assets/other.js">')
    assert "other.js" in told(proof_of(page))[0][2]


def test_files_that_were_changed_added_or_removed_also_where_the_manifest_was_forged(workspace: Path) -> None:
    site = workspace / "site"
    honest, forged = sorted(site.glob(f"nl/programmes/{ID}/tables/*.csv"))[:2]
    for path in (honest, forged):
        path.write_bytes(path.read_bytes() + b"0")
    listed_anew(site, forged.relative_to(site).as_posix())
    (site / "en" / "index.html").unlink()
    (site / "en" / "more.html").write_text("<p>ROI 900%</p>", "utf-8")
    proof = verify_site(site, None, "en", prints=False)
    assert {(Path(one.file).name, str(one.what)) for one in proof.found.differences} == {
        (honest.name, "From here on, the file is another one"),
        (forged.name, "From here on, the file is another one"),
        ("index.html", "The file is missing"),
        ("more.html", "The manifest lists no such file"),
    }


def test_a_receipt_whose_files_are_not_those_of_its_commit(workspace: Path) -> None:
    """Somebody changes the spec, publishes, and claims the figures stand at the last commit."""
    change(workspace / "specs" / "claims.roi.yaml", "value: 60 EUR/error", "value: 62 EUR/error")
    built(workspace, workspace / "site")
    path = receipt_in(workspace / "site")
    receipt = json.loads(path.read_bytes())
    assert receipt["provenance"]["commit"] is None
    former = json.loads(receipt_in(_site_at_head(workspace)).read_bytes())
    receipt["provenance"]["commit"] = former["provenance"]["commit"]
    path.write_text(json.dumps(receipt), "utf-8")
    proof = proof_of(path)
    assert [
        (file, str(one.what).partition(" ")[0])
        for one, (file, *_) in zip(proof.found.differences, told(proof), strict=True)
    ] == [("specs/claims.roi.yaml", "At")]


def _site_at_head(workspace: Path) -> Path:
    """Build the site of the last commit."""
    copy = workspace.parent / "head"
    git(workspace.parent, "clone", "-q", str(workspace), str(copy))
    return built(copy, copy / "site")
