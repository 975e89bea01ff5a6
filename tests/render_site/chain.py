"""The example specs and small texts, examined by the real stages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path

from roi_spec import pipeline
from roi_spec.i18n import Translator
from roi_spec.lint import Context
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.spec import Workspace
from roi_spec.read.gate import admit
from roi_spec.render.site_entry import SiteEntry, entry_of
from tests.specs import BASE

TODAY = dt.date(2026, 6, 1)
SPECS = Path(__file__).parents[2] / "specs"
EN, NL = Translator("en"), Translator("nl")


@cache
def survey() -> pipeline.Survey:
    return pipeline.survey(pipeline.settings_for([SPECS], TODAY))


@cache
def programmes() -> dict[str, pipeline.Examined]:
    return {one.programme.id: one for one in survey().files if one.programme and one.evaluation}


@cache
def examined(content: str = BASE) -> pipeline.Examined:
    source, refused = admit("specs/small.roi.yaml", content.encode())
    assert source is not None, refused
    kit = pipeline.Kit(Context(TODAY, Workspace(), {}), frozenset(pipeline.all_rules()))
    return pipeline.examine(pipeline.understand(source), kit)


def evaluated(content: str = BASE) -> Evaluation:
    one = examined(content)
    assert one.evaluation is not None, one.findings
    return one.evaluation


@cache
def entries() -> tuple[SiteEntry, ...]:
    """What the pages about all programmes need of each example."""
    return tuple(entry_of(one.evaluation, one.findings) for one in programmes().values() if one.evaluation)


def many(n: int) -> tuple[SiteEntry, ...]:
    """As many programmes as a large organisation has: the examples, over and over, each time with a name of its own."""
    every = entries()
    return tuple(_again(every[place % len(every)], place // len(every) + 1) for place in range(n))


def _again(entry: SiteEntry, time: int) -> SiteEntry:
    id = f"{entry.id}-{time}"
    values = tuple(
        replace(one, used_by=(id,), ranks=tuple((id, rank) for _, rank in one.ranks)) for one in entry.values
    )
    dues = tuple(replace(one, programme=id) for one in entry.dues)
    return replace(entry, id=id, title=f"{entry.title} {time}", values=values, dues=dues)
