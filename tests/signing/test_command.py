"""`roi-spec sign`: what it says, what it writes, and that nothing else in the file moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roi_spec.cli import cli
from tests.specs import BASE

SPEC = "specs/careful.roi.yaml"
BESIDE = "specs/careful-claims.signoffs.roi.yaml"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "specs").mkdir()
    (tmp_path / "roi-spec.yaml").write_text('roi_spec: "1.0"\nkind: workspace\n', "utf-8")
    (tmp_path / SPEC).write_text(f"# $schema: ../schema/programme.schema.json\n{BASE}", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)


def sign(*arguments: str, by: str = "Finance", on: str = "2025-08-20") -> Result:
    return run("sign", SPEC, "--by", by, "--on", on, *arguments)


def check() -> str:
    return run("check", "specs").stdout


def test_it_shows_what_is_signed_and_writes_a_file_of_its_own(place: Path) -> None:
    before = (place / SPEC).read_bytes()
    done = sign("--scope", "assumptions.rate", "--scope", "costs.needs")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "Finance signs, on 20 August 2025, what stands here now (2):",
        "  assumptions.rate  Loaded hourly rate; 46 EUR/hour",
        "  costs.needs       1200 EUR",
    ]
    assert done.stderr == f"Signed in {BESIDE}. Commit it by itself, so that git shows who signed.\n"
    assert (place / SPEC).read_bytes() == before
    written = (place / BESIDE).read_text("utf-8").splitlines()
    assert written[:6] == [
        "# $schema: ../schema/sign-offs.schema.json",
        'roi_spec: "1.0"',
        "kind: sign-offs",
        "for: careful-claims",
        "sign_offs:",
        "  - by: Finance",
    ]
    assert "ROI350" not in check()


def test_a_dry_run_writes_nothing(place: Path) -> None:
    done = sign("--scope", "assumptions.rate", "--dry-run")
    assert done.exit_code == 0
    assert "      - assumptions.rate " in done.stdout
    assert done.stderr == f"Nothing was written. Without --dry-run it goes into {BESIDE}.\n"
    assert not (place / BESIDE).exists()


def test_inside_the_spec_every_other_line_stays(place: Path) -> None:
    before = (place / SPEC).read_text("utf-8")
    assert sign("--inside", "--note", 'Seen in the "budget" meeting: fine').exit_code == 0
    after = (place / SPEC).read_text("utf-8")
    assert after.startswith(before + "sign_offs:\n  - by: Finance\n    on: 2025-08-20\n")
    assert '    note: "Seen in the \\"budget\\" meeting: fine"\n' in after
    assert not (place / BESIDE).exists()


def test_windows_line_ends_stay(place: Path) -> None:
    (place / SPEC).write_bytes(BASE.replace("\n", "\r\n").encode())
    assert sign("--inside").exit_code == 0
    content = (place / SPEC).read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")


def test_another_role_comes_behind_and_the_same_role_takes_the_place_of_its_own(place: Path) -> None:
    sign("--scope", "assumptions")
    sign("--scope", "costs", by="Claims director")
    (place / SPEC).write_text((place / SPEC).read_text("utf-8").replace("60 EUR/error", "65 EUR/error"), "utf-8")
    assert "Since Finance signed on 20 August 2025, this changed: Cost of one error." in check()
    again = sign("--scope", "assumptions", on="2025-09-01")
    assert again.stderr == f"Signed again in {BESIDE}.\n"
    lines = (place / BESIDE).read_text("utf-8").splitlines()
    assert [line for line in lines if "by:" in line] == ["  - by: Finance", "  - by: Claims director"]
    assert [line for line in lines if " on:" in line] == ["    on: 2025-09-01", "    on: 2025-08-20"]
    assert "ROI350" not in check()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--scope", "assumptions.rat"), "Nothing in this file can be signed as assumptions.rat."),
        (("--scope", "assumptions"), "Finance has signed exactly this already, on 20 August 2025."),
    ],
)
def test_what_cannot_be_signed_is_said(place: Path, arguments: tuple[str, ...], said: str) -> None:
    sign("--scope", "assumptions")
    done = sign(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_without_a_day_and_without_a_commit_it_asks_for_the_day(place: Path) -> None:
    done = run("sign", SPEC, "--by", "Finance")
    assert done.exit_code == 2
    assert "--on YYYY-MM-DD" in done.stderr


def test_a_spec_with_mistakes_is_not_signed(place: Path) -> None:
    (place / SPEC).write_text(BASE.replace("46 EUR/hour", "46 EUR/uurtje"), "utf-8")
    done = sign()
    assert done.exit_code == 1
    assert "uurtje" in done.stderr
    assert not (place / BESIDE).exists()


def test_a_list_on_one_line_is_left_alone(place: Path) -> None:
    sign("--inside", "--scope", "assumptions.rate")
    entry = (place / SPEC).read_text("utf-8").partition("sign_offs:\n")[2]
    digest = entry.partition("digest: ")[2].partition("\n")[0]
    mark = entry.partition("      - ")[2].strip()
    flow = f"sign_offs: [{{by: Finance, on: 2025-08-20, digest: '{digest}', values: [{mark}]}}]\n"
    (place / SPEC).write_text(BASE + flow, "utf-8")
    done = sign("--inside", "--scope", "costs", by="Claims director")
    assert done.exit_code == 2
    assert "write each item of `sign_offs` on lines of its own" in done.stderr


def test_a_sign_off_for_a_programme_that_is_not_there_is_found(place: Path) -> None:
    sign("--scope", "assumptions.rate")
    (place / BESIDE).write_text((place / BESIDE).read_text("utf-8").replace("careful-claims", "careful-claim"), "utf-8")
    assert "There is no programme or list of standard values called careful-claim." in check()
    assert "Did you mean `careful-claims`?" in check()


def test_a_wrong_place_in_a_scope_is_found_in_the_file_it_stands_in(place: Path) -> None:
    sign("--scope", "assumptions.rate")
    content = (place / BESIDE).read_text("utf-8")
    (place / BESIDE).write_text(content.replace("[assumptions.rate]", "[assumptions.rat]"), "utf-8")
    assert f"{BESIDE}:8:13: error ROI272: Nothing in this file can be signed as assumptions.rat." in check()


def test_show_tells_how_far_the_sign_offs_are(place: Path) -> None:
    sign("--scope", "assumptions")
    (place / SPEC).write_text((place / SPEC).read_text("utf-8").replace("60 EUR/error", "65 EUR/error"), "utf-8")
    lines = run("show", SPEC).stdout.splitlines()
    assert lines[-2:] == ["Values signed off: 2 of 12; changed since: 1.", "  Finance: Changed: Cost of one error"]
    dutch = run("show", SPEC, "--lang", "nl").stdout.splitlines()
    assert dutch[-2:] == [
        "Getekende waarden: 2 van 12; daarna gewijzigd: 1.",
        "  Finance: Gewijzigd: Cost of one error",
    ]
