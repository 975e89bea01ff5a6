"""A comment and a page of two editions that were really compared, as the command writes them."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

from roi_spec.cli import cli
from tests.compare.two import STANDARDS, workspace
from tests.render.chain import read
from tests.render_comparison.test_page import spaced
from tests.specs import BASE


def diff(base: Path, head: Path, *options: str) -> str:
    done = CliRunner().invoke(cli, ["diff", str(base), str(head), *options])
    assert done.exit_code == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two values and a source changed, a word mended, and the limitations gone."""
    folder = tmp_path_factory.mktemp("editions")
    changed = (
        BASE.replace("result: 180 errors/month", "result: 195 errors/month")
        .replace("amount: 1200 EUR", "amount: 2400 EUR")
        .replace("Report 12", "Report 13")
        .replace("Forty claims handlers learned", "Forty claims handlers have learned")
        .replace("limitations:\n  - The comparison team handles slightly simpler claims.\n", "")
    )
    return workspace(folder / "base", BASE), workspace(folder / "head", changed)


def column(markdown: str, place: int) -> list[str]:
    rows = [line.split(" | ") for line in markdown.splitlines() if line.startswith("| ")]
    return [row[place] for row in rows if len(row) == 5][2:]


def test_whoever_adds_up_the_column_finds_the_difference(editions: tuple[Path, Path]) -> None:
    effects = column(diff(*editions, "--output-format", "markdown"), 3)
    *parts, total = (Fraction(one.strip("*").replace("−", "-")) for one in effects)
    assert len(parts) == 2
    assert sum(parts) == total < 0


def test_the_same_in_dutch_and_without_html(editions: tuple[Path, Path]) -> None:
    dutch = diff(*editions, "--output-format", "markdown", "--plain", "--lang", "nl", "--marker", "claims")
    assert dutch.startswith("[//]: # (roi-spec:comment claims)\n\n**Careful claims handling**: ROI **")
    assert "effect op ROI, in procentpunt" in dutch
    assert "<" not in dutch


def test_a_word_and_a_source_move_nothing_and_are_folded(editions: tuple[Path, Path]) -> None:
    written = diff(*editions, "--output-format", "markdown")
    folded = written[written.index("Changes that move no result") :]
    assert "Report 12\u00a0→ Report 13" in folded
    assert "Summary" in folded


def test_what_went_missing_is_a_new_finding(editions: tuple[Path, Path]) -> None:
    written = diff(*editions, "--output-format", "markdown")
    assert "New findings: 1" in written
    assert "1 new warning" in written.split("\n\n")[2]


def test_a_word_alone_is_not_worth_a_comment(editions: tuple[Path, Path], tmp_path: Path) -> None:
    mended = workspace(tmp_path / "head", BASE.replace("by a third.\n", "by one third.\n", 1))
    assert diff(editions[0], mended, "--output-format", "markdown") == ""


def test_nothing_changed_is_an_empty_comment_and_a_page_that_says_so(editions: tuple[Path, Path]) -> None:
    base, _ = editions
    assert diff(base, base, "--output-format", "markdown") == ""
    assert "Nothing differs." in diff(base, base, "--output-format", "html")


def test_the_page_draws_what_the_comment_says(editions: tuple[Path, Path]) -> None:
    page = read(diff(*editions, "--output-format", "html"))
    comment = diff(*editions, "--output-format", "markdown")
    (drawing,) = page.find("svg")
    for effect in column(comment, 3)[:-1]:
        assert effect in spaced(drawing)


def test_a_shared_value_that_moves_two_programmes(tmp_path: Path) -> None:
    uses = BASE.replace("effect * cost_per_error", "effect * standard.cost_per_error")
    other = uses.replace("id: careful-claims", "id: careful-offers").replace(
        "Careful claims handling", "Careful offers"
    )
    base = workspace(tmp_path / "base", uses, offers=other, standards=STANDARDS)
    head = workspace(tmp_path / "head", uses, offers=other, standards=STANDARDS.replace("60 EUR/error", "66 EUR/error"))
    written = diff(base, head, "--output-format", "markdown")
    assert re.search(r"\| Cost of one error[^|]* \| €60\.00 per error \| €66\.00 per error \| Careful claims", written)
    assert "A programme without a table of its own moves by the shared value alone." in written
