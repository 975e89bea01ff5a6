"""On what was measured: versions, cores and load. Neither the name of the machine nor any path is told."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from bench import peer

PACKAGES = (
    "roi-spec",
    "jsonschema",
    "ruamel.yaml",
    "ruamel.yaml.clib",
    "click",
    "jinja2",
    "weasyprint",
    "pydyf",
    "fonttools",
    "numpy",
    "pandas",
)


def lines() -> Iterator[str]:
    """Give the facts as lines of text, with a warning when the machine is busy."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    yield f"{python}, {platform.system()} {platform.machine()}, {cores()} cores"
    yield ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    theirs = peer.versions(peer.NAME, "jsonschema", "ruamel.yaml", "ruamel.yaml.clib", "click")
    yield "the peer: " + ", ".join(f"{name} {number}" for name, number in theirs.items())
    busy = load()
    if busy is not None:
        yield f"load {busy:.2f}"
        if busy > 0.25 * cores():
            yield "WARNING: the machine is busy with other work; trust ratios more than times, and a quiet machine most"


def cores() -> int:
    """Give the number of cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def load() -> float | None:
    """Give the average number of waiting processes over the last minute; None where the system does not count them."""
    try:
        return os.getloadavg()[0]
    except OSError:
        return None


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
