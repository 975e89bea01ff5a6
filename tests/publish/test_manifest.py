"""The manifest of a site: a statement that can be signed, and the mark of a folder that may be replaced."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from roi_spec.model.artifact import Artifact
from roi_spec.publish.manifest import Grounds, listed, manifest
from roi_spec.publish.write import PublishError, publish

PAGE = Artifact("index.html", b"<p>1</p>")
GROUNDS = Grounds(
    version="1.2.3",
    schema_version="1.0",
    commit="a" * 40,
    as_of="2026-06-01",
    languages=("en", "nl"),
    materials=(("specs/b.roi.yaml", "b" * 64), ("specs/a.roi.yaml", "c" * 64)),
)


def test_a_manifest_is_an_in_toto_statement_about_every_file(tmp_path: Path) -> None:
    publish([PAGE], tmp_path / "site", GROUNDS)
    found = json.loads((tmp_path / "site" / "manifest.json").read_bytes())
    assert found["_type"] == "https://in-toto.io/Statement/v1"
    assert found["subject"] == [{"name": "index.html", "digest": {"sha256": hashlib.sha256(PAGE.content).hexdigest()}}]
    assert found["predicateType"] == "https://slsa.dev/provenance/v1"
    definition = found["predicate"]["buildDefinition"]
    assert [one["name"] for one in definition["resolvedDependencies"]] == [
        "specs/a.roi.yaml",
        "specs/b.roi.yaml",
        "commit",
    ]
    assert definition["resolvedDependencies"][-1]["digest"] == {"gitCommit": "a" * 40}
    assert definition["externalParameters"]["as_of"] == "2026-06-01"
    assert found["predicate"]["runDetails"]["builder"]["version"] == {"roi-spec": "1.2.3"}


def test_the_order_in_which_things_were_found_does_not_matter() -> None:
    turned = Grounds(
        **{**{name: getattr(GROUNDS, name) for name in Grounds.__slots__}, "materials": GROUNDS.materials[::-1]}
    )
    assert manifest({"a": "1", "b": "2"}, GROUNDS) == manifest({"b": "2", "a": "1"}, turned)


def test_a_site_of_a_former_version_may_be_replaced(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_bytes(b"old")
    (site / "manifest.json").write_text('{"format": "roi-spec site 1", "files": {"index.html": "0"}}', "utf-8")
    publish([PAGE], site)
    assert (site / "index.html").read_bytes() == PAGE.content


def test_a_signature_goes_with_the_site_that_it_signs(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish([PAGE], site)
    (site / "manifest.json.sig").write_bytes(b"signed")
    publish([PAGE], site)
    assert not (site / "manifest.json.sig").exists()


@pytest.mark.parametrize("name", ["manifest.json.sig", "sub/manifest.json.sig", "notes.txt"])
def test_without_a_manifest_of_ours_nothing_is_replaced(tmp_path: Path, name: str) -> None:
    path = tmp_path / "site" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"mine")
    with pytest.raises(PublishError):
        publish([PAGE], tmp_path / "site")
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"subject": []}', b'{"format": "roi-spec site 1"}', b'{"predicate": {"buildDefinition": 3}}'],
)
def test_what_is_no_manifest_of_ours_lists_nothing(content: bytes) -> None:
    assert listed(content) is None
