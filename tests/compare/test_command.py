"""`roi-spec diff` as a person meets it: words, forms, exit codes."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roi_spec.cli import cli
from tests.compare.two import workspace
from tests.specs import BASE

HEAD = BASE.replace("amount: 1200 EUR", "amount: 1500 EUR").replace("value: 60 EUR/error", "value: 58 EUR/error")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)


@pytest.fixture
def sides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    workspace(tmp_path / "base", BASE)
    workspace(tmp_path / "head", HEAD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_text_begins_with_what_counts(sides: Path) -> None:
    shown = run("diff", "base", "head", "--threshold", "5").stdout.replace("\u00a0", " ").splitlines()
    assert shown[:2] == ["From base to head", "2 values changed and no new errors"]
    assert shown[3] == "~ Careful claims handling"
    assert shown[4].startswith("  ROI 200% → 186% (−14 percentage points)")
    assert "  Effect of each change: effect on ROI, in percentage points" in shown
    assert "  ~  −9.9  Cost of one error: €60.00 per error → €58.00 per error" in shown or any(
        "Cost of one error: €60.00 per error → €58.00 per error" in one for one in shown
    )


def test_text_in_dutch(sides: Path) -> None:
    shown = run("diff", "base", "head", "--lang", "nl").stdout
    assert shown.startswith("Van base naar head\n")
    assert "Effect van elke wijziging" in shown
    assert "€ 60,00 per fout → € 58,00 per fout" in shown.replace("\u00a0", " ")


def test_nothing_changed_is_one_sentence(sides: Path) -> None:
    result = run("diff", "base", "base", "--exit-code")
    assert (result.exit_code, result.stdout) == (0, "From base to base\nNothing changed.\n")


def test_the_exit_code_is_that_of_git(sides: Path) -> None:
    assert run("diff", "base", "head").exit_code == 0
    assert run("diff", "base", "head", "--exit-code").exit_code == 1
    assert run("diff", "nowhere", "head").exit_code == 3
    assert run("diff", "base", "head", "--threshold", "much").exit_code == 2
    assert run("diff", "base", "head", "more").exit_code == 2


def test_json_holds_exact_figures(sides: Path) -> None:
    whole = json.loads(run("diff", "base", "head", "--output-format", "json").stdout)
    assert whole["format"] == "roi-spec-comparison/1"
    (one,) = whole["programmes"]
    assert [change["address"] for change in one["changes"]] == [
        "assumptions.cost_per_error.value",
        "costs.needs.amount",
    ]
    shares = [_exact(effect["by"]) for effect in one["explained"]["effects"]]
    assert sum(shares) == _exact(one["explained"]["after"]) - _exact(one["explained"]["before"])


def _exact(written: dict[str, object]) -> Fraction:
    fraction = written.get("fraction")
    if isinstance(fraction, dict):
        return Fraction(int(fraction["numerator"]), int(fraction["denominator"]))
    return Fraction(str(written["decimal"]))


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
def test_every_form_can_go_to_a_file_and_is_the_same_twice(sides: Path, form: str) -> None:
    for name in ("one", "two"):
        result = run("diff", "base", "head", "--output-format", form, "-o", name)
        assert (result.exit_code, result.stdout) == (0, "")
    assert (sides / "one").read_bytes() == (sides / "two").read_bytes()
    assert b"Careful claims handling" in (sides / "one").read_bytes()


def test_words_of_a_file_are_never_an_order_to_a_build_server(sides: Path) -> None:
    path = sides / "head" / "specs" / "programme.roi.yaml"
    path.write_text(HEAD.replace("title: Cost of one error", 'title: "::error::\\e[31m ##vso[task.x]"'), "utf-8")
    shown = run("diff", "base", "head", "--color", "never").stdout
    assert "\x1b" not in shown
    assert "##vso" not in shown
    assert not any(one.lstrip().startswith("::") for one in shown.splitlines())


def test_help_speaks_both_languages() -> None:
    english, dutch = (" ".join(run("diff", "--help", "--lang", lang).stdout.split()) for lang in ("en", "nl"))
    assert "BASE and HEAD are revisions of git" in english
    assert "BASE en HEAD zijn versies in git" in dutch
