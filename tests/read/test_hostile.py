"""Files made to hurt: every one ends soon, with a finding that has a line, and never with an exception."""

from __future__ import annotations

import time

import pytest

from roi_spec.model.finding import Finding, Severity
from roi_spec.read.gate import admit
from roi_spec.read.yaml import parse

SOON = 10.0
"""Seconds; generous for a busy machine, and far below what the same files cost a loader (minutes, or the memory)."""

BOMB = b"a: &a [x,x]\n" + b"".join(b"%c: &%c [*%c,*%c]\n" % (98 + n, 98 + n, 97 + n, 97 + n) for n in range(9))

HOSTILE: dict[str, tuple[bytes, str]] = {
    "a tag that would run a program": (b"a: !!python/object/apply:os.system ['x']\n", "ROI030"),
    "an unknown tag": (b"cost: !secret 100\n", "ROI030"),
    "a billion laughs": (BOMB, "ROI028"),
    "a merge of a reference": (b"a: &a {x: 1}\nb:\n  <<: *a\n", "ROI029"),
    "a merge with itself": (b"a: &a\n  <<: *a\n", "ROI029"),
    "a reference to itself": (b"a: &a [*a]\n", "ROI028"),
    "names that differ only in their form": ("é: 1\ne\u0301: 2\n".encode(), "ROI031"),
    "100 000 open brackets": (b"[" * 100_000, "ROI033"),
    "50 000 pairs of brackets": (b"[" * 50_000 + b"]" * 50_000, "ROI033"),
    "900 levels": (b"".join(b" " * n + b"a:\n" for n in range(900)), "ROI033"),
    "40 000 hyphens": (b"- " * 40_000, "ROI033"),
    "a text of a megabyte": (b"a: " + b"x" * 1_000_000, "ROI035"),
    "more than a megabyte": (b"a: " + b"x" * 2_000_000, "ROI002"),
    "19 000 names": (b"".join(b"k%d: 1\n" % n for n in range(19_000)), "ROI034"),
    "a million lines": (b"\n" * 1_000_000, "ROI002"),
    "400 000 commas": (b"{" + b"a," * 400_000 + b"}", "ROI034"),
    "9 000 commas in a text": (b"a: {b: c" + b",d" * 9_000 + b"}\n", "ROI035"),
    "19 000 open quotation marks": (b'a: "x\n' * 19_000, "ROI047"),
    "900 000 apostrophes": (b"a: {b: " + b"'" * 900_000, "ROI047"),
    "a megabyte of spaces": (b"a" + b" " * 1_000_000 + b"\n: :", "ROI047"),
    "half a million #": (b"a: {b" + b" #" * 500_000, "ROI047"),
    "19 000 tabs": (b"\tx: 1\n" * 19_000, "ROI014"),
    "19 000 conflicts": (b"<<<<<<< a\n>>>>>>> b\n" * 9_000, "ROI012"),
    "YAML 1.1": (b"%YAML 1.1\n---\na: no\n", "ROI027"),
    "YAML 1.0": (b"%YAML 1.0\n---\na: no\n", "ROI027"),
    "a tag instruction": (b"%TAG ! tag:x,2000:\n---\na: !x b\n", "ROI027"),
    "NUL": (b"a: x\0y\n", "ROI004"),
    "ESC": (b"a: \x1b[31m\n", "ROI004"),
    "ESC as an escape": (b'a: "\\e[31m"\n', "ROI004"),
    "a hidden character as an escape": (b'a: "x\\u200by"\n', "ROI005"),
    "a reversal as an escape": (b'"x\\u202ey": 1\n', "ROI006"),
    "half a character as an escape": (b'a: "\\ud800"\n', "ROI007"),
    "a character that is none, as an escape": (b'a: "\\uFFFF"\n', "ROI007"),
    "half a character": (b"a: \xed\xa0\x80\n", "ROI003"),
    "a mark in the middle": ("a: 1\n\ufeffb: 2\n".encode(), "ROI005"),
    "all bytes": (bytes(range(256)), "ROI003"),
    "two programmes": (b"a: 1\n---\nb: 2\n", "ROI026"),
    "lists and maps as names": (b"? [1, {b: 2}]\n: x\n", "ROI032"),
    "braces as a name": (b"{a: 1}: 2\n", "ROI032"),
    "only a word": (b"hello", "ROI048"),
    "nothing written": (b"~\n", "ROI010"),
}


def read(content: bytes) -> tuple[Finding, ...]:
    source, refused = admit("x.roi.yaml", content)
    if source is None:
        return refused
    return (*refused, *parse(source)[1])


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_soon_with_a_finding_that_has_a_line(name: str) -> None:
    content, rule = HOSTILE[name]
    begun = time.perf_counter()
    findings = read(content)
    assert time.perf_counter() - begun < SOON
    assert rule in {finding.code for finding in findings}
    assert any(finding.severity is Severity.ERROR for finding in findings)
    assert len(findings) <= 500
    for finding in findings:
        assert 1 <= finding.at.line <= len(content.splitlines()) + 1
        assert len(str(finding.text)) < 400
