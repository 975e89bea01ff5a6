"""What must be said beside a figure wherever it stands: costs that are not complete, and costs that come back late."""

from __future__ import annotations

from roi_spec.model.evaluation import BASE
from roi_spec.model.handbook import Sentence
from roi_spec.model.vocabulary import COST_CATEGORIES
from roi_spec.render.writer import Writer


def missing_costs(writer: Writer) -> Sentence:
    """Name the categories that a fully loaded profile must show and that have no line; nothing when all are there."""
    present = {one.cost.category for one in writer.evaluation.costs}
    absent = [one for one in COST_CATEGORIES.values() if one.expected and one.id not in present]
    titles = [writer.plain(one.title.msgid) for one in absent]
    # With commas only: the titles hold an "and" of their own.
    return (", ".join(title[:1].lower() + title[1:] for title in titles),) if titles else ()


def is_paid_back_late(writer: Writer, case: str = BASE) -> bool:
    """Say whether the payback period is longer than the benefit window, so that the costs do not come back in it."""
    payback = writer.evaluation.quantity("result.payback", case)
    window = writer.evaluation.quantity("benefit_window", case)
    return payback is not None and window is not None and payback.base > window.base
