"""What a page needs to know besides the evaluation: who publishes it, in which language, from which revision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from roi_spec.i18n import Translator
from roi_spec.model.edition import Edition
from roi_spec.model.rule import Rule
from roi_spec.model.source import Span
from roi_spec.model.spec import Calendar, Given


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one build, in one language."""

    translator: Translator
    version: str
    """Of the tool."""
    as_of: dt.date | None
    """The day the data are looked at; pages know no other clock. None: unknown, and then no page names a day."""
    languages: tuple[str, ...] = ("en", "nl")
    """The languages of the site."""
    link_pattern: str = ""
    """Address of a line of a file, with `{path}`, `{line}` and, when needed, `{commit}`. Empty: no links."""
    commit: str = ""
    digests: tuple[tuple[str, str], ...] = ()
    """Path and SHA-256 of every file that was read."""
    digest: str = ""
    """SHA-256 of what the pages rest on: the receipt of a programme, or all files together; empty: not known."""
    rules: Mapping[str, Rule] = field(default_factory=dict)
    organisation: str = ""
    site_title: str = ""
    hurdle: Given | None = None
    """What any investment of the house must earn."""
    has_pdf: bool = True
    small_cell_limit: int = 10
    """Rows and scores of fewer people than this are not shown."""
    calendars: tuple[Calendar, ...] = ()
    """What happens in the organisation, from the calendars of the workspace."""
    downloads: tuple[tuple[str, str], ...] = ()
    """More files beside the page: name and address from the top of the site."""
    edition: Edition = Edition.INTERNAL
    """Who the pages are for; what others may not see is gone before a page is made."""
    is_listed: bool = False
    """Whether search engines may list the pages."""
    logo: str = ""
    """The file in `assets/` with the picture of the house, which stands on every page; empty: none."""

    @property
    def locale(self) -> str:
        """Give the language of the page."""
        return self.translator.locale

    def href(self, at: Span) -> str:
        """Give the address of a place; empty when there is none."""
        if not self.link_pattern or ("{commit}" in self.link_pattern and not self.commit):
            return ""
        return (
            self.link_pattern.replace("{commit}", self.commit)
            .replace("{path}", at.path)
            .replace("{line}", str(at.line))
        )
