"""What a command loads is what its user waits for: only what the work at hand needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.specs import BASE

ROOT = Path(__file__).parent.parent

NEVER = {"numpy", "scipy", "statsmodels", "pandas", "weasyprint", "PIL", "fontTools", "markdown_it"}
"""What `check` has no use for in any language."""
NOT_IN_ENGLISH = {"babel"}
NOT_WITHOUT_MISTAKES = {"jsonschema", "referencing"}
"""What only says where a file is wrong."""


def loaded_by(*arguments: str, folder: Path = ROOT, language: str = "en", exits: int = 0) -> set[str]:
    """Run the command in a fresh interpreter and give the top-level packages that it has loaded in the end."""
    program = (
        "import atexit, sys\n"
        "loaded = lambda: ' '.join({name.partition('.')[0] for name in sys.modules})\n"
        "atexit.register(lambda: print('\\n' + loaded(), file=sys.stderr))\n"
        "from roi_spec.cli import main\n"
        f"sys.argv = ['roi-spec', *{arguments!r}]\n"
        "main()\n"
    )
    environment = os.environ | {"ROI_SPEC_LANG": language, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == exits, done.stderr
    return set(done.stderr.splitlines()[-1].split())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "claims.roi.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_check_loads_no_arrays_no_pages_and_no_templates(language: str, folder: Path) -> None:
    loaded = loaded_by("check", "claims.roi.yaml", language=language, folder=folder)
    assert loaded >= {"click", "ruamel"}
    assert loaded & (NEVER | {"jinja2"}) == set()


def test_statistics_are_loaded_by_a_spec_that_needs_them() -> None:
    loaded = loaded_by("check", "tests/cases/methods/before_after/spec.roi.yaml", exits=1)
    assert loaded >= {"numpy", "scipy"}


def test_a_check_in_english_without_mistakes_loads_only_what_reads_and_judges(folder: Path) -> None:
    loaded = loaded_by("check", "claims.roi.yaml", "--output-format", "json", folder=folder)
    assert loaded & (NOT_IN_ENGLISH | NOT_WITHOUT_MISTAKES) == set()


def test_a_mistake_is_explained_by_the_library_for_it(tmp_path: Path) -> None:
    (tmp_path / "a.roi.yaml").write_text('roi_spec: "1.0"\nkind: programme\n', encoding="utf-8")
    assert "jsonschema" in loaded_by("check", "a.roi.yaml", folder=tmp_path, exits=1)


def test_help_loads_only_the_command_line() -> None:
    heavy = NEVER | NOT_IN_ENGLISH | NOT_WITHOUT_MISTAKES | {"jinja2", "ruamel"}
    assert loaded_by("--help") & heavy == set()
