"""The same spec gives the same digits: twice, in another process, and with its inputs listed in another order."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from roi_spec import building, pipeline

ROOT = Path(__file__).parent.parent
SPECS = sorted(path.name for path in (ROOT / "specs").glob("*.roi.yaml") if b"\nkind: programme" in path.read_bytes())
LISTED = ("assumptions", "costs", "kpis", "objectives", "parts", "cohorts", "exchange_rates", "data", "citations")
"""Blocks whose order means nothing."""


@cache
def receipts(folder: Path) -> dict[str, Any]:
    found = pipeline.survey(pipeline.settings_for([folder / "specs"]))
    return {one.path: json.loads(building.receipt_of(one, found)) for one in found.files if one.evaluation}


def receipt(folder: Path, name: str) -> dict[str, Any]:
    return receipts(folder)[f"specs/{name}"]


def figures(one: dict[str, Any]) -> dict[str, Any]:
    """Everything that was computed, by name; not the places in the file, which another order moves."""
    return {
        "steps": {step["id"]: step.get("value") for step in one["steps"]},
        "results": one["results"],
        "scenarios": one["scenarios"],
        "simulation": one.get("simulation"),
    }


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the examples in which every list whose order means nothing stands in another one."""
    folder = tmp_path_factory.mktemp("shuffled")
    shutil.copytree(ROOT / "specs", folder / "specs")
    shutil.copy(ROOT / "roi-spec.yaml", folder) if (ROOT / "roi-spec.yaml").exists() else None
    reader = YAML()
    reader.width = 4096
    for name in SPECS:
        path = folder / "specs" / name
        spec = reader.load(path.read_text("utf-8"))
        for block in (key for key in LISTED if key in spec):
            random.Random(f"{name} {block}").shuffle(spec[block])
        for kpi in spec.get("kpis", ()):
            rows = kpi.get("attribution", {}).get("respondents")
            if rows:
                random.Random(name).shuffle(rows)
        out = io.StringIO()
        reader.dump(spec, out)
        path.write_text(out.getvalue(), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", SPECS)
def test_the_order_of_the_inputs_changes_no_digit(name: str, shuffled: Path) -> None:
    assert figures(receipt(shuffled, name)) == figures(receipt(ROOT, name))


def test_another_process_gives_the_same_bytes() -> None:
    def run(seed: str) -> bytes:
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "ROI_SPEC_LANG": "en"}
        wanted = [sys.executable, "-m", "roi_spec", "show", f"specs/{SPECS[0]}", "--format", "json"]
        return subprocess.run(wanted, cwd=ROOT, env=environment, capture_output=True, check=True).stdout

    first = run("1")
    assert json.loads(first)["simulation"]["draws"] > 0
    assert run("2") == first
