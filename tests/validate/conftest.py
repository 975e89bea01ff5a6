"""What the tests of the language share: the compiled language, and a whole spec around a few lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from roi_spec import validate
from roi_spec.model.finding import Finding
from roi_spec.model.spec import Calendar, Programme, StandardValues, Workspace
from roi_spec.read.yaml import read_text

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("programme", "standard-values", "sign-offs", "calendar", "workspace")
KNOWN_RULES = ("ROI112", "ROI201")

FRAME = {
    "roi_spec": '"1.0"',
    "kind": "programme",
    "id": "needs-dialogue",
    "title": "The needs dialogue",
    "language": "en",
    "currency": "EUR",
    "stage": "plan",
    "evaluation_level": "1",
    "audience": "{group: Account managers}",
}

Examined = tuple[Programme | StandardValues | Calendar | Workspace | None, tuple[Finding, ...]]


@pytest.fixture(scope="session")
def schemas() -> Mapping[str, Mapping[str, Any]]:
    return {kind: json.loads((ROOT / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8")) for kind in KINDS}


@pytest.fixture(scope="session")
def kit(schemas) -> validate.Kit:
    return validate.compile_schemas(schemas)


@pytest.fixture(scope="session")
def examine(kit) -> Callable[[str], Examined]:
    """Read and check a whole file, and look up its names when it is a programme."""

    def run(content: str) -> Examined:
        document, read = read_text("specs/test.roi.yaml", content)
        if document is None:
            return None, read
        spec, found = validate.check(document, kit)
        if isinstance(spec, Programme):
            found = (*found, *validate.cross_check(spec, {}, KNOWN_RULES))
        return spec, found

    return run


@pytest.fixture(scope="session")
def whole() -> Callable[[str], str]:
    """Complete a few lines to a whole programme; what they say themselves is not said twice."""

    def complete(lines: str) -> str:
        if "\nkind: " in lines:
            return lines  # a file of another kind is whole already
        own = {line.partition(":")[0] for line in lines.splitlines() if line[:1] not in (" ", "-", "#", "")}
        return lines + "".join(f"{name}: {value}\n" for name, value in FRAME.items() if name not in own)

    return complete


@pytest.fixture(scope="session")
def findings(examine, whole) -> Callable[[str], tuple[Finding, ...]]:
    """Give the findings about a few lines of a programme."""
    return lambda lines: examine(whole(lines))[1]


@pytest.fixture(scope="session")
def only(findings) -> Callable[[str], Finding]:
    """Give the one finding about a few lines of a programme."""

    def run(lines: str) -> Finding:
        found = findings(lines)
        assert len(found) == 1, [f"{each.code} {each.text}" for each in found]
        return found[0]

    return run
