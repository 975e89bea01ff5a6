"""Findings about fields: unknown, missing, empty, of the wrong shape, or belonging to something else.

Turns the schema's complaints into sentences of ours: one per cause, in the author's words, with the lines to write.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from roi_spec.model.document import Document, Node
from roi_spec.model.finding import Edit, Finding, Fix, Label
from roi_spec.model.source import Pointer, Span
from roi_spec.model.text import Text, text
from roi_spec.validate import rules
from roi_spec.validate.advice import is_placeholder, the_answer
from roi_spec.validate.aliases import meant_choice, meant_field
from roi_spec.validate.notation import TEXT_KINDS, form_trouble
from roi_spec.validate.schema import Complaint, Kit
from roi_spec.validate.shapes import Field, Shape

_MOST_SHOWN = 60


def route(document: Document, pointer: Pointer) -> str:
    """Name a place as an author would: `costs › trainer › prorate`; items by id or title, else by their number."""
    names: list[str] = []
    node: Node | None = document.root
    for part in pointer:
        node = None if node is None else _step(node, part)
        names.append(part if isinstance(part, str) else _item_name(node, part))
    return " › ".join(names)


def _step(node: Node, part: str | int) -> Node | None:
    if isinstance(part, str):
        return node.get(part)
    return node.items[part] if part < len(node.items) else None


def _item_name(node: Node | None, position: int) -> str:
    for key in ("id", "title", "option", "who", "rule", "period"):
        child = node.get(key) if node is not None else None
        if child is not None and child.kind == "scalar" and child.text:
            return shortened(child.text, 40)
    return str(position + 1)


def shortened(written: str, most: int = _MOST_SHOWN) -> str:
    """Give a text on one line and not longer than a message can bear."""
    line = " ".join(written.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def findings(
    document: Document, kit: Kit, shape: Shape, found: Collection[Complaint], explained: Collection[Pointer]
) -> Iterator[Finding]:
    """Word the complaints of the schema about one file.

    `explained` are the places of values that notation has already spoken about; they are passed over.
    """
    groups: dict[Pointer, list[Complaint]] = {}
    for complaint in found:
        pointer = complaint.pointer
        if complaint.keyword == "forbidden":
            groups.setdefault(pointer[:-1], []).append(complaint)
        else:
            groups.setdefault(pointer, []).append(complaint)
    for pointer, group in groups.items():
        if pointer not in explained:
            yield from _Place(document, kit, shape, pointer).findings(group)


class _Place:
    """One place that the schema complains about, with everything needed to word it."""

    def __init__(self, document: Document, kit: Kit, shape: Shape, pointer: Pointer) -> None:
        self.document, self.kit, self.root, self.pointer = document, kit, shape, pointer
        self.node = document.nearest(pointer)
        self.field, self.part = _lookup(shape, pointer)

    def findings(self, group: list[Complaint]) -> Iterator[Finding]:
        keywords = {complaint.keyword for complaint in group}
        if self.node.is_empty and "type" in keywords:
            yield empty_value(self.document, self.node, self.field)
        elif self.field is not None and self.field.choices and not self.field.many and self.node.kind == "scalar":
            yield choice_trouble(self.node, self.field, self.pointer)
        elif "type" in keywords:
            yield self.wrong_shape(group)
        elif self.node.kind == "map" and self.part is not None:
            yield from self.fields(group)
        else:
            yield self.limit(group[0])

    # --- the fields of a part ----------------------------------------------------------------------------------------

    def fields(self, group: list[Complaint]) -> Iterator[Finding]:
        assert self.part is not None
        missing = {
            name: None
            for each in group
            if each.keyword == "required"
            for name in each.expected
            if self.node.get(name) is None
        }
        forbidden = [str(each.pointer[-1]) for each in group if each.keyword == "forbidden"]
        unknown = []
        if any(each.keyword == "additionalProperties" for each in group):
            unknown = [
                name for name, _ in self.node.fields if name not in self.part.fields and not name.startswith("x-")
            ]
        if at_item(self.pointer) and len(unknown) == len(self.node.fields) == 1:
            name, child = self.node.fields[0]
            if child.kind == "scalar" and meant_field(name, self.part.fields) is None:
                yield self._not_an_item(name, child.text)
                return
        for name in dict.fromkeys(unknown):
            meant = meant_field(name, self._open_fields(missing))
            missing.pop(meant or "", None)
            yield self.unknown_field(name, meant)
        if forbidden:
            yield self.forbidden_fields(forbidden)
        yield from self.missing_fields(list(missing))

    def _open_fields(self, missing: Collection[str]) -> list[str]:
        """Give the fields that a misspelt name can stand for: those that are missing first, then the others."""
        assert self.part is not None
        open_fields = [name for name in self.part.fields if self.node.get(name) is None]
        method = self.node.get("method") if self.part.name == "attribution" else None
        if method is not None:
            open_fields = [name for name in open_fields if method.text in self.kit.methods.get(name, (method.text,))]
        return [*missing, *(name for name in open_fields if name not in missing)]

    def unknown_field(self, name: str, meant: str | None) -> Finding:
        assert self.part is not None
        child = self.node.get(name) or self.node
        at = child.key_span or child.span
        place = route(self.document, self.pointer)
        message = text("There is no field `{name}` here.", name=shortened(name))
        if place:
            message = text("{place} has no field `{name}`.", place=place, name=shortened(name))
        pointer = (*self.pointer, name)
        if meant is None:
            help_text, related = self._elsewhere(name)
            return rules.UNKNOWN_FIELD.finding(at, message, help=help_text, pointer=pointer, related=related)
        field = self.part.fields[meant]
        if not _fits(child, field):
            lines = _in_shape(name, child, field) or sample(field)
            return rules.UNKNOWN_FIELD.finding(at, message, help=text("Write:\n{lines}", lines=lines), pointer=pointer)
        fix = Fix(text("Rename `{name}` to `{meant}`", name=shortened(name), meant=meant), (Edit(at, meant),))
        help_text = text("Write `{meant}` instead of `{name}`.", meant=meant, name=shortened(name))
        return rules.UNKNOWN_FIELD.finding(
            at, message, help=help_text, why=text(field.description), pointer=pointer, fix=fix
        )

    def _elsewhere(self, name: str) -> tuple[Text, tuple[Label, ...]]:
        """Say where a field belongs that has no open place here: in one that is there already, or at the margin."""
        assert self.part is not None
        taken = meant_field(name, self.part.fields)
        present = self.node.get(taken) if taken else None
        if taken is not None and present is not None:
            advice = text("That is `{meant}`, which is there already. Put it there, or remove this line.", meant=taken)
            return advice, (Label(present.key_or_value, text("already here")),)
        if self.pointer and name in self.root.fields:
            return text("`{name}` belongs at the left margin; move it out with everything below it.", name=name), ()
        known = ", ".join(f"`{field}`" for field in self.part.fields)
        return text("Choose from: {known}. A field of your own begins with x-.", known=known), ()

    def forbidden_fields(self, names: list[str]) -> Finding:
        """Say that fields exclude each other or the method: one finding, at the first of them."""
        assert self.part is not None
        child = self.node.get(names[0]) or self.node
        at, pointer = child.key_span or child.span, (*self.pointer, names[0])
        place = route(self.document, self.pointer)
        method = self.node.get("method")
        if self.part.name != "attribution" or method is None:
            one, other = self.part.either or ("", "")
            first = self.node.get(one) or self.node
            return rules.EITHER_OR.finding(
                at,
                text("{place} has both `{one}` and `{other}`.", place=place, one=one, other=other),
                help=text("Keep one of the two."),
                pointer=pointer,
                related=(Label(first.key_or_value, text("the other one")),),
            )
        return self.other_method(names, method, at, pointer)

    def other_method(self, names: list[str], method: Node, at: Span, pointer: Pointer) -> Finding:
        owners = sorted(frozenset.intersection(*(self.kit.methods.get(name, frozenset()) for name in names)))
        shown = ", ".join(f"`{name}`" for name in names)
        message = text("The method {method} does not use {names}.", method=method.text, names=shown)
        help_text = text("Remove {names}.", names=shown)
        if owners:
            help_text = text(
                "Remove {names}, or choose a method that uses this: {owners}.", names=shown, owners=", ".join(owners)
            )
        related = (Label(method.span, text("the method is chosen here")),)
        return rules.OTHER_METHOD.finding(at, message, help=help_text, pointer=pointer, related=related)

    def missing_fields(self, names: list[str]) -> Iterator[Finding]:
        """Say what is missing in one part: one finding with all the lines to add."""
        assert self.part is not None
        if self.part.either and self.part.either[1] in names:
            names.remove(self.part.either[1])
            yield self.neither(*self.part.either)
        if len(names) == 1:
            yield self.missing_field(self.part.fields[names[0]])
        elif names:
            place, listed = route(self.document, self.pointer), ", ".join(f"`{name}`" for name in names)
            message = text("These fields are missing in {place}: {names}.", place=place, names=listed)
            if not place:
                message = text("These fields are missing in the file: {names}.", names=listed)
            lines = "\n".join(sample(_for_title(self.part.fields[name], self._named_after())) for name in names)
            help_text = text("Add, with your own values:\n{lines}", lines=lines)
            yield rules.MISSING_FIELD.finding(self._spot(), message, help=help_text, pointer=self.pointer)

    def neither(self, one: str, other: str) -> Finding:
        assert self.part is not None
        place = route(self.document, self.pointer)
        return rules.EITHER_OR.finding(
            self._spot(),
            text("{place} has neither `{one}` nor `{other}`.", place=place, one=one, other=other),
            help=text("Add, with your own values:\n{lines}", lines=sample(self.part.fields[one])),
            pointer=self.pointer,
        )

    def missing_field(self, field: Field) -> Finding:
        place = route(self.document, self.pointer)
        message = text("The file has no `{name}`.", name=field.name)
        if place:
            message = text("{place} has no `{name}`.", place=place, name=field.name)
        help_text = _to_add(field, self._named_after())
        return rules.MISSING_FIELD.finding(
            self._spot(), message, help=help_text, why=text(field.description), pointer=self.pointer
        )

    def _named_after(self) -> str:
        """Give the title of a part, from which an id can be made; empty when it has none."""
        title = self.node.get("title")
        return title.text if title is not None and title.kind == "scalar" else ""

    def _spot(self) -> Span:
        """Give the place that stands for a part: its id or title, else its name, else its first line."""
        for key in ("id", "title", "method"):
            child = self.node.get(key)
            if child is not None and child.kind == "scalar":
                return child.span
        return self.node.key_span or first_line(self.node.span)

    # --- one value ---------------------------------------------------------------------------------------------------

    def wrong_shape(self, group: list[Complaint]) -> Finding:
        expected = next(each.expected for each in group if each.keyword == "type")
        name = route(self.document, self.pointer) or self.document.source.path
        lines = self._sample_here()
        if expected == "array":
            message = text("`{name}` is a list: each item begins with a hyphen and a space.", name=name)
            return self._shape_finding(message, _as_list(self.node, self.field) or lines)
        if expected == "object":
            if at_item(self.pointer) and self.node.kind == "scalar" and self.part is not None:
                return self._not_an_item(self.node.text, "")
            message = text("`{name}` is made up of fields, each on its own line.", name=name)
            return self._shape_finding(message, _as_fields(self.node, self.field) or lines)
        if self.node.kind == "list":
            items = self.node.items
            if len(items) == 1 and is_placeholder(items[0].text):
                return rules.PLACEHOLDER.finding(
                    self.node.span, text("“{written}” is still a placeholder.", written=f"[{items[0].text}]"),
                    help=the_answer(required=self.field is not None and self.field.required), pointer=self.pointer,
                )  # fmt: skip
            return self._shape_finding(text("`{name}` holds one value, not a list.", name=name), lines)
        if self.node.kind == "map":
            return self._cut_by_colon(name) or self._shape_finding(
                text("`{name}` holds one value, without fields of its own.", name=name), lines
            )
        assert self.field is not None
        return form_trouble(self.node, self.field, self.pointer)

    def _sample_here(self) -> str:
        if self.field is None:
            return ""
        if at_item(self.pointer) and not isinstance(self.field.example, dict):
            return f"- {_written(self.field.example)}"
        return sample(self.field)

    def _not_an_item(self, name: str, written: str) -> Finding:
        """Say that an item holds a name and a value, such as `Trainer: 18500`, where it should hold fields."""
        assert self.part is not None
        message = text("`{name}` is made up of fields, each on its own line.", name=route(self.document, self.pointer))
        return self._shape_finding(message, _as_item(self.part, name, written))

    def _cut_by_colon(self, name: str) -> Finding | None:
        """Recognise a sentence that became a field because it holds a colon."""
        fields = self.node.fields
        if self.field is None or self.field.kind not in TEXT_KINDS or len(fields) != 1 or fields[0][1].kind != "scalar":
            return None
        key, child = fields[0]
        quoted = '"' + f"{key}: {child.text}".replace("\\", "\\\\").replace('"', '\\"') + '"'
        message = text("`{name}` holds a colon, so its beginning was read as the name of a field.", name=name)
        help_text = text("Put the text in quotation marks: {quoted}", quoted=shortened(quoted, 120))
        return rules.WRONG_SHAPE.finding(first_line(self.node.span), message, help=help_text, pointer=self.pointer)

    def _shape_finding(self, message: Text, lines: str) -> Finding:
        at = self.node.key_span or first_line(self.node.span)
        return rules.WRONG_SHAPE.finding(at, message, help=text("Write:\n{lines}", lines=lines), pointer=self.pointer)

    def limit(self, complaint: Complaint) -> Finding:
        name = route(self.document, self.pointer)
        if complaint.keyword in ("minItems", "maxItems"):
            message = text("`{name}` has {count} items.", name=name, count=len(self.node.items))
            few = complaint.keyword == "minItems"
            advice = (
                text("Write at least {number}.", number=complaint.expected)
                if few
                else text("Keep at most {number}.", number=complaint.expected)
            )
            return rules.LIST_LENGTH.finding(self.node.key_or_value, message, help=advice, pointer=self.pointer)
        if complaint.keyword == "maxLength":
            message = text("`{name}` has {count} characters.", name=name, count=len(self.node.text))
            advice = text("Write at most {number}; move the rest to a field for sentences.", number=complaint.expected)
            return rules.TEXT_LENGTH.finding(self.node.span, message, help=advice, pointer=self.pointer)
        if complaint.keyword == "minLength":
            return empty_value(self.document, self.node, self.field)
        field = self.field or Field(name, "name", "", "", required=False)
        return form_trouble(self.node, field, self.pointer)


def empty_value(document: Document, node: Node, field: Field | None) -> Finding:
    """Say that a field was left empty."""
    name = route(document, node.pointer) or document.source.path
    help_text = text("Fill it in, or remove the line.")
    if field is not None and field.required:
        lines = sample(field)
        help_text = (
            text("Write:\n{lines}", lines=lines)
            if "\n" in lines
            else text("Fill it in, for example: {line}", line=lines)
        )
    return rules.EMPTY_VALUE.finding(
        node.key_or_value, text("`{name}` is empty.", name=name), help=help_text, pointer=node.pointer
    )


def choice_trouble(node: Node, field: Field, pointer: Pointer) -> Finding:
    """Say that a word is not on the list of its field, and which was probably meant."""
    message = text("“{written}” is not on the list.", written=shortened(node.text))
    meant = meant_choice(node.text, field.choices)
    if meant is None:
        help_text = text("Choose from:\n{known}", known=choices_with_meaning(field))
        return rules.UNKNOWN_CHOICE.finding(node.span, message, help=help_text, pointer=pointer)
    others = ", ".join(choice for choice in field.choices if choice != meant) if len(field.choices) > 2 else ""
    fix = Fix(text("Write {meant}", meant=meant), (Edit(node.span, meant),))
    help_text = text("Write {meant}", meant=meant)
    if others:
        help_text = text("Write {meant}, or choose from: {known}.", meant=meant, known=others)
    return rules.UNKNOWN_CHOICE.finding(node.span, message, help=help_text, pointer=pointer, fix=fix)


def choices_with_meaning(field: Field) -> Text:
    """Give the words a field can hold, one a line, each with what it stands for."""
    gaps = (f"{{word{number}}} ({{meaning{number}}})" for number in range(len(field.choices)))
    words = {f"word{number}": word for number, word in enumerate(field.choices)}
    meanings = {f"meaning{number}": Text(meaning) for number, meaning in enumerate(field.meanings)}
    return Text("\n".join(gaps), (*words.items(), *meanings.items()))


def _for_title(field: Field, title: str) -> Field:
    """Give a field with an example that goes with the title of its part, where that is possible: an id."""
    made = _as_name(title) if field.kind == "name" else _as_name(title).replace("_", "-")
    return replace(field, example=made) if title and field.name == "id" else field


def _to_add(field: Field, title: str) -> Text:
    """Say which lines to add for a field that is missing."""
    lines = sample(_for_title(field, title))
    if len(field.choices) > 1 and not field.many:
        return text(
            "Add `{name}:` with one of these words:\n{known}", name=field.name, known=choices_with_meaning(field)
        )
    if len(field.choices) == 1 or field.kind == "version":
        return text("Add: {line}", line=lines)
    return text("Add, with your own values:\n{lines}", lines=lines)


# --- lines to write --------------------------------------------------------------------------------------------------


def sample(field: Field) -> str:
    """Give the lines an author can copy for a field, with an example as value."""
    example = [field.example] if field.many else field.example
    return "\n".join(_lines(field.name, example, 0))


def _lines(name: str, value: Any, depth: int) -> list[str]:
    indent = "  " * depth
    if isinstance(value, dict):
        return [f"{indent}{name}:", *(line for key, child in value.items() for line in _lines(key, child, depth + 1))]
    if not isinstance(value, list):
        return [f"{indent}{name}: {_written(value)}"]
    out = [f"{indent}{name}:"]
    for item in value:
        if isinstance(item, dict):
            inner = [line for key, child in item.items() for line in _lines(key, child, depth + 2)]
            inner[0] = f"{indent}  - {inner[0].strip()}"
            out += inner
        else:
            out.append(f"{indent}  - {_written(item)}")
    return out


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    shown = str(value)
    needs_quotes = shown == "1.0" or shown[:1] in "%@`*&!|>{['\"#" or ": " in shown or " #" in shown
    return f'"{shown}"' if needs_quotes and isinstance(value, str) else shown


def _in_shape(name: str, node: Node, field: Field) -> str:
    """Rewrite a value that stands under the wrong name in the shape that the right field needs; empty when unclear."""
    if field.many:
        return _as_list(node, field)
    if field.part is None or node.kind != "scalar" or not node.text:
        return _as_fields(node, field)
    main = meant_field(name, field.part.fields)
    if main is None:
        return _as_fields(node, field)
    needed = {inner.name: inner.example for inner in field.part.fields.values() if inner.required}
    return "\n".join(_lines(field.name, {**needed, main: shortened(node.text)}, 0))


def _as_list(node: Node, field: Field | None) -> str:
    """Rewrite fields as the list they were meant to be, with the author's own words."""
    if field is None or node.kind == "list":
        return ""
    if node.kind == "scalar":
        return f"{field.name}:\n  - {shortened(node.text)}" if field.part is None else ""
    if field.part is None:
        return "\n".join([f"{field.name}:", *(f"  - {shortened(child.text or key)}" for key, child in node.fields[:5])])
    if set(node.keys()) & set(field.part.fields):
        inner = [f"{key}: {_written_node(child)}" for key, child in node.fields[:8]]
        return "\n".join([f"{field.name}:", f"  - {inner[0]}", *(f"    {line}" for line in inner[1:])])
    items = [_item(field.part, key, child.text if child.kind == "scalar" else "") for key, child in node.fields[:5]]
    return "\n".join(_lines(field.name, items, 0))


_WORTH = ("amount", "attribution", "value", "result", "statement")
"""The field that holds what an item is about, beside its name."""


def _item(part: Shape, name: str, written: str) -> dict[str, Any]:
    """Give the fields of a list item of which only a name and a value were written, such as `Trainer: 18500`."""
    out: dict[str, Any] = {}
    for inner in part.fields.values():
        if inner.name == "id":
            out["id"] = _as_name(name) if inner.kind == "name" else shortened(name)
        elif inner.name == "title":
            out["title"] = shortened(name)
        elif inner.required and inner.part is None:
            out[inner.name] = (meant_choice(name, inner.choices) if inner.choices else None) or inner.example
    worth = next((each for each in _WORTH if each in part.fields), "")
    if worth:
        out[worth] = shortened(written) or (shortened(name) if worth == "statement" else part.fields[worth].example)
    return out


def _as_item(part: Shape, name: str, written: str) -> str:
    """Rewrite a name and a value as an item of a list."""
    return "\n".join(_lines("", [_item(part, name, written)], 0)[1:]).replace("\n  ", "\n").strip()


def _as_fields(node: Node, field: Field | None) -> str:
    """Rewrite a one-item list, or a single value, as the fields it was meant to be."""
    if field is not None and field.part is not None and node.kind == "scalar":
        main = next((name for name, inner in field.part.fields.items() if inner.required and inner.part is None), "")
        return f"{field.name}:\n  {main}: {shortened(node.text)}" if main and node.text else ""
    if field is None or node.kind != "list" or len(node.items) != 1 or node.items[0].kind != "map":
        return ""
    name = field.name if not field.many else "-"
    return "\n".join([f"{name}:", *(f"  {key}: {_written_node(child)}" for key, child in node.items[0].fields[:8])])


def _written_node(node: Node) -> str:
    return shortened(node.text) if node.kind == "scalar" else "…"


def _as_name(written: str) -> str:
    folded = "".join(char for char in unicodedata.normalize("NFKD", written.lower()) if not unicodedata.combining(char))
    plain = "_".join(re.findall(r"[a-z0-9]+", folded))[:40].strip("_")
    return plain if plain[:1].isalpha() else f"n{plain}" if plain else "name"


def at_item(pointer: Pointer) -> bool:
    """Say whether a place is an item of a list."""
    return bool(pointer) and isinstance(pointer[-1], int)


def first_line(span: Span) -> Span:
    """Give the part of a span that lies on its first line, so that a whole block is not underlined."""
    if span.end_line == span.line:
        return span
    return Span(span.path, span.line, span.column, span.line, span.column + 1)


# --- finding one's way -----------------------------------------------------------------------------------------------


def _lookup(shape: Shape, pointer: Pointer) -> tuple[Field | None, Shape | None]:
    """Give the field a pointer leads to, and the part when it leads to one."""
    field: Field | None = None
    part: Shape | None = shape
    for step in pointer:
        if isinstance(step, int):
            part = field.part if field else None
            field = field and replace(field, many=False, named=False)
        elif field is not None and field.named:
            part = field.part
        else:
            field = part.fields.get(step) if part else None
            part = field.part if field and not field.many else None
    return field, part


def _fits(node: Node, field: Field) -> bool:
    """Say whether a value has the shape that a field needs, so that renaming the field is enough."""
    if field.many:
        return node.kind == "list"
    if field.part is not None or field.named:
        return node.kind == "map"
    return node.kind == "scalar"
