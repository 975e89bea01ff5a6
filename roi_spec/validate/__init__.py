"""Validation: from a document to a typed spec, or to every reason why that is not possible.

`compile_schemas` once; `check` each file; `cross_check` each programme when the standard values and the rules are
known.
"""

from __future__ import annotations

from roi_spec.model.document import Document, Node
from roi_spec.model.finding import Edit, Finding, Fix, Severity
from roi_spec.model.spec import Calendar, Programme, SignOffs, StandardValues, Workspace
from roi_spec.model.text import text
from roi_spec.validate import library, rules, sense, structure, uncertain
from roi_spec.validate.aliases import meant_choice, meant_field
from roi_spec.validate.alike import joined
from roi_spec.validate.build import BUILDERS
from roi_spec.validate.notation import value_findings
from roi_spec.validate.references import check_calendar, check_standard_values, cross_check, together
from roi_spec.validate.renamed import is_new_name, renamed
from roi_spec.validate.schema import Kit, compile_schemas, complaints
from roi_spec.validate.shapes import leaves
from roi_spec.validate.signed_places import signed_places, unknown_subject

__all__ = [
    "MOST_FINDINGS",
    "Kit",
    "check",
    "compile_schemas",
    "cross_check",
    "kind_of",
    "signed_places",
    "together",
    "unknown_subject",
]

MOST_FINDINGS = 50
"""Findings shown of one file; the rest is counted."""


def check(
    document: Document, kit: Kit
) -> tuple[Programme | StandardValues | Calendar | SignOffs | Workspace | None, tuple[Finding, ...]]:
    """Check one file against the language. Gives the typed spec, or None when a finding is an error, and all findings.

    References between files are not looked at; see `cross_check`.
    """
    kind, found = kind_of(document, kit)
    if kind is None:
        return None, found
    spoken = _findings(document, kit, kind, found)
    if any(finding.severity is Severity.ERROR for finding in spoken):
        return None, shown(document, spoken)
    spec = BUILDERS[kind](document)
    if isinstance(spec, StandardValues):
        spoken += check_standard_values(spec)
    elif isinstance(spec, Calendar):
        spoken += check_calendar(spec)
    failed = any(finding.severity is Severity.ERROR for finding in spoken)
    return None if failed else spec, shown(document, spoken)


def _findings(document: Document, kit: Kit, kind: str, found: tuple[Finding, ...]) -> list[Finding]:
    """Give everything there is to say about one file, also about what stands under a name that must be changed."""
    shape = kit.shapes[kind]
    spoken = [*found, *(finding for leaf in leaves(document.root, shape) for finding in value_findings(leaf))]
    explained = {finding.pointer for finding in spoken if finding.severity is Severity.ERROR}
    spoken += structure.findings(document, kit, shape, complaints(kit, kind, document.root), explained)
    spoken += sense.findings(document, kind)
    spoken += uncertain.findings(document, kind)
    spoken += library.findings(document)
    mended = renamed(document, spoken)
    if mended is None:
        return spoken
    names = [finding for finding in spoken if is_new_name(finding)]
    said = {finding.at for finding in names}
    return [*names, *(each for each in _findings(mended, kit, kind, found) if each.at not in said)]


def kind_of(document: Document, kit: Kit) -> tuple[str | None, tuple[Finding, ...]]:
    """Give the kind of a file, as stated or as the file shows, or None; and what is the matter with how it is stated.

    A missing `kind` is not named here when the rest of the file shows its kind: then it is one of the missing fields.
    """
    root = document.root
    if root.kind != "map":
        return None, (_no_fields(root),)
    node = root.get("kind")
    if node is not None and node.kind == "scalar" and node.text in kit.validators:
        return node.text, ()
    known = ", ".join(kit.validators)
    likely = _likely_kind(root, kit)
    if node is None and likely is not None:
        return likely, ()
    if node is None:
        at, message = root.fields[0][1].key_or_value if root.fields else root.span, text("The file has no `kind`.")
        return None, (rules.UNKNOWN_KIND.finding(at, message, help=text("Add: kind: programme")),)
    meant = meant_choice(node.text, kit.validators)
    return meant or likely, (_unknown_kind(node, known, meant),)


def _likely_kind(root: Node, kit: Kit) -> str | None:
    """Give the kind of which most fields are there, in English or Dutch; None when hardly any field is known."""
    names = [name for name in root.keys()[:MOST_FINDINGS] if name not in ("roi_spec", "kind")]
    known = {
        kind: sum(meant_field(name, shape.fields) is not None for name in names) for kind, shape in kit.shapes.items()
    }
    likely = max(known, key=lambda kind: known[kind])
    return likely if names and known[likely] * 2 > len(names) else None


def _no_fields(root: Node) -> Finding:
    message = text("The file holds no fields.")
    return rules.UNKNOWN_KIND.finding(
        structure.first_line(root.span), message, help=text("Begin with: kind: programme")
    )


def _unknown_kind(node: Node, known: str, meant: str | None) -> Finding:
    if node.is_empty or node.kind != "scalar":
        message = text("`kind` does not say what this file describes.")
    else:
        message = text("There is no kind of file called “{kind}”.", kind=structure.shortened(node.text))
    advice = text("Choose from: {known}.", known=known)
    if meant is not None:
        advice = text("Write {meant}, or choose from: {known}.", meant=meant, known=known)
    fix = Fix(text("Write {meant}", meant=meant), (Edit(node.span, meant),), safe=False) if meant else None
    return rules.UNKNOWN_KIND.finding(node.span, message, help=advice, pointer=("kind",), fix=fix)


def shown(document: Document, found: list[Finding]) -> tuple[Finding, ...]:
    """Give the findings in the order of their places, at most fifty, and then how many there are besides."""
    ordered = sorted(joined(found), key=lambda finding: finding.order)
    kept, rest = ordered[:MOST_FINDINGS], ordered[MOST_FINDINGS:]
    if not rest:
        return tuple(kept)
    message = text("Not shown: {count} more of this file.", count=len(rest))
    advice = text("Mend these first; the others often disappear with them.")
    return (*kept, rules.MANY_FINDINGS.finding(document.source.whole(), message, help=advice))
