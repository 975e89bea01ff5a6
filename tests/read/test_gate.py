"""What the gate lets in, what it refuses, and how it says so."""

from __future__ import annotations

import hashlib

import pytest

from roi_spec.model.finding import Finding
from roi_spec.model.source import Source
from roi_spec.read.gate import Limits, admit, readable

DUTCH = "title: Coördinatie\nowner: HR\n"


def refused(content: bytes) -> Finding:
    source, findings = admit("x.roi.yaml", content)
    assert source is None
    assert len(findings) == 1
    return findings[0]


def admitted(content: bytes) -> Source:
    source, findings = admit("x.roi.yaml", content)
    assert source is not None
    assert findings == ()
    return source


@pytest.mark.parametrize(
    "content",
    [
        DUTCH.encode(),
        DUTCH.encode("utf-8-sig"),
        DUTCH.replace("\n", "\r\n").encode(),
        DUTCH.replace("\n", "\r").encode(),
    ],
    ids=["plain", "with a mark", "Windows line ends", "old Mac line ends"],
)
def test_all_these_mean_the_same(content: bytes) -> None:
    source = admitted(content)
    assert source.text == DUTCH
    assert source.digest == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("codec", "name", "line", "column"),
    [
        ("cp1252", "Windows-1252", 1, 10),
        ("latin-1", "Windows-1252", 1, 10),
        ("utf-16", "UTF-16", 1, 1),
        ("utf-32", "UTF-32", 1, 1),
    ],
)
def test_another_encoding_is_explained_and_can_be_mended(codec: str, name: str, line: int, column: int) -> None:
    content = DUTCH.encode(codec)
    finding = refused(content)
    assert finding.code == "ROI003"
    assert name in str(finding.text)
    assert (finding.at.line, finding.at.column) == (line, column)
    assert finding.fix is not None
    assert finding.fix.safe
    assert readable(content) == DUTCH


def test_utf_16_without_a_mark_is_recognised() -> None:
    assert "UTF-16" in str(refused(DUTCH.encode("utf-16-le")).text)


def test_bytes_that_no_encoding_explains_are_shown() -> None:
    finding = refused(b"a: 1\nb: \x81\xff\x90\n")
    assert finding.at.line == 2
    assert "0x81" in str(finding.text)


@pytest.mark.parametrize(
    ("head", "name"), [(b"PK\x03\x04", "Office"), (b"%PDF-1.7", "PDF"), (b"\x89PNG\r\n", "picture")]
)
def test_a_file_of_another_kind_is_named(head: bytes, name: str) -> None:
    assert name in str(refused(head + b"\x00" * 50).text)


@pytest.mark.parametrize(
    ("char", "rule"),
    [
        ("\x00", "ROI004"),
        ("\x1b", "ROI004"),
        ("\x7f", "ROI004"),
        ("\x85", "ROI004"),
        ("\u00ad", "ROI005"),
        ("\u200b", "ROI005"),
        ("\u2028", "ROI005"),
        ("\u2060", "ROI005"),
        ("\ufeff", "ROI005"),
        ("\U000e0041", "ROI005"),
        ("\u3164", "ROI005"),
        ("\u202e", "ROI006"),
        ("\u200f", "ROI006"),
        ("\u2066", "ROI006"),
        ("\ue000", "ROI007"),
        ("\ufdd0", "ROI007"),
        ("\U0001fffe", "ROI007"),
        ("\u0378", "ROI007"),
    ],
    ids=lambda value: value if value.startswith("ROI") else f"U+{ord(value):04X}",
)
def test_characters_that_hide_something_are_refused_everywhere(char: str, rule: str) -> None:
    for written in (f"a: 1\nb: x{char}y\n", f"a: 1\n# x{char}y\n"):
        finding = refused(written.encode())
        assert finding.code == rule
        assert (finding.at.line, finding.at.column) == (2, written.split("\n")[1].index(char) + 1)
        assert f"U+{ord(char):04X}" in str(finding.text)


def test_one_finding_names_all_places_of_a_kind() -> None:
    finding = refused("a: x\u00ady\nb: x\u00ady\nc: x\u00ady\n".encode())
    assert "3" in str(finding.text)
    assert [label.span.line for label in finding.related] == [2, 3]
    assert finding.fix is not None
    assert len(finding.fix.edits) == 3


@pytest.mark.parametrize(
    "text",
    ["שלום עולם", "مرحبا بالعالم", "می‌خواهم", "👩‍👩‍👧", "❤️ ✅", "Zażółć gęślą jaźń", "क्‍ष", "Tiếng Việt", "日本語"],
)
def test_real_scripts_and_emoji_pass(text: str) -> None:
    assert text in admitted(f"a: {text}\n".encode()).text


def test_a_joiner_between_latin_letters_is_invisible() -> None:
    assert refused("a: ad\u200dmin\n".encode()).code == "ROI005"


def test_accents_may_stack_to_eight() -> None:
    admitted(("a: x" + "\u0301" * 8).encode())
    assert refused(("a: x" + "\u0301" * 9).encode()).code == "ROI008"


@pytest.mark.parametrize(
    ("written", "meant"), [("CoÃ¶rdinatie", "ö"), ("â‚¬ 500", "€"), ("â€œAâ€\x9d", "“"), ("20Â°", "°")]
)
def test_the_wrong_character_set_is_recognised(written: str, meant: str) -> None:
    _, findings = admit("x", f"a: {written}\n".encode())
    assert [finding.code for finding in findings] == ["ROI009"]
    assert meant in str(findings[0].text)


@pytest.mark.parametrize("written", ["Ångström", "SÃO PAULO", "Âge", "â la carte", "É à ö ü ß €"])
def test_real_letters_are_not_taken_for_a_wrong_character_set(written: str) -> None:
    admitted(f"a: {written}\n".encode())


def test_size_is_limited() -> None:
    assert admit("x", b"a: 1234567\n", Limits(file_bytes=10))[1][0].code == "ROI002"
    assert admit("x", b"a: 1234567\n", Limits(file_bytes=11))[1] == ()
    assert admit("x", b"\n\n\n", Limits(lines=2))[1][0].code == "ROI002"
