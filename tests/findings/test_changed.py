"""Which lines a branch touches: asked of a real repository, also a shallow one, a renamed file, and odd names."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from roi_spec.history import changed

NAME = ":(top)*a é.roi.yaml"
"""A name that git could take for a pattern."""


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Controller", "-c", "user.email=controller@example.org", "-c", "protocol.file.allow=always")
    done = subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "specs").mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    (root / "specs" / NAME).write_text("".join(f"line {number}\n" for number in range(1, 11)))
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Before")
    git(root, "checkout", "-q", "-b", "change")
    return root


def touched(root: Path, content: str) -> list[int]:
    (root / "specs" / NAME).write_text(content)
    base = changed.base(root, "main")
    assert base is not None
    return [line for lines in changed.lines(root, base, f"specs/{NAME}") for line in lines]


def before(root: Path) -> str:
    return (root / "specs" / NAME).read_text()


def test_a_changed_and_an_added_line(repository: Path) -> None:
    content = before(repository).replace("line 3", "line three").replace("line 8\n", "line 8\nline 8b\n")
    assert touched(repository, content) == [3, 9]


def test_where_lines_were_taken_out_the_next_one_stands_for_them(repository: Path) -> None:
    assert touched(repository, before(repository).replace("line 4\nline 5\n", "")) == [4]


def test_nothing_changed(repository: Path) -> None:
    assert touched(repository, before(repository)) == []


def test_text_that_looks_like_the_head_of_a_difference_is_text(repository: Path) -> None:
    content = before(repository).replace("line 2\n", "@@ -1 +7,2 @@\n++ b/x\n")
    assert touched(repository, content) == [2, 3]


def test_a_new_file_is_touched_as_a_whole(repository: Path) -> None:
    (repository / "specs" / "new.roi.yaml").write_text("a: 1\n")
    base = changed.base(repository, "main")
    assert base is not None
    assert any(77 in lines for lines in changed.lines(repository, base, "specs/new.roi.yaml"))


def test_the_other_branch_may_have_gone_on(repository: Path) -> None:
    git(repository, "checkout", "-q", "main")
    content = before(repository)
    (repository / "specs" / NAME).write_text(content.replace("line 9", "line nine"))
    git(repository, "commit", "-q", "-a", "-m", "Meanwhile")
    git(repository, "checkout", "-q", "change")
    assert touched(repository, content.replace("line 1\n", "line one\n")) == [1]


def test_paths_count_from_the_workspace_also_below_the_repository(repository: Path) -> None:
    path = repository / "specs" / NAME
    path.write_text(before(repository).replace("line 6", "line six"))
    base = changed.base(repository / "specs", "main")
    assert base is not None
    assert changed.lines(repository / "specs", base, NAME) == (range(6, 7),)


@pytest.mark.parametrize("name", ["nowhere", "--all", "", "main..change", "HEAD^{tree}"])
def test_a_name_that_leads_nowhere_gives_no_base(repository: Path, name: str) -> None:
    assert changed.base(repository, name) is None


def test_a_shallow_clone_cannot_tell(repository: Path, tmp_path: Path) -> None:
    for number in range(2):
        (repository / "specs" / "b.roi.yaml").write_text(f"a: {number}\n")
        git(repository, "add", ".")
        git(repository, "commit", "-q", "-m", str(number))
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", repository.as_uri(), str(clone))
    assert changed.base(clone, "origin/main", "main") is None


def test_the_first_name_that_exists_counts(repository: Path) -> None:
    assert changed.base(repository, "origin/main", "main") == git(repository, "rev-parse", "main")
    assert changed.base(repository / "specs", "origin/main") is None
