"""Judging: what the profession has to say about a programme and about what came out of it."""

from __future__ import annotations

from roi_spec.lint.across import Claim, across_programmes, claims_of
from roi_spec.lint.beforehand import on_history
from roi_spec.lint.context import Context
from roi_spec.lint.rules.signing import on_signed_values
from roi_spec.lint.runner import all_rules, run, settle

__all__ = [
    "Claim",
    "Context",
    "across_programmes",
    "all_rules",
    "claims_of",
    "on_history",
    "on_signed_values",
    "run",
    "settle",
]
