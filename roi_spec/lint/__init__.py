"""Judging: what the profession has to say about a programme and about what came out of it."""

from __future__ import annotations

from roi_spec.lint.context import Context
from roi_spec.lint.runner import all_rules, run, settle

__all__ = ["Context", "all_rules", "run", "settle"]
