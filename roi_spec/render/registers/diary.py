"""The calendar of a site as a file for one's own diary, beside the page: what is still to be done, in one language."""

from __future__ import annotations

from collections.abc import Sequence

from roi_spec.model.artifact import Artifact
from roi_spec.model.due import Due
from roi_spec.model.edition import Edition
from roi_spec.render.context import Context
from roi_spec.render.registers.duties import Duty, as_calendar, duties
from roi_spec.render.site_entry import SiteEntry

FILE = "calendar.ics"
"""Beside the page with the calendar."""


def to_do(context: Context, entries: Sequence[SiteEntry], shared: Sequence[Due]) -> tuple[Duty, ...]:
    """Give what is still to be done; `shared` is what all programmes rest on."""
    dues = (*shared, *(due for one in entries for due in one.dues))
    return duties(dues, {one.id: one.title for one in entries}, context.as_of)


def diary(context: Context, entries: Sequence[SiteEntry], shared: Sequence[Due]) -> Artifact | None:
    """Give the file; None when nothing is to be done."""
    some = to_do(context, entries, shared)
    if not some:
        return None
    with_places = context.edition is Edition.INTERNAL
    written = as_calendar(some, context.translator, context.rules, context.as_of, with_places=with_places)
    return Artifact(f"{context.locale}/{FILE}", written)
