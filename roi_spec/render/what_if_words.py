"""The sentences that the what-if page may come to say; a script picks them and fills them in.

A sentence has an empty place for each number that the browser computes. Where the handbook says the same, it is the
same sentence.
"""

from __future__ import annotations

from roi_spec.model.sentence import Mark, Reckoned
from roi_spec.model.text import Text
from roi_spec.model.what_if import Phrase
from roi_spec.render.figures import target_figure
from roi_spec.render.outcomes import HURDLES, NO_TARGET, OUTCOMES, VERDICTS
from roi_spec.render.writer import Writer

RANGE = Text("{low} to {high}")


def _room(name: str) -> Reckoned:
    """Leave room for a number that the page computes."""
    return Reckoned("–", f"what-if:{name}")


def _blank(name: str) -> Mark:
    """Leave room for words."""
    return Mark("…", f"blank-{name}")


def phrases(writer: Writer) -> tuple[Phrase, ...]:
    """Give every sentence of the page that depends on what a reader moves."""
    return (*_results_said(writer), *_changes_said(writer))


def _results_said(writer: Writer) -> tuple[Phrase, ...]:
    rooms = {name: _room(name) for name in ("low", "base", "high")}
    is_forecast = writer.evaluation.is_forecast
    kinds = {
        "range": _EXPECTED_RANGE if is_forecast else _ROI_RANGE,
        "point": _EXPECTED_POINT if is_forecast else _ROI_POINT,
        "none": _NO_ROI,
    }
    said = [Phrase(f"answer-{name}", writer.say(one.msgid, **rooms)) for name, one in kinds.items()]
    said.append(Phrase("between", writer.say(RANGE.msgid, **rooms)))
    said += [Phrase(f"outcome-{name}", writer.say(one)) for name, one in OUTCOMES.items()]
    said += _targets_said(writer)
    rate = writer.context.hurdle
    if rate is not None:
        said += [Phrase(f"hurdle-{name}", writer.say(one.msgid, hurdle=rate.quantity)) for name, one in HURDLES.items()]
    return tuple(said)


_ROI_RANGE = Text("The ROI is {base}: {low} in the conservative case, {high} in the optimistic case.")
_ROI_POINT = Text("The ROI is {base}.")
_EXPECTED_RANGE = Text("The expected ROI is {base}: {low} in the conservative case, {high} in the optimistic case.")
_EXPECTED_POINT = Text("The expected ROI is {base}.")
_NO_ROI = Text("With these values there is no ROI: the costs are not above zero, or a formula divides by zero.")


def _targets_said(writer: Writer) -> list[Phrase]:
    if writer.evaluation.verdict.target is None:
        return [Phrase("verdict-none", writer.say(NO_TARGET))]
    target = target_figure(writer)
    return [
        Phrase(f"verdict-{code}-{'range' if has_range else 'point'}", writer.say(one.msgid, target=target))
        for (code, has_range), one in VERDICTS.items()
    ]


def _changes_said(writer: Writer) -> tuple[Phrase, ...]:
    return (
        Phrase(
            "change",
            writer.say(
                "{what}: {now} instead of {published}",
                what=_blank("what"),
                now=_room("now"),
                published=_room("published"),
            ),
        ),
        Phrase(
            "strip", writer.say("ROI {base}, published {published}", base=_room("base"), published=_room("published"))
        ),
        Phrase("difference", writer.say("difference {difference}", difference=_room("difference"))),
        Phrase("unread", writer.say(_UNREAD.msgid, written=_blank("written"), example=_room("example"))),
        Phrase("address", writer.say(_ADDRESS.msgid, written=_blank("written"))),
        Phrase("turned", writer.say(_TURNED)),
        Phrase("untrusted", writer.say(_UNTRUSTED)),
        Phrase("reset", writer.say("All values are as published again.")),
    )


_STRIP = Text("ROI {base}, published {published}")
_UNREAD = Text("“{written}” cannot be read as a number. Write a number such as {example}. Until then, nothing changes.")
_ADDRESS = Text(
    "The address of this page holds “{written}”, which this page cannot use. Write the name of a value, an equals sign "
    "and a number with a point. The published value stands instead."
)
_TURNED = Text(
    "With these values, the ends that hurt and help are other ones than published, so the range here is not the whole "
    "range."
)
_UNTRUSTED = Text(
    "This page could not compute the published result again, so it does not show any other. The trace shows every "
    "formula."
)
