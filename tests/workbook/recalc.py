"""Every workbook computed again by two programs that are not ours, and compared with the engine cell by cell.

    python tests/workbook/recalc.py [SCRATCH]

LibreOffice and formualizer get workbooks in which every formula has the result 999, so that nothing can be copied from
what we wrote. Then each named cell of each example and of each attribution method must hold what the engine gives, to
12 digits. One input is changed in a workbook and in its spec: both must move alike. Needs `soffice`; fails without it.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import formualizer
import openpyxl
from openpyxl.workbook import Workbook as Book

from roi_spec import pipeline
from roi_spec.i18n import Translator
from roi_spec.model.evaluation import BASE, Evaluation
from roi_spec.model.quantity import Missing
from roi_spec.model.workbook import Cell, Formula, Sheet, Workbook
from roi_spec.render.context import Context
from roi_spec.render.privacy import shown_only
from roi_spec.render.workbook import plan
from roi_spec.render.workbook.cases import ENDS, SIDES, Cases
from roi_spec.render.workbook.names import in_case, names_of
from roi_spec.render.workbook.scales import in_cell, unit_of_step
from roi_spec.render.workbook.write import xlsx
from roi_spec.settings import Settings

ROOT = Path(__file__).parents[2]
DAY = dt.date(2026, 6, 1)
DIGITS = 12
WRONG = Fraction(999)

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
"""LibreOffice's own setting; without it the results in the file are believed."""


@dataclass(frozen=True)
class Made:
    """One workbook on disk, and what its cells must hold."""

    file: Path
    evaluation: Evaluation


# --- what is compared ------------------------------------------------------------------------------------------------


def evaluations() -> Iterator[tuple[str, Evaluation]]:
    """Give every example and every case of an attribution method."""
    yield from evaluated(ROOT / "specs", ROOT)
    for case in sorted((ROOT / "tests/cases/methods").iterdir()):
        if case.is_dir():
            yield from ((f"method-{case.name}", found) for _, found in evaluated(case, case))


def evaluated(specs: Path, root: Path) -> Iterator[tuple[str, Evaluation]]:
    found = pipeline.survey(Settings(root, (specs,), DAY))
    for one in found.files:
        if one.evaluation is not None:
            yield one.evaluation.programme.id, one.evaluation


def language_of(name: str) -> str:
    """Give every other workbook in Dutch: sheets are called otherwise there, and formulas name them."""
    return "nl" if len(name) % 2 else "en"


def make(name: str, evaluation: Evaluation, language: str, folder: Path, results: Fraction | None = WRONG) -> Made:
    """Write a workbook; with `results`, every formula in it has that one instead of its own."""
    whole = plan(evaluation, Context(Translator(language), "0", DAY), b"{}")
    file = folder / f"{name}.{language}.xlsx"
    file.write_bytes(xlsx(whole if results is None else with_results(whole, results)))
    return Made(file, evaluation)


def with_results(whole: Workbook, result: Fraction) -> Workbook:
    def cell(one: Cell) -> Cell:
        return replace(one, content=replace(one.content, result=result)) if isinstance(one.content, Formula) else one

    def sheet(one: Sheet) -> Sheet:
        return replace(one, rows=tuple(tuple(map(cell, row)) for row in one.rows))

    return replace(whole, sheets=tuple(map(sheet, whole.sheets)))


def expected(evaluation: Evaluation) -> Iterator[tuple[str, Fraction | None]]:
    """Give every named cell with its number; None where words must stand."""
    shown = shown_only(evaluation, 10)
    cases, names = Cases(shown), names_of(shown.steps)
    for id, step in shown.steps.items():
        for case in (BASE, *SIDES, *ENDS):
            if cases.has(id, case):
                value = cases.value(id, case)
                number = None if isinstance(value, Missing) else in_cell(value, unit_of_step(step))
                yield in_case(names[id], "" if case == BASE else case), number


def compare(book: Book, evaluation: Evaluation) -> tuple[int, list[str]]:
    """Give how many cells were compared, and those that differ."""
    places = {name: next(iter(one.destinations)) for name, one in book.defined_names.items()}
    wrong, count = [], 0
    for name, number in expected(evaluation):
        count += 1
        sheet, cell = places.get(name, ("", ""))
        found = book[sheet][cell].value if cell else "no such name"
        if number is None:
            same = isinstance(found, str) and not found.startswith("#")
        else:
            same = isinstance(found, int | float) and close(found, number)
        if not same:
            wrong.append(f"{name} ({sheet}!{cell}): {found!r}, the engine has {number and float(number)!r}")
    errors = [f"{one.coordinate} on {sheet.title}: {one.value}" for sheet in book for one in errors_on(sheet)]
    return count, wrong + errors


def errors_on(sheet: Any) -> list[Any]:
    return [one for row in sheet.iter_rows() for one in row if one.data_type == "e"]


def close(found: float, number: Fraction) -> bool:
    """Say whether two numbers agree to 12 digits; where nothing is left of millions, rounding may be."""
    distance = abs(Fraction(found) - number)
    return distance <= abs(number) / 10**DIGITS or (abs(number) < Fraction(1, 10**6) and distance < Fraction(1, 10**8))


# --- the two programs ------------------------------------------------------------------------------------------------


def by_libreoffice(files: list[Path], folder: Path) -> dict[Path, Path]:
    """Compute workbooks in one run of LibreOffice that believes no result."""
    program = shutil.which("soffice")
    if program is None:
        sys.exit("soffice is not here; install libreoffice-calc")
    profile, out = folder / "profile", folder / "libreoffice"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user/registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", out, *files], check=True, capture_output=True, timeout=1200)
    return {file: out / file.name for file in files}


def by_formualizer(files: list[Path], folder: Path) -> dict[Path, Path]:
    out = folder / "formualizer"
    out.mkdir(exist_ok=True)
    for file in files:
        formualizer.recalculate_file(str(file), str(out / file.name))
    return {file: out / file.name for file in files}


PROGRAMS = {"LibreOffice": by_libreoffice, "formualizer": by_formualizer}


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def check(made: list[Made], folder: Path) -> int:
    """Compare every workbook in both programs; give how many cells differ."""
    differing = 0
    for program, compute in PROGRAMS.items():
        cells = 0
        results = compute([one.file for one in made], folder)
        for one in made:
            count, wrong = compare(openpyxl.load_workbook(results[one.file], data_only=True), one.evaluation)
            cells += count
            differing += len(wrong)
            for line in wrong:
                say(f"{program}: {one.file.name}: {line}")
        say(f"{program}: {cells} cells of {len(made)} workbooks computed")
        if not cells:
            sys.exit("nothing was compared")
    return differing


# --- one input changed -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Edit:
    """One value of a spec, and the cell that holds it."""

    spec: str
    before: str
    after: str
    name: str
    typed: float


EDITS = (
    Edit(
        "inwerken-klantenservice-2025",
        "{id: s02, attribution: 70%",
        "{id: s02, attribution: 55%",
        "kpi.weken_tot_zelfstandig.cross_check_1.respondent.s02.attribution",
        0.55,
    ),
    Edit(
        "consultative-selling-2025",
        "value: 30%\n    low: 26%",
        "value: 28%\n    low: 26%",
        "assumption.contribution_margin",
        0.28,
    ),
    Edit("consultative-selling-2025", "result: 14700 USD", "result: 14500 USD", "kpi.cross_sell_revenue.actual", 14500),
    Edit(
        "consultative-selling-2025",
        "baseline: 11800 USD",
        "baseline: 11650 USD",
        "kpi.cross_sell_revenue.attribution.comparison.baseline",
        11650,
    ),
    Edit(
        "safety-plan-2027", "value: 7400 EUR/accident", "value: 8100 EUR/accident", "assumption.cost_per_accident", 8100
    ),
    Edit("safety-plan-2027", "value: 4 hours/person", "value: 2.5 hours/person", "assumption.session_hours", 2.5),
)


def edited(folder: Path) -> int:
    """Change one input in a workbook and in its spec; give how many cells do not move alike."""
    folder.mkdir(exist_ok=True)
    made = []
    for number, edit in enumerate(EDITS):
        whole = make(f"edit-{number}", one_of(ROOT, edit.spec), "en", folder)
        book = openpyxl.load_workbook(whole.file)
        sheet, cell = next(iter(book.defined_names[edit.name].destinations))
        book[sheet][cell].value = edit.typed
        book.save(whole.file)
        made.append(Made(whole.file, changed(edit, folder / f"workspace-{number}")))
    return check(made, folder)


def changed(edit: Edit, root: Path) -> Evaluation:
    """Evaluate the spec with the other value, in a copy of the workspace."""
    shutil.copytree(ROOT / "specs", root / "specs", dirs_exist_ok=True)
    shutil.copy(ROOT / "roi-spec.yaml", root)
    file = root / "specs" / f"{edit.spec}.roi.yaml"
    written = file.read_text("utf-8")
    if written.count(edit.before) != 1:
        sys.exit(f"{edit.spec} has {written.count(edit.before)} times {edit.before!r}")
    file.write_text(written.replace(edit.before, edit.after), "utf-8")
    return one_of(root, edit.spec)


def one_of(root: Path, spec: str) -> Evaluation:
    return dict(evaluated(root / "specs" / f"{spec}.roi.yaml", root))[spec]


def main(scratch: str | None = None) -> None:
    """Run everything; exit code 1 when a cell differs."""
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(scratch or kept)
        folder.mkdir(exist_ok=True)
        differing = everything(folder)
    say(f"{differing} differ")
    sys.exit(1 if differing else 0)


def everything(folder: Path) -> int:
    """Compare all that there is; give how many cells differ."""
    made = [make(name, one, language_of(name), folder) for name, one in evaluations()]
    differing = check(made, folder)
    say("One input changed in the workbook and in the spec:")
    return differing + edited(folder / "edited")


if __name__ == "__main__":
    main(*sys.argv[1:])
