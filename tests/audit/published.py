"""What was published: the survey of `specs/`, the receipts, and the studies that stand against them."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from typing import Any

import pytest

from roi_spec import building, pipeline
from tests.audit.book import Sheet, exact
from tests.audit.spec import ROOT, SPECS, loaded
from tests.audit.study import Study

AS_OF = dt.date(2026, 6, 1)
LOCALES = ("en", "nl")


@cache
def survey() -> pipeline.Survey:
    """Read, check and evaluate everything in `specs/`."""
    return pipeline.survey(pipeline.settings_for([SPECS], AS_OF))


@cache
def programmes() -> dict[str, pipeline.Examined]:
    """Give every programme that is published, by id."""
    return {one.programme.id: one for one in building.publishable(survey()) if one.programme}


@cache
def sheet(programme: str) -> Sheet:
    """Give the receipt of a programme."""
    return Sheet(json.loads(building.receipt_of(programmes()[programme], survey())))


def analyses(receipt: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the analyses on a receipt, by the prefix of the method's figures."""
    found = {}
    for kpi in receipt["kpis"]:
        for number, one in enumerate(kpi["methods"]):
            if one["analysis"]:
                name = f"cross_check_{number}" if number else "attribution"
                found[f"kpi.{kpi['id']}.{name}"] = one["analysis"]
    return found


@cache
def study(programme: str) -> Study:
    """Give the spec of a programme, with the effects that statistics found in data files."""
    found = analyses(sheet(programme).receipt)
    estimates = {prefix: exact(one["estimate"]["base"]) for prefix, one in found.items() if one["data"]}
    return Study(loaded(ROOT / programmes()[programme].path), AS_OF, estimates)


every_programme = pytest.mark.parametrize("programme", sorted(programmes()))
