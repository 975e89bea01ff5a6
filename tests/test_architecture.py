"""The shape of the code, held by tests: arrows point one way, stages are pure, and starting up is light."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import roi_spec

PACKAGE = Path(roi_spec.__file__).parent
ROOT = Path(__file__).parent.parent

PURE = ("model", "validate", "analyse", "evaluate", "lint", "render", "read", "publish", "history", "compare")
AT_THE_EDGE = {
    "read/files.py": "finds and opens the files of a workspace",
    "read/table_files.py": "opens the data files that a spec names",
    "read/originals.py": "reads a file that was read before once more, to enclose it in a PDF",
    "read/published/opened.py": "opens the published file that is to be verified",
    "read/published/pdf.py": "keeps what the reader of PDFs remarks off the screen",
    "read/rewriting.py": "puts a mended file in the place of the author's own",
    "history/git.py": "asks git",
    "history/editions.py": "puts the files of a commit into a temporary folder",
    "render/pdf_fonts.py": "tells Fontconfig that the fonts of the machine do not count",
    "publish/write.py": "puts the site on disk",
    "publish/disk.py": "speaks to the system on behalf of publish/write.py",
}
"""The modules of the stages that may touch the world, and why."""

READS_ITS_OWN = {"render", "validate"}
"""Stages that read files shipped with the tool: templates and fonts, and the description of the language."""

WORLDLY_MODULES = {"os", "time", "random", "secrets", "subprocess", "socket", "shutil", "tempfile", "logging", "glob"}
WORLDLY_CALLS = {"open", "print", "input", "breakpoint", "eval", "exec", "compile"}
WORLDLY_METHODS = {"now", "utcnow", "today", "write_text", "write_bytes", "unlink", "mkdir", "rmdir", "touch", "getenv"}
READING_METHODS = {"read_text", "read_bytes", "iterdir", "rglob", "stat", "exists", "is_file", "is_dir"}


def modules(*stages: str) -> Iterator[tuple[str, ast.Module]]:
    for stage in stages:
        for path in sorted((PACKAGE / stage).rglob("*.py")):
            name = path.relative_to(PACKAGE).as_posix()
            if name not in AT_THE_EDGE:
                yield name, ast.parse(path.read_text(encoding="utf-8"))


def worldly(tree: ast.Module, *, may_read: bool) -> Iterator[str]:
    """Give every place where a module reaches for the disk, the clock, chance, the environment or the screen."""
    methods = WORLDLY_METHODS if may_read else WORLDLY_METHODS | READING_METHODS
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name.partition(".")[0] for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [(node.module or "").partition(".")[0]]
        else:
            names = []
        yield from (f"line {node.lineno}: import {name}" for name in names if name in WORLDLY_MODULES)
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in WORLDLY_CALLS:
                yield f"line {node.lineno}: {called.id}()"
            elif isinstance(called, ast.Attribute) and called.attr in methods:
                yield f"line {node.lineno}: .{called.attr}()"


@pytest.mark.parametrize("stage", PURE)
def test_a_stage_touches_nothing_but_its_values(stage: str) -> None:
    found = [
        f"roi_spec/{name}, {place}"
        for name, tree in modules(stage)
        for place in worldly(tree, may_read=stage in READS_ITS_OWN)
    ]
    assert not found, "\n".join(found)


def test_the_search_for_impure_code_finds_it() -> None:
    tree = ast.parse("import os.path\nfrom time import time\nopen('x')\ndatetime.now()\npath.read_text()\n")
    assert len(list(worldly(tree, may_read=False))) == 5
    assert len(list(worldly(tree, may_read=True))) == 4


def test_every_module_at_the_edge_exists() -> None:
    assert [name for name in AT_THE_EDGE if not (PACKAGE / name).is_file()] == []


def test_the_arrows_between_the_layers_point_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    broken = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert broken == 0, capsys.readouterr().out


def imported_by(program: str) -> set[str]:
    """Run a program in a fresh interpreter and give the top-level packages it has loaded in the end."""
    listing = f"import sys; {program}; print(*sorted(name for name in sys.modules if '.' not in name), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_help_starts_light() -> None:
    heavy = {
        "numpy",
        "scipy",
        "weasyprint",
        "babel",
        "jinja2",
        "jsonschema",
        "ruamel",
        "markdown_it",
        "PIL",
        "fontTools",
    }
    assert imported_by("import roi_spec.cli") & heavy == set()


def test_a_check_needs_neither_arrays_nor_pages() -> None:
    """Hold for a spec without data and without a series; `test_imports.py` has the others."""
    heavy = {"numpy", "scipy", "statsmodels", "weasyprint", "PIL", "fontTools", "markdown_it"}
    program = (
        "from click.testing import CliRunner; from roi_spec.cli import cli; "
        f"CliRunner().invoke(cli, ['check', {str(ROOT / 'specs' / 'sales-training-claim.roi.yaml')!r}])"
    )
    assert imported_by(program) & heavy == set()


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert roi_spec.__version__ == project["version"]


def test_every_dependency_says_what_it_is_for() -> None:
    section = (
        (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("\ndependencies = [\n")[2].partition("\n]")[0]
    )
    silent = [line for line in section.splitlines() if "#" not in line]
    assert section
    assert silent == []


def test_the_locks_name_no_place_on_a_network() -> None:
    locks = [*(ROOT / "requirements").glob("*.txt"), ROOT / "tests" / "browser" / "package-lock.json"]
    assert len(locks) == 6
    for lock in locks:
        content = lock.read_text(encoding="utf-8")
        assert not re.search(
            r'"resolved"|--(extra-)?index-url|--find-links|file://|^[^#\n]*@ http', content, re.MULTILINE
        )


def test_every_locked_package_has_a_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n", "", lock.read_text(encoding="utf-8")))
        assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_nothing_is_left_for_later() -> None:
    unfinished = re.compile(r"(#|//|/\*|\{#|<!--).*\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")
    found = [
        path.relative_to(ROOT).as_posix()
        for folder in (PACKAGE, ROOT / "templates", ROOT / "tools")
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".py", ".j2", ".css", ".sh", ".js"} and unfinished.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
