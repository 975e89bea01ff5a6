"""The example specs and small texts, examined by the real stages."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from roi_spec import pipeline
from roi_spec.i18n import Translator
from roi_spec.lint import Context
from roi_spec.model.evaluation import Evaluation
from roi_spec.model.spec import Workspace
from roi_spec.read.gate import admit
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
