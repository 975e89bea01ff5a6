"""Whether a value fits a schema, yes or no, and fast: most files fit, and then nobody asks why.

A schema is turned once into small functions, one for every keyword. They cover exactly the keywords that our
schemas use; any other is a `KeyError` here, long before a file is read. jsonschema stays the judge of files that do
not fit: it finds where and why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Fits = Callable[[Any], bool]

_TYPES: dict[str, Fits] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: (
        (isinstance(value, int) and not isinstance(value, bool)) or (isinstance(value, float) and value.is_integer())
    ),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}


def fits(schema: Any) -> Fits:
    """Turn a schema without references into a function from a value (as from JSON) to whether it fits."""
    if schema is True or schema == {}:
        return lambda _: True
    if schema is False:
        return lambda _: False
    checks = tuple(made for keyword, expected in schema.items() if (made := _KEYWORDS[keyword](expected, schema)))
    if len(checks) == 1:
        return checks[0]

    def fit(value: Any) -> bool:
        for check in checks:  # noqa: SIM110 - half the time of `all` with a generator
            if not check(value):
                return False
        return True

    return fit


def _type(expected: str | list[str], _: Mapping[str, Any]) -> Fits:
    if isinstance(expected, str):
        return _TYPES[expected]
    wanted = [_TYPES[one] for one in expected]
    return lambda value: any(is_one(value) for is_one in wanted)


def _const(expected: Any, _: Mapping[str, Any]) -> Fits:
    return lambda value: _same(value, expected)


def _enum(expected: list[Any], _: Mapping[str, Any]) -> Fits:
    if all(isinstance(one, str) for one in expected):
        known = frozenset(expected)
        return lambda value: isinstance(value, str) and value in known
    return lambda value: any(_same(value, one) for one in expected)


def _same(value: Any, other: Any) -> bool:
    """Compare as JSON does, where true is not 1. Only single values are asked for."""
    return isinstance(value, bool) == isinstance(other, bool) and bool(value == other)


def _pattern(expected: str, _: Mapping[str, Any]) -> Fits:
    search = re.compile(expected).search
    return lambda value: not isinstance(value, str) or search(value) is not None


def _min_length(expected: int, _: Mapping[str, Any]) -> Fits:
    return lambda value: not isinstance(value, str) or len(value) >= expected


def _max_length(expected: int, _: Mapping[str, Any]) -> Fits:
    return lambda value: not isinstance(value, str) or len(value) <= expected


def _minimum(expected: float, _: Mapping[str, Any]) -> Fits:
    number = _TYPES["number"]
    return lambda value: not number(value) or not value < expected


def _maximum(expected: float, _: Mapping[str, Any]) -> Fits:
    number = _TYPES["number"]
    return lambda value: not number(value) or not value > expected


def _min_items(expected: int, _: Mapping[str, Any]) -> Fits:
    return lambda value: not isinstance(value, list) or len(value) >= expected


def _max_items(expected: int, _: Mapping[str, Any]) -> Fits:
    return lambda value: not isinstance(value, list) or len(value) <= expected


def _items(expected: Any, _: Mapping[str, Any]) -> Fits:
    item = fits(expected)
    return lambda value: not isinstance(value, list) or all(map(item, value))


def _required(expected: list[str], _: Mapping[str, Any]) -> Fits:
    wanted = frozenset(expected)
    return lambda value: not isinstance(value, dict) or wanted <= value.keys()


def _properties(expected: Mapping[str, Any], _: Mapping[str, Any]) -> Fits:
    fields = {name: fits(child) for name, child in expected.items()}

    def fit(value: Any) -> bool:
        if isinstance(value, dict):
            for name in value.keys() & fields.keys():
                if not fields[name](value[name]):
                    return False
        return True

    return fit


def _pattern_properties(expected: Mapping[str, Any], _: Mapping[str, Any]) -> Fits | None:
    fields = [
        (re.compile(pattern).search, fits(child)) for pattern, child in expected.items() if child not in ({}, True)
    ]
    if not fields:
        return None
    return lambda value: (
        not isinstance(value, dict)
        or all(fit(child) for name, child in value.items() for search, fit in fields if search(name))
    )


def _additional(expected: Any, schema: Mapping[str, Any]) -> Fits:
    """What holds for the fields that neither `properties` nor `patternProperties` speaks of."""
    known = schema.get("properties", {}).keys()
    searches = [re.compile(pattern).search for pattern in schema.get("patternProperties", {})]
    fit = fits(expected)
    return lambda value: (
        not isinstance(value, dict)
        or all(fit(value[name]) for name in value.keys() - known if not any(search(name) for search in searches))
    )


def _names(expected: Any, _: Mapping[str, Any]) -> Fits:
    fit = fits(expected)
    return lambda value: not isinstance(value, dict) or all(map(fit, value))


def _all_of(expected: list[Any], _: Mapping[str, Any]) -> Fits:
    every = [fits(one) for one in expected]
    return lambda value: all(fit(value) for fit in every)


def _not(expected: Any, _: Mapping[str, Any]) -> Fits:
    fit = fits(expected)
    return lambda value: not fit(value)


def _if(expected: Any, schema: Mapping[str, Any]) -> Fits:
    asked, then, other = fits(expected), fits(schema.get("then", True)), fits(schema.get("else", True))
    return lambda value: then(value) if asked(value) else other(value)


def _with_if(_: Any, __: Mapping[str, Any]) -> None:
    """`then` and `else` are part of `if`."""


_KEYWORDS: dict[str, Callable[[Any, Mapping[str, Any]], Fits | None]] = {
    "type": _type,
    "const": _const,
    "enum": _enum,
    "pattern": _pattern,
    "minLength": _min_length,
    "maxLength": _max_length,
    "minimum": _minimum,
    "maximum": _maximum,
    "minItems": _min_items,
    "maxItems": _max_items,
    "items": _items,
    "required": _required,
    "properties": _properties,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional,
    "propertyNames": _names,
    "allOf": _all_of,
    "not": _not,
    "if": _if,
    "then": _with_if,
    "else": _with_if,
}
