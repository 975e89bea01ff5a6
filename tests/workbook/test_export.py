"""`roi-spec export`: the figures of one spec to a file, and nothing for a spec with errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roi_spec.cli import cli
from tests.specs import BASE
from tests.workbook.books import named, opened


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    file = tmp_path / "small.roi.yaml"
    file.write_text(BASE, "utf-8")
    return file


def export(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, words)])


def test_a_workbook_is_written_in_the_language_asked_for(spec: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    done = export("xlsx", spec, "-o", target, "--as-of", "2026-06-01", "--lang", "nl")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "out.xlsx is geschreven" in done.stderr
    book = opened(target.read_bytes(), results=True)
    assert book.sheetnames[0] == "Samenvatting"
    assert isinstance(named(book, "result.roi").value, int | float)


def test_the_receipt_is_written_as_it_is_published(spec: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    assert export("json", spec, "-o", target, "--as-of", "2026-06-01").exit_code == 0
    assert json.loads(target.read_bytes())["programme"]["id"] == "careful-claims"


def test_a_spec_with_errors_is_not_exported(spec: Path, tmp_path: Path) -> None:
    spec.write_text(BASE.replace("value: 60 EUR/error", "value: 80 EUR/error"), "utf-8")  # above its own high end
    target = tmp_path / "out.xlsx"
    done = export("xlsx", spec, "-o", target)
    assert done.exit_code == 1
    assert "80 EUR/error" in done.stderr
    assert not target.exists()


def test_another_form_is_wrong_use(spec: Path) -> None:
    assert export("docx", spec).exit_code == 2
