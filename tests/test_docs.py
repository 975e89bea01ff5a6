"""Prose that cannot rot: what the README shows is what the tool does."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

from click.testing import CliRunner

from roi_spec.cli import COMMANDS, cli
from roi_spec.model.finding import Severity
from roi_spec.pipeline import understand
from roi_spec.read.gate import admit

ROOT = Path(__file__).parent.parent


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_picture_in_the_readme_shows_todays_results() -> None:
    assert (ROOT / "docs" / "picture.svg").read_text("utf-8") == tool("make_picture").picture()


def test_the_first_spec_in_the_readme_has_no_error() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    example = re.search(r"```yaml\n(roi_spec.*?)```", readme, re.DOTALL)
    assert example
    source, refused = admit("readme.roi.yaml", example[1].encode())
    assert source
    assert not refused
    understood = understand(source)
    assert understood.spec is not None, understood.findings
    assert not [one for one in understood.findings if one.severity is Severity.ERROR]


def test_every_command_stands_in_the_readme_and_has_help() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in COMMANDS:
        assert f"roi-spec {name}" in readme
        assert CliRunner().invoke(cli, [name, "--help"]).exit_code == 0


def test_links_in_the_documents_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_picture_is_shown_and_small() -> None:
    shown = "".join(page.read_text("utf-8") for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")))
    pictures = sorted((ROOT / "docs" / "pictures").iterdir())
    assert pictures
    for picture in pictures:
        assert f"pictures/{picture.name}" in shown
        assert picture.stat().st_size < 120_000
