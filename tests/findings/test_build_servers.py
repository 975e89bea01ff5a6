"""Findings as the logs of GitHub and Azure and the widget of GitLab take them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from roi_spec.model.finding import Severity
from roi_spec.model.source import Span
from roi_spec.render.findings import azure, github, gitlab
from tests.findings.cases import COST, EN, NL, PATH, REMARK, WAIVED, WARNING, many, report


def commands(written: str) -> list[str]:
    return [row for row in written.splitlines() if row.startswith("::")]


# --- GitHub ----------------------------------------------------------------------------------------------------------


def test_a_finding_is_one_command_with_everything_escaped() -> None:
    (command,) = commands(github.render(report(COST), EN))
    assert command == (
        f"::error file={PATH},line=4,endLine=4,col=13,endColumn=23,title=ROI210%3A A number can be read in two ways"
        "::18.500 EUR can be read in two ways: 100%25 certain it is not.%0AWrite one of these:"
        "%0A  amount: 18500 EUR%0A  amount: 18.5 EUR%0AThe point is for cents."
    )


def test_commas_and_colons_of_a_file_name_end_no_property() -> None:
    odd = replace(COST, at=Span("specs/a,line=1::b%.roi.yaml", 4, 13, 4, 23))
    (command,) = commands(github.render(report(odd), EN))
    assert command.startswith("::error file=specs/a%2Cline=1%3A%3Ab%25.roi.yaml,line=4,")


def test_severities_are_errors_warnings_and_notices_and_a_waiver_is_none() -> None:
    written = commands(github.render(report(COST, WARNING, REMARK, WAIVED), EN))
    assert [row.split()[0] for row in written] == ["::error", "::warning", "::notice"]


def test_a_place_of_several_lines_has_no_columns() -> None:
    (command,) = commands(github.render(report(WARNING), EN))
    assert ",line=2,endLine=3,title=" in command


def test_a_workspace_below_the_repository_is_named_from_its_top() -> None:
    assert f"file=training/{PATH}," in github.render(report(COST, below="training/"), EN)


def test_nine_of_a_kind_are_shown_and_one_notice_counts_the_rest() -> None:
    found = (*many(Severity.ERROR, 20), *many(Severity.WARNING, 9), *many(Severity.INFO, 12))
    written = commands(github.render(report(*found), EN))
    kinds = [row.split()[0] for row in written]
    assert {kind: kinds.count(kind) for kind in kinds} == {"::error": 9, "::warning": 9, "::notice": 10}
    assert written[-1] == "::notice title=roi-spec::And 14 more: see the summary of this run, or run `roi-spec check`."


def test_what_the_change_touches_comes_first_and_is_never_the_rest() -> None:
    found = many(Severity.ERROR, 20)
    written = commands(github.render(report(*found, touched=found[18:]), EN))
    assert [row.split("line=")[1].split(",")[0] for row in written[:3]] == ["19", "20", "1"]


def test_the_log_ends_with_what_was_found_in_the_readers_language() -> None:
    assert github.render(report(COST), NL).splitlines()[-1] == "1 fout in 1 van 1 bestand."
    assert commands(github.render(report(files=(PATH,)), EN)) == []


# --- Azure -----------------------------------------------------------------------------------------------------------


def test_azure_reads_an_issue_with_its_place() -> None:
    first, last = azure.render(report(COST), EN).splitlines()
    assert first.startswith(
        f"##vso[task.logissue type=error;sourcepath={PATH};linenumber=4;columnnumber=13;code=ROI210;]18.500 EUR can"
    )
    assert "100%AZP25 certain" in first
    assert last == "1 error in 1 of 1 file."


def test_azure_file_names_end_no_property() -> None:
    odd = replace(COST, at=Span("a;code=x]b.roi.yaml", 1, 1, 1, 2))
    assert "sourcepath=a%3Bcode=x%5Db.roi.yaml;" in azure.render(report(odd), EN)


# --- GitLab ----------------------------------------------------------------------------------------------------------


def quality(*findings: Any, **parts: Any) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(gitlab.render(report(*findings, **parts), EN))
    return read


def test_gitlab_gets_what_its_widget_needs() -> None:
    (one,) = quality(COST, below="training/")
    assert one["check_name"] == "ROI210"
    assert one["severity"] == "major"
    assert one["location"] == {"path": f"training/{PATH}", "lines": {"begin": 4, "end": 4}}
    assert one["description"].startswith("18.500 EUR can be read in two ways")
    assert "\n" not in one["description"]


def test_gitlab_severities_and_waivers() -> None:
    found = quality(COST, WARNING, REMARK, WAIVED)
    assert {one["check_name"]: one["severity"] for one in found} == {
        "ROI210": "major",
        "ROI104": "minor",
        "ROI316": "info",
    }


def test_gitlab_fingerprints_differ_also_for_the_same_rule_at_the_same_place() -> None:
    found = quality(COST, replace(COST, text=WARNING.text), WARNING)
    assert len({one["fingerprint"] for one in found}) == 3


def test_no_finding_is_an_empty_list() -> None:
    assert gitlab.render(report(files=(PATH,)), EN) == "[]\n"


@pytest.mark.parametrize("form", [github, azure, gitlab])
def test_the_same_findings_give_the_same_text_in_any_order(form: Any) -> None:
    found = (COST, WARNING, REMARK, WAIVED)
    assert form.render(report(*found), NL) == form.render(report(*reversed(found)), NL)
