"""The scripts that post the comment, run as the forge runs them against a forge that only listens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from ruamel.yaml import YAML

from roi_spec.render.starting import Choice, files

MARKER = "<!-- roi-spec:comment -->"
COMMENT = f"{MARKER}\n\n**Sales**: ROI **61% → 48%**\n"
HEAD = "a" * 40


def written(forge: str, path: str) -> Any:
    made = {one.path: one.content.decode() for one in files(Choice("1.0", "en", forge=forge))}
    return YAML(typ="safe", pure=True).load(made[path])


# --- GitHub ----------------------------------------------------------------------------------------------------------

GH = """#!{python}
# Stands in for GitHub's own program: gives what the test laid down, and writes down what it was asked.
import json, pathlib, shutil, sys
here = pathlib.Path({here!r})
asked = sys.argv[1:]
with (here / "asked").open("a") as log:
    log.write(json.dumps(asked) + "\\n")
if asked[:2] == ["run", "download"]:
    if not (here / "artifact").is_dir():
        sys.exit(1)
    shutil.copytree(here / "artifact", asked[asked.index("--dir") + 1], symlinks=True)
elif "/pulls/" in " ".join(asked):
    print((here / "head").read_text())
elif "--paginate" in asked:
    print((here / "comments").read_text(), end="")
"""


@dataclass
class GitHub:
    """A folder with an artifact, and a forge that listens."""

    here: Path

    def artifact(self, number: str, comment: str) -> None:
        (self.here / "artifact").mkdir()
        (self.here / "artifact/number.txt").write_text(number)
        (self.here / "artifact/comment.md").write_text(comment)

    def run(self, comments: str = "", head: str = HEAD) -> int:
        (self.here / "head").write_text(head + "\n")
        (self.here / "comments").write_text(comments)
        (step,) = written("github", ".github/workflows/roi-spec-comment.yml")["jobs"]["comment"]["steps"]
        work = self.here / "work"
        work.mkdir()
        surroundings = {
            "PATH": f"{self.here / 'bin'}:{os.environ['PATH']}", "GH_TOKEN": "x", "REPOSITORY": "house/specs",
            "RUN_ID": "7", "HEAD_SHA": HEAD, "MARKER": step["env"]["MARKER"],
        }  # fmt: skip
        return subprocess.run(["bash", "-e", "-c", step["run"]], cwd=work, env=surroundings, check=False).returncode

    @property
    def changes(self) -> list[list[str]]:
        """Give every request that changes something."""
        asked = [json.loads(line) for line in (self.here / "asked").read_text().splitlines()]
        return [one for one in asked if "--method" in one]


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/gh"
    program.write_text(GH.format(python=sys.executable, here=str(tmp_path)))
    program.chmod(0o755)
    return GitHub(tmp_path)


def test_a_first_comment_is_posted(github: GitHub) -> None:
    github.artifact("12\n", COMMENT)
    assert github.run() == 0
    ((*rest, where, _, body),) = github.changes
    assert (rest[-1], where, body) == ("POST", "repos/house/specs/issues/12/comments", "body=@comment/comment.md")


def test_the_comment_that_is_there_is_renewed(github: GitHub) -> None:
    github.artifact("12\n", COMMENT)
    assert github.run(comments="345\n678\n") == 0
    ((*rest, where, _, _),) = github.changes
    assert (rest[-1], where) == ("PATCH", "repos/house/specs/issues/comments/345")


def test_a_comment_that_has_nothing_to_say_any_more_is_taken_away(github: GitHub) -> None:
    github.artifact("12\n", "")
    assert github.run(comments="345\n") == 0
    assert [one[-1] for one in github.changes] == ["repos/house/specs/issues/comments/345"]
    assert "DELETE" in github.changes[0]


def test_nothing_to_say_is_nothing_posted(github: GitHub) -> None:
    github.artifact("12\n", "")
    assert github.run() == 0
    assert github.changes == []


def test_a_run_without_an_artifact_is_no_failure(github: GitHub) -> None:
    assert github.run() == 0
    assert github.changes == []


def test_another_pull_request_than_the_one_that_was_checked_gets_no_comment(github: GitHub) -> None:
    github.artifact("13\n", COMMENT)
    assert github.run(head="b" * 40) == 0
    assert github.changes == []


@pytest.mark.parametrize("number", ["", "0", "12; id", "../12", "12/../13", "-1", "$(id)", "1" * 30, "١٢"])
def test_what_is_no_number_stops_it(github: GitHub, number: str) -> None:
    github.artifact(number, COMMENT)
    assert github.run() == 1
    assert github.changes == []


@pytest.mark.parametrize("comment", ["Buy this!\n", MARKER + "x\n", f"\n{MARKER}\n", COMMENT + "x" * 66_000])
def test_what_is_no_comment_of_ours_stops_it(github: GitHub, comment: str) -> None:
    github.artifact("12\n", comment)
    assert github.run() == 1
    assert github.changes == []


def test_a_shortcut_in_the_artifact_gives_nothing_away(github: GitHub) -> None:
    github.artifact("12\n", COMMENT)
    (github.here / "artifact/comment.md").unlink()
    (github.here / "artifact/comment.md").symlink_to("/proc/self/environ")
    assert github.run() == 1
    assert github.changes == []


# --- GitLab ----------------------------------------------------------------------------------------------------------


@dataclass
class GitLab:
    """A forge on this machine with the notes of one merge request."""

    notes: list[dict[str, Any]] = field(default_factory=list)
    changes: list[tuple[str, str, Any]] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def gitlab() -> Iterator[GitLab]:
    forge = GitLab()

    class Answers(BaseHTTPRequestHandler):
        def answer(self) -> None:
            assert self.headers["PRIVATE-TOKEN"] == "secret"
            size = int(self.headers["Content-Length"] or 0)
            body = json.loads(self.rfile.read(size)) if size else None
            path, _, query = self.path.partition("?")
            if self.command != "GET":
                forge.changes.append((self.command, path, body and body["body"]))
            page = int(query.rpartition("page=")[2] or 1)
            found: Any = {"id": 5} if path == "/user" else forge.notes[page - 1 : page]
            self.send_response(200)
            self.send_header("X-Next-Page", str(page + 1) if page < len(forge.notes) else "")
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - names that http.server looks for

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    forge.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield forge
    server.shutdown()
    server.server_close()


def note(id: int, author: int, body: str) -> dict[str, Any]:
    return {"id": id, "author": {"id": author}, "body": body}


def post(forge: GitLab, folder: Path, comment: str | None) -> int:
    if comment is not None:
        (folder / "roi-spec-report").mkdir()
        (folder / "roi-spec-report/comment.md").write_text(comment, "utf-8")
    (script,) = written("gitlab", ".gitlab/roi-spec.gitlab-ci.yml")["roi-spec comment"]["script"]
    surroundings = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "CI_API_V4_URL": forge.address,
        "CI_PROJECT_ID": "3", "CI_MERGE_REQUEST_IID": "9", "ROI_SPEC_TOKEN": "secret", "no_proxy": "*",
    }  # fmt: skip
    return subprocess.run(["bash", "-e", "-c", script], cwd=folder, env=surroundings, check=False).returncode


NOTES = "/projects/3/merge_requests/9/notes"


def test_gitlab_a_first_comment_is_posted(gitlab: GitLab, tmp_path: Path) -> None:
    gitlab.notes = [note(1, 4, f"{MARKER}\nof somebody else"), note(2, 5, "Not this one")]
    assert post(gitlab, tmp_path, COMMENT) == 0
    assert gitlab.changes == [("POST", NOTES, COMMENT)]


def test_gitlab_the_comment_that_is_there_is_renewed_wherever_it_stands(gitlab: GitLab, tmp_path: Path) -> None:
    gitlab.notes = [note(1, 4, "x"), note(2, 5, "x"), note(3, 5, f"{MARKER}\nold")]
    assert post(gitlab, tmp_path, COMMENT) == 0
    assert gitlab.changes == [("PUT", f"{NOTES}/3", COMMENT)]


def test_gitlab_a_comment_without_anything_to_say_is_taken_away(gitlab: GitLab, tmp_path: Path) -> None:
    gitlab.notes = [note(3, 5, f"{MARKER}\nold")]
    assert post(gitlab, tmp_path, "") == 0
    assert gitlab.changes == [("DELETE", f"{NOTES}/3", None)]


@pytest.mark.parametrize("comment", [None, "Buy this!"])
def test_gitlab_what_is_no_comment_of_ours_stops_it(gitlab: GitLab, tmp_path: Path, comment: str | None) -> None:
    assert post(gitlab, tmp_path, comment) == 1
    assert gitlab.changes == []
