"""Publishing: what stands on disk afterwards, what is refused, and what a build never touches."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roi_spec.model.artifact import Artifact
from roi_spec.publish import disk
from roi_spec.publish.write import PublishError, publish

SITE = (
    Artifact("index.html", b'<a href="nl/index.html">nl</a>'),
    Artifact("nl/index.html", b'<link rel="stylesheet" href="../assets/site.css">'),
    Artifact("assets/site.css", b"body { color: black }"),
)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def leftovers(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path != target)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out" / "site"


def test_the_folder_holds_exactly_the_artifacts_and_a_manifest(target: Path) -> None:
    published = publish(iter(SITE), target)
    found = contents(target)
    manifest = json.loads(found.pop("manifest.json"))
    assert found == {artifact.path: artifact.content for artifact in SITE}
    listed = {one["name"]: one["digest"]["sha256"] for one in manifest["subject"]}
    assert listed == {a.path: hashlib.sha256(a.content).hexdigest() for a in SITE}
    assert (published.files, published.size) == (3, sum(len(a.content) for a in SITE))
    assert leftovers(target) == []


def test_the_digest_is_that_of_the_manifest_on_disk(target: Path) -> None:
    published = publish(SITE, target)
    assert published.digest == hashlib.sha256((target / "manifest.json").read_bytes()).hexdigest()


def test_the_order_of_the_artifacts_does_not_matter(tmp_path: Path) -> None:
    assert publish(SITE, tmp_path / "a").digest == publish(reversed(SITE), tmp_path / "b").digest


def test_a_second_build_leaves_nothing_of_the_first(target: Path) -> None:
    publish((*SITE, Artifact("nl/old.html", b"old")), target)
    publish(SITE, target)
    assert set(contents(target)) == {artifact.path for artifact in SITE} | {"manifest.json"}
    assert leftovers(target) == []


def test_a_readme_is_kept_and_is_no_reason_to_refuse(target: Path) -> None:
    target.mkdir(parents=True)
    (target / "README.md").write_text("what this folder is")
    publish(SITE, target)
    publish(SITE, target)
    assert (target / "README.md").read_text() == "what this folder is"


def test_a_web_server_may_read_the_site(target: Path) -> None:
    before = os.umask(0o022)
    try:
        publish(SITE, target)
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o755
    assert stat.S_IMODE((target / "index.html").stat().st_mode) == 0o644


def test_artifacts_are_taken_one_by_one(target: Path) -> None:
    written_when_asked: list[int] = []

    def slow() -> Iterator[Artifact]:
        for artifact in SITE:
            written_when_asked.append(sum(1 for path in target.parent.rglob("*") if path.is_file()))
            yield artifact

    publish(slow(), target)
    assert written_when_asked == [0, 1, 2]


@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,3}(/[a-z]{1,3}){0,2}", fullmatch=True), st.binary(max_size=64), max_size=8)
)
@settings(max_examples=25, deadline=None)
def test_whatever_is_published_is_read_back_or_nothing_is_there(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    target = tmp_path_factory.mktemp("any") / "site"
    try:
        publish([Artifact(path, content) for path, content in files.items()], target)
    except PublishError:
        assert leftovers(target) == []
        assert not target.exists()
    else:
        assert {path: content for path, content in contents(target).items() if path != "manifest.json"} == files


# --- what is refused -------------------------------------------------------------------------------------------------


def refused(target: Path, artifacts: tuple[Artifact, ...] = SITE) -> PublishError:
    with pytest.raises(PublishError) as caught:
        publish(artifacts, target)
    return caught.value


def test_a_folder_with_other_work_is_never_replaced(target: Path) -> None:
    target.mkdir(parents=True)
    (target / "thesis.docx").write_bytes(b"years of work")
    assert "thesis.docx" in str(refused(target))
    assert contents(target) == {"thesis.docx": b"years of work"}
    assert leftovers(target) == []


def test_a_file_that_somebody_added_to_the_site_is_never_deleted(target: Path) -> None:
    publish(SITE, target)
    (target / "nl" / "CNAME").write_text("roi.example.org")
    assert "nl/CNAME" in str(refused(target))
    assert (target / "nl" / "CNAME").exists()


def test_a_repository_in_the_folder_is_never_deleted(target: Path) -> None:
    publish(SITE, target)
    (target / ".git").mkdir()
    assert ".git" in str(refused(target))


def test_a_manifest_of_another_program_is_no_permission(target: Path) -> None:
    target.mkdir(parents=True)
    (target / "manifest.json").write_text('{"name": "web app", "files": {"manifest.json": ""}}')
    assert "manifest.json" in str(refused(target))


def test_what_file_managers_leave_behind_does_not_count(target: Path) -> None:
    publish(SITE, target)
    (target / ".DS_Store").write_bytes(b"")
    publish(SITE, target)
    assert not (target / ".DS_Store").exists()


def test_a_link_is_refused_and_what_it_leads_to_is_untouched(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "site").symlink_to(real)
    assert "link" in str(refused(tmp_path / "site"))
    assert list(real.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("notes")
    assert "file" in str(refused(tmp_path / "site"))
    assert (tmp_path / "site").read_text() == "notes"


@pytest.mark.parametrize("path", ["../escape.html", "/tmp/escape.html", "nl/Index.html", "manifest.json"])
def test_one_bad_name_stops_the_whole_site(target: Path, path: str) -> None:
    publish(SITE, target)
    before = contents(target)
    refused(target, (*SITE, Artifact(path, b"")))
    assert contents(target) == before
    assert leftovers(target) == []


def test_one_broken_link_stops_the_whole_site_and_is_named(target: Path) -> None:
    error = refused(target, (Artifact("index.html", b'<a href="gone.html">'),))
    assert "gone.html" in str(error.details[0])
    assert not target.exists()


# --- failures and neighbours -----------------------------------------------------------------------------------------


def test_a_failure_while_rendering_leaves_the_old_site(target: Path) -> None:
    def failing() -> Iterator[Artifact]:
        yield SITE[0]
        raise RuntimeError("a page could not be made")

    publish(SITE, target)
    before = contents(target)
    with pytest.raises(RuntimeError):
        publish(failing(), target)
    assert contents(target) == before
    assert leftovers(target) == []


def test_a_file_that_the_system_cuts_short_leaves_the_old_site(target: Path) -> None:
    publish(SITE, target)
    before = contents(target)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        error = refused(target, (*SITE, Artifact("nl/handbook.pdf", b"x" * 10_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "no room" in str(error)
    assert contents(target) == before
    assert leftovers(target) == []


def test_what_a_killed_build_left_is_cleared(target: Path) -> None:
    (target.parent / ".site.tmp-0123").mkdir(parents=True)
    publish(SITE, target)
    assert leftovers(target) == []


def test_a_build_that_is_still_going_on_is_left_alone(target: Path) -> None:
    inner = tuple(Artifact(artifact.path, artifact.content + b" ") for artifact in SITE)

    def interrupted() -> Iterator[Artifact]:
        yield SITE[0]
        publish(inner, target)
        yield from SITE[1:]

    publish(interrupted(), target)
    assert contents(target)["index.html"] == SITE[0].content
    assert leftovers(target) == []


def test_a_site_that_was_killed_while_it_stood_aside_comes_back(target: Path) -> None:
    publish(SITE, target)
    before = contents(target)
    target.rename(target.parent / ".site.old-0123")
    with pytest.raises(PublishError):
        publish([Artifact("../bad", b"")], target)
    assert contents(target) == before
    assert leftovers(target) == []


def test_where_folders_cannot_be_exchanged_two_steps_do_the_same(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "name").write_text(folder.name)
    disk._exchange_in_steps(one, other)
    assert (other / "name").read_text() == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def test_an_exchange_that_fails_leaves_both_in_place(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    for exchange in (disk.exchange, disk._exchange_in_steps):
        with pytest.raises(FileNotFoundError):
            exchange(tmp_path / "missing", tmp_path / "other")
        assert [path.name for path in tmp_path.iterdir()] == ["other"]
