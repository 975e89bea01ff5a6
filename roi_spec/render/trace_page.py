"""The page with the working of every number of one programme: where each link on a figure leads.

The handbook shows figures, this page shows what they are made of and what they touch. On paper both are one book: there
the same working is the appendix.
"""

from __future__ import annotations

from pathlib import Path

from roi_spec.model.artifact import Artifact
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.handbook import TracePage
from roi_spec.render.context import Context
from roi_spec.render.frame import frame
from roi_spec.render.html import render
from roi_spec.render.privacy import shown_only
from roi_spec.render.tidy import tidied
from roi_spec.render.trace import TITLE, lead, rounding, trace
from roi_spec.render.writer import Writer


def trace_page(evaluation: Evaluation, context: Context) -> TracePage:
    """Give the working of every number of a programme as a page beside its handbook."""
    writer = Writer(shown_only(evaluation, context.small_cell_limit), context, trace="")
    programme = evaluation.programme
    folder = f"programmes/{programme.id}"
    page, handbook = f"{folder}/trace.html", (programme.title, f"{folder}/index.html")
    whole = TracePage(
        frame=frame(context, page, writer.plain(TITLE.msgid), (handbook,)),
        path=f"{context.locale}/{page}",
        id=programme.id,
        title=writer.words(programme.title),
        lead=lead(writer),
        rounding=rounding(writer),
        trace=trace(writer),
    )
    return tidied(whole, context)


def to_html(page: TracePage, own: Path | None = None) -> Artifact:
    """Give the page as a file; `own` is a folder with templates that go before ours."""
    return Artifact(page.path, render("trace.html.j2", page.frame.lang, own, page=page, frame=page.frame))
