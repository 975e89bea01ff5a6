"""What is raised for a file that cannot be read, with a sentence for people."""

from __future__ import annotations

from roi_spec.model.text import Text


class UnreadableError(Exception):
    """A published file cannot be read; `text` says why."""

    def __init__(self, message: Text) -> None:
        super().__init__(str(message))
        self.text = message


class ForeignError(UnreadableError):
    """What was named is nothing that roi-spec publishes."""
