"""What the schema says, in the form this stage asks for it: parts, their fields, and the kind of value of each.

Made once from the published JSON Schema, so that names, texts and choices have one home. No judgement here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from roi_spec.model.document import Node
from roi_spec.model.source import Pointer


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a part."""

    name: str
    kind: str
    """The kind of value (`date`, `share`, ...), the list of choices (`stage`), or the part (`cost`)."""
    description: str
    """In English; translated from the catalogue where it is shown."""
    example: Any
    required: bool
    many: bool = False
    """A list of such values."""
    named: bool = False
    """Names chosen by the author, each with such a value."""
    choices: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()
    """What each choice stands for, in English."""
    part: Shape | None = None
    form: str = ""
    """What a value looks like, in words, in English."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A part of a file: an object with fields."""

    name: str
    fields: dict[str, Field]
    either: tuple[str, str] | None = None
    """Exactly one of these two must be there."""


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A single value in a document, with the field it stands in and everything above it."""

    node: Node
    field: Field
    above: tuple[tuple[Shape, Node], ...]
    """The parts around it, the whole file first."""

    @property
    def pointer(self) -> Pointer:
        """Give the route to the value."""
        return self.node.pointer

    def sibling(self, name: str) -> str:
        """Give the text of another field of the same part; empty when it is not there."""
        node = self.above[-1][1].get(name)
        return node.text if node is not None else ""

    def around(self, shape: str, name: str) -> str:
        """Give the text of a field of the nearest part of that kind above; empty when there is none."""
        for part, node in reversed(self.above):
            if part.name == shape and (child := node.get(name)) is not None:
                return child.text
        return ""


def shape_of(schema: Mapping[str, Any], name: str) -> Shape:
    """Make the shapes of one kind of file from its published schema."""
    made: dict[str, Shape] = {}
    return _shape(schema, name, schema.get("$defs", {}), made)


def _shape(schema: Mapping[str, Any], name: str, definitions: Mapping[str, Any], made: dict[str, Shape]) -> Shape:
    if name not in made:
        required = schema.get("required", ())
        fields = {
            key: _field(key, field, definitions, made, required=key in required)
            for key, field in schema["properties"].items()
        }
        condition, otherwise = schema.get("if", {}).get("required"), schema.get("else", {}).get("required")
        either = (condition[0], otherwise[0]) if condition and otherwise else None
        made[name] = Shape(name, fields, either)
    return made[name]


def _field(
    name: str, schema: Mapping[str, Any], definitions: Mapping[str, Any], made: dict[str, Shape], *, required: bool
) -> Field:
    many, named = "items" in schema, isinstance(schema.get("additionalProperties"), Mapping)
    holder = schema["items"] if many else schema["additionalProperties"] if named else schema
    kind = holder["$ref"].rpartition("/")[2]
    definition = definitions[kind]
    examples = schema.get("examples") or [""]
    example = examples[0][0] if many and examples[0] else examples[0]
    return Field(
        name=name,
        kind=kind,
        description=schema["description"],
        example=example,
        required=required,
        many=many,
        named=named,
        choices=tuple(definition.get("enum", ())),
        meanings=tuple(definition.get("enumDescriptions", ())),
        part=_shape(definition, kind, definitions, made) if "properties" in definition else None,
        form=definition.get("patternErrorMessage", ""),
    )


def leaves(root: Node, shape: Shape) -> Iterator[Leaf]:
    """Give every single value that stands where the schema knows a field, in the order written."""
    pending: list[tuple[Node, Field | None, tuple[tuple[Shape, Node], ...]]] = []

    def enter(node: Node, part: Shape, above: tuple[tuple[Shape, Node], ...]) -> None:
        inside = (*above, (part, node))
        pending.extend((child, part.fields.get(key), inside) for key, child in reversed(node.fields))

    enter(root, shape, ())
    while pending:
        node, field, above = pending.pop()
        if field is None:
            continue
        if (field.many and node.kind == "list") or (field.named and node.kind == "map"):
            children = node.items if field.many else tuple(child for _, child in node.fields)
            single = replace(field, many=False, named=False)
            pending.extend((child, single, above) for child in reversed(children))
        elif field.part is not None and not field.many and node.kind == "map":
            enter(node, field.part, above)
        elif field.part is None and not field.many and not field.named and node.kind == "scalar":
            yield Leaf(node, field, above)
