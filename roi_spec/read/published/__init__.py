"""Reads what was published: receipts, pages, PDFs, workbooks, manifests; and says where two readings part.

Whatever is read here may have been made to do harm: sizes are limited before anything is unpacked, and what cannot be
read is an `UnreadableError` with a sentence, never another exception.
"""

from __future__ import annotations

from roi_spec.read.published.unreadable import ForeignError, UnreadableError

__all__ = ["ForeignError", "UnreadableError"]
