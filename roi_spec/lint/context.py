"""What a rule may know besides the programme and its evaluation: the day, the house settings, the shared values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from roi_spec.model.spec import Assumption, Calendar, Workspace


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one programme."""

    as_of: dt.date | None = None
    """The day to judge dates by; None when nobody gave one, and then no date is judged."""
    workspace: Workspace = field(default_factory=Workspace)
    standards: Mapping[str, Assumption] = field(default_factory=dict)
    """The standard values of the workspace, by id."""
    calendars: tuple[Calendar, ...] = ()
    """What happens in the organisation."""
