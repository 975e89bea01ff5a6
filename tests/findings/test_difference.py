"""What fixes change, as a difference: git takes it, whatever the file is called and however its lines end."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from roi_spec.render.findings.difference import harmless, unified

BEFORE = "title: A\nstgae: plan\nnote: é €\n"


def test_a_difference_names_the_file_and_shows_what_changes() -> None:
    assert unified("specs/a.roi.yaml", BEFORE, BEFORE.replace("stgae", "stage")) == (
        "--- a/specs/a.roi.yaml\n"
        "+++ b/specs/a.roi.yaml\n"
        "@@ -1,3 +1,3 @@\n"
        " title: A\n"
        "-stgae: plan\n"
        "+stage: plan\n"
        " note: é €\n"
    )


def test_no_difference_is_no_text() -> None:
    assert unified("a", BEFORE, BEFORE) == ""
    assert harmless("") == ""


@pytest.mark.parametrize("name", ["a.roi.yaml", "één map/a b.roi.yaml", 'a"b\\c.roi.yaml', "a\tb.roi.yaml"])
@pytest.mark.parametrize(
    "content", [BEFORE, BEFORE.replace("\n", "\r\n"), BEFORE.rstrip(), "\ufeff" + BEFORE, "a: 1\u2028\nstgae: x\rb\n"]
)
def test_git_takes_it(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode())
    after = content.replace("stgae", "stage")
    patch = unified(name, content, after).encode()
    done = subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch, capture_output=True, check=False)
    assert done.stderr == b""
    assert path.read_bytes() == after.encode()


def test_in_a_log_the_signs_that_would_be_obeyed_become_numbers() -> None:
    content = "note: |\n  ::error::gone\n  \x1b[31mred ##vso[x]\nstgae: plan\n"
    shown = harmless(unified("a", content, content.replace("stgae", "stage")))
    assert "   \\x3a:error::gone\n" in shown
    assert "   \\x1b[31mred #\\x23vso[x]\n" in shown
