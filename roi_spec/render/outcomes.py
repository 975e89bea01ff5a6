"""What three cases of an ROI say together, as sentences by name: for the first page, and for a page that moves them.

The rule that picks a sentence stands beside the sentences; `templates/assets/what-if.js` follows the same rule for
values that a reader tries, and gets these words from its page.
"""

from __future__ import annotations

from roi_spec.model.quantity import Quantity
from roi_spec.model.text import Text

OUTCOMES: dict[str, Text] = {
    "all_gain": Text("In every case considered, the benefits are higher than the costs."),
    "all_loss": Text("In every case considered, the costs are higher than the benefits."),
    "gain_or_loss": Text(
        "The base case gives a gain, the conservative case a loss: it cannot be told for certain whether the programme "
        "pays."
    ),
    "gain_or_even": Text("The base case gives a gain; in the conservative case, benefits and costs are equal."),
    "loss_or_gain": Text(
        "The base case gives a loss, the optimistic case a gain: it cannot be told for certain whether the programme "
        "pays."
    ),
    "loss_or_even": Text("The base case gives a loss; in the optimistic case, benefits and costs are equal."),
    "even_open": Text(
        "In the base case, benefits and costs are equal; the conservative case gives a loss, the optimistic case a "
        "gain."
    ),
    "even_or_gain": Text("In the base case, benefits and costs are equal; only the optimistic case gives a gain."),
    "even_or_loss": Text("In the base case, benefits and costs are equal; the conservative case gives a loss."),
    "gain": Text("The benefits are higher than the costs."),
    "even": Text("Benefits and costs are equal."),
    "loss": Text("The costs are higher than the benefits."),
}
"""The last three stand for a single case; the others for a range."""

LIKELY_OUTCOMES: dict[tuple[str, str], Text] = {
    ("gain", "gain_or_loss"): Text(
        "The base case gives a gain; only the conservative case, with everything against the programme, gives a loss."
    ),
    ("loss", "loss_or_gain"): Text(
        "The base case gives a loss; only the optimistic case, with everything in favour of the programme, gives a "
        "gain."
    ),
    ("gain", "loss_or_gain"): Text("The base case gives a loss, but most outcomes of the simulation are a gain."),
    ("loss", "gain_or_loss"): Text("The base case gives a gain, but most outcomes of the simulation are a loss."),
}
"""In the place of those that leave the outcome open, where the simulation makes one side likely."""

VERDICTS: dict[tuple[str, bool], Text] = {
    ("always", True): Text("The target of {target} is met, also in the conservative case."),
    ("base", True): Text("The target of {target} is met in the base case, but not in the conservative case."),
    ("optimistic", True): Text("The target of {target} is met only in the optimistic case."),
    ("never", True): Text("The target of {target} is not met in any of the three cases."),
    ("always", False): Text("The target of {target} is met."),
    ("never", False): Text("The target of {target} is not met."),
}
"""By the code of the verdict, and whether there is a range."""

NO_TARGET = Text("No target was set for the ROI.")

HURDLES: dict[str, Text] = {
    "equal": Text("The base case exactly equals the hurdle rate of {hurdle} that any investment must earn."),
    "above": Text("The base case is above the hurdle rate of {hurdle} that any investment must earn."),
    "below": Text("The base case is below the hurdle rate of {hurdle} that any investment must earn."),
}


def outcome(low: Quantity, base: Quantity, high: Quantity, *, has_range: bool) -> str:
    """Name what the conservative, the base and the optimistic case give; exactly zero is neither a gain nor a loss."""
    if not has_range:
        return "gain" if base.value > 0 else "even" if base.value == 0 else "loss"
    if low.value > 0:
        return "all_gain"
    if high.value < 0:
        return "all_loss"
    if base.value > 0:
        return "gain_or_loss" if low.value < 0 else "gain_or_even"
    if base.value < 0:
        return "loss_or_gain" if high.value > 0 else "loss_or_even"
    if low.value < 0 and high.value > 0:
        return "even_open"
    return "even_or_gain" if high.value > 0 else "even_or_loss" if low.value < 0 else "even"


def hurdle(roi: Quantity, rate: Quantity) -> str:
    """Name on which side of the hurdle rate an ROI lies."""
    return "equal" if roi.base == rate.base else "above" if roi.base > rate.base else "below"
