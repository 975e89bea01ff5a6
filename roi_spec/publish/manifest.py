"""The list of everything published: a statement in the shape of in-toto, which a company can sign with what it has.

`subject` names every file of the site with its SHA-256; `predicate` tells, in the shape of SLSA provenance, which tool
made them, from which files, at which commit. It is also the mark by which we know a folder for ours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://slsa.dev/provenance/v1"
BUILD = "urn:roi-spec:site:1"
"""What kind of build this is; a folder whose manifest says so may be replaced."""
BUILDER = "urn:roi-spec:tool"
FORMER = "roi-spec site 1"
"""What the manifest called itself before it was a statement; such a folder may be replaced as well."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a site was made from, and how."""

    version: str = ""
    """Of roi-spec."""
    schema_version: str = ""
    """Of the spec language."""
    commit: str = ""
    """The commit the files stand at; empty when unknown or changed since."""
    as_of: str = ""
    """The day that expiry dates were held against, as `YYYY-MM-DD`; empty: none."""
    audience: str = "internal"
    languages: tuple[str, ...] = ()
    with_pdf: bool = False
    with_history: bool = False
    """Whether the pages were to tell what changed, as far as git knows it."""
    materials: tuple[tuple[str, str], ...] = ()
    """Every file that was read, as its readers may know it, with its SHA-256."""


def manifest(digests: Mapping[str, str], grounds: Grounds) -> bytes:
    """Give the statement over files by path; the same files and grounds give the same bytes."""
    whole = {
        "_type": STATEMENT,
        "subject": [{"name": name, "digest": {"sha256": digests[name]}} for name in sorted(digests)],
        "predicateType": PREDICATE,
        "predicate": {"buildDefinition": _definition(grounds), "runDetails": {"builder": _builder(grounds)}},
    }
    return (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()


def _definition(grounds: Grounds) -> dict[str, Any]:
    made_from: list[dict[str, Any]] = [
        {"name": name, "digest": {"sha256": digest}} for name, digest in sorted(set(grounds.materials))
    ]
    if grounds.commit:
        made_from.append({"name": "commit", "digest": {"gitCommit": grounds.commit}})
    return {
        "buildType": BUILD,
        "externalParameters": {
            "audience": grounds.audience,
            "as_of": grounds.as_of or None,
            "languages": list(grounds.languages),
            "pdf": grounds.with_pdf,
            "history": grounds.with_history,
        },
        "internalParameters": {"schema_version": grounds.schema_version},
        "resolvedDependencies": made_from,
    }


def _builder(grounds: Grounds) -> dict[str, Any]:
    return {"id": BUILDER, "version": {"roi-spec": grounds.version}}


def listed(content: bytes) -> Mapping[str, str] | None:
    """Read a manifest of ours, of now or of before: digests by path. None when it is something else."""
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(whole, dict):
        return None
    if whole.get("format") == FORMER and isinstance(whole.get("files"), dict):
        return {name: str(digest) for name, digest in whole["files"].items()}
    subjects = whole.get("subject")
    if not isinstance(subjects, list) or _kind(whole) != BUILD:
        return None
    return {one["name"]: _digest(one) for one in subjects if isinstance(one, dict) and isinstance(one.get("name"), str)}


def _kind(whole: Mapping[str, Any]) -> Any:
    predicate = whole.get("predicate")
    definition = predicate.get("buildDefinition") if isinstance(predicate, dict) else None
    return definition.get("buildType") if isinstance(definition, dict) else None


def _digest(subject: Mapping[str, Any]) -> str:
    digest = subject.get("digest")
    return str(digest.get("sha256", "")) if isinstance(digest, dict) else ""
