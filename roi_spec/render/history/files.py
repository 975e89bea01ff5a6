"""The page of a history as files: in every language, with its tables, and with what the search finds on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from roi_spec.model.artifact import Artifact
from roi_spec.model.handbook import Table
from roi_spec.model.past import Past
from roi_spec.model.text import Text
from roi_spec.render import downloads, search
from roi_spec.render.context import Context
from roi_spec.render.history.page import OF_COMMIT, PAGE, history_page
from roi_spec.render.html import render
from roi_spec.render.site_entry import SiteEntry
from roi_spec.render.site_tell import Teller
from roi_spec.render.site_view import Block, Page


def files(
    entry: SiteEntry, past: Past, remarks: Sequence[Text], contexts: Sequence[Context], own: Path | None = None
) -> tuple[tuple[Artifact, ...], dict[str, search.Findable]]:
    """Give the page of one programme in every language, and what can be found on it, by language.

    `own` is a folder with templates that go before ours.
    """
    made: list[Artifact] = []
    findable = {}
    for context in contexts:
        tell = Teller(context, f"programmes/{entry.id}/{PAGE}")
        page = _with_few_files(downloads.named(history_page(tell, entry, past, remarks)))
        made.append(
            Artifact(page.path, render("site/history.html.j2", context.locale, own, page=page, frame=page.frame))
        )
        made.extend(downloads.of_page(page, context.translator))
        findable[context.locale] = search.of_page(page, context.translator)
    return tuple(made), findable


def _with_few_files(page: Page) -> Page:
    """Take the downloads from the tables of single commits: hundreds of files of which nobody needs one."""
    return replace(page, chapters=tuple(replace(one, blocks=_without_files(one.blocks)) for one in page.chapters))


def _without_files(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    def without(one: Block) -> Block:
        return replace(one, files="") if isinstance(one, Table) and one.id.startswith(OF_COMMIT) else one

    return tuple(without(one) for one in blocks)
