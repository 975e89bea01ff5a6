"""Findings as SARIF, JUnit and rdjson: what each standard asks for is there, and says the same as the terminal."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from roi_spec.model.finding import Edit, Finding, Fix, Severity
from roi_spec.model.source import Span
from roi_spec.model.text import text
from roi_spec.render.findings import junit, rdjson, sarif
from tests.findings.cases import COST, EN, NL, PATH, REMARK, WAIVED, WARNING, report

# --- SARIF -----------------------------------------------------------------------------------------------------------

REQUIRED = {
    "log": {"version", "runs"},
    "run": {"tool"},
    "driver": {"name"},
    "rule": {"id"},
    "result": {"message"},
    "fix": {"artifactChanges"},
    "change": {"artifactLocation", "replacements"},
    "replacement": {"deletedRegion"},
    "suppression": {"kind"},
}
"""The members without which SARIF 2.1.0 takes an object for nothing, kept by hand from the standard."""


def log(*findings: Finding, **parts: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(sarif.render(report(*findings, **parts), EN))
    return read


def run(*findings: Finding, **parts: Any) -> dict[str, Any]:
    (one,) = log(*findings, **parts)["runs"]
    return one  # type: ignore[no-any-return]


def test_every_object_has_what_the_standard_requires() -> None:
    whole = log(COST, WARNING, WAIVED)
    (one,) = whole["runs"]
    results = one["results"]
    fixes = [fix for result in results for fix in result.get("fixes", ())]
    changes = [change for fix in fixes for change in fix["artifactChanges"]]
    objects = {
        "log": [whole],
        "run": [one],
        "driver": [one["tool"]["driver"]],
        "rule": one["tool"]["driver"]["rules"],
        "result": results,
        "fix": fixes,
        "change": changes,
        "replacement": [each for change in changes for each in change["replacements"]],
        "suppression": [each for result in results for each in result.get("suppressions", ())],
    }
    assert all(objects.values())
    assert [kind for kind, found in objects.items() for each in found if not REQUIRED[kind] <= each.keys()] == []
    assert whole["version"] == "2.1.0"
    assert {result["level"] for result in results} <= {"none", "note", "warning", "error"}


def test_addresses_are_relative_and_percent_encoded_without_a_base() -> None:
    location = run(COST, below="opleiding & co/")["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {
        "uri": "opleiding%20%26%20co/specs/%C3%A9%C3%A9n%20programma.roi.yaml",
    }
    assert location["region"] == {"startLine": 4, "startColumn": 13, "endLine": 4, "endColumn": 23}


def test_a_name_with_a_colon_is_no_address_of_another_kind() -> None:
    odd = replace(COST, at=Span("javascript:x.roi.yaml", 1, 1, 1, 2))
    uri = run(odd)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "javascript%3Ax.roi.yaml"


def test_columns_are_said_to_count_characters() -> None:
    assert run(COST)["columnKind"] == "unicodeCodePoints"


def test_rules_bring_their_help_and_results_point_at_them() -> None:
    one = run(COST)
    (rule,) = one["tool"]["driver"]["rules"]
    assert rule["name"] == "TwoReadings"
    assert rule["shortDescription"] == {"text": "A number can be read in two ways"}
    assert "amount: 18500 EUR" in rule["help"]["markdown"]
    assert one["tool"]["driver"]["rules"][one["results"][0]["ruleIndex"]]["id"] == one["results"][0]["ruleId"]


def test_a_fix_is_an_exact_replacement() -> None:
    (fix,) = run(COST)["results"][0]["fixes"]
    assert fix["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 4, "startColumn": 13, "endLine": 4, "endColumn": 23},
            "insertedContent": {"text": "18500 EUR"},
        }
    ]


def test_a_fix_without_a_place_is_left_out() -> None:
    assert "fixes" not in run(replace(COST, fix=Fix(text("Save the file as UTF-8"), ())))["results"][0]


def test_a_waiver_is_a_suppression_with_its_reason() -> None:
    assert run(WAIVED)["results"][0]["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "Held on site, agreed"}
    ]


def test_a_message_holds_no_link_and_no_gap_that_a_file_has_put_there() -> None:
    evil = replace(COST, text=text("{value}", value="[click](https://example.org) {0}"))
    message = run(evil)["results"][0]["message"]["text"]
    assert message.startswith("[click] (https://example.org) { 0}")


def test_sarif_in_dutch_says_so() -> None:
    assert json.loads(sarif.render(report(COST), NL))["runs"][0]["language"] == "nl"


# --- JUnit -----------------------------------------------------------------------------------------------------------


def suites(*findings: Finding, **parts: Any) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(junit.render(report(*findings, **parts), EN)))


def test_a_file_is_a_suite_and_a_finding_a_case() -> None:
    (suite,) = suites(COST, WARNING, WAIVED)
    assert suite.attrib == {"name": PATH, "tests": "3", "failures": "1", "errors": "0", "skipped": "1"}
    assert [[child.tag for child in case] for case in suite] == [["skipped"], ["system-out"], ["failure"]]
    assert suite[2][0].attrib == {
        "type": "error",
        "message": "18.500 EUR can be read in two ways: 100% certain it is not.",
    }
    assert "amount: 18500 EUR" in (suite[2][0].text or "")


def test_a_file_in_good_order_is_a_case_that_passed() -> None:
    good, bad = suites(COST, files=("specs/aa.roi.yaml",))
    assert good.attrib == {"name": "specs/aa.roi.yaml", "tests": "1", "failures": "0", "errors": "0", "skipped": "0"}
    assert list(good[0]) == []
    assert bad.attrib["failures"] == "1"


def test_a_lower_level_makes_warnings_failures() -> None:
    (suite,) = suites(COST, WARNING, REMARK, level=Severity.WARNING)
    assert suite.attrib["failures"] == "2"


def test_totals_add_up() -> None:
    whole = ElementTree.fromstring(junit.render(report(COST, WARNING, WAIVED, files=("specs/aa.roi.yaml",)), EN))
    for count in ("tests", "failures", "skipped"):
        assert int(whole.attrib[count]) == sum(int(suite.attrib[count]) for suite in whole)


# --- rdjson ----------------------------------------------------------------------------------------------------------


def diagnostics(*findings: Finding, **parts: Any) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(rdjson.render(report(*findings, **parts), EN))["diagnostics"]
    return read


def test_a_suggestion_replaces_exactly_the_bytes_that_are_wrong() -> None:
    content = 'costs:\n  - {id: room, title: "Café €", amount: 18.500 EUR}\n'
    start = content.splitlines()[1].index("18.500") + 1
    at = Span(PATH, 2, start, 2, start + 10)
    found = replace(COST, at=at, fix=Fix(text("Write it"), (Edit(at, "18500 EUR"),)))
    (suggestion,) = diagnostics(found, content=content)[0]["suggestions"]
    line = content.splitlines()[1].encode()
    begin, end = (suggestion["range"][end]["column"] - 1 for end in ("start", "end"))
    assert line[begin:end] == b"18.500 EUR"
    assert suggestion["text"] == "18500 EUR"


def test_a_change_of_meaning_is_announced() -> None:
    unsafe, safe = COST, replace(COST, fix=Fix(text("Write it"), COST.fix.edits if COST.fix else ()))
    assert "may alter the meaning" in diagnostics(unsafe)[0]["message"]
    assert "may alter the meaning" not in diagnostics(safe)[0]["message"]


def test_severity_code_and_other_places() -> None:
    (one,) = diagnostics(COST)
    assert (one["severity"], one["code"]) == ("ERROR", {"value": "ROI210"})
    assert one["related_locations"][0]["message"] == "The list of costs"
    assert diagnostics(WAIVED) == []


@pytest.mark.parametrize("form", [sarif, junit, rdjson])
def test_the_same_findings_give_the_same_text_in_any_order(form: Any) -> None:
    found = (COST, WARNING, REMARK, WAIVED)
    assert form.render(report(*found), NL) == form.render(report(*reversed(found)), NL)
    assert not re.search(r"\d{4}-\d\d-\d\dT", form.render(report(*found), NL))
