"""A sentence as plain text: what a reader would copy from the page."""

from __future__ import annotations

from roi_spec.model.sentence import Day, Figure, Named, Piece, Place, Reckoned, Sentence


def told(sentence: Sentence) -> str:
    """Give the words and numbers of a sentence on one line, as they are shown."""
    return " ".join("".join(told_piece(one) for one in sentence).split())


def told_piece(piece: Piece) -> str:
    """Give one piece as it is shown."""
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Named):
        return told(piece.content)
    return piece.shown if isinstance(piece, Figure | Reckoned | Day | Place) else piece.text
