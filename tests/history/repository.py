"""A small repository with a scripted past, for tests of everything that reads history.

`written` makes it: one programme, `careful-claims`, that starts on 2025-01-13, one file of standard values and the
house settings, in commits with fixed dates, so that hashes are the same on every machine. Each step of `STEPS` has a
name and changes one thing. Other pasts are made from the same steps: `squashed`, `rebased`, and `shallow`.

    past = written(tmp_path / "work")          # all steps
    past = written(tmp_path / "work", until="retarget")
    past.commit("words", "2025-11-03", by=FINANCE)  # one more
    past.ids["standard"]                       # the hash of a step
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.specs import BASE

LEARNING = ("Learning and development", "learning@example.org")
FINANCE = ("Finance", "controller@finance.example.org")

FIRST = "specs/claims.roi.yaml"
SPEC = "specs/careful-claims.roi.yaml"
"""What the file of the programme is called before and after it got another name."""
STANDARDS = "specs/standards.roi.yaml"
WORKSPACE = "roi-spec.yaml"

HOUSE = """\
roi_spec: "1.0"
kind: workspace
organisation: Example Insurance
history:
  people: roles
  roles:
    - {mail: learning@example.org, role: Learning and development}
    - {mail: "@finance.example.org", role: Finance}
"""

VALUES = """\
roi_spec: "1.0"
kind: standard-values
id: standards
title: Standard values
language: en
currency: EUR
owner: Finance
approved_by: Financial controller
approved_on: 2024-10-01
values:
  - id: cost_per_error
    title: Cost of one error
    value: 60 EUR/error
    low: 50 EUR/error
    high: 70 EUR/error
    source: Cost manual 2025
    date: 2024-10-01
"""


def plan() -> str:
    """Give the programme as it is planned: forecasts, no results, one method, and a shared value for an error."""
    made = BASE.replace("stage: final", "stage: plan").replace(", date: 2025-08-04", "").replace("Report 12", "Monthly")
    made = made.replace("effect * cost_per_error", "effect * standard.cost_per_error")
    made = re.sub(r"(?ms)^  - id: cost_per_error\n.*?(?=^  - \{id: hours_each)", "", made)
    made = re.sub(r"(?m)^    (result|responses|result_period): .*\n", "", made)
    made = re.sub(r"(?ms)^    attribution:\n.*?(?=^    conversion)", EXPERT, made)
    made = made.replace(", done: 2025-04-28", "")
    return made.replace("    baseline: 300 errors", "    forecast: 190 errors/month\n    baseline: 300 errors")


EXPERT = """\
    attribution:
      method: expert_estimate
      share: 60%
      confidence: 80%
      interest: The process owner does not gain by the result
"""

COMPARED = """\
    attribution:
      method: comparison_group
      comparison: {group: Team North, people: 38, baseline: 290 errors/month, result: 270 errors/month}
      assignment: matched
      matched_on: [tenure, type of claim]
"""


@dataclass
class Repository:
    """A folder under git with a way to change files and to commit on a given day."""

    root: Path
    ids: dict[str, str] = field(default_factory=dict)
    """The hash of each step, by its name."""

    def git(self, *arguments: str, **environment: str) -> str:
        """Run git without anything of the machine's own settings, and give what it printed."""
        plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        plain |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C", **environment}
        command = ("git", "-C", str(self.root), "-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false")
        done = subprocess.run((*command, *arguments), env=plain, capture_output=True, text=True, check=True)
        return done.stdout

    def read(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def write(self, path: str, content: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content, "utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Replace one passage that stands in a file exactly once."""
        content = self.read(path)
        assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {path}"
        self.write(path, content.replace(old, new))

    def commit(
        self, words: str, day: str, by: tuple[str, str] = LEARNING, *, committed: str = "", more: tuple[str, ...] = ()
    ) -> str:
        """Commit everything as written on a day, and made on that or another one; give the hash."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", words, *more, **_signed(day, committed or day, by))
        return self.head()

    def head(self) -> str:
        return self.git("rev-parse", "HEAD").strip()


def _signed(day: str, committed: str, by: tuple[str, str]) -> dict[str, str]:
    return {
        "GIT_AUTHOR_NAME": by[0],
        "GIT_AUTHOR_EMAIL": by[1],
        "GIT_COMMITTER_NAME": by[0],
        "GIT_COMMITTER_EMAIL": by[1],
        "GIT_AUTHOR_DATE": f"{day}T12:00:00+00:00",
        "GIT_COMMITTER_DATE": f"{committed}T12:00:00+00:00",
    }


# --- the steps -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One commit of the scripted past."""

    name: str
    day: str
    words: str
    make: Callable[[Repository], None]
    by: tuple[str, str] = LEARNING


def _begin(one: Repository) -> None:
    one.write(WORKSPACE, HOUSE)
    one.write(STANDARDS, VALUES)
    one.write(FIRST, plan())


def _typo(one: Repository) -> None:
    one.change(FIRST, "claim files, and the number", "files of claims, and the number")


def _reformat(one: Repository) -> None:
    """Turn lines around, add quotes, spaces and a comment; the meaning stays."""
    one.change(FIRST, "currency: EUR\nstage: plan\n", "# as agreed in the kick-off\nstage: plan\ncurrency:   'EUR'\n")
    one.change(FIRST, "target_roi: {value: 15%,", 'target_roi: {value: "15 %",')


def _rename_file(one: Repository) -> None:
    one.write(SPEC, one.read(FIRST))
    (one.root / FIRST).unlink()


def _rename_id(one: Repository) -> None:
    one.change(SPEC, "{id: rate, title: Loaded", "{id: hourly_rate, title: Loaded")
    one.change(SPEC, "hours_each * rate,", "hours_each * hourly_rate,")


def _value(one: Repository) -> None:
    one.change(SPEC, "value: 8 hours/person", "value: 9 hours/person")


def _results(one: Repository) -> None:
    one.change(SPEC, "stage: plan", "stage: provisional")
    period = "    result_period: {from: 2025-02-01, until: 2025-07-31}\n"
    one.change(SPEC, "    forecast: 190 errors", f"    result: 180 errors/month\n{period}    forecast: 190 errors")
    one.change(SPEC, "target: 4 points\n", "target: 4 points\n    result: 4.4 points\n")
    one.change(SPEC, "target: 80%\n", "target: 80%\n    result: 83%\n")
    one.change(SPEC, "target: 75%\n", "target: 75%\n    result: 82%\n")
    one.change(SPEC, "date: 2025-04-24}", "date: 2025-04-24, done: 2025-04-28}")


def _retarget(one: Repository) -> None:
    one.change(SPEC, "target: 200 errors/month", "target: 185 errors/month")


def _method(one: Repository) -> None:
    one.change(SPEC, EXPERT, COMPARED)


def _standard(one: Repository) -> None:
    one.change(STANDARDS, "value: 60 EUR/error", "value: 65 EUR/error")


def _tool(one: Repository) -> None:
    one.write("requirements.txt", "roi-spec==0.1.0\n")


def _final(one: Repository) -> None:
    one.change(SPEC, "stage: provisional", "stage: final")


STEPS = (
    Step("plan", "2024-11-04", "Plan the course for claims handlers", _begin),
    Step("typo", "2024-11-18", "Fix a typo in the summary", _typo),
    Step("reformat", "2024-11-25", "Lay out the file anew", _reformat),
    Step("rename_file", "2024-12-02", "Call the file as the programme is called", _rename_file),
    Step("rename_id", "2024-12-09", "Call the rate by a clearer name", _rename_id),
    Step("value", "2025-01-20", "The course took an hour longer", _value),
    Step("results", "2025-08-04", "Fill in the results", _results),
    Step("retarget", "2025-08-11", "Sharpen the target", _retarget),
    Step("method", "2025-08-18", "Compare with Team North", _method),
    Step("standard", "2025-09-01", "Cost of an error after the yearly review", _standard, FINANCE),
    Step("tool", "2025-09-08", "Pin the tool", _tool),
    Step("final", "2025-09-15", "Close the study", _final),
)
START = "2025-01-13"
"""The first day of the programme."""
BEFORE = "rename_id"
"""The last step before it."""


def written(root: Path, *, until: str = "final", without: tuple[str, ...] = (), committed: str = "") -> Repository:
    """Make the repository up to and including a step; `committed` is the day on which all commits claim to be made."""
    made = _empty(root)
    for step in _steps(until, without):
        step.make(made)
        made.ids[step.name] = made.commit(step.words, step.day, step.by, committed=committed)
    return made


def _steps(until: str, without: tuple[str, ...]) -> Iterator[Step]:
    for step in STEPS:
        if step.name not in without:
            yield step
        if step.name == until:
            return


def _empty(root: Path) -> Repository:
    root.mkdir(parents=True)
    made = Repository(root)
    made.git("init", "-q")
    return made


def rebased(root: Path, day: str = "2025-10-06") -> Repository:
    """Make the same past, rewritten afterwards: authors keep their dates, and all commits are of one later day."""
    return written(root, committed=day)


def squashed(root: Path, day: str = "2025-10-06") -> Repository:
    """Make the same files as one commit."""
    made = _empty(root)
    for step in STEPS:
        step.make(made)
    made.ids["squash"] = made.commit("The course for claims handlers", day)
    return made


def shallow(source: Repository, root: Path, depth: int = 3) -> Repository:
    """Clone the last commits of a repository."""
    source.git("clone", "-q", f"--depth={depth}", f"file://{source.root}", str(root))
    return Repository(root, source.ids)


def merged(one: Repository, words: str, day: str, make: Callable[[Repository], None]) -> str:
    """Change something on a branch and bring it in with a merge, as a pull request does; give the hash of the merge."""
    one.git("checkout", "-q", "-b", "change")
    make(one)
    one.commit(words, day, FINANCE)
    one.git("checkout", "-q", "main")
    message = f"Merge pull request #7 from finance/change\n\n{words}"
    one.git("merge", "-q", "--no-ff", "-m", message, "change", **_signed(day, day, LEARNING))
    return one.head()
