"""The only place that knows jsonschema: compiles the published schemas and says where a file departs from them.

The library's own sentences are never used; a `Complaint` only says which keyword met what, and `structure.py` words
it. For speed, references are written out once, texts are left out, a file that fits never meets the library
(`fits.py`), and errors are taken one by one, so that a hopeless file costs no more than fifty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from roi_spec.model.document import Node, Plain
from roi_spec.model.source import Pointer
from roi_spec.validate.fits import fits
from roi_spec.validate.shapes import Shape, shape_of

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

MOST_COMPLAINTS = 400
"""Departures looked at in one file. More than are shown, because several can have one cause."""

_TEXTS = ("title", "description", "markdownDescription", "examples", "enumDescriptions", "defaultSnippets",
          "patternErrorMessage", "$comment", "$defs", "$schema")  # fmt: skip
_MAPS = ("properties", "patternProperties")
_LISTS = ("allOf",)
_SINGLE = ("items", "additionalProperties", "propertyNames", "not", "if", "then", "else")


class Judge:
    """One kind of file: whether a value fits its schema, quickly, and jsonschema for where it does not."""

    def __init__(self, lean: Mapping[str, Any]) -> None:
        self.lean = lean
        self.fits = fits(lean)

    @cached_property
    def library(self) -> Draft202012Validator:
        """Give the schema as jsonschema knows it."""
        from jsonschema import Draft202012Validator  # noqa: PLC0415 - 90 ms that files without mistakes do not need
        from referencing import Registry  # noqa: PLC0415

        return Draft202012Validator(self.lean, registry=Registry())


@dataclass(frozen=True, slots=True, eq=False)
class Kit:
    """The compiled language: for each kind of file its judge and its shapes. Make it once, use it for every file."""

    validators: dict[str, Judge]
    shapes: dict[str, Shape]
    methods: dict[str, frozenset[str]]
    """For each field of `attribution` that depends on the method: the methods that use it."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One departure from the schema."""

    keyword: str
    """The keyword that noticed; `forbidden` for a field that may not be there."""
    pointer: Pointer
    expected: Any
    """What the keyword asked for."""


def compile_schemas(schemas: Mapping[str, Mapping[str, Any]]) -> Kit:
    """Compile the published schemas: kind of file -> schema as loaded from JSON. Slow (milliseconds); do it once."""
    validators, shapes = {}, {}
    for kind, schema in schemas.items():
        lean = _lean(schema, schema.get("$defs", {}))
        validators[kind] = Judge(lean)
        shapes[kind] = shape_of(schema, kind)
    return Kit(validators, shapes, _methods(schemas.get("programme", {})))


def _lean(schema: Any, definitions: Mapping[str, Any]) -> Any:
    """Give a schema without texts and with every reference written out."""
    if not isinstance(schema, Mapping):
        return schema
    reference = schema.get("$ref", "").rpartition("/")[2]
    whole = {**definitions[reference], **schema} if reference else schema
    out: dict[str, Any] = {}
    for key, value in whole.items():
        if key in _TEXTS or key == "$ref":
            continue
        if key in _MAPS:
            # A plain `false` would make jsonschema forget the name of the field; `not` of everything does not.
            out[key] = {
                name: {"not": {}} if child is False else _lean(child, definitions) for name, child in value.items()
            }
        elif key in _LISTS:
            out[key] = [_lean(child, definitions) for child in value]
        else:
            out[key] = _lean(value, definitions) if key in _SINGLE else value
    return out


def _methods(schema: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    attribution = schema.get("$defs", {}).get("attribution", {})
    branches = {
        branch["if"]["properties"]["method"]["const"]: branch["then"]["properties"]
        for branch in attribution.get("allOf", ())
    }
    return {
        field: frozenset(method for method, fields in branches.items() if fields.get(field) is not False)
        for field in attribution.get("properties", {})
    }


def complaints(kit: Kit, kind: str, root: Node) -> tuple[Complaint, ...]:
    """Give the first departures of a file from its schema; none for a file that fits."""
    judge, value = kit.validators[kind], plain(root)
    return () if judge.fits(value) else tuple(islice(_each(judge.library, value), MOST_COMPLAINTS))


def _each(validator: Draft202012Validator, value: Plain | float) -> Iterator[Complaint]:
    for error in validator.iter_errors(value):
        keyword = "forbidden" if error.validator == "not" else str(error.validator)
        yield Complaint(keyword, tuple(error.absolute_path), error.validator_value)


_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]{1,30}|[0-9]{1,30}(?:\.[0-9]{0,30})?)(?:[eE][-+]?[0-9]{1,2})?")
_BASED = re.compile(r"0o[0-7]{1,18}|0x[0-9a-fA-F]{1,15}")
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_ENDLESS = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def plain(node: Node) -> Plain | float:
    """Give a tree as the editor sees it: unquoted numbers, answers and empty values by the rules of YAML 1.2."""
    if node.kind == "map":
        out: dict[str, Any] = {}
        for key, child in node.fields:
            out.setdefault(key, plain(child))
        return out
    if node.kind == "list":
        return [plain(item) for item in node.items]
    return scalar(node)


def scalar(node: Node) -> str | float | int | bool | None:
    """Give a single value as the editor sees it. Only its kind matters here, never its amount."""
    text = node.text
    if node.quoted:
        return text
    if node.is_empty:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    return _other_number(text)


def _other_number(text: str) -> str | float | int:
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return float(text.replace(".", "")) if _ENDLESS.fullmatch(text) else text
