"""What a finding is called stays the same while lines and list positions move, and nothing else shares its name."""

from __future__ import annotations

from dataclasses import replace

from roi_spec.model.document import Document
from roi_spec.model.finding import Finding, Severity
from roi_spec.model.source import Pointer, Source, Span
from roi_spec.model.text import text
from roi_spec.read.yaml import read_text
from roi_spec.render.findings.identity import address, fingerprints, pointer_at

PATH = "specs/a.roi.yaml"
SPEC = """\
costs:
  - id: room
    amount: 1 EUR
  - id: trainer
    amount: 2 EUR
limitations:
  - Few people
  - One region
waivers:
  - rule: ROI112
    reason: On site
"""


def document(content: str = SPEC) -> Document:
    read, findings = read_text(PATH, content)
    assert read is not None, findings
    return read


def finding(line: int, pointer: Pointer = (), code: str = "ROI104") -> Finding:
    return Finding(code, Severity.WARNING, text("Look."), Span(PATH, line, 5, line, 9), pointer=pointer)


def names(content: str, *findings: Finding) -> tuple[str, ...]:
    return fingerprints(findings, {PATH: document(content)})


def test_a_place_is_named_by_ids_and_by_what_an_item_says() -> None:
    assert list(address(document(), ("costs", 1, "amount"))) == ["costs", "id=trainer", "amount"]
    assert list(address(document(), ("limitations", 0))) == ["limitations", "Few people"]
    assert list(address(document(), ("waivers", 0, "reason"))) == ["waivers", "rule=ROI112", "reason"]


def test_a_place_that_is_not_there_keeps_its_position() -> None:
    assert list(address(document(), ("costs", 7, "amount"))) == ["costs", "7", "amount"]


def test_the_name_stays_when_lines_and_items_move() -> None:
    moved = SPEC.replace("costs:\n", "# a remark\n\ncosts:\n  - id: needs\n    amount: 3 EUR\n")
    before = names(SPEC, finding(5, ("costs", 1, "amount")))
    after = names(moved, finding(9, ("costs", 2, "amount")))
    assert before == after


def test_another_item_another_rule_and_another_file_have_other_names() -> None:
    one = finding(5, ("costs", 1, "amount"))
    others = (finding(3, ("costs", 0, "amount")), replace(one, code="ROI105"), replace(one, at=Span("b", 5, 5, 5, 9)))
    assert len({*names(SPEC, one), *names(SPEC, *others)}) == 4


def test_the_same_twice_has_two_names() -> None:
    one = finding(5, ("costs", 1, "amount"))
    assert len(set(names(SPEC, one, one, one))) == 3


def test_a_finding_without_a_route_is_named_by_the_value_it_points_into() -> None:
    assert pointer_at(document(), Span(PATH, 5, 13, 5, 14)) == ("costs", 1, "amount")
    moved = f"# one line more\n{SPEC}"
    assert names(SPEC, finding(5)) == names(moved, finding(6))


def test_a_file_that_cannot_be_read_is_named_by_the_words_of_the_line() -> None:
    def named(content: str, line: int) -> tuple[str, ...]:
        return fingerprints([finding(line)], {}, {PATH: Source(PATH, content, "0" * 64)})

    assert named("a: [\nb: }\n", 2) == named("\n\na: [\nb: }\n", 4)
    assert named("a: [\nb: }\n", 2) != named("a: [\nb: }\n", 1)


def test_neither_language_nor_wording_nor_severity_is_part_of_the_name() -> None:
    one = finding(5, ("costs", 1, "amount"))
    other = replace(one, text=text("Something else."), severity=Severity.ERROR)
    assert names(SPEC, one) == names(SPEC, other)
