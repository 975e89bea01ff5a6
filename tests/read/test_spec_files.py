"""Spec files on disk: which are found, and which are not opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from roi_spec.read.files import discover, load, shown
from roi_spec.read.gate import Limits

SPEC = b"title: Onboarding\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    for name in ("specs/b.roi.yaml", "specs/sales/a.roi.yaml", "specs/notes.yaml", "specs/.git/c.roi.yaml"):
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SPEC)
    (tmp_path / "outside.roi.yaml").write_bytes(SPEC)
    return project


def names(root: Path, *wanted: str) -> list[str]:
    paths, findings = discover(root, [Path(name) for name in wanted])
    assert findings == ()
    return [shown(root, path) for path in paths]


def test_folders_are_searched_and_files_come_sorted_once(root: Path) -> None:
    assert names(root, "specs") == ["specs/b.roi.yaml", "specs/sales/a.roi.yaml"]
    assert names(root, "specs", "specs/b.roi.yaml", ".") == ["specs/b.roi.yaml", "specs/sales/a.roi.yaml"]


def test_a_file_named_itself_may_have_any_name(root: Path) -> None:
    assert names(root, "specs/notes.yaml") == ["specs/notes.yaml"]


def test_a_file_is_known_by_its_place_in_the_project(root: Path) -> None:
    source, findings = load(root, root / "specs" / "sales" / "a.roi.yaml")
    assert findings == ()
    assert source is not None
    assert (source.path, source.text) == ("specs/sales/a.roi.yaml", "title: Onboarding\n")


@pytest.mark.parametrize("name", ["nowhere", "../outside.roi.yaml", "/etc"])
def test_places_that_are_missing_or_outside_are_refused(root: Path, name: str) -> None:
    paths, findings = discover(root, [Path(name)])
    assert paths == ()
    assert [finding.code for finding in findings] == ["ROI001"]


def refused(root: Path, path: Path) -> str:
    source, findings = load(root, path)
    assert source is None
    assert [finding.code for finding in findings] == ["ROI001"]
    return str(findings[0].text)


def test_a_shortcut_that_leads_outside_is_not_followed(root: Path) -> None:
    link = root / "specs" / "link.roi.yaml"
    link.symlink_to(root.parent / "outside.roi.yaml")
    assert "outside the project" in refused(root, link)
    assert root.parent.name not in refused(root, link), "a message never shows where the outside is"


def test_a_shortcut_inside_the_project_is_fine(root: Path) -> None:
    link = root / "specs" / "link.roi.yaml"
    link.symlink_to("b.roi.yaml")
    assert load(root, link)[0] is not None


def test_a_shortcut_to_itself_is_refused(root: Path) -> None:
    link = root / "specs" / "loop.roi.yaml"
    link.symlink_to(link)
    assert refused(root, link)


def test_a_pipe_is_refused_without_waiting(root: Path) -> None:
    pipe = root / "specs" / "pipe.roi.yaml"
    os.mkfifo(pipe)
    assert "not an ordinary file" in refused(root, pipe)


def test_a_folder_and_a_missing_file_are_refused(root: Path) -> None:
    assert refused(root, root / "specs")
    assert "does not exist" in refused(root, root / "specs" / "none.roi.yaml")


def test_a_large_file_is_refused_by_its_size(root: Path) -> None:
    _, findings = load(root, root / "specs" / "b.roi.yaml", Limits(file_bytes=10))
    assert [finding.code for finding in findings] == ["ROI002"]


def test_a_name_that_is_no_text_can_still_be_shown(root: Path) -> None:
    odd = root / os.fsdecode(b"specs/\xff.roi.yaml")
    odd.write_bytes(SPEC)
    source, _ = load(root, odd)
    assert source is not None
    assert source.path == "specs/?.roi.yaml"
