"""What a page shows of a number that somebody points at: a file of formulas per programme and language.

A script of the page loads it (`templates/assets/formula-card.js`). It says less than the page of the trace and leads
there. Sentences are rows of texts: ours, `[words, language]` for an author's in another language, and `[[...]]` for
the name of a number.
"""

from __future__ import annotations

import json
from typing import Any

from roi_spec.model.artifact import Artifact
from roi_spec.model.evaluation import CONSERVATIVE, OPTIMISTIC, Evaluation, Step
from roi_spec.model.handbook import Applied, Brackets, Fraction, InWords, Leaf, Run, Shape, Terms
from roi_spec.model.quantity import Missing, Quantity
from roi_spec.model.sentence import Named, Sentence, Words
from roi_spec.model.text import Text
from roi_spec.render.context import Context
from roi_spec.render.formulas import with_numbers
from roi_spec.render.privacy import shown_only
from roi_spec.render.sentences import in_words
from roi_spec.render.trace import origin
from roi_spec.render.writer import Writer

OPEN = Text("Open the working")
CASES = {
    CONSERVATIVE: Text("In the conservative case."),
    OPTIMISTIC: Text("In the optimistic case."),
    "low": Text("The low end of its range."),
    "high": Text("The high end of its range."),
    "worse": Text("With one value at the end that hurts."),
    "better": Text("With one value at the end that helps."),
}
"""What is said of a number that is not of the base case."""
OF_BASE = Text("The formula shows the base case.")
LONGEST = 160
"""Characters of a formula with numbers; a longer one is cut, and stands on the page of the trace in full."""


def formulas_path(programme: str, locale: str) -> str:
    """Give the place of the file in the site."""
    return f"programmes/{programme}/formulas.{locale}.js"


def formulas(evaluation: Evaluation, context: Context) -> Artifact:
    """Give the formulas of a programme in a language, as a script that hands them over."""
    writer = Writer(shown_only(evaluation, context.small_cell_limit), context)
    steps = writer.evaluation.steps
    data = {
        "open": writer.plain(OPEN.msgid),
        "base": writer.plain(OF_BASE.msgid),
        "says": {case: writer.plain(said.msgid) for case, said in CASES.items()},
        "steps": {id: _step(writer, step) for id, step in steps.items()},
        "cases": {case: _of_case(writer, case) for case in (CONSERVATIVE, OPTIMISTIC)},
    }
    id = evaluation.programme.id
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Artifact(formulas_path(id, context.locale), f"roiSpec.formulas({json.dumps(id)},{written});\n".encode())


def _step(writer: Writer, step: Step) -> list[Any]:
    """Give title, value, formula in words and formula with numbers; what is not there is left out at the end."""
    value = "" if isinstance(step.value, Missing) else writer.translator.quantity(step.value)
    numbers = with_numbers(writer, step)
    told = [packed(writer.say(step.line.title)), value, _told(writer, step), on_one_line(numbers) if numbers else ""]
    while told and not told[-1]:
        told.pop()
    return told


def _told(writer: Writer, step: Step) -> list[Any] | str:
    if step.line.formula is not None:
        return packed(_sentence(in_words(writer, step.line.formula)))
    stated = origin(writer, step)
    return packed(writer.say("Stated: {origin}", origin=stated or (writer.place(step.line.at),)))


def _sentence(words: InWords) -> Sentence:
    """Put the list of a long sum into its sentence."""
    out = words.told
    for number, item in enumerate(words.items):
        out = (*out, "; " if number else " ", *item)
    return (*out, ".") if words.items else out


def _of_case(writer: Writer, case: str) -> dict[str, str]:
    """Give the results of a case with its own numbers."""
    results = (one for one in writer.evaluation.steps.values() if one.line.part == "result")
    drawn = ((one.id, with_numbers(writer, one, case)) for one in results if _is_known(writer, one, case))
    return {id: on_one_line(shape) for id, shape in drawn if shape is not None}


def _is_known(writer: Writer, step: Step, case: str) -> bool:
    return isinstance(writer.evaluation.value(step.id, case), Quantity)


# --- texts -----------------------------------------------------------------------------------------------------------


def packed(sentence: Sentence) -> list[Any] | str:
    """Give a sentence as a row of texts; plain text when it is all ours."""
    out: list[Any] = []
    for piece in sentence:
        if isinstance(piece, Named):
            out.append([_row(piece.content)])
        elif isinstance(piece, Words) and piece.lang:
            out.append([piece.text, piece.lang])
        elif out and isinstance(out[-1], str):
            out[-1] += _text(piece)
        else:
            out.append(_text(piece))
    return out[0] if len(out) == 1 and isinstance(out[0], str) else out


def _row(sentence: Sentence) -> list[Any]:
    found = packed(sentence)
    return [found] if isinstance(found, str) else found


def _text(piece: object) -> str:
    return piece if isinstance(piece, str) else str(getattr(piece, "text", "") or getattr(piece, "shown", ""))


def on_one_line(shape: Shape) -> str:
    """Write a formula with numbers on one line, as long as it may be."""
    written = _line(shape)
    return written if len(written) <= LONGEST else f"{written[:LONGEST].rpartition(' ')[0]} …"


def _line(shape: Shape) -> str:
    if isinstance(shape, Leaf):
        return "".join(_text(piece) for piece in shape.content)
    if isinstance(shape, Brackets):
        return f"({_line(shape.inner)})"
    if isinstance(shape, Fraction):
        return f"{_guarded(shape.above)} / {_guarded(shape.below)}"
    if isinstance(shape, Applied):
        return f"{shape.name} ({'; '.join(_line(one) for one in shape.arguments)})"
    return " ".join(f"{sign} {_line(part)}".strip() for sign, part in _parts(shape))


def _guarded(shape: Shape) -> str:
    return _line(shape) if isinstance(shape, Leaf | Brackets | Applied) else f"({_line(shape)})"


def _parts(shape: Run | Terms) -> tuple[tuple[str, Shape], ...]:
    return shape.parts if isinstance(shape, Run) else shape.terms
