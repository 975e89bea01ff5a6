"""The benchmark report: an ordinary twelve-page business report to hold our pages against.

Twelve A4 pages, eight tables of sixteen rows by six columns, six inline charts (bars and lines), a table of contents
with page numbers and running headers: what reports of this kind usually hold, made the plain way. The typeface is the
one our handbook uses.
"""

from __future__ import annotations

from random import Random

TABLES, ROWS, COLUMNS, CHARTS = 8, 16, 6, 6
PARAGRAPHS = 2
"""In every chapter; what it takes to come to twelve pages."""

STYLE = """
@font-face { font-family: Report; src: url(fonts/SourceSansPro-Regular.ttf); }
@font-face { font-family: Report; font-weight: 700; src: url(fonts/SourceSansPro-Semibold.ttf); }
@page { size: A4; margin: 24mm 20mm;
  @top-left { content: string(chapter); font: 8pt Report; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Report; } }
body { font: 10pt/1.45 Report; }
h1 { font-size: 24pt; }
h2 { string-set: chapter content(); font-size: 15pt; }
nav a::after { content: leader(".") target-counter(attr(href), page); }
nav li { list-style: none; }
table { border-collapse: collapse; width: 100%; margin: 4mm 0; }
caption { text-align: left; font-weight: 700; }
th, td { border-bottom: 0.5pt solid #999; padding: 1mm 2mm; text-align: right; font-size: 9pt; }
th:first-child, td:first-child { text-align: left; }
thead { display: table-header-group; }
svg { width: 100%; height: 60mm; }
"""

PROSE = (
    "The figures of this period are held against those of the period before, and against the plan that was agreed "
    "with finance. Where they differ by more than a tenth, the cause is named, with the source that shows it and the "
    "person who can answer for it. Figures that rest on an estimate carry the range that was given with it, and they "
    "are never added to figures that were measured. "
)


def html() -> str:
    """Give the report; always the same."""
    random = Random(12)
    chapters = "\n".join(_chapter(number, random) for number in range(1, TABLES + 1))
    contents = "".join(f'<li><a href="#c{number}">Chapter {number}</a></li>' for number in range(1, TABLES + 1))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Report</title><style>{STYLE}</style></head>'
        f"<body><h1>Report of the year</h1><p>{PROSE * 2}</p><nav><ul>{contents}</ul></nav>{chapters}</body></html>"
    )


def _chapter(number: int, random: Random) -> str:
    chart = _chart(number, random) if number <= CHARTS else ""
    more = f"<p>{PROSE * 3}</p>" * PARAGRAPHS
    return f'<h2 id="c{number}">Chapter {number}</h2><p>{PROSE}</p>{_table(number, random)}{chart}{more}'


def _table(number: int, random: Random) -> str:
    head = "".join(f"<th>Column {column}</th>" for column in range(1, COLUMNS + 1))
    rows = "".join(_row(row, random) for row in range(1, ROWS + 1))
    return f"<table><caption>Table {number}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(row: int, random: Random) -> str:
    cells = "".join(f"<td>{random.randint(1_000, 99_999):,}</td>" for _ in range(COLUMNS - 1))
    return f"<tr><td>Line {row}</td>{cells}</tr>"


def _chart(number: int, random: Random) -> str:
    drawn = _bars(random) if number % 2 else _line(random)
    return f'<svg viewBox="0 0 600 240" role="img"><title>Chart {number}</title>{drawn}</svg>'


def _bars(random: Random) -> str:
    heights = [random.randint(10, 220) for _ in range(60)]
    return "".join(
        f'<rect x="{at * 10}" y="{240 - height}" width="8" height="{height}" fill="#357"/>'
        for at, height in enumerate(heights)
    )


def _line(random: Random) -> str:
    points = " ".join(f"{at * 5},{random.randint(20, 220)}" for at in range(120))
    return f'<polyline points="{points}" fill="none" stroke="#357"/>'
