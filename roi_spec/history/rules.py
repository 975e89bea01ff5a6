"""What only git can tell about sign-offs: whether the one who signed had typed the values, and when nobody can know."""

from __future__ import annotations

from roi_spec.model.finding import Severity
from roi_spec.model.rule import Rule

_SIGNED = """\
sign_offs:
  - by: Finance
    on: 2025-08-20
    scope: [assumptions.hourly_rate]
"""

SIGNED_BY_AUTHOR = Rule(
    id="ROI353",
    name="signed-by-the-author",
    severity=Severity.WARNING,
    title="Whoever signed had also made the last change to what was signed",
    why="A sign-off is a second pair of eyes; here git shows one pair.",
    bad=f"# the commits of the sign-off and of the last change to the value are by the same person\n{_SIGNED}",
    good=f"# the commits of the sign-off and of the last change to the value are by different people\n{_SIGNED}",
    source="Four-eyes principle",
)

AUTHOR_NOT_KNOWN = Rule(
    id="ROI354",
    name="author-not-known",
    severity=Severity.INFO,
    title="Git cannot tell whether somebody else signed",
    why="Without the history of the file nobody can see who typed the values, so nothing is claimed about it.",
    bad=f"# added and not committed yet, or the clone holds only the last commits\n{_SIGNED}",
    good=f"# committed, in a clone with the whole history\n{_SIGNED}",
    source="Four-eyes principle",
)
