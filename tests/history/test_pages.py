"""The history as readers see it: pages of the site, the terminal, and JSON."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roi_spec import building, pipeline
from roi_spec.cli import cli
from roi_spec.model.artifact import Artifact
from tests.history.repository import SPEC, Repository, shallow, written
from tests.specs import BASE

PAGES = ("index.html", "changes.html", "programmes/careful-claims/index.html", "programmes/careful-claims/history.html")


def site_of(one: Repository) -> dict[str, Artifact]:
    """Give the files of a site by path, without PDF."""
    found = pipeline.survey(pipeline.settings_for((one.root / "specs",), dt.date(2025, 11, 3)))
    return {artifact.path: artifact for artifact in building.artifacts(found, None, with_pdf=False)}


def programme_of(one: Repository, *, with_history: bool = True) -> dict[str, Artifact]:
    """Give the English files of the programme alone, which takes a second."""
    found = pipeline.survey(pipeline.settings_for((one.root / "specs",), dt.date(2025, 11, 3)))
    only = next(each for each in found.files if each.programme is not None)
    made = building.of_programme(only, found, "en", with_pdf=False, with_history=with_history)
    return {artifact.path: artifact for artifact in made}


def text_of(artifact: Artifact) -> str:
    """Give the words of a page on one line."""
    main = artifact.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.fixture(scope="module")
def site(full: Repository) -> dict[str, Artifact]:
    return site_of(full)


def test_the_page_says_first_what_became_of_what_was_agreed(site: dict[str, Artifact]) -> None:
    words = text_of(site["en/programmes/careful-claims/history.html"])
    assert "Not as agreed beforehand" in words
    assert "the last commit before that is of 9 December 2024" in words
    assert "Expert estimate Comparison group 18 August 2025" in words
    assert "whoever makes a commit can choose its date" in words
    assert words.index("Not as agreed beforehand") < words.index("Every change, newest first")


def test_the_page_in_dutch(site: dict[str, Artifact]) -> None:
    words = text_of(site["nl/programmes/careful-claims/history.html"])
    assert "Niet zoals vooraf afgesproken" in words
    assert "Cost of one error € 60,00 per fout € 65,00 per fout" in words.replace("\u00a0", " ")
    assert "ROI 179% → 202% ( +23 procentpunt )" in words


def test_every_commit_with_its_changes_and_their_effect(full: Repository, site: dict[str, Artifact]) -> None:
    words = text_of(site["en/programmes/careful-claims/history.html"])
    assert "1 September 2025 · Finance “ Cost of an error after the yearly review ” " in words
    assert f"{full.ids['standard'][:10]} ROI 179% → 202%" in words
    assert "Words only: Summary ." in words
    assert "The file was called specs/claims.roi.yaml before." in words
    assert "another id, the same content" in words


def test_the_drawing_tells_the_roi_over_the_commits(site: dict[str, Artifact]) -> None:
    page = site["en/programmes/careful-claims/history.html"].content.decode()
    drawing = page.partition('<figure class="drawing of-course"')[2].partition("</figure>")[0]
    assert "The ROI went from 58.4% to 202% over 5 commits." in drawing
    assert "4 November 2024: 58.4%. 20 January 2025: 47%." in drawing
    assert "provisional result" in drawing


def test_every_number_of_the_page_is_marked(site: dict[str, Artifact]) -> None:
    page = site["en/programmes/careful-claims/history.html"].content.decode()
    main = page.partition('<main id="main" class="wrap" tabindex="-1">')[2].partition("</main>")[0]
    for marked in (
        r"<(span|tspan) class=\"count\">[^<]*<",
        r"<(a|span)[^>]* class=\"place\"[^>]*>[^<]*<",
        r"<time [^>]*>[^<]*<",
        r"<bdi[^>]*>[^<]*<",
        r"<title>.*?<",
        r"<desc>.*?<",
    ):
        main = re.sub(marked, "<", main)
    rest = re.sub(r"<h1>.*?</h1>|<caption>.*?</caption>|<a [^>]*>ROI\d+</a>|roi-spec \d+\.\d+\.\d+|<[^>]*>", " ", main)
    assert re.findall(r"\S*\d\S*", rest) == []


def test_no_page_has_style_or_script_of_its_own(site: dict[str, Artifact]) -> None:
    for page in PAGES:
        content = site[f"en/{page}"].content.decode()
        assert " style=" not in content
        assert not re.search(r"<script(?![^>]*\ssrc=)", content)


def test_the_handbook_the_first_page_and_the_search_lead_there(site: dict[str, Artifact]) -> None:
    assert (
        b'programmes/careful-claims/history.html">What changed</a>'
        in site["en/programmes/careful-claims/index.html"].content
    )
    first = text_of(site["en/index.html"])
    assert "What changed lately" in first
    assert "1 September 2025 · Careful claims handling : ROI 179% → 202%" in first
    assert "programmes/careful-claims/history.html" in site["assets/search.en.js"].content.decode()


def test_links_to_commits_lead_to_a_place_on_the_page(site: dict[str, Artifact]) -> None:
    target = site["en/programmes/careful-claims/history.html"].content.decode()
    anchors = re.findall(r'history\.html#([^"]+)"', site["en/changes.html"].content.decode())
    assert len(anchors) > 10
    assert [one for one in anchors if f'id="{one}"' not in target] == []


def test_the_tables_are_files_as_well(site: dict[str, Artifact]) -> None:
    made = json.loads(site["en/programmes/careful-claims/tables/history-results.json"].content)
    assert made["rows"][-1][2]["value"].startswith("201.857")
    assert "en/programmes/careful-claims/tables/history-later.csv" in site


def test_who_is_not_in_the_list_of_roles_stands_on_no_page(site: dict[str, Artifact]) -> None:
    everything = b"".join(site[path].content for path in site if path.endswith((".html", ".json", ".csv", ".js")))
    assert b"learning@example.org" not in everything
    assert b"controller@" not in everything


def test_without_history_nothing_leads_there(full: Repository) -> None:
    plain = programme_of(full, with_history=False)
    assert not [path for path in plain if "history" in path]
    assert b"history.html" not in plain["en/programmes/careful-claims/index.html"].content


def test_the_same_past_gives_the_same_bytes(full: Repository, site: dict[str, Artifact]) -> None:
    again = programme_of(full)
    assert "en/programmes/careful-claims/history.html" in again
    assert [path for path, artifact in again.items() if artifact.content != site[path].content] == []


def test_the_badge_stands_only_where_it_is_proven(tmp_path: Path) -> None:
    calm = written(tmp_path / "calm", without=("retarget", "method", "standard"))
    words = text_of(programme_of(calm)["en/programmes/careful-claims/history.html"])
    assert "Fixed beforehand Agreed before the start, and kept" in words
    assert "None of them has changed since, not even for a time." in words
    cut = text_of(programme_of(shallow(calm, tmp_path / "cut", 7))["en/programmes/careful-claims/history.html"])
    assert "Fixed beforehand" not in cut
    assert "shallow clone" in cut


# --- the command -----------------------------------------------------------------------------------------------------


def log(one: Repository, *arguments: str, spec: str = SPEC) -> Result:
    return CliRunner().invoke(cli, ["log", str(one.root / spec), *arguments])


def test_the_log_of_one_value(full: Repository) -> None:
    found = log(full, "cost_per_error")
    assert found.exit_code == 0
    assert found.stdout.splitlines()[2:] == [
        f"1 September 2025 · Finance · {full.ids['standard'][:10]}",
        "  “Cost of an error after the yearly review”",
        "  ROI 179%\u00a0→ 202% (+23 percentage points)",
        "  ~ Cost of one error: €60.00 per error\u00a0→ €65.00 per error (+23 percentage points)",
    ]


def test_the_whole_log_ends_with_what_was_agreed(full: Repository) -> None:
    found = log(full, "--lang", "nl").stdout
    assert "Wat vooraf is afgesproken: Niet zoals vooraf afgesproken" in found
    assert "ROI345" in found


def test_a_value_that_is_not_there_is_wrong_use_and_one_that_never_changed_is_fine(full: Repository) -> None:
    unknown = log(full, "cost_per_eror")
    assert unknown.exit_code == 2
    assert "Did you mean standard.cost_per_error.value" in unknown.stderr
    still = log(full, "costs.needs")
    assert (still.exit_code, still.stdout) == (0, "")
    assert "No commit changed costs.needs." in still.stderr


def test_the_log_as_json_has_exact_figures(full: Repository) -> None:
    made = json.loads(log(full, "cost_per_error", "--output-format", "json").stdout)
    (only,) = made["commits"]
    assert (only["commit"], only["who"]) == (full.ids["standard"], "Finance")
    assert only["effects"] == [{"changes": ["standard.cost_per_error.value"], "by": "23.21981424148606811145510836 pp"}]
    assert made["beforehand"]["stand"] == "moved"


def test_without_git_the_log_says_why_and_could_not_run(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "a.roi.yaml").write_text(BASE, "utf-8")
    found = CliRunner().invoke(cli, ["log", str(tmp_path / "specs" / "a.roi.yaml")])
    assert found.exit_code == 3
    assert "not kept in git" in found.stderr


def test_a_message_that_would_command_a_build_server_is_only_shown(tmp_path: Path) -> None:
    one = written(tmp_path / "work", until="plan")
    one.change("specs/claims.roi.yaml", "4780 EUR", "4790 EUR")
    one.commit("::error::\x1b[31mred", "2024-11-05")
    shown = log(one, spec="specs/claims.roi.yaml").stdout
    assert "\x1b" not in shown
    assert not [line for line in shown.splitlines() if line.startswith("::")]
