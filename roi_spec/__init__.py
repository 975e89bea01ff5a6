"""Describe a training programme in YAML, check it, and publish its return on investment so that anyone can check it."""

from __future__ import annotations

__version__ = "0.1.0"
