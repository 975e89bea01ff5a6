"""Every place on a receipt: what stands there in the file is what was counted with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from tests.audit.book import based, exact
from tests.audit.published import analyses, every_programme, programmes, sheet, study
from tests.audit.spec import ROOT, measured, month_number, sum_of


def written_at(place: Mapping[str, Any]) -> str:
    lines = (ROOT / place["file"]).read_text("utf-8").splitlines()[place["line"] - 1 : place["end_line"]]
    last = lines[-1][: place["end_column"] - 1]
    lines = [*lines[:-1], last]
    return " ".join([lines[0][place["column"] - 1 :], *lines[1:]]).strip().strip("\"'")


@every_programme
def test_what_was_stated_stands_where_the_receipt_says(programme: str) -> None:
    book, own = sheet(programme), study(programme)
    counted, found = own.from_data(), analyses(book.receipt)
    for step in book.steps.values():
        id, value = step["id"], based(step["value"])
        if step["kind"] != "input":
            continue
        written, name = written_at(step["place"]), id.rpartition(".")[2]
        if id == "benefit_lag":
            assert value == own.lag
            assert written == str(own.spec["benefit_window"]["start"])
        elif id == "calendar.year":
            assert value == own.year
        elif ".time." in id:
            first = written_at(book.steps[id.replace(f".time.{name}", ".time.1")]["place"])
            assert value == month_number(written) - month_number(first) + 1
        elif id in counted:
            assert value == counted[id]
        elif (one := found.get(id.rpartition(".")[0])) and name in ("effect", "prediction_margin"):
            half = (exact(one["high"]["base"]) - exact(one["low"]["base"])) / 2
            assert value == (exact(one["estimate"]["base"]) if name == "effect" else half), id
        else:
            assert measured(written) == value, id


@every_programme
def test_what_was_computed_points_at_its_own_formula(programme: str) -> None:
    """A benefit, cost or value that an author wrote as a formula comes out the same when read off that place."""
    own, book = study(programme), sheet(programme)
    values = book.at()
    for kpi in own.spec["kpis"]:
        step = book.steps.get(f"kpi.{kpi['id']}.benefit")
        if step is not None:
            how = kpi["conversion"]
            wanted = how["technique"] if "inputs" in how else " ".join(how["formula"].split())
            assert wanted in " ".join(written_at(step["place"]).split())
    for part, stated in (("assumption", own.spec.get("assumptions", [])), ("cost", own.spec.get("costs", []))):
        for one in stated:
            if "formula" in one:
                ids = [f"{part}.{one['id']}{end}" for end in (".whole", ".each_year", "")]
                id = next(id for id in ids if id in book.steps)
                assert sum_of(written_at(book.steps[id]["place"]), own.names) == values[id], id


@every_programme
def test_the_files_are_the_ones_that_were_read(programme: str) -> None:
    files = sheet(programme).receipt["provenance"]["files"]
    assert programmes()[programme].path in [one["path"] for one in files]
    for one in files:
        assert hashlib.sha256((ROOT / one["path"]).read_bytes()).hexdigest() == one["sha256"], one["path"]
