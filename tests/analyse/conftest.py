"""A bench to analyse a spec with its data on: YAML and CSV in, analyses out, through the same doors as the tool."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache

import pytest

from roi_spec import analyse, validate
from roi_spec.analyse import Analysed
from roi_spec.model.finding import Severity
from roi_spec.model.spec import Programme
from roi_spec.model.table import Table
from roi_spec.read.table import read_table
from roi_spec.read.yaml import read_text
from roi_spec.resources import schema_root

COMMON = {
    "roi_spec": '"1.0"',
    "kind": "programme",
    "id": "example",
    "title": "An example",
    "language": "en",
    "currency": "EUR",
    "stage": "final",
    "evaluation_level": "4",
    "audience": "{group: Everybody, invited: 20, completed: 20}",
}


@cache
def _kit() -> validate.Kit:
    kinds = ("programme", "standard-values", "workspace")
    return validate.compile_schemas(
        {kind: json.loads((schema_root() / f"{kind}.schema.json").read_text("utf-8")) for kind in kinds}
    )


def programme_of(body: str) -> Programme:
    own = {line.partition(":")[0] for line in body.splitlines() if line[:1].isalpha()}
    content = "".join(f"{key}: {value}\n" for key, value in COMMON.items() if key not in own) + body
    document, broken = read_text("specs/example.roi.yaml", content)
    assert document is not None, [str(one.text) for one in broken]
    spec, unfit = validate.check(document, _kit())
    errors = [f"{one.at} {one.text}" for one in (*broken, *unfit) if one.severity is Severity.ERROR]
    assert isinstance(spec, Programme), errors
    return spec


def tables_of(programme: Programme, files: Mapping[str, str]) -> dict[str, Table]:
    tables = {}
    for entry in programme.data:
        table, said = read_table(files[entry.id].encode(), entry.file, entry)
        assert table is not None, [str(one.text) for one in said]
        tables[entry.id] = table
    return tables


@pytest.fixture(scope="session")
def analysed() -> Callable[..., Analysed]:
    """Analyse a programme: the body of a spec, and the text of each data file by the id of its entry."""

    def analysed(body: str, **files: str) -> Analysed:
        programme = programme_of(body)
        return analyse.run(programme, tables_of(programme, files))

    return analysed
