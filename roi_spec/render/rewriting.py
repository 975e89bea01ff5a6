"""The same value with some parts changed, however deep they lie.

Values of this tool are trees of frozen dataclasses, tuples and mappings. A walk that knows nothing of the nouns cannot
forget one: a field that is added tomorrow is walked through as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

_Whole = TypeVar("_Whole")


def rewritten(whole: _Whole, change: Callable[[Any], Any]) -> _Whole:
    """Give a value in which `change` was applied to every string and every dataclass, the inner ones first.

    What stays the same stays the same object, and an object that stands in two places still does afterwards: the tool
    asks of some whether they are one.
    """
    # The originals are kept beside the results, so that no address is given out twice during the walk.
    seen: dict[int, tuple[Any, Any]] = {}

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return change(value) if type(value) is str else value
        if id(value) not in seen:
            seen[id(value)] = (value, _walked(value, walk, change))
        return seen[id(value)][1]

    made: _Whole = walk(whole)
    return made


def _walked(value: Any, walk: Callable[[Any], Any], change: Callable[[Any], Any]) -> Any:
    if type(value) is tuple:
        parts = tuple(walk(one) for one in value)
        return value if all(new is old for new, old in zip(parts, value, strict=True)) else parts
    if isinstance(value, Mapping):
        made = {key: walk(one) for key, one in value.items()}
        return value if all(made[key] is one for key, one in value.items()) else made
    return change(_with_new_fields(value, walk)) if is_dataclass(value) and not isinstance(value, type) else value


def _with_new_fields(value: Any, walk: Callable[[Any], Any]) -> Any:
    now = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
    then = {name: walk(one) for name, one in now.items()}
    changed = {name: one for name, one in then.items() if one is not now[name]}
    return replace(value, **changed) if changed else value
