"""What verifying found, for people and for programs: the answer in one sentence, then every place that differs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from roi_spec.i18n import Translator
from roi_spec.model.proof import Compared, Difference, Kind, Outcome, Proof
from roi_spec.model.text import Text, text
from roi_spec.render.plain import cut, no_order, one_line

MOST_SHOWN = 50
"""Differences that are listed on a screen; JSON has all of them."""

THIS = {
    Kind.PDF: text("This PDF"),
    Kind.WORKBOOK: text("This workbook"),
    Kind.RECEIPT: text("This receipt"),
    Kind.PAGE: text("This page"),
    Kind.SITE: text("This site"),
}


def sentence(proof: Proof) -> Text:
    """Give the answer in one sentence."""
    this, found, basis = THIS[proof.kind], proof.found, proof.basis
    if proof.outcome is Outcome.DIFFERS:
        return _differs(this, found, basis)
    if basis is not None and proof.outcome is Outcome.PROVEN:
        return _proven(proof, basis)
    if not found.numbers:
        return text("{this} cannot be proven.", this=this)
    if basis is None:
        return text(
            "{this} agrees with itself: {count} numbers follow from its own formulas. It could not be held against its "
            "spec.",
            this=this,
            count=found.numbers,
        )
    return text(
        "{this} has the numbers that roi-spec makes of {basis}: {count} recomputed, none differs. Not everything could "
        "be compared.",
        this=this,
        count=found.numbers,
        basis=basis,
    )


def _proven(proof: Proof, basis: Text) -> Text:
    this, count, files = THIS[proof.kind], proof.found.numbers, proof.found.files
    if proof.kind is Kind.SITE:
        return text(
            "{this} is what roi-spec makes of {basis}: {count} numbers recomputed and {files} files compared, none "
            "differs.",
            this=this,
            count=count,
            files=files,
            basis=basis,
        )
    return text(
        "{this} is what roi-spec makes of {basis}: {count} numbers recomputed, none differs.",
        this=this,
        count=count,
        basis=basis,
    )


def _differs(this: Text, found: Compared, basis: Text | None) -> Text:
    numbers = sum(one.is_number for one in found.differences)
    places = len(found.differences)
    how_many = _counted(numbers, places)
    if basis is None:
        return text("{this} does not hold: {how_many}.", this=this, how_many=how_many)
    return text("{this} is not what roi-spec makes of {basis}: {how_many}.", this=this, how_many=how_many, basis=basis)


def _counted(numbers: int, places: int) -> Text:
    if numbers == places:
        return text("1 number differs") if numbers == 1 else text("{count} numbers differ", count=numbers)
    if not numbers:
        return text("1 place differs") if places == 1 else text("{count} places differ", count=places)
    return text("{count} places differ, {numbers} of them numbers", count=places, numbers=numbers)


# --- for a screen ----------------------------------------------------------------------------------------------------


def as_text(proof: Proof, translator: Translator) -> str:
    """Give the answer, and below it what differs, what could not be compared, and what else there is to know."""
    rows = [translator.text(sentence(proof))]
    for one in proof.found.differences[:MOST_SHOWN]:
        rows += ["", *_difference(one, translator)]
    more = len(proof.found.differences) - MOST_SHOWN
    if more > 0:
        rows += ["", translator.text(text("And {count} more; --output-format json gives all of them.", count=more))]
    notes = (*proof.found.unsettled, *proof.found.remarks)
    rows += ["", *(f"- {_harmless(translator.text(one))}" for one in notes)] if notes else []
    return "\n".join(rows) + "\n"


def _difference(one: Difference, translator: Translator) -> Iterator[str]:
    place = f"{one.file}, {one.place}" if one.place else one.file
    yield no_order(_harmless(place))
    yield f"  {_harmless(translator.text(one.what))}"
    for label, value in ((text("says"), one.says), (text("should be"), one.should)):
        shown = _harmless(translator.text(value)) if value is not None else translator.text(text("nothing"))
        if one.says is not None or one.should is not None:
            yield f"  {translator.text(label)}: {shown}"


def _harmless(words: str) -> str:
    return cut(one_line(words))


# --- for programs ----------------------------------------------------------------------------------------------------


def as_json(proof: Proof, translator: Translator) -> str:
    """Give everything, in a fixed order."""
    say = translator.text
    found = proof.found
    whole = {
        "format": "roi-spec-proof/1",
        "file": proof.name,
        "kind": proof.kind.value,
        "outcome": proof.outcome.value,
        "sentence": say(sentence(proof)),
        "basis": say(proof.basis) if proof.basis else None,
        "numbers": found.numbers,
        "files": found.files,
        "differences": [_object(one, translator) for one in found.differences],
        "unsettled": [say(one) for one in found.unsettled],
        "remarks": [say(one) for one in found.remarks],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _object(one: Difference, translator: Translator) -> dict[str, Any]:
    return {
        "file": one.file,
        "place": one.place or None,
        "what": translator.text(one.what),
        "says": translator.text(one.says) if one.says is not None else None,
        "should": translator.text(one.should) if one.should is not None else None,
        "is_number": one.is_number,
    }
