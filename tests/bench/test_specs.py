"""What is measured is real work: the made-up programmes are valid, all different, and use every attribution method."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from bench import specs
from roi_spec.evaluate.attribution import METHODS
from roi_spec.model.finding import Severity
from roi_spec.pipeline import settings_for, survey

NEED_FILES = {"before_after", "interrupted_time_series"}
"""Methods that read a data file, which the made-up programmes do without."""

COUNT = 66
"""Every method with every subject."""


def test_they_pass_the_check_and_are_evaluated(tmp_path: Path) -> None:
    specs.write(tmp_path, COUNT)
    found = survey(settings_for((tmp_path / "specs",), dt.date(2025, 6, 30)))
    findings = [one for file in found.files for one in file.findings if one.severity is not Severity.INFO]
    assert [f"{one.at} {one.code} {one.text}" for one in findings] == []
    programmes = [file for file in found.files if file.programme is not None]
    assert len(programmes) == COUNT
    assert all(file.evaluation is not None for file in programmes)
    assert sum(file.evaluation is not None and file.evaluation.kind == "roi" for file in programmes) > 0.9 * COUNT


def test_every_attribution_method_has_its_turn() -> None:
    typed = {id for id, one in METHODS.items() if id not in NEED_FILES}
    assert specs.METHODS.keys() == typed
    used = {
        line.split()[-1]
        for number in range(1, 12)
        for line in specs.programme(number).splitlines()
        if " method: " in line
    }
    assert used == typed


def test_they_are_all_different_and_the_same_for_the_same_seed() -> None:
    texts = [specs.programme(number) for number in range(1, COUNT + 1)]
    assert len(set(texts)) == COUNT
    assert texts == [specs.programme(number) for number in range(1, COUNT + 1)]
    assert specs.programme(1, seed=1) != specs.programme(1, seed=2)
