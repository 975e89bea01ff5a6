"""What WeasyPrint leaves out of a PDF that is to be read aloud and kept: the mark of PDF/UA, and what heads which cell.

It leans on the names of a few inner parts of WeasyPrint, so `tests/pdf` holds every PDF against the standards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

if TYPE_CHECKING:
    from weasyprint.document import DocumentMetadata

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"


def mark_as_accessible(metadata: DocumentMetadata) -> None:
    """Add `pdfuaid:part` to the metadata, and the declaration that PDF/A wants for a name it does not know.

    WeasyPrint writes one of the two marks only, and puts extra metadata where readers do not look for it.
    """
    for prefix, space in (
        ("pdfuaid", _UA),
        ("pdfaExtension", _EXTENSION),
        ("pdfaSchema", _SCHEMA),
        ("pdfaProperty", _PROPERTY),
    ):
        register_namespace(prefix, space)
    write = metadata.generate_rdf_metadata

    def marked(*arguments: Any) -> bytes:
        root = fromstring(write(*arguments))  # noqa: S314 - made by WeasyPrint a moment ago
        SubElement(root, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": "", f"{{{_UA}}}part": "1"})
        _declare(SubElement(root, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""}))
        marked_up: bytes = tostring(root, encoding="utf-8")
        return marked_up

    metadata.generate_rdf_metadata = marked


def _declare(description: Element) -> None:
    schema = _item(SubElement(description, f"{{{_EXTENSION}}}schemas"), "Bag")
    for name, value in (("schema", "PDF/UA identification"), ("namespaceURI", _UA), ("prefix", "pdfuaid")):
        SubElement(schema, f"{{{_SCHEMA}}}{name}").text = value
    named = _item(SubElement(schema, f"{{{_SCHEMA}}}property"), "Seq")
    about = (("name", "part"), ("valueType", "Integer"), ("category", "internal"), ("description", "Part of PDF/UA"))
    for name, value in about:
        SubElement(named, f"{{{_PROPERTY}}}{name}").text = value


def _item(parent: Element, kind: str) -> Element:
    listed = SubElement(parent, f"{{{_RDF}}}{kind}")
    return SubElement(listed, f"{{{_RDF}}}li", {f"{{{_RDF}}}parseType": "Resource"})


# --- what heads which cell -------------------------------------------------------------------------------------------


def finish(_: object, made: Any) -> None:
    """Say of every heading in a table whether it heads its row or its column; called just before the PDF is written.

    A heading of a row also gets the heading of its column, as other cells have it, so that the corner of a table is
    read aloud too. The list of attachments, which WeasyPrint writes twice, is left with each once.
    """
    for one in made.objects:
        if isinstance(one, dict) and one.get("S") == "/TH":
            _heading(one, made.objects)
    if "AF" in made.catalog:
        made.catalog["AF"][:] = dict.fromkeys(made.catalog["AF"])


def _heading(cell: Any, objects: list[Any]) -> None:
    row = _parent(cell, objects)
    part = _parent(row, objects)
    if part["S"] == "/THead":
        cell["A"]["Scope"] = "/Column"
        return
    cell["A"]["Scope"] = "/Row"
    corner = _corner(_parent(part, objects), objects)
    if corner is not None:
        cell["A"]["Headers"] = type(row["K"])([corner["ID"]])


def _corner(table: Any, objects: list[Any]) -> Any:
    """Give the first heading of the columns of a table, or None when it has none."""
    head = next((one for one in _children(table, objects) if one["S"] == "/THead"), None)
    rows = _children(head, objects) if head is not None else ()
    cells = _children(rows[0], objects) if rows else ()
    return cells[0] if cells and cells[0]["S"] == "/TH" else None


def _parent(element: Any, objects: list[Any]) -> Any:
    return objects[int(element["P"].split()[0])]


def _children(element: Any, objects: list[Any]) -> tuple[Any, ...]:
    return tuple(objects[int(one.split()[0])] for one in element["K"] if isinstance(one, bytes))
