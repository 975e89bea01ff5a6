"""Building a site: whole or not at all, the same bytes each time, nothing published that is wrong."""

from __future__ import annotations

import hashlib
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.specs import BASE

EXAMPLES = Path(__file__).parent.parent / "specs"


def build(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "roi_spec", "build", "specs", "-o", "site", "--as-of", "2026-11-21", *arguments]
    return subprocess.run(command, cwd=workspace, capture_output=True, text=True, check=False)


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "good.roi.yaml").write_text(BASE, "utf-8")
    return tmp_path


def spoil(workspace: Path) -> None:
    (workspace / "specs" / "bad.roi.yaml").write_text(BASE.replace("stage:", "stgae:"), "utf-8")


def test_a_site_has_pages_in_both_languages_and_a_receipt(workspace: Path) -> None:
    done = build(workspace, "--no-pdf")
    assert done.returncode == 0, done.stderr
    files = digest(workspace / "site")
    assert {"index.html", "nl/index.html", "en/index.html", "manifest.json"} <= set(files)
    assert any(name.endswith("receipt.json") for name in files)


WELCOME = 'roi_spec: "1.0"\nkind: workspace\nsearch_engines: welcome\n'


@pytest.mark.parametrize(("house", "kept_out"), [("", True), (WELCOME, False)], ids=["by default", "when welcome"])
def test_search_engines_are_kept_out_unless_the_house_welcomes_them(
    workspace: Path, house: str, kept_out: bool
) -> None:
    if house:
        (workspace / "roi-spec.yaml").write_text(house, "utf-8")
    done = build(workspace, "--no-pdf")
    assert done.returncode == 0, done.stderr
    pages = list((workspace / "site").rglob("*.html"))
    assert len(pages) > 100
    assert {'<meta name="robots" content="noindex">' in page.read_text("utf-8") for page in pages} == {kept_out}


def test_a_broken_spec_leaves_the_published_site_as_it_was(workspace: Path) -> None:
    build(workspace, "--no-pdf")
    before = digest(workspace / "site")
    spoil(workspace)
    done = build(workspace, "--no-pdf")
    assert done.returncode == 1
    assert "stgae" in done.stderr
    assert digest(workspace / "site") == before


def test_keep_going_publishes_the_rest_and_says_what_is_missing(workspace: Path) -> None:
    spoil(workspace)
    done = build(workspace, "--no-pdf", "--keep-going")
    assert done.returncode == 1
    index = (workspace / "site" / "en" / "index.html").read_text("utf-8")
    assert "bad.roi.yaml" in index
    assert "stgae" in index


def test_the_same_specs_give_the_same_bytes_in_any_number_of_processes(workspace: Path) -> None:
    build(workspace, "--jobs", "1")
    first = digest(workspace / "site")
    build(workspace, "--jobs", "2")
    assert digest(workspace / "site") == first
    assert any(name.endswith(".pdf") for name in first)


def test_killed_at_ten_moments_the_old_site_is_whole(workspace: Path) -> None:
    build(workspace, "--no-pdf")
    old = digest(workspace / "site")
    shutil.copytree(workspace / "site", workspace / "before")
    shutil.copy(EXAMPLES / "quality-claim.roi.yaml", workspace / "specs")
    started = time.monotonic()
    assert build(workspace, "--no-pdf").returncode == 0
    whole = time.monotonic() - started
    new = digest(workspace / "site")
    shutil.rmtree(workspace / "site")
    shutil.move(workspace / "before", workspace / "site")
    moments = random.Random(20)
    command = [
        sys.executable,
        "-m",
        "roi_spec",
        "build",
        "specs",
        "-o",
        "site",
        "--as-of",
        "2026-11-21",
        "--no-pdf",
        "--jobs",
        "1",
    ]
    for _ in range(10):
        child = subprocess.Popen(command, cwd=workspace, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.02, whole))
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert digest(workspace / "site") in (old, new)
