"""`roi-spec init`: every file it writes, what it leaves alone, and whom it asks."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from ruamel.yaml import YAML

from roi_spec.cli import cli
from roi_spec.pipeline import understand
from roi_spec.read.gate import admit
from roi_spec.render.starting import Choice, files

GITHUB = [
    ".github/CODEOWNERS",
    ".github/workflows/roi-spec-comment.yml",
    ".github/workflows/roi-spec-pages.yml",
    ".github/workflows/roi-spec.yml",
    ".gitignore",
    "roi-spec.yaml",
]


def init(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["init", str(folder), *options])


def there(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def yaml(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


# --- what it writes --------------------------------------------------------------------------------------------------


def test_without_a_forge_it_writes_house_settings_and_what_git_ignores(tmp_path: Path) -> None:
    done = init(tmp_path)
    assert done.exit_code == 0
    assert there(tmp_path) == [".gitignore", "roi-spec.yaml"]
    assert done.stdout.splitlines() == ["roi-spec.yaml: written", ".gitignore: got the line /site/"]


def test_github(tmp_path: Path) -> None:
    assert init(tmp_path, "--ci", "github", "--pages", "--visibility", "private").exit_code == 0
    assert there(tmp_path) == GITHUB


def test_gitlab(tmp_path: Path) -> None:
    assert init(tmp_path, "--ci", "gitlab", "--pages", "--visibility", "public").exit_code == 0
    included = [one["local"] for one in yaml(tmp_path / ".gitlab-ci.yml")["include"]]
    assert included == [".gitlab/roi-spec.gitlab-ci.yml", ".gitlab/roi-spec-pages.gitlab-ci.yml"]
    assert all((tmp_path / one).is_file() for one in included)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_house_settings_it_writes_have_no_finding(tmp_path: Path, language: str) -> None:
    init(tmp_path, "--lang", language)
    source, refused = admit("roi-spec.yaml", (tmp_path / "roi-spec.yaml").read_bytes())
    assert source
    assert not refused
    assert not understand(source).findings
    # What stands behind a # has to be right as well: somebody will take the # away.
    bare = re.sub(r"(?m)^# (?=[a-z_]+:)", "", source.text)
    source, _ = admit("roi-spec.yaml", bare.encode())
    assert source
    assert not understand(source).findings


def test_what_runs_on_the_forge_is_the_version_that_wrote_it(tmp_path: Path) -> None:
    init(tmp_path, "--ci", "github", "--specs", "training/specs", "--lang", "nl")
    workflow = (tmp_path / ".github/workflows/roi-spec.yml").read_text("utf-8")
    assert f'"roi-spec=={version("roi-spec")}"' in workflow
    assert "roi-spec check training/specs --output-format auto --lang nl" in workflow


def test_finance_is_asked_about_the_values_that_programmes_share(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs/rates.roi.yaml").write_text('roi_spec: "1.0"\nkind: standard-values\n', "utf-8")
    (tmp_path / "specs/sales.roi.yaml").write_text('roi_spec: "1.0"\nkind: programme\n', "utf-8")
    init(tmp_path, "--ci", "github", "--finance", "@house/finance")
    rules = (tmp_path / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    assert [line for line in rules if not line.startswith("#")] == [
        "/specs/rates.roi.yaml @house/finance",
        "*.signoffs.roi.yaml @house/finance",
    ]


def test_without_a_name_the_rule_waits_behind_a_hash(tmp_path: Path) -> None:
    done = init(tmp_path, "--ci", "github")
    rules = (tmp_path / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    assert all(line.startswith("#") for line in rules)
    assert "Put the name of finance's team in .github/CODEOWNERS" in done.stderr


# --- what it leaves alone --------------------------------------------------------------------------------------------


def test_a_second_time_it_writes_nothing(tmp_path: Path) -> None:
    options = ("--ci", "github", "--pages", "--visibility", "private")
    init(tmp_path, *options)
    before = {name: (tmp_path / name).read_bytes() for name in there(tmp_path)}
    again = init(tmp_path, *options)
    assert {name: (tmp_path / name).read_bytes() for name in there(tmp_path)} == before
    assert again.stdout.count("is there already and stays as it is") == len(GITHUB)


def test_what_somebody_wrote_stays_and_the_lines_to_add_are_shown(tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text("stages: [test]\n", "utf-8")
    (tmp_path / "CODEOWNERS").write_text("* @house/learning\n", "utf-8")
    done = init(tmp_path, "--ci", "gitlab")
    assert (tmp_path / ".gitlab-ci.yml").read_text("utf-8") == "stages: [test]\n"
    assert not (tmp_path / ".gitlab/CODEOWNERS").exists()
    assert "  - local: .gitlab/roi-spec.gitlab-ci.yml" in done.stderr
    assert "/specs/standard-values*.roi.yaml @organisation/finance" in done.stderr


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "/site/\n"), ("*.tmp", "*.tmp\n/site/\n"), ("*.tmp\n", "*.tmp\n/site/\n"), ("site\n", "site\n"),
     ("/site\r\n", "/site\r\n"), ("/site/*\n!/site/README.md\n", "/site/*\n!/site/README.md\n")],
    ids=["empty", "no line end", "others", "site", "windows", "all but one"],
)  # fmt: skip
def test_git_ignores_the_site_once(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / ".gitignore").write_bytes(before.encode())
    init(tmp_path)
    assert (tmp_path / ".gitignore").read_bytes() == after.encode()


def test_a_dry_run_says_everything_and_writes_nothing(tmp_path: Path) -> None:
    done = init(tmp_path, "--ci", "github", "--dry-run")
    assert there(tmp_path) == []
    assert ".github/workflows/roi-spec.yml: would be written" in done.stdout


def test_a_shortcut_does_not_lead_it_out_of_the_folder(tmp_path: Path) -> None:
    house, elsewhere = tmp_path / "house", tmp_path / "elsewhere"
    house.mkdir()
    elsewhere.mkdir()
    (house / ".github").symlink_to(elsewhere)
    done = init(house, "--ci", "github")
    assert done.exit_code == 3
    assert there(elsewhere) == []
    assert "leads out of this folder" in done.stderr


# --- who may read ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_nothing_is_published_before_somebody_said_who_may_read_it(tmp_path: Path, forge: str) -> None:
    done = init(tmp_path, "--ci", forge, "--pages")
    assert done.exit_code == 2
    assert there(tmp_path) == []
    assert "--visibility private or --visibility public" in done.stderr


def test_pages_need_a_forge(tmp_path: Path) -> None:
    assert init(tmp_path, "--pages").exit_code == 2


def test_private_pages_stop_while_everybody_could_read_them() -> None:
    choice = Choice("1.0", "en", forge="github", visibility="private")
    content = next(one.content.decode() for one in files(choice) if one.path.endswith("roi-spec-pages.yml"))
    steps = YAML(typ="safe", pure=True).load(content)["jobs"]["publish"]["steps"]
    assert [step["name"] for step in steps] == ["Stop while everybody could read the site", "Publish"]
    assert '--jq .public)" != "false"' in steps[0]["run"]
    assert "--audience internal" in content


def test_public_pages_are_the_public_edition() -> None:
    for forge in ("github", "gitlab"):
        content = "".join(one.content.decode() for one in files(Choice("1.0", "en", forge=forge, visibility="public")))
        assert "--audience public" in content
        assert "--audience internal" not in content


@pytest.mark.parametrize(
    "specs", ["specs; rm -rf x", "../specs", "/specs", "-o", "a b", "$(id)", "${{ secrets.X }}", ""]
)
def test_a_folder_that_would_be_a_command_is_refused(tmp_path: Path, specs: str) -> None:
    assert init(tmp_path, "--ci", "github", "--specs", specs).exit_code == 2
    assert there(tmp_path) == []


@pytest.mark.parametrize("name", ["finance", "@a b", "@a\n* @b", "finance@example.org"])
def test_a_name_that_is_none_of_the_forge_is_refused(tmp_path: Path, name: str) -> None:
    assert init(tmp_path, "--ci", "github", "--finance", name).exit_code == 2


# --- what the workflows may ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def workflows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("house")
    init(folder, "--ci", "github", "--pages", "--visibility", "private")
    return {path.stem: yaml(path) for path in (folder / ".github/workflows").iterdir()}


def test_workflows_have_no_right_but_those_of_their_jobs(workflows: dict[str, Any]) -> None:
    assert all(one["permissions"] == {} for one in workflows.values())
    rights = {
        f"{name}.{job}": found["permissions"] for name, one in workflows.items() for job, found in one["jobs"].items()
    }
    assert rights == {
        "roi-spec.check": {"contents": "read"},
        "roi-spec-comment.comment": {"actions": "read", "pull-requests": "write"},
        "roi-spec-pages.build": {"contents": "read"},
        "roi-spec-pages.publish": {"pages": "write", "id-token": "write"},
    }


def test_the_workflow_that_may_write_fetches_and_runs_nothing_of_others(workflows: dict[str, Any]) -> None:
    (step,) = workflows["roi-spec-comment"]["jobs"]["comment"]["steps"]
    assert "uses" not in step
    assert "${{" not in step["run"]


def test_actions_are_pinned_to_a_commit(workflows: dict[str, Any]) -> None:
    used = [
        step["uses"]
        for one in workflows.values()
        for job in one["jobs"].values()
        for step in job["steps"]
        if "uses" in step
    ]
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one) for one in used)


def test_every_job_ends(workflows: dict[str, Any]) -> None:
    assert all(job["timeout-minutes"] <= 30 for one in workflows.values() for job in one["jobs"].values())
