"""The commands as a person meets them: exit codes, streams, languages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roi_spec.cli import cli
from tests.specs import BASE

EXAMPLES = Path(__file__).parent.parent / "specs"
CLAIM = str(EXAMPLES / "sales-training-claim.roi.yaml")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "good.roi.yaml").write_text(BASE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def broken(workspace: Path) -> Path:
    path = workspace / "specs" / "broken.roi.yaml"
    path.write_text(BASE.replace("stage:", "stgae:"), "utf-8")
    return path


def test_check_is_content_with_the_examples() -> None:
    assert run("check", str(EXAMPLES), "--as-of", "2026-11-21").exit_code == 0


def test_check_without_names_looks_at_specs(workspace: Path) -> None:
    result = run("check", "--as-of", "2026-01-01")
    assert result.exit_code == 0, result.output


def test_check_fails_on_an_error_and_names_the_place(workspace: Path) -> None:
    broken(workspace)
    result = run("check", "--as-of", "2026-01-01")
    assert result.exit_code == 1
    assert "specs/broken.roi.yaml:" in result.stdout
    assert "stgae" in result.stdout


def test_check_speaks_dutch(workspace: Path) -> None:
    broken(workspace)
    result = run("check", "--lang", "nl", "--as-of", "2026-01-01")
    assert "fout" in result.stdout
    assert "error" not in result.stdout


def test_languages_do_not_stick_between_runs() -> None:
    assert "Doorloop" not in run("check", "--help").output
    dutch = run("--lang", "nl", "--help").output
    english = run("--lang", "en", "--help").output
    assert dutch != english
    assert "Describe training programmes" in english


def test_check_as_json_is_json_and_nothing_else(workspace: Path) -> None:
    broken(workspace)
    result = run("check", "--output-format", "json", "--as-of", "2026-01-01")
    report = json.loads(result.stdout)
    assert report["counts"]["error"] == 1
    assert report["findings"][0]["file"] == "specs/broken.roi.yaml"


@pytest.mark.parametrize(
    "arguments", [("check", "no-such-folder"), ("show",), ("frobnicate",), ("check", "--as-of", "5 mei")]
)
def test_wrong_use_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_show_gives_both_ratios() -> None:
    out = run("show", CLAIM).stdout
    assert "462.5%" in out
    assert "5.63" in out


def test_show_as_json_is_the_receipt() -> None:
    receipt = json.loads(run("show", CLAIM, "--format", "json").stdout)
    roi = next(step for step in receipt["steps"] if step["id"] == "result.roi")
    assert roi["value"]["decimal"] == "462.5"


def test_show_of_a_broken_spec_says_why_on_the_other_stream(workspace: Path) -> None:
    result = run("show", str(broken(workspace)))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "stgae" in result.stderr


def test_explain_a_number_leads_to_the_line() -> None:
    out = run("explain", CLAIM, "result.roi").stdout
    assert "specs/sales-training-claim.roi.yaml:" in out
    assert "└─" in out


def test_explain_an_unknown_number_offers_the_nearest() -> None:
    result = run("explain", CLAIM, "result.rio")
    assert result.exit_code == 2
    assert "result.roi" in result.stderr


@pytest.mark.parametrize("what", ["ROI104", "roi012", "ROI220", "ROI281", "trend_line"])
def test_explain_rules_of_every_stage_and_methods(what: str) -> None:
    assert run("explain", what).exit_code == 0


def test_explain_something_unknown_offers_the_nearest() -> None:
    result = run("explain", "trendline")
    assert result.exit_code == 2
    assert "trend_line" in result.stderr


@pytest.mark.parametrize("kind", ["programme", "standard-values", "workspace", "receipt"])
def test_schema_prints_json(kind: str) -> None:
    assert json.loads(run("schema", kind).stdout)["$schema"].endswith("2020-12/schema")


def test_schema_in_dutch_differs() -> None:
    assert run("schema", "--lang", "nl").stdout != run("schema", "--lang", "en").stdout


def test_a_closed_pipe_ends_quietly() -> None:
    command = f"{sys.executable} -m roi_spec check {EXAMPLES} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
