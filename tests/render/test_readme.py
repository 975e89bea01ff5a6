"""What `templates/README.md` promises to people who change the look is there."""

from __future__ import annotations

import re

import pytest

from roi_spec.render.assemble import CHAPTERS
from roi_spec.resources import templates_root

README = (templates_root() / "README.md").read_text("utf-8")
PROMISES = re.findall(r"- Blocks of `([\w/.]+)`: ([^\n]+)\.", README)


@pytest.mark.parametrize(("template", "named"), PROMISES, ids=[template for template, _ in PROMISES])
def test_every_block_that_is_named_exists_and_every_block_is_named(template: str, named: str) -> None:
    blocks = re.findall(r"{%-? block (\w+)", (templates_root() / template).read_text("utf-8"))
    overridden = {"main", "styles", "scripts"} if template == "handbook.html.j2" else set()
    assert sorted(re.findall(r"`(\w+)`", named)) == sorted(set(blocks) - overridden)


def test_every_template_with_blocks_is_described() -> None:
    assert {template for template, _ in PROMISES} == {"base.html.j2", "handbook.html.j2", "handbook/summary.html.j2"}


def test_every_chapter_that_can_be_replaced_is_named() -> None:
    ids = {id for id, _, _ in CHAPTERS} | {"checks", "follow-up", "trace", "files"}
    listed = README[README.index("The ids are") :].partition("\n- ")[0]
    assert set(re.findall(r"`([\w-]+)`", listed)) == ids


@pytest.mark.parametrize("name", re.findall(r"\| `([\w/.-]+\.j2)`", README))
def test_every_file_in_the_table_is_there(name: str) -> None:
    assert (templates_root() / name).is_file()
