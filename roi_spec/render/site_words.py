"""The field's closed lists in words, for tables and headlines: kinds of result, stages, verdicts, severities."""

from __future__ import annotations

from roi_spec.model.finding import Severity
from roi_spec.model.text import Text

STAGES: dict[str, Text] = {
    "plan": Text("plan"),
    "running": Text("running"),
    "provisional": Text("provisional result"),
    "final": Text("final result"),
}

KINDS: dict[str, Text] = {
    "roi": Text("return on investment"),
    "benefit_claim": Text("benefit claim, no ROI"),
    "cost_only": Text("costs only"),
    "no_money": Text("no money involved"),
}

WITHOUT_ROI: dict[str, Text] = {
    "benefit_claim": Text(
        "A benefit was counted and no costs were stated. This is a benefit claim; without costs there is no ROI."
    ),
    "cost_only": Text("Costs were stated and no benefit was counted, so there is no ROI."),
    "no_money": Text("Neither costs nor benefits are in money, so there is no ROI."),
    "roi": Text("The ROI cannot be computed."),
}

VERDICTS: dict[str, Text] = {
    "always": Text("The target of {target} is reached in every case, the conservative one included."),
    "base": Text("The target of {target} is reached in the base case, but not in the conservative one."),
    "optimistic": Text("The target of {target} is reached in the optimistic case only."),
    "never": Text("The target of {target} is reached in none of the cases."),
    "no_target": Text("No target was stated for the ROI."),
}

SHORT_VERDICTS: dict[str, Text] = {
    "always": Text("reached, also in the conservative case"),
    "base": Text("reached in the base case"),
    "optimistic": Text("reached in the optimistic case only"),
    "never": Text("not reached"),
    "no_target": Text("no target stated"),
    "no_roi": Text("no ROI to compare"),
}

STATUS: dict[str, Text] = {
    "met": Text("reached"),
    "not_met": Text("not reached"),
    "open": Text("no target or no result"),
    "forecast": Text("forecast"),
}

CASES: dict[str, Text] = {
    "conservative": Text("Conservative"),
    "base": Text("Base"),
    "optimistic": Text("Optimistic"),
}

SEVERITIES: dict[Severity, Text] = {
    Severity.ERROR: Text("error"),
    Severity.WARNING: Text("warning"),
    Severity.INFO: Text("remark"),
}
"""In the singular, as a label."""
