"""New content in the place of a file: whole or not at all, with its rights, and only inside the workspace."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from roi_spec.read.rewriting import content_of, put, written


def test_a_file_is_replaced_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "a.roi.yaml"
    path.write_bytes(b"a: 1\n")
    path.chmod(0o640)
    assert put(tmp_path, path, b"a: 1\n", b"a: 2\n") is None
    assert path.read_bytes() == b"a: 2\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["a.roi.yaml"]


def test_what_somebody_else_changed_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.roi.yaml"
    path.write_bytes(b"a: 3\n")
    assert "changed by somebody else" in str(put(tmp_path, path, b"a: 1\n", b"a: 2\n"))
    assert path.read_bytes() == b"a: 3\n"


def test_a_shortcut_inside_the_workspace_stays_one(tmp_path: Path) -> None:
    target, link = tmp_path / "a.roi.yaml", tmp_path / "b.roi.yaml"
    target.write_bytes(b"a: 1\n")
    link.symlink_to(target)
    assert put(tmp_path, link, b"a: 1\n", b"a: 2\n") is None
    assert link.is_symlink()
    assert target.read_bytes() == b"a: 2\n"


@pytest.mark.parametrize("folder", [False, True])
def test_a_shortcut_that_leads_out_is_neither_read_nor_written(tmp_path: Path, folder: bool) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "a.roi.yaml").write_bytes(b"a: 1\n")
    path = inside / "specs" / "a.roi.yaml" if folder else inside / "a.roi.yaml"
    (inside / "specs" if folder else path).symlink_to(outside if folder else outside / "a.roi.yaml")
    assert content_of(inside, path) is None
    assert put(inside, path, b"a: 1\n", b"a: 2\n") is not None
    assert (outside / "a.roi.yaml").read_bytes() == b"a: 1\n"


def test_what_is_no_ordinary_file_has_no_content(tmp_path: Path) -> None:
    assert content_of(tmp_path, tmp_path) is None
    assert content_of(tmp_path, tmp_path / "missing.roi.yaml") is None
    (tmp_path / "large.roi.yaml").write_bytes(b"#" * (1024 * 1024 + 1))
    assert content_of(tmp_path, tmp_path / "large.roi.yaml") is None


@pytest.mark.parametrize("content", [b"a: 1\n", b"a: 1\r\nb: 2\n", b"\xef\xbb\xbfa: 1\r\n", b"", "é: €\n".encode()])
def test_utf_8_comes_back_to_the_last_byte(content: bytes) -> None:
    found = written(content)
    assert found is not None
    assert found.content == content


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_another_encoding_becomes_utf_8_with_the_same_line_ends(encoding: str) -> None:
    found = written("title: Coördinatie\r\nnote: é\r\n".encode(encoding))
    assert found is not None
    assert found.content == "title: Coördinatie\r\nnote: é\r\n".encode()


def test_what_is_no_text_has_none() -> None:
    assert written(b"PK\x03\x04\xff\xfe\xfd") is None
