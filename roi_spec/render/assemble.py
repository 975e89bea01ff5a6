"""Puts one handbook together: the order of the chapters, and what surrounds them."""

from __future__ import annotations

from collections.abc import Callable

from roi_spec.model.evaluation import Evaluation
from roi_spec.model.finding import Finding
from roi_spec.model.handbook import (
    Block,
    Cell,
    Download,
    Frame,
    Handbook,
    Paragraph,
    Row,
    Section,
    Table,
)
from roi_spec.model.sentence import Mark, Sentence
from roi_spec.model.text import Text
from roi_spec.render import assemble_evidence as evidence
from roi_spec.render import assemble_money as money
from roi_spec.render import assemble_register as register
from roi_spec.render.assemble_context import citations
from roi_spec.render.assemble_data import data_files
from roi_spec.render.assemble_signed import sign_offs
from roi_spec.render.assemble_simulation import simulation
from roi_spec.render.assemble_summary import STAGES, summary
from roi_spec.render.assemble_time import time
from roi_spec.render.blocks import columns
from roi_spec.render.context import Context
from roi_spec.render.frame import frame
from roi_spec.render.numbering import named, numbered
from roi_spec.render.privacy import shown_only
from roi_spec.render.tidy import tidied
from roi_spec.render.trace import TITLE, lead, rounding, trace
from roi_spec.render.what_if_values import INVITATION as WHAT_IF
from roi_spec.render.what_if_values import PAGE as WHAT_IF_PAGE
from roi_spec.render.what_if_values import can_be_tried
from roi_spec.render.workbook import FILE as WORKBOOK
from roi_spec.render.writer import Writer

Chapter = Callable[[Writer], tuple[Block, ...]]
HANDBOOK_PDF = "handbook.pdf"
SUMMARY_PDF = "summary.pdf"
"""What the PDFs are called that stand beside the page."""

CHAPTERS: tuple[tuple[str, Text, Chapter], ...] = (
    ("goal", Text("Business goal and objectives"), evidence.goal),
    ("chain", Text("Chain of evidence"), evidence.chain),
    ("measures", Text("Measures"), evidence.measures),
    ("data", Text("Data files"), data_files),
    ("attribution", Text("Attribution: what is due to the programme"), evidence.attribution),
    ("conversion", Text("Conversion to money"), evidence.conversion),
    ("costs", Text("Costs"), money.costs),
    ("results", Text("Results"), money.results),
    ("simulation", Text("Uncertainty"), simulation),
    ("time", Text("Years, sides and scale"), time),
    ("declared", Text("Published figures, recomputed"), money.declared),
    ("intangibles", Text("Intangible benefits"), register.intangibles),
    ("values", Text("Assumptions and standard values"), register.values),
    ("signed", Text("Sign-offs"), sign_offs),
    ("influences", Text("Other influences and limitations"), register.influences),
    ("citations", Text("Claims from outside"), citations),
    ("notes", Text("Internal notes"), register.internal_notes),
)
"""The chapters in order; one without blocks is left out."""


def assemble(evaluation: Evaluation, findings: tuple[Finding, ...], context: Context) -> Handbook:
    """Give the handbook of one programme in one language: every sentence translated, every figure with its step."""
    writer = Writer(shown_only(evaluation, context.small_cell_limit), context)
    programme = evaluation.programme
    own = tuple(one for one in findings if one.at.path == programme.path)
    page = f"programmes/{programme.id}/index.html"
    surroundings = frame(context, page, programme.title)
    whole = Handbook(
        frame=surroundings,
        id=programme.id,
        path=f"{context.locale}/{page}",
        title=writer.words(programme.title),
        organisation=context.organisation,
        marks=_marks(writer),
        subtitle=_subtitle(writer),
        summary=named(summary(writer, own)),
        sections=numbered(_sections(writer, own), context.translator.text),
        downloads=_downloads(writer, surroundings),
        date=context.as_of.isoformat() if context.as_of else "",
    )
    return tidied(whole, context)


def _marks(writer: Writer) -> tuple[Mark, ...]:
    found = writer.evaluation
    marks = [Mark(writer.plain(STAGES[found.programme.stage].msgid))]
    if found.is_forecast:
        marks.append(Mark(writer.plain("forecast"), "badge forecast"))
    if found.programme.audits is not None:
        marks.append(Mark(writer.plain("claim of others"), "badge claim"))
    return tuple(marks)


def _subtitle(writer: Writer) -> Sentence:
    programme = writer.evaluation.programme
    parts = [writer.pieces(one) for one in (programme.audience.group, programme.theme) if one]
    return tuple(piece for number, part in enumerate(parts) for piece in (((" · ",) if number else ()) + part))


def _downloads(writer: Writer, surroundings: Frame) -> tuple[Download, ...]:
    programme = writer.evaluation.programme
    named = ((Text("This handbook as PDF"), HANDBOOK_PDF), (Text("Summary on one page (PDF)"), SUMMARY_PDF))
    pdf = tuple(Download(writer.plain(name.msgid), href) for name, href in named if writer.context.has_pdf)
    more = tuple(Download(writer.plain(name), surroundings.root + href) for name, href in writer.context.downloads)
    receipt = Download(
        writer.plain("Receipt with every number (JSON)"), f"{surroundings.root}programmes/{programme.id}/receipt.json"
    )
    book = Download(writer.plain("Workbook with every formula (XLSX)"), WORKBOOK)
    tried = (Download(writer.plain(WHAT_IF.msgid), WHAT_IF_PAGE),) if can_be_tried(writer.evaluation) else ()
    return (*tried, *pdf, book, receipt, *more)


# --- chapters --------------------------------------------------------------------------------------------------------


def _sections(writer: Writer, findings: tuple[Finding, ...]) -> tuple[Section, ...]:
    chapters = [(id, title, write(writer)) for id, title, write in CHAPTERS]
    chapters.append(("checks", Text("Checks and accepted findings"), register.checks(writer, findings)))
    chapters.append(("follow-up", Text("Follow-up and stakeholders"), register.follow_up(writer)))
    full = [one for one in chapters if one[2]]
    numbered = [
        Section(id, str(number), writer.plain(title.msgid), blocks)
        for number, (id, title, blocks) in enumerate(full, start=1)
    ]
    return (*numbered, _trace(writer), _files(writer))


def _trace(writer: Writer) -> Section:
    """Give the appendix: whole on paper; on screen it names its parts, which stand on a page of their own."""
    return Section(
        "trace", "A", writer.plain(TITLE.msgid), (Paragraph(lead(writer)), Paragraph(rounding(writer)), trace(writer))
    )


def _files(writer: Writer) -> Section:
    context = writer.context
    blocks: list[Block] = []
    made = writer.say("Made with roi-spec {version}.", version=Mark(context.version, "code"))
    if context.commit:
        made = (*made, " ", *writer.say("Revision {commit}.", commit=(Mark(context.commit, "code"),)))
    blocks.append(Paragraph(made))
    digests = dict((*context.digests, *((one.path, one.digest) for one in writer.evaluation.tables)))
    if digests:
        heads = columns(writer, "File", "SHA-256")
        rows = tuple(
            Row((Cell((Mark(path, "code"),)), Cell((Mark(digest, "code digest"),))))
            for path, digest in sorted(digests.items())
        )
        blocks.append(Table(writer.plain("Files that were read"), heads, rows))
    return Section("files", "B", writer.plain("Files and versions"), tuple(blocks))
