"""Draws `docs/picture.svg` for the README from what the tool computes for the examples, so that it stays true."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from textwrap import shorten

from roi_spec import pipeline
from roi_spec.i18n import Translator
from roi_spec.model.evaluation import BASE, CONSERVATIVE, OPTIMISTIC, Evaluation

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "picture.svg"
WIDTH, ROW, LEFT, RIGHT = 1000, 58, 440, 960
LOW, HIGH = -100, 200
"""Percent at the left and right end of the scale."""


def position(percent: float) -> float:
    """Give where a percentage stands on the scale."""
    return LEFT + (percent - LOW) / (HIGH - LOW) * (RIGHT - LEFT)


def row(evaluation: Evaluation, number: int) -> str:
    """Draw one programme: its range, its base, its target and its grade."""
    ends = [evaluation.quantity("result.roi", case) for case in (CONSERVATIVE, BASE, OPTIMISTIC)]
    low, base, high = (position(float(end.value)) for end in ends if end)
    worst, likely, best = (Translator("en").percent(end.base, 0) for end in ends if end)
    y = 92 + number * ROW
    parts = [
        f'<text x="24" y="{y - 2}" font-weight="600">{shorten(evaluation.programme.title, 46, placeholder="…")}</text>',
        f'<text x="24" y="{y + 18}" fill="#5b6770" font-size="13">',
        f"evidence grade {evaluation.grade} · ROI {likely}, between {worst} and {best}</text>",
        f'<path d="M{low:.1f} {y}H{high:.1f}" stroke="#0b5a67" stroke-width="8" stroke-linecap="round" opacity=".35"/>',
        f'<circle cx="{base:.1f}" cy="{y}" r="8" fill="#0b5a67"/>',
    ]
    target = evaluation.verdict.target
    if target:
        x = position(float(target.value))
        parts.append(f'<path d="M{x:.1f} {y - 16}v32" stroke="#b4530a" stroke-width="2" stroke-dasharray="4 3"/>')
    return "".join(parts)


def picture() -> str:
    """Give the whole picture as SVG."""
    found = pipeline.survey(pipeline.settings_for((ROOT / "specs",), dt.date(2026, 11, 21)))
    every = [one.evaluation for one in found.files if one.evaluation]
    shown = [one for one in every if one.kind == "roi" and one.has_range]
    height, zero = 110 + len(shown) * ROW, position(0)
    font = 'font-family="Source Sans 3, Segoe UI, sans-serif" font-size="16" fill="#1b2327"'
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" {font}>',
            "<title>ROI of the example programmes: conservative to optimistic, base as a dot, target dashed</title>",
            f'<rect width="{WIDTH}" height="{height}" rx="10" fill="#fbfaf7"/>',
            '<text x="24" y="40" font-size="20" font-weight="700">ROI of the example programmes</text>',
            f'<path d="M{zero:.1f} 58V{height - 36}" stroke="#1b2327"/>',
            f'<text x="{zero:.1f}" y="{height - 16}" text-anchor="middle" font-size="13">0%</text>',
            *(row(one, number) for number, one in enumerate(shown)),
            "</svg>\n",
        )
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
    print(PICTURE.relative_to(ROOT))
