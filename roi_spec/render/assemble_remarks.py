"""What must be said beside a figure wherever it stands.

Costs that are not complete, costs that come back late, and beside every ROI the grade of the evidence it rests on.
"""

from __future__ import annotations

from roi_spec.model.evaluation import BASE
from roi_spec.model.method import GRADES
from roi_spec.model.sentence import Mark, Sentence
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


def grade_mark(writer: Writer) -> Sentence:
    """Give the grade of evidence alone, for a place beside an answer; nothing when nothing is graded."""
    grade = writer.evaluation.grade
    if grade not in GRADES:
        return ()
    mark = Mark(grade, f"grade grade-{grade.lower()}", writer.plain(GRADES[grade].msgid))
    said = "evidence grade {grade}, planned" if writer.evaluation.is_forecast else "evidence grade {grade}"
    return writer.say(said, grade=mark)


def grade_note(writer: Writer) -> Sentence:
    """Give the grade of evidence with its reason, for a place where an ROI stands; nothing when nothing is graded."""
    grade = writer.evaluation.grade
    if grade not in GRADES:
        return ()
    mark = Mark(grade, "grade", writer.plain(GRADES[grade].msgid))
    if writer.evaluation.is_forecast:
        said = "Evidence grade {grade}, forecast with nothing measured yet: {reason}"
        return writer.say(said, grade=mark, reason=writer.evaluation.grade_reason)
    return writer.say("Evidence grade {grade}: {reason}", grade=mark, reason=writer.evaluation.grade_reason)
