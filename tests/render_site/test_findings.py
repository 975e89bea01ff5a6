"""Findings as people see them in a terminal, and as machines read them."""

from __future__ import annotations

import json
import re
from textwrap import dedent
from typing import Any

import pytest

from roi_spec.i18n import Translator
from roi_spec.model.finding import Edit, Finding, Fix, Label, Severity
from roi_spec.model.quantity import Quantity, parse_quantity
from roi_spec.model.rule import Rule
from roi_spec.model.source import Source, Span
from roi_spec.model.text import text
from roi_spec.render.findings import json as as_json
from roi_spec.render.findings import terminal
from roi_spec.render.findings.terminal import Looked, Style
from tests.render_site.chain import EN, NL

PATH = "specs/a.roi.yaml"
COST = Finding(
    "ROI201",
    Severity.ERROR,
    text("{value} can be read in two ways.", value="18.500 EUR"),
    Span(PATH, 3, 11, 3, 21),
    help=text("Write one of these:\n  amount: 18500 EUR\n  amount: 18.5 EUR"),
    why=text("The point is for cents."),
    pointer=("costs", 0, "amount"),
    related=(Label(Span(PATH, 1, 1, 1, 6), text("The list of costs")),),
    fix=Fix(text("Write 18500 EUR"), (Edit(Span(PATH, 3, 11, 3, 21), "18500 EUR"),), safe=False),
)
CONTENT = "costs:\n  - id: room\n    amount: 18.500 EUR\n"
SOURCES = {PATH: Source(PATH, CONTENT.replace("    amount", "  amount"), "0" * 64)}


def shown(*findings: Finding, translator: Translator = EN, style: Style | None = None, content: str = "") -> str:
    sources = {PATH: Source(PATH, content, "0" * 64)} if content else SOURCES
    return terminal.render(findings, sources, Looked(files=7), translator, style or Style())


def finding_at(line: int, start: int, end: int, path: str = PATH, **parts: object) -> Finding:
    return Finding("ROI201", Severity.WARNING, text("Look here."), Span(path, line, start, line, end), **parts)  # type: ignore[arg-type]


def test_a_finding_names_place_mistake_fix_and_reason() -> None:
    assert shown(COST) == dedent(
        """\
        specs/a.roi.yaml:3:11: error ROI201: 18.500 EUR can be read in two ways.
          |
        3 |   amount: 18.500 EUR
          |           ^^^^^^^^^^
          = help: Write one of these:
          |     amount: 18500 EUR
          |     amount: 18.5 EUR
          = why: The point is for cents.
          = specs/a.roi.yaml:1:1: The list of costs
          |
        1 | costs:
          | -----

        1 error in 1 of 7 files.
        """
    )


def test_the_same_in_dutch() -> None:
    rows = shown(COST, translator=NL).splitlines()
    assert rows[0].startswith("specs/a.roi.yaml:3:11: fout ROI201: ")
    assert "  = oplossing: Write one of these:" in rows
    assert "  = waarom: The point is for cents." in rows
    assert rows[-1] == "1 fout in 1 van 7 bestanden."


def test_findings_are_grouped_by_file_and_sorted_by_place() -> None:
    rows = shown(finding_at(9, 1, 2), finding_at(2, 5, 6), finding_at(4, 1, 2, "specs/0.roi.yaml")).splitlines()
    assert [row for row in rows if row.startswith("specs/")] == [
        "specs/0.roi.yaml",
        "specs/0.roi.yaml:4:1: warning ROI201: Look here.",
        "specs/a.roi.yaml",
        "specs/a.roi.yaml:2:5: warning ROI201: Look here.",
        "specs/a.roi.yaml:9:1: warning ROI201: Look here.",
    ]
    assert rows[-1] == "3 warnings in 2 of 7 files."


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("naam: 漢字 en 18.500 EUR", 13, 23),
        ("naam: e\u0301e\u0301n 18.500 EUR", 13, 23),
        ("\tamount: 18.500 EUR", 10, 20),
        ("\x1b[31m: 18.500 EUR", 8, 18),
    ],
)
def test_the_caret_stands_under_the_spot_whatever_stands_before_it(line: str, start: int, end: int) -> None:
    rows = shown(finding_at(1, start, end), content=line + "\n").splitlines()
    excerpt, carets = rows[2], rows[3]
    assert carets.count("^") == len("18.500 EUR")
    assert terminal.width(excerpt[: excerpt.index("18.500 EUR")]) == carets.index("^")


@pytest.mark.parametrize("start", [1, 300, 995])
def test_a_long_line_is_cut_around_the_spot(start: int) -> None:
    line = "x" * (start - 1) + "SPOT!" + "y" * (1000 - start)
    rows = shown(finding_at(1, start, start + 5), content=line, style=Style(columns=60)).splitlines()
    excerpt, carets = rows[2], rows[3]
    assert excerpt.index("SPOT!") == carets.index("^^^^^")
    assert max(map(len, rows[1:4])) <= len("1 | ") + 60
    assert ("…" in excerpt[: carets.index("^")]) == (start > 1)


def test_a_spot_longer_than_the_screen_keeps_its_beginning() -> None:
    rows = shown(finding_at(1, 1, 500), content="z" * 499, style=Style(columns=40)).splitlines()
    assert rows[2].endswith("z…")
    assert set(rows[3].split("| ")[1]) == {"^"}
    assert len(rows[2]) <= 44


def test_a_spot_over_several_lines_shows_its_first_line() -> None:
    long = Finding("ROI201", Severity.ERROR, text("Two lines."), Span(PATH, 1, 1, 3, 4))
    assert "  | ^^^^^^" in shown(long).splitlines()


def test_an_empty_line_has_no_excerpt() -> None:
    assert "|" not in shown(finding_at(2, 1, 1), content="a: 1\n\nb: 2\n")


def test_a_waived_finding_is_shown_dimly_with_its_reason_and_counted_apart() -> None:
    waived = finding_at(2, 5, 6, waived_by="Held on site\n::error::no")
    rows = shown(waived, COST).splitlines()
    assert "  = waived: Held on site ::error::no" in rows
    assert rows[-1] == "1 error, 1 waived in 1 of 7 files."
    assert "\x1b[2m" in shown(waived, style=Style(colour=True))


def test_colour_only_when_wanted() -> None:
    assert "\x1b" not in shown(COST)
    coloured = shown(COST, style=Style(colour=True))
    assert "\x1b[31merror ROI201\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d*m", "", coloured) == shown(COST)


@pytest.mark.parametrize(
    "evil", ["::error::gone", "##vso[task.setvariable]x", "##[error]x", "a\n::stop-commands::x", "\x1b]0;t\a"]
)
def test_a_build_server_obeys_nothing_that_stands_in_a_file(evil: str) -> None:
    nasty = Finding(
        "ROI201",
        Severity.ERROR,
        text("{value} is odd.", value=evil),
        Span(evil.replace("\n", ""), 1, 1, 1, 5),
        help=text("Not {value}.", value=evil),
        waived_by=None,
    )
    written = terminal.render([nasty], {nasty.at.path: Source(nasty.at.path, evil, "0" * 64)}, Looked(1), EN)
    for row in written.splitlines():
        assert not row.lstrip().startswith("::")
        assert "##[" not in row
        assert "##vso[" not in row
        assert "\x1b" not in row


# --- the last line ---------------------------------------------------------------------------------------------------


def percent(written: str) -> Quantity:
    value = parse_quantity(written)
    assert isinstance(value, Quantity)
    return value


@pytest.mark.parametrize(
    ("looked", "english", "dutch"),
    [
        (Looked(1), "All well: 1 file.", "Alles klopt: 1 bestand."),
        (Looked(2, 1, 14), "All well: 1 programme, 14 assumptions.", "Alles klopt: 1 programma, 14 aannames."),
        (
            Looked(3, 2, 1, (percent("20%"), percent("85%"))),
            "All well: 2 programmes, 1 assumption, ROI between 20% and 85%.",
            "Alles klopt: 2 programma's, 1 aanname, ROI tussen 20% en 85%.",
        ),
        (
            Looked(3, 1, 0, (percent("20%"), percent("20%"))),
            "All well: 1 programme, 0 assumptions, ROI 20%.",
            "Alles klopt: 1 programma, 0 aannames, ROI 20%.",
        ),
    ],
)
def test_success_ends_with_a_good_word(looked: Looked, english: str, dutch: str) -> None:
    assert terminal.render([], {}, looked, EN) == english + "\n"
    assert terminal.render([], {}, looked, NL) == dutch + "\n"


def test_only_waived_findings_are_a_success() -> None:
    rows = shown(finding_at(2, 5, 6, waived_by="Agreed")).splitlines()
    assert rows[-1] == "All well: 7 files. (1 waived)"


# --- JSON ------------------------------------------------------------------------------------------------------------

RULE = Rule(
    "ROI201", "thousands-dot", Severity.ERROR, "A number can be read in two ways", "Cents.", "a: 1.000", "a: 1000"
)


def parsed(*findings: Finding, translator: Translator = EN) -> dict[str, Any]:
    return json.loads(as_json.render(findings, translator, {"ROI201": RULE}, files=("b", "a")))  # type: ignore[no-any-return]


def test_json_has_stable_keys_and_every_part() -> None:
    whole = parsed(COST)
    (finding,) = whole.pop("findings")
    assert whole == {
        "version": 1,
        "lang": "en",
        "files": ["a", "b"],
        "counts": {"error": 1, "warning": 0, "info": 0, "waived": 0},
    }
    spot = {"start": {"line": 3, "column": 11}, "end": {"line": 3, "column": 21}}
    edit = {"file": PATH, **spot, "replacement": "18500 EUR"}
    assert re.fullmatch("[0-9a-f]{32}", finding.pop("fingerprint"))
    assert finding == {
        "code": "ROI201",
        "name": "thousands-dot",
        "severity": "error",
        "file": PATH,
        **spot,
        "pointer": "/costs/0/amount",
        "field": "costs[0].amount",
        "message": "18.500 EUR can be read in two ways.",
        "help": "Write one of these:\n  amount: 18500 EUR\n  amount: 18.5 EUR",
        "why": "The point is for cents.",
        "fixes": [{"title": "Write 18500 EUR", "safety": "unsafe", "edits": [edit]}],
        "related": [
            {
                "file": PATH,
                "start": {"line": 1, "column": 1},
                "end": {"line": 1, "column": 6},
                "message": "The list of costs",
            }
        ],
        "doc": "en/rules/ROI201.html",
        "waived_by": None,
    }


def prints(*findings: Finding, translator: Translator = EN) -> list[str]:
    return [one["fingerprint"] for one in as_json.objects(findings, translator, {})]


def test_a_fingerprint_survives_moved_lines_and_another_language() -> None:
    before = finding_at(3, 1, 2, pointer=("costs", 0))
    after = finding_at(30, 5, 6, pointer=("costs", 0))
    assert prints(before) == prints(after) == prints(before, translator=NL)


def test_fingerprints_tell_findings_apart() -> None:
    one, other = finding_at(3, 1, 2, pointer=("costs", 0)), finding_at(4, 1, 2, pointer=("costs", 1))
    twice = finding_at(5, 1, 2, pointer=("costs", 0))
    elsewhere = finding_at(3, 1, 2, "specs/b.roi.yaml", pointer=("costs", 0))
    assert len(set(prints(one, other, twice, elsewhere))) == 4


def test_a_json_pointer_escapes_what_has_a_meaning_in_it() -> None:
    assert as_json.pointer(finding_at(1, 1, 2, pointer=("a/b", "c~d", 2))) == "/a~1b/c~0d/2"


def test_json_gives_no_orders_and_loses_nothing() -> None:
    evil = Finding("ROI201", Severity.ERROR, text("{value}", value="##vso[x]"), Span(PATH, 1, 1, 1, 2))
    written = as_json.render([evil], EN, {})
    assert "##vso" not in written
    assert json.loads(written)["findings"][0]["message"] == "##vso[x]"
