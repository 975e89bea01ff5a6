"""A small workspace in git, with its site: what everybody finds who wants to prove something."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.specs import BASE
from tests.verify.workspace import HOUSE, built, git


@pytest.fixture(scope="session")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace at its first commit, with its site in `site/`."""
    folder = tmp_path_factory.mktemp("origin")
    (folder / "specs").mkdir()
    (folder / "specs" / "claims.roi.yaml").write_text(BASE, "utf-8")
    (folder / "roi-spec.yaml").write_text(HOUSE, "utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "The claims course as evaluated")
    built(folder, folder / "site", with_pdf=True)
    return folder


@pytest.fixture
def workspace(origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that a test may spoil; the test stands in it."""
    copy = shutil.copytree(origin, tmp_path / "workspace")
    monkeypatch.chdir(copy)
    return copy


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder far from any workspace; the test stands in it."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder
