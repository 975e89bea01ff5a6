"""Take the scripts out of workflows and jobs, one file each, so that shellcheck can read them.

Usage: scripts.py FOLDER TARGET
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def scripts_of(path: Path) -> Iterator[tuple[str, str]]:
    """Give every script of a GitHub workflow or a GitLab file with the name of its step."""
    content: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    for job in content.get("jobs", {}).values():
        yield from ((step["name"], step["run"]) for step in job["steps"] if "run" in step)
    for name, job in content.items():
        if isinstance(job, dict) and "script" in job:
            yield name, "\n".join(job["script"])


def main(folder: Path, target: Path) -> None:
    """Write every script into a folder."""
    target.mkdir()
    for file in sorted(folder.rglob("*.yml")):
        for name, script in scripts_of(file):
            place = "-".join((*file.relative_to(folder).with_suffix("").parts, name)).replace(" ", "_")
            (target / f"{place}.sh").write_text(script + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
