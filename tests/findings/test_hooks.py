"""The hooks that pre-commit reads from this repository: each runs a command that exists, on the files it is for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from roi_spec.cli import cli

HOOKS: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(Path(__file__).parents[2] / ".pre-commit-hooks.yaml")


def test_there_is_one_to_look_and_one_to_mend() -> None:
    assert [hook["id"] for hook in HOOKS] == ["roi-spec-check", "roi-spec-fix"]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_a_command_that_exists_on_specs_only(hook: dict[str, Any]) -> None:
    program, *arguments = hook["entry"].split()
    assert program == "roi-spec"
    assert CliRunner().invoke(cli, [*arguments, "--help"]).exit_code == 0
    assert re.search(hook["files"], "specs/one.roi.yaml")
    assert not re.search(hook["files"], "specs/one.yaml")
    assert hook["language"] == "python"
