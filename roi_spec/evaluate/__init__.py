"""Evaluation: from a typed spec to every figure, with the way it was computed."""

from __future__ import annotations

from roi_spec.evaluate.attribution import METHODS
from roi_spec.evaluate.newer import on_day
from roi_spec.evaluate.run import figures, recomputed, run

__all__ = ["METHODS", "figures", "on_day", "recomputed", "run"]
