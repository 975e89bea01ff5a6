"""Every place on a receipt: what stands there in the file is what was counted with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.audit.book import based
from tests.audit.published import every_programme, programmes, sheet, study
from tests.audit.spec import ROOT, measured, sum_of


def written_at(place: Mapping[str, Any]) -> str:
    lines = (ROOT / place["file"]).read_text("utf-8").splitlines()[place["line"] - 1 : place["end_line"]]
    last = lines[-1][: place["end_column"] - 1]
    lines = [*lines[:-1], last]
    return " ".join([lines[0][place["column"] - 1 :], *lines[1:]]).strip().strip("\"'")


@every_programme
def test_what_was_stated_stands_where_the_receipt_says(programme: str) -> None:
    book, spec = sheet(programme), study(programme).spec
    for step in book.steps.values():
        if step["kind"] != "input":
            continue
        written, value, name = written_at(step["place"]), based(step["value"]), step["id"].rpartition(".")[2]
        if step["id"] == "benefit_lag":
            months = Fraction((spec["benefit_window"]["start"] - spec["delivery"]["end"]).days) / (
                Fraction("365.25") / 12
            )
            assert value == months
            assert written == str(spec["benefit_window"]["start"])
        elif ".time." in step["id"]:
            first = written_at(book.steps[step["id"].replace(f".time.{name}", ".time.1")]["place"])
            year, month = (int(b) - int(a) for a, b in zip(first.split("-"), written.split("-"), strict=True))
            assert value == 12 * year + month + 1
        else:
            assert measured(written) == value, step["id"]


@every_programme
def test_what_was_computed_points_at_its_own_formula(programme: str) -> None:
    """A benefit, cost or value that an author wrote as a formula comes out the same when read off that place."""
    own, book = study(programme), sheet(programme)
    values, read = book.at(), 0
    for kpi in own.spec["kpis"]:
        step = book.steps.get(f"kpi.{kpi['id']}.benefit")
        if step is not None:
            assert " ".join(kpi["conversion"]["formula"].split()) in " ".join(written_at(step["place"]).split())
    for part, stated in (("assumption", own.spec.get("assumptions", [])), ("cost", own.spec.get("costs", []))):
        for one in stated:
            if "formula" in one:
                id = f"{part}.{one['id']}.whole" if "prorate" in one else f"{part}.{one['id']}"
                assert sum_of(written_at(book.steps[id]["place"]), own.names) == values[id], id
                read += 1
    assert read or not own.spec.get("costs")


@every_programme
def test_the_files_are_the_ones_that_were_read(programme: str) -> None:
    files = sheet(programme).receipt["provenance"]["files"]
    assert programmes()[programme].path in [one["path"] for one in files]
    for one in files:
        assert hashlib.sha256((ROOT / one["path"]).read_bytes()).hexdigest() == one["sha256"], one["path"]
