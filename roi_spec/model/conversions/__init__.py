"""The conversion library: every ready-made way from an effect to money, by the id that an author writes.

One file per family; this table is how they are found. To add one: a template in the file of its family, its Dutch in
`templates/locales/nl/conversions.po`, then `python tools/make_conversions.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

from roi_spec.model.conversion import (
    FAMILIES,
    Input,
    Limit,
    Template,
    expand,
    limits,
    misfit,
    missing,
    unknown,
)
from roi_spec.model.conversions import decisions, people, quality, risk, sales, working_time
from roi_spec.model.conversions.example import example_yaml
from roi_spec.model.vocabulary import TECHNIQUES, Technique

__all__ = [
    "FAMILIES",
    "TEMPLATES",
    "Input",
    "Limit",
    "Template",
    "example_yaml",
    "expand",
    "limits",
    "misfit",
    "missing",
    "technique_of",
    "unknown",
]

TEMPLATES: Mapping[str, Template] = {
    template.id: template
    for family in (working_time, quality, sales, people, risk, decisions)
    for template in family.TEMPLATES
}


def technique_of(id: str) -> Technique | None:
    """Give what a conversion rests on, for what an author wrote at `technique`: a technique, or a template."""
    template = TEMPLATES.get(id)
    return TECHNIQUES.get(template.technique if template else id)
