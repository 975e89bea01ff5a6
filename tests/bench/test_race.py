"""Who is measured against whom is what the report says: the peer as it installs by itself, and the aim as it is set."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from bench import peer
from bench.race import Command, Race, Run, lines, race, run, verdict


def runs(*seconds: float) -> tuple[Run, ...]:
    return tuple(Run(one, one, 10) for one in seconds)


def python(name: str, program: str, **more: object) -> Command:
    return Command(name, (sys.executable, "-c", program), Path(), **more)  # type: ignore[arg-type]


def test_medians_are_held_against_each_other_and_the_aim_is_told() -> None:
    result = Race("check", "ours", "peer", runs(1, 2, 9), runs(7, 8, 30), aim=0.25, also=(("lent", runs(4, 4, 4)),))
    assert result.ratio == 0.25
    assert verdict(result) == "reached"
    told = "\n".join(lines(result))
    assert "ratio 0.250" in told
    assert "aim 0.25: reached" in told
    assert "ratio 0.500 to lent" in told


def test_a_hair_too_slow_is_missed() -> None:
    assert verdict(Race("check", "ours", "peer", runs(2.01), runs(8), aim=0.25)) == "MISSED"


def test_all_run_as_often_and_each_in_its_own_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "somewhere")
    bare = python("bare", "import os; assert 'PYTHONPATH' not in os.environ")
    lent = python("lent", "import os; assert os.environ['PYTHONPATH'] == 'lent'", environment=(("PYTHONPATH", "lent"),))
    result = race("start", bare, python("peer", ""), rounds=2, aim=1, also=(lent,))
    assert [len(one) for one in (result.our_runs, result.peer_runs, result.also[0][1])] == [2, 2, 2]


def test_a_program_that_fails_is_not_measured() -> None:
    with pytest.raises(RuntimeError, match="went wrong"):
        run(python("broken", "raise SystemExit('it went wrong')"))


def test_the_peer_brings_no_parser_in_c() -> None:
    versions = peer.versions("check-jsonschema", "ruamel.yaml", "ruamel.yaml.clib")
    assert re.fullmatch(r"[\d.]+", versions["check-jsonschema"])
    assert re.fullmatch(r"[\d.]+", versions["ruamel.yaml"])
    assert versions["ruamel.yaml.clib"] == "absent"


def test_only_the_parser_is_lent() -> None:
    names = [path.name for path in peer.lent_parser().iterdir()]
    assert [name.partition(".")[0] for name in names] == ["_ruamel_yaml"]
