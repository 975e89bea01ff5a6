"""PDF: what we add to WeasyPrint, and what a page of our handbook costs against a page of an ordinary report.

All renderings are made in one process, in turns, after one round that is not counted: start-up and font caches favour
nobody. Seconds are seconds of processor time.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from bench import report
from bench.race import Race, Run
from roi_spec.render import html as pages
from roi_spec.render import pdf

SPEC = "consultative-selling-2025.roi.yaml"
"""The example that is printed; the largest one."""


def overhead(*, quick: bool) -> Race:
    """Race our PDF step against bare WeasyPrint with the same options and HTML: what our checks and marks add."""
    measured = _measure(quick=quick)
    share = _median(measured, "untagged") / _median(measured, "bare")
    plain = f"without archive format and tags, bare WeasyPrint takes {share:.2f} of the peer's time"
    return _race("pdf: the same handbook", measured, ("ours", "to_pdf"), ("bare", "bare WeasyPrint"), 1.1, (plain,))


def per_page(*, quick: bool) -> Race:
    """Race a page of our handbook, tagged and for the archive, against a page of the benchmark report, plain."""
    measured = _measure(quick=quick)
    a_page = {
        name: [seconds / measured[count] for seconds in measured[name]]
        for name, count in (("ours", "our_pages"), ("report", "report_pages"))
    }
    sizes = f"{measured['our_pages']} pages against {measured['report_pages']}"
    alike = _median(measured, "ours") / measured["our_pages"] * measured["report_pages"] / _median(measured, "tagged")
    fair = f"against the same report, tagged and for the archive as ours is: {alike:.2f}"
    return _race(
        "page: one page", measured | a_page, ("ours", "handbook"), ("report", "benchmark report"), 0.8, (sizes, fair)
    )


def _race(
    title: str, measured: dict, ours: tuple[str, str], peer: tuple[str, str], aim: float, notes: tuple[str, ...]
) -> Race:
    runs = [tuple(Run(seconds, seconds, measured["peak"]) for seconds in measured[name]) for name, _ in (ours, peer)]
    return Race(title, ours[1], peer[1], *runs, aim=aim, notes=notes)


def _median(measured: dict, name: str) -> float:
    return sorted(measured[name])[len(measured[name]) // 2]


@cache
def _measure(*, quick: bool) -> dict:
    """Run the renderings in a process of their own and give what it printed; both benchmarks share one run."""
    rounds = "3" if quick else "7"
    done = subprocess.run([sys.executable, "-m", "bench.papers", rounds], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout)


# --- in the process that measures -------------------------------------------------------------------------------------


def handbook() -> str:
    """Give the print HTML of the example, as `roi-spec build` makes it."""
    from roi_spec import __version__, pipeline  # noqa: PLC0415 - the process that only prints results needs none of it
    from roi_spec.i18n import Translator  # noqa: PLC0415
    from roi_spec.render.assemble import assemble  # noqa: PLC0415
    from roi_spec.render.context import Context  # noqa: PLC0415

    day = dt.date(2026, 6, 30)
    specs = Path(__file__).parents[1] / "specs"
    found = pipeline.survey(pipeline.settings_for((specs / SPEC,), day))
    one = next(file for file in found.files if file.evaluation is not None)
    assert one.evaluation is not None
    context = Context(
        Translator("en"), __version__, day, rules=pipeline.all_rules(), organisation="Example Organisation"
    )
    return pages.to_print_html(assemble(one.evaluation, one.findings, context))


def _put_down_files(folder: Path) -> None:
    """Put style sheets and fonts on disk, where bare WeasyPrint looks for them."""
    (folder / "fonts").mkdir()
    for name in pages.PRINT_STYLES:
        (folder / name).write_bytes(pages.style(name))
    for font in pages.fonts():
        (folder / font.path.removeprefix("assets/")).write_bytes(font.content)


def main(rounds: int) -> None:
    """Make every PDF `rounds` times in turns and print seconds, pages and peak memory as JSON."""
    import resource  # noqa: PLC0415 - not on every system

    import weasyprint  # noqa: PLC0415 - half a second

    text, plain = handbook(), report.html()
    with tempfile.TemporaryDirectory(prefix="roi-spec-bench-") as made:
        folder = Path(made)
        _put_down_files(folder)
        base = folder.as_uri() + "/"

        def bare(source: str, **options: str) -> Callable[[], object]:
            return lambda: weasyprint.HTML(string=source, base_url=base).write_pdf(**options)

        jobs: dict[str, Callable[[], object]] = {
            "ours": lambda: pdf.to_pdf(text),
            "bare": bare(text, pdf_variant=pdf.VARIANT),
            "untagged": bare(text),
            "report": bare(plain),
            "tagged": bare(plain, pdf_variant=pdf.VARIANT),
        }
        seconds: dict[str, list[float]] = {key: [] for key in jobs}
        for number in range(rounds + 1):
            for job in reversed(jobs) if number % 2 else jobs:
                start = time.process_time()
                jobs[job]()
                seconds[job].append(time.process_time() - start)
        counts = {
            key: len(weasyprint.HTML(string=source, base_url=base).render().pages)
            for key, source in (("our_pages", text), ("report_pages", plain))
        }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({**{key: many[1:] for key, many in seconds.items()}, **counts, "peak": peak}, sys.stdout)


if __name__ == "__main__":
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    main(int(sys.argv[1]))
