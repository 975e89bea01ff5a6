"""Reads the manifest of a site: which files it lists, and what it says they were made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from roi_spec.model.text import text
from roi_spec.read.published.receipt import day_in, whole_in
from roi_spec.read.published.unreadable import UnreadableError

_STATEMENT = "https://in-toto.io/Statement/v1"


@dataclass(frozen=True, slots=True)
class Statement:
    """The manifest of a site."""

    files: Mapping[str, str]
    """SHA-256 by name."""
    tool_version: str
    commit: str
    as_of: dt.date | None
    audience: str
    with_pdf: bool
    with_history: bool
    materials: tuple[tuple[str, str], ...]
    """The files that the site was made from, with their SHA-256."""


def read_statement(content: bytes) -> Statement:
    """Read a manifest. Raises `UnreadableError` when it is not one."""
    whole = whole_in(content, "manifest.json")
    if whole.get("_type") != _STATEMENT:
        raise UnreadableError(text("{file} is not a manifest of roi-spec.", file="manifest.json"))
    try:
        return _read(whole)
    except (KeyError, TypeError, AttributeError, ValueError) as odd:
        raise UnreadableError(text("{file} is not a manifest of roi-spec.", file="manifest.json")) from odd


def _read(whole: Mapping[str, Any]) -> Statement:
    definition = whole["predicate"]["buildDefinition"]
    parameters = definition["externalParameters"]
    made_from = definition["resolvedDependencies"]
    return Statement(
        files={str(one["name"]): str(one["digest"]["sha256"]) for one in whole["subject"]},
        tool_version=str(whole["predicate"]["runDetails"]["builder"]["version"]["roi-spec"]),
        commit=next((str(one["digest"]["gitCommit"]) for one in made_from if "gitCommit" in one["digest"]), ""),
        as_of=day_in(parameters["as_of"]),
        audience=str(parameters["audience"]),
        with_pdf=parameters["pdf"] is True,
        with_history=parameters.get("history") is True,
        materials=tuple(
            (str(one["name"]), str(one["digest"]["sha256"])) for one in made_from if "sha256" in one["digest"]
        ),
    )
