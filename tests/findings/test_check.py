"""`roi-spec check` as a person or a build server runs it: forms, files, levels, fixes, differences."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from roi_spec.cli import cli
from roi_spec.cli.forms import Form, resolved, target
from roi_spec.read.yaml import read_text
from tests.specs import BASE, with_fragment

WRONG = BASE.replace("stage:", "stgae:")
DAY = ("--as-of", "2026-01-01")


def run(*arguments: str, **environment: str) -> Result:
    clean = {"GITHUB_ACTIONS": "", "GITLAB_CI": "", "TF_BUILD": "", "GITHUB_STEP_SUMMARY": "", "GITHUB_BASE_REF": ""}
    return CliRunner(env=clean | environment).invoke(cli, ["check", *arguments, *DAY], catch_exceptions=False)


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "specs" / "a.roi.yaml"
    path.parent.mkdir()
    path.write_text(WRONG)
    monkeypatch.chdir(tmp_path)
    return path


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Controller", "-c", "user.email=controller@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


# --- forms -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("form", ["text", "json", "markdown", "github", "gitlab", "azure", "sarif", "junit", "rdjson"])
def test_every_form_names_the_mistake_and_says_the_same_twice(spec: Path, form: str, lang: str) -> None:
    result = run("--output-format", form, "--lang", lang)
    assert result.exit_code == 1
    assert "stgae" in result.stdout
    assert "ROI201" in result.stdout
    assert run("--output-format", form, "--lang", lang).stdout == result.stdout


def test_several_forms_go_to_files_beside_the_screen(spec: Path, tmp_path: Path) -> None:
    result = run("--output-format", "text", "--output-format", "sarif=out.sarif", "--output-format", "junit=out.xml")
    assert result.stdout.startswith("specs/a.roi.yaml:7:1: error ROI201")
    assert json.loads((tmp_path / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert ElementTree.parse(tmp_path / "out.xml").getroot().tag == "testsuites"


def test_a_form_in_a_file_leaves_the_screen_empty(spec: Path, tmp_path: Path) -> None:
    assert run("--output-format", "text=out.txt").stdout == ""
    assert "stgae" in (tmp_path / "out.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--output-format", "json", "--output-format", "sarif"), "json and sarif cannot both go to the screen"),
        (("--output-format", "sarif="), "Name a file behind sarif="),
        (("--output-format", "xml"), "is not one of"),
        (("--fix", "--diff"), "choose one"),
        (("--unsafe-fixes",), "goes with --fix or --diff"),
        (("--diff", "--output-format", "json"), "give every form a file"),
        (("--changed-since", "nowhere"), "Which lines changed since nowhere cannot be told"),
        (("--changed-since", "--output=x"), "cannot be told"),
    ],
)
def test_wrong_use_is_explained(spec: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_a_file_that_cannot_be_written_is_said_and_the_others_are(spec: Path, tmp_path: Path) -> None:
    result = run("--output-format", "json=nowhere/out.json", "--output-format", "junit=out.xml")
    assert result.exit_code == 3
    assert "nowhere/out.json could not be written" in result.stderr
    assert (tmp_path / "out.xml").exists()


# --- build servers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({}, "text"),
        ({"GITHUB_ACTIONS": "true"}, "github"),
        ({"GITLAB_CI": "true"}, "gitlab"),
        ({"TF_BUILD": "True"}, "azure"),
        ({"GITHUB_ACTIONS": "false"}, "text"),
    ],
)
def test_auto_is_the_form_of_the_server(environment: dict[str, str], name: str) -> None:
    assert resolved((Form("auto"),), environment) == (Form(name),)
    assert resolved((), environment) == (Form("text"),)


def test_the_branch_that_is_compared_with() -> None:
    assert target({"GITHUB_BASE_REF": "main"}) == ("origin/main", "main")
    assert target({"CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc"}) == ("abc",)
    assert target({}) == ()


def test_on_github_the_summary_of_the_step_has_everything(spec: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("An earlier step.\n")
    result = run("--output-format", "auto", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    assert result.stdout.startswith("::error file=specs/a.roi.yaml,line=7,")
    assert summary.read_text("utf-8").startswith("An earlier step.\n### roi-spec check\n")
    assert "stgae" in summary.read_text("utf-8")


def test_on_gitlab_the_report_is_standard_output_and_the_log_has_words(spec: Path) -> None:
    result = run("--output-format", "auto", GITLAB_CI="true")
    assert json.loads(result.stdout)[0]["check_name"] == "ROI201"
    assert "error ROI201" in result.stderr


def test_what_the_branch_changed_comes_first(spec: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    old = "".join(f"wrong_{number}: 1\n" for number in range(12))
    spec.write_text(BASE + old)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "Before")
    git(tmp_path, "checkout", "-q", "-b", "change")
    spec.write_text(BASE + old + "wrong_new: 1\n")
    rows = run("--output-format", "github", GITHUB_BASE_REF="main").stdout.splitlines()
    assert "wrong_new" in rows[0]
    assert "wrong_new" not in "".join(run("--output-format", "github").stdout.splitlines())
    assert "wrong_new" in run("--output-format", "github", "--changed-since", "main").stdout.splitlines()[0]


def test_a_branch_that_is_not_in_the_clone_is_a_remark(spec: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    result = run("--output-format", "github", GITHUB_BASE_REF="main")
    assert result.exit_code == 1
    assert "Which lines changed since origin/main cannot be told" in result.stderr


def test_paths_are_those_of_the_repository(spec: Path, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "training").mkdir()
    (tmp_path / "training" / "roi-spec.yaml").write_text('roi_spec: "1.0"\nkind: workspace\n')
    spec.rename(tmp_path / "training" / "a.roi.yaml")
    out = run("training/a.roi.yaml", "--output-format", "gitlab").stdout
    assert json.loads(out)[0]["location"]["path"] == "training/a.roi.yaml"


# --- levels ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), 0), (("--fail-level", "warning"), 1), (("--fail-level", "warning", "--exit-zero"), 0)],
)
def test_a_warning_fails_when_that_is_asked_for(spec: Path, arguments: tuple[str, ...], code: int) -> None:
    spec.write_text(with_fragment("# no limitations\n"))
    result = run(*arguments)
    assert "warning ROI" in result.stdout
    assert result.exit_code == code


def test_an_audited_claim_fails_at_no_level_for_what_is_said_about_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    result = run("specs/sales-training-claim.roi.yaml", "--fail-level", "warning", "--output-format", "junit")
    assert "ROI104" in result.stdout
    claim = ElementTree.fromstring(result.stdout).find("testsuite[@name='specs/sales-training-claim.roi.yaml']")
    assert claim is not None
    assert int(claim.attrib["tests"]) > 3
    assert claim.attrib["failures"] == "0"


def test_a_fingerprint_stays_when_lines_move(spec: Path) -> None:
    def named() -> str:
        return str(json.loads(run("--output-format", "gitlab").stdout)[0]["fingerprint"])

    spec.write_text(BASE.replace("    amount", "    amuont").replace("1200 EUR", "1200 EUR, amuont: 3"))
    before = named()
    spec.write_text(spec.read_text().replace("costs:\n", "costs:\n  # a remark\n"))
    assert named() == before


# --- fixes -----------------------------------------------------------------------------------------------------------


def test_fix_saves_and_says_what_it_did(spec: Path) -> None:
    result = run("--fix")
    assert result.exit_code == 0
    assert spec.read_text() == BASE
    assert result.stderr == "specs/a.roi.yaml: mended\n  line 7: Rename `stgae` to `stage` (ROI201)\n"
    assert result.stdout.startswith("All well")


def test_a_reader_hears_what_fix_would_do(spec: Path) -> None:
    assert run().stderr == "With --fix, `roi-spec check` mends 1 of these by itself.\n"
    assert run("--output-format", "json").stderr == ""


def test_what_is_left_after_a_fix_decides_the_exit_code(spec: Path) -> None:
    spec.write_text(WRONG + "nonsense: 1\n")
    result = run("--fix", "--output-format", "json")
    assert result.exit_code == 1
    assert [one["message"] for one in json.loads(result.stdout)["findings"]] == ["There is no field `nonsense` here."]
    assert read_text("a", spec.read_text())[0] is not None


def test_diff_shows_and_saves_nothing(spec: Path) -> None:
    result = run("--diff")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:2] == ["--- a/specs/a.roi.yaml", "+++ b/specs/a.roi.yaml"]
    assert "-stgae: final\n+stage: final\n" in result.stdout
    assert "would be mended" in result.stderr
    assert spec.read_text() == WRONG


def test_diff_of_a_good_file_is_empty(spec: Path) -> None:
    spec.write_text(BASE)
    result = run("--diff")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_diff_on_a_build_server_gives_no_orders(spec: Path) -> None:
    spec.write_text(WRONG.replace("currency: EUR\n", "currency: EUR\ninternal_notes: |\n  ::error::gone\n"))
    assert "\n   ::error::gone" in run("--diff").stdout
    assert "::error" not in run("--diff", GITHUB_ACTIONS="true").stdout.replace("\\x3a:error::gone", "")


def test_the_remarks_are_dutch_when_the_reader_is(spec: Path) -> None:
    assert run("--fix", "--lang", "nl").stderr.startswith("specs/a.roi.yaml: gerepareerd\n  regel 7: ")
