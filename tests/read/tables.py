"""What the tests of data files share: an entry of `data:` as an author would write it, and short looks at findings."""

from __future__ import annotations

from roi_spec.model.finding import Finding
from roi_spec.model.source import Source
from roi_spec.model.spec import DataFile
from roi_spec.model.table import Table
from roi_spec.read.table import read_table
from roi_spec.read.yaml import parse

PATH = "specs/data/claims.csv"


def entry(delimiter: str = "", decimal: str = "", **columns: str) -> DataFile:
    """Give an entry with these columns, as it stands in a spec from line 2 on."""
    lines = ["data:", "  - id: claims", "    file: data/claims.csv"]
    lines += [f'    delimiter: "{delimiter}"'] * bool(delimiter) + [f'    decimal: "{decimal}"'] * bool(decimal)
    lines += ["    columns:", *(f'      {role}: "{heading}"' for role, heading in columns.items())]
    document, _ = parse(Source("specs/claims.roi.yaml", "\n".join(lines) + "\n", ""))
    assert document is not None
    node = document.root.fields[0][1].items[0]
    return DataFile(
        node,
        "claims",
        "data/claims.csv",
        "Claims system",
        columns=tuple(columns.items()),
        delimiter=delimiter,
        decimal=decimal,
    )


def read(
    written: str | bytes, stated: DataFile | None = None, *, exact: bool = False
) -> tuple[Table | None, tuple[Finding, ...]]:
    """Read a CSV with the columns Month, Team and Errors, or those of an entry."""
    content = written.encode() if isinstance(written, str) else written
    return read_table(content, PATH, stated or entry(period="Month", group="Team", value="Errors"), exact=exact)


def good(written: str | bytes, stated: DataFile | None = None, *, exact: bool = False) -> Table:
    """Read a CSV in which nothing is wrong."""
    table, findings = read(written, stated, exact=exact)
    assert [str(one.text) for one in findings] == []
    assert table is not None
    return table


def only(written: str | bytes, stated: DataFile | None = None) -> Finding:
    """Read a CSV in which one thing is wrong."""
    _, findings = read(written, stated)
    assert len(findings) == 1, [(one.code, str(one.text)) for one in findings]
    return findings[0]


def place(finding: Finding) -> tuple[int, int]:
    return finding.at.line, finding.at.column


def said(finding: Finding) -> str:
    return str(finding.text)


def advice(finding: Finding) -> str:
    return str(finding.help)
