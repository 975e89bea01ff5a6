"""What a file says, or what it is called, is never obeyed: not by a build server, a terminal, or a reader of a form."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_spec.model.source import Span
from roi_spec.model.text import text
from roi_spec.render.findings import azure, github, gitlab, junit, markdown, rdjson, sarif, terminal
from roi_spec.render.findings import json as as_json
from roi_spec.render.findings.difference import harmless, unified
from roi_spec.render.findings.report import Report
from tests.findings.cases import COST, EN, report

EVIL = (
    "::error::gone",
    "\n::stop-commands::x",
    "  ::add-mask::y",
    "##vso[task.setvariable variable=a]x",
    "##[error]x",
    "\x1b]0;title\a\x1b[2J",
    "\u202egnp.exe",
    "]]></failure><testcase name='x'/>",
    '"}], "version": "9"',
    "\ufffe\uffff\x00\x0b",
    "%0A::error::x",
)
OBEYED = re.compile(r"^\s*::|##\[|##vso\[|\x1b|\x07", re.IGNORECASE | re.MULTILINE)


def nasty(evil: str) -> Report:
    found = replace(
        COST,
        text=text("{value}", value=evil),
        help=text("{value}\n{value}", value=evil),
        why=text("{value}", value=evil),
        at=Span(f"{evil}.roi.yaml".replace("\n", " ").replace("\0", ""), 1, 1, 1, 2),
    )
    waived = replace(found, waived_by=evil)
    return report(found, waived, content=f"{evil}\n")


def as_text(whole: Report) -> str:
    return terminal.render(whole.findings, whole.sources, whole.looked, EN)


def ours(written: str) -> str:
    """Put a word in the place of the commands that are ours to give; the rest of their line is text."""
    return re.sub(r"(?m)^(::(error|warning|notice) file=[^:]*::|##vso\[task\.logissue [^\]]*\])", "Said: ", written)


@pytest.mark.parametrize("evil", EVIL)
def test_no_line_of_any_form_is_an_order(evil: str) -> None:
    whole = nasty(evil)
    forms = [form.render(whole, EN) for form in (github, azure, gitlab, junit, markdown, rdjson, sarif)]
    forms += [as_text(whole), as_json.render(whole.findings, EN, whole.rules, files=whole.files)]
    assert [OBEYED.findall(ours(written)) for written in forms] == [[]] * len(forms)


@pytest.mark.parametrize("evil", EVIL)
def test_a_command_of_github_is_one_line(evil: str) -> None:
    rows = github.render(nasty(evil), EN).splitlines()
    assert len(rows) == 2
    assert rows[0].startswith("::error file=")


@pytest.mark.parametrize("evil", EVIL)
def test_xml_and_json_stay_whole(evil: str) -> None:
    (suite,) = ElementTree.fromstring(junit.render(nasty(evil), EN))
    assert [child.tag for case in suite for child in case] == ["failure", "skipped"]
    for form in (gitlab, sarif, rdjson):
        assert json.loads(form.render(nasty(evil), EN))


@given(st.text(max_size=60))
def test_any_text_at_all(words: str) -> None:
    whole = nasty(words)
    for form in (github, azure, gitlab, junit, markdown, rdjson, sarif):
        assert OBEYED.findall(ours(form.render(whole, EN))) == []
    ElementTree.fromstring(junit.render(whole, EN))


@pytest.mark.parametrize("evil", EVIL)
def test_a_difference_in_a_log_is_harmless(evil: str) -> None:
    before = f"note: |\n  {evil}\nstgae: plan\n"
    shown = harmless(unified("specs/a.roi.yaml", before, before.replace("stgae", "stage")))
    assert OBEYED.findall(shown) == []
    assert "+stage: plan" in shown.splitlines()
