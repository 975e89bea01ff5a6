"""Verifying: a published file, or a whole site, is held against the spec it was made from. Nothing asks the network.

Two ways at once. A receipt is reckoned over by itself, with plain fractions. And everything is made afresh from the
specs with this tool, and compared: every number of the receipt, every figure on a page, every cell, every byte.
"""

from __future__ import annotations

from roi_spec.verifying.site import verify_site
from roi_spec.verifying.subject import verify

__all__ = ["verify", "verify_site"]
