"""Where templates are filled: they lay out what they are given and can do nothing else."""

from __future__ import annotations

from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that judges an attribute once for each type: pages ask for the same few hundred over and over.

    The judgement of the library rests on the type of an object and the name of the attribute, and on nothing else.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._judged: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a template may read an attribute."""
        kind = type(obj), attr
        known = self._judged.get(kind)
        if known is None:
            known = self._judged[kind] = super().is_safe_attribute(obj, attr, value)
        return known
