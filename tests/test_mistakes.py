"""Every mistake of the catalogue through the whole chain: bytes, gate, reading, validation, evaluation, rules.

One mistake is one finding: where a person looks, with the words to write. What the tool accepts gives none.
"""

from __future__ import annotations

import pytest

from roi_spec import lint
from roi_spec.model.finding import Finding, Severity
from roi_spec.pipeline import Kit, all_rules, examine, understand
from roi_spec.read.gate import admit
from roi_spec.read.splice import apply
from tests.mistakes import CATALOGUE, MARK, PROGRAMME, Mistake, SavedAs

NUMBERS = [*(str(number) for number in range(1, 57)), *(f"S{number}" for number in range(1, 16))]


@pytest.fixture(scope="module")
def kit() -> Kit:
    return Kit(lint.Context(), frozenset(all_rules()))


def written(mistake: Mistake) -> str:
    """Give the programme with the mistake in it; `MARK` still shows the place."""
    assert PROGRAMME.count(mistake.right) == 1, f"{mistake.right!r} does not stand in the programme once"
    return PROGRAMME.replace(mistake.right, mistake.wrong)


def saved(text: str, how: SavedAs) -> bytes:
    if how == "crlf":
        return text.replace("\n", "\r\n").encode()
    if how == "cr":
        return text.replace("\n", "\r").encode()
    return text.encode(how)


def place_of(mistake: Mistake) -> tuple[int, int]:
    """Give the line and column of the mark."""
    before = written(mistake).partition(MARK)[0]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def said_about(data: bytes, kit: Kit) -> tuple[Finding, ...]:
    source, refused = admit("specs/careful-claims.roi.yaml", data)
    if source is None:
        return refused
    return (*refused, *examine(understand(source), kit).findings)


def shown(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{one.severity} {one.code} {one.at}: {one.text} / {one.help}" for one in findings]


@pytest.mark.parametrize("mistake", CATALOGUE, ids=lambda one: f"{one.number}: {one.what}")
def test_one_mistake_is_one_finding_with_the_words_to_write(mistake: Mistake, kit: Kit) -> None:
    found = said_about(saved(written(mistake).replace(MARK, ""), mistake.saved_as), kit)
    assert [one.code for one in found] == [mistake.code] * bool(mistake.code), shown(found)
    if mistake.code:
        assert (found[0].at.line, found[0].at.column) == place_of(mistake), shown(found)
        assert found[0].severity == Severity(mistake.severity)
        assert mistake.advice in str(found[0].help)


@pytest.mark.parametrize("mistake", [one for one in CATALOGUE if one.saved_as == "utf-8"], ids=lambda one: one.what)
def test_a_fix_that_is_offered_mends_the_mistake(mistake: Mistake, kit: Kit) -> None:
    wrong = written(mistake).replace(MARK, "")
    found = said_about(wrong.encode(), kit)
    mended = apply(wrong, found) if any(one.fix for one in found) else None
    if mended is not None:
        left = said_about(mended.encode(), kit)
        assert [one for one in left if one.code == mistake.code or one.severity is Severity.ERROR] == [], shown(left)


def test_the_programme_itself_has_no_finding(kit: Kit) -> None:
    assert shown(said_about(PROGRAMME.encode(), kit)) == []


def test_the_catalogue_leaves_out_no_number() -> None:
    assert sorted({one.number for one in CATALOGUE}) == sorted(NUMBERS)
