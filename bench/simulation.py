"""Our simulation against numpy written by hand, squigglepy and squiggle-lang: one model, 40 inputs, 25 formulas.

All draw the same distributions and give the same percentiles of ROI, net benefit and payback; what came out is compared
too, so nobody can win by leaving something out. Timed is what a draw costs, from the finished model to the percentiles:
start-up and imports are left out, ours as well as theirs. Each run is a process of its own, for the peak of its memory.

squigglepy has an environment of its own in `.bench/`, and so has squiggle-lang when there is a Node to run it.
"""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bench.race import Race, Run

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".bench"
SQUIGGLEPY = ("squigglepy==0.30", "numpy==2.4.6", "scipy==1.17.1")
SQUIGGLE = "@quri/squiggle-lang@0.10.0"

DRAWS, MANY = 100_000, 1_000_000
SHARES = (0.05, 0.10, 0.50, 0.90, 0.95)

# --- the model --------------------------------------------------------------------------------------------------------

LANES = range(8)
Z95 = 1.6448536269514722

Input = tuple[str, tuple[float, ...]]
"""A shape and its numbers: P5 and P95 of `normal` and `lognormal`, bounds of `uniform`, bounds around the top of the
others.
"""


def inputs() -> dict[str, Input]:
    """Give the inputs: eight of each shape."""
    found: dict[str, Input] = {}
    for lane in LANES:
        found |= {
            f"volume_{lane}": ("normal", (80.0 + 5 * lane, 140.0 + 6 * lane)),
            f"worth_{lane}": ("lognormal", (30.0 + lane, 90.0 + 3 * lane)),
            f"share_{lane}": ("triangular", (0.2, 0.4 + lane / 40, 0.9)),
            f"hours_{lane}": ("pert", (20.0, 35.0 + lane, 90.0)),
            f"rate_{lane}": ("uniform", (35.0, 55.0 + lane)),
        }
    return found


PAIRS = (
    ("volume_0", "volume_1"),
    ("worth_0", "worth_1"),
    ("volume_2", "worth_2"),
    ("volume_3", "worth_3"),
)
STRENGTH = 0.5
"""Of the normal scores of each pair."""
RANKS = 6 / math.pi * math.asin(STRENGTH / 2)
"""The same as a correlation of ranks, which is what squigglepy takes."""

CAPPED = range(3)


def formulas() -> dict[str, str]:
    """Give the formulas, in order."""
    found = {f"benefit_{lane}": f"volume_{lane} * worth_{lane} * share_{lane}" for lane in LANES}
    found |= {f"cost_{lane}": f"hours_{lane} * rate_{lane} + 250" for lane in LANES}
    found |= {f"capped_{lane}": f"min(max(benefit_{lane} - 100, 0), 4000)" for lane in CAPPED}
    counted = (*(f"capped_{lane}" for lane in CAPPED), *(f"benefit_{lane}" for lane in LANES if lane not in CAPPED))
    found["total_benefit"] = " + ".join(counted)
    found["total_cost"] = " + ".join(f"cost_{lane}" for lane in LANES)
    found["net_benefit"] = "total_benefit - total_cost"
    found["roi"] = "net_benefit / total_cost"
    found["bcr"] = "total_benefit / total_cost"
    found["payback"] = "total_cost / (max(total_benefit, 0) / 12)"
    return found


RESULTS = ("roi", "net_benefit", "payback")

# --- those who run it -------------------------------------------------------------------------------------------------

Percentiles = dict[str, list[float]]


def ours(draws: int) -> Callable[[], Percentiles]:
    """Run it as a plan, through the same functions that every programme's simulation goes through."""
    from fractions import Fraction  # noqa: PLC0415 - the others run without our package

    from roi_spec.evaluate import engine  # noqa: PLC0415
    from roi_spec.evaluate.uncertainty import shapes, simulation  # noqa: PLC0415
    from roi_spec.evaluate.uncertainty.summary import percentile  # noqa: PLC0415
    from roi_spec.model.distribution import Correlation  # noqa: PLC0415
    from roi_spec.model.source import Span  # noqa: PLC0415

    at = Span("bench", 1, 1, 1, 1)
    plan = engine.plan(_working(at))
    base = engine.compute(plan)
    pairs = tuple(Correlation(one, other, Fraction(str(STRENGTH)), "", at) for one, other in PAIRS)
    judged = "result.roi"

    def run() -> Percentiles:
        shapes.table_of.cache_clear()  # so that this run pays for its tables itself
        made = simulation.prepared(plan, base, programme_id="bench", correlations=pairs, judged=judged, asked={})
        assert made is not None
        found = simulation.run_draws(made, draws)
        return {name: [percentile(found[f"result.{name}"], share) for share in SHARES] for name in RESULTS}

    return run


def _working(at: Any) -> Any:
    """Write the model as a working."""
    from dataclasses import replace  # noqa: PLC0415
    from fractions import Fraction  # noqa: PLC0415

    from roi_spec.model.distribution import BOUNDS, P5_P95, Distribution  # noqa: PLC0415
    from roi_spec.model.formula import Name, Trouble, parse, renamed  # noqa: PLC0415
    from roi_spec.model.quantity import Quantity  # noqa: PLC0415
    from roi_spec.model.text import Text  # noqa: PLC0415
    from roi_spec.model.working import Line, Working  # noqa: PLC0415

    lines = []
    for name, (shape, numbers) in inputs().items():
        low, *best, high = (Quantity(Fraction(str(one))) for one in numbers)
        middle = best[0] if best else Quantity((low.value + high.value) / 2)
        ends = P5_P95 if shape in ("normal", "lognormal") else BOUNDS
        line = Line(name, Text(name), at, "assumption", value=middle, low=low, high=high, driver=name)
        lines.append(replace(line, distribution=Distribution(shape, ends)))
    called = {name: f"result.{name}" for name in (*RESULTS, "total_cost")}
    for name, written in formulas().items():
        tree = parse(written)
        assert not isinstance(tree, Trouble), written
        tree = renamed(tree, lambda one: Name(called.get(one.id, one.id)))
        lines.append(Line(called.get(name, name), Text(name), at, "result", formula=tree))
    return Working(tuple(lines))


def by_hand(draws: int) -> Callable[[], Percentiles]:
    """Run it as somebody would write it in numpy for this one model: whole columns, direct samplers."""
    import numpy as np  # noqa: PLC0415

    def sample(random: Any, name: str, score: Any = None) -> Any:
        shape, numbers = inputs()[name]
        low, high = numbers[0], numbers[-1]
        if shape in ("normal", "lognormal"):
            if shape == "lognormal":
                low, high = math.log(low), math.log(high)
            score = random.standard_normal(draws) if score is None else score
            value = (low + high) / 2 + (high - low) / (2 * Z95) * score
            return np.exp(value) if shape == "lognormal" else value
        if shape == "triangular":
            return random.triangular(low, numbers[1], high, draws)
        if shape == "pert":
            top = (numbers[1] - low) / (high - low)
            return low + (high - low) * random.beta(1 + 4 * top, 5 - 4 * top, draws)
        return random.uniform(low, high, draws)

    def run() -> Percentiles:
        random = np.random.default_rng(1)
        columns = {}
        for one, other in PAIRS:
            first, second = random.standard_normal(draws), random.standard_normal(draws)
            columns[one] = sample(random, one, first)
            columns[other] = sample(random, other, STRENGTH * first + math.sqrt(1 - STRENGTH**2) * second)
        for name in inputs():
            if name not in columns:
                columns[name] = sample(random, name)
        return _worked_out(columns)

    return run


def _worked_out(value: Mapping[str, Any]) -> Percentiles:
    """Work the formulas out in numpy, written by hand, and take the percentiles."""
    import numpy as np  # noqa: PLC0415

    benefits = [value[f"volume_{lane}"] * value[f"worth_{lane}"] * value[f"share_{lane}"] for lane in LANES]
    costs = [value[f"hours_{lane}"] * value[f"rate_{lane}"] + 250 for lane in LANES]
    for lane in CAPPED:
        benefits[lane] = np.minimum(np.maximum(benefits[lane] - 100, 0), 4000)
    total_benefit, total_cost = sum(benefits[1:], benefits[0]), sum(costs[1:], costs[0])
    net = total_benefit - total_cost
    results = {"roi": net / total_cost, "net_benefit": net, "bcr": total_benefit / total_cost}
    results["payback"] = total_cost / (np.maximum(total_benefit, 0) / 12)
    return {name: np.quantile(results[name], SHARES).tolist() for name in RESULTS}


def squigglepy(draws: int) -> Callable[[], Percentiles]:
    """Run it with squigglepy's samplers and correlations; the formulas in numpy, as its users write them."""
    import squigglepy as sq  # type: ignore[import-not-found]  # noqa: PLC0415

    makers = {
        "normal": sq.norm,
        "lognormal": sq.lognorm,
        "triangular": sq.triangular,
        "pert": sq.pert,
        "uniform": sq.uniform,
    }

    def run() -> Percentiles:
        sq.set_seed(1)
        made = {name: makers[shape](*numbers) for name, (shape, numbers) in inputs().items()}
        for one, other in PAIRS:
            made[one], made[other] = sq.correlate((made[one], made[other]), [[1, RANKS], [RANKS, 1]])
        return _worked_out({name: sq.sample(one, draws) for name, one in made.items()})

    return run


ENGINES: dict[str, Callable[[int], Callable[[], Percentiles]]] = {
    "ours": ours,
    "by_hand": by_hand,
    "squigglepy": squigglepy,
}


def squiggle_source() -> str:
    """Write the model in the language of squiggle-lang, which has no correlations."""
    shapes = {
        "normal": "normal({{p5: {0}, p95: {1}}})",
        "lognormal": "lognormal({{p5: {0}, p95: {1}}})",
        "triangular": "triangular({0}, {1}, {2})",
        "uniform": "uniform({0}, {1})",
    }
    lines = []
    for name, (shape, numbers) in inputs().items():
        if shape == "pert":
            low, top, high = numbers
            place = (top - low) / (high - low)
            lines.append(f"{name} = {low} + {high - low} * beta({1 + 4 * place}, {5 - 4 * place})")
        else:
            lines.append(f"{name} = {shapes[shape].format(*numbers)}")
    lines += [f"{name} = {written}" for name, written in formulas().items()]
    told = ", ".join(f"[{', '.join(f'quantile({name}, {share})' for share in SHARES)}]" for name in RESULTS)
    return "\n".join([*lines, f"[{told}]"])


SQUIGGLE_PROGRAM = """
import { run } from "@quri/squiggle-lang";
const [source, draws] = [process.argv[2], Number(process.argv[3])];
const once = (sampleCount) => run(source, { environment: { sampleCount, xyPointLength: 1000, seed: "bench" } });
await once(1000);
const start = performance.now();
const out = await once(draws);
const seconds = (performance.now() - start) / 1000;
if (!out.result.ok) throw new Error(out.result.value.toString());
const found = JSON.parse(out.result.value.result.toString());
const cpu = process.cpuUsage();
const peak = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ seconds, cpu: (cpu.user + cpu.system) / 1e6, peak, found }));
"""

# --- one run, in a process of its own ---------------------------------------------------------------------------------


def main(engine: str, draws: int) -> None:
    """Run one engine in this process and print seconds, peak memory and percentiles as JSON."""
    import resource  # noqa: PLC0415 - not on every system

    ENGINES[engine](1_000)()
    run = ENGINES[engine](draws)
    began, start = time.process_time(), time.perf_counter()
    found = run()
    seconds, cpu = time.perf_counter() - start, time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"seconds": seconds, "cpu": cpu, "peak": peak, "found": [found[name] for name in RESULTS]}, sys.stdout)


@cache
def _python_with_squigglepy() -> Path:
    """Give a Python that has squigglepy, installed first when it is not there yet. RuntimeError when it cannot be."""
    home, stamp = FOLDER / "squigglepy", FOLDER / "squigglepy.made"
    wanted = f"{FOLDER} {sys.version} {SQUIGGLEPY}"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        print(f"Installing squigglepy into {FOLDER.name}/ (once)", file=sys.stderr, flush=True)
        venv.create(home, clear=True, with_pip=True)
        pip = (str(home / "bin" / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check")
        _must((*pip, *SQUIGGLEPY), ROOT)
        stamp.write_text(wanted, encoding="utf-8")
    return home / "bin" / "python"


@cache
def _squiggle() -> Path:
    """Give the program that runs squiggle-lang, installed first. RuntimeError when that cannot be done."""
    home = FOLDER / "squiggle"
    home.mkdir(parents=True, exist_ok=True)
    stamp = home / "made"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != SQUIGGLE:
        print(f"Installing squiggle-lang into {FOLDER.name}/ (once)", file=sys.stderr, flush=True)
        _must(("npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(home), SQUIGGLE), home)
        stamp.write_text(SQUIGGLE, encoding="utf-8")
    program = home / "run.mjs"
    program.write_text(SQUIGGLE_PROGRAM, encoding="utf-8")
    return program


def has_node() -> bool:
    """Say whether squiggle-lang can be run at all."""
    return all(shutil.which(name) for name in ("node", "npm"))


def _must(command: tuple[str, ...], folder: Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def _command(engine: str, draws: int) -> tuple[str, ...]:
    if engine == "squiggle":
        return ("node", str(_squiggle()), squiggle_source(), str(draws))
    python = str(_python_with_squigglepy()) if engine == "squigglepy" else sys.executable
    return (python, "-m", "bench.simulation", engine, str(draws))


def _run(engine: str, draws: int) -> tuple[Run, list[list[float]]]:
    told = json.loads(_must(_command(engine, draws), ROOT))
    return Run(told["seconds"], told["cpu"], told["peak"]), told["found"]


# --- the races --------------------------------------------------------------------------------------------------------

NAMES = {
    "ours": "roi-spec",
    "by_hand": "numpy by hand",
    "squigglepy": "squigglepy",
    "squiggle": "squiggle-lang",
}
ALIKE = 0.03
"""How far percentiles of two engines may lie apart, as a share of the width from P5 to P95."""


@cache
def _measured(*, quick: bool) -> tuple[dict[str, list[Run]], tuple[str, ...]]:
    """Run everybody in turns; who begins changes every round. Gives the runs, and the memory in words."""
    engines = ("ours", "by_hand", "squigglepy", *(("squiggle",) if has_node() else ()))
    runs: dict[str, list[Run]] = {engine: [] for engine in engines}
    found: dict[str, list[list[float]]] = {}
    for number in range(3 if quick else 11):
        for engine in reversed(engines) if number % 2 else engines:
            if engine == "squiggle" and number >= 3:
                continue  # an order of magnitude apart shows in three rounds
            run, found[engine] = _run(engine, DRAWS)
            runs[engine].append(run)
    _must_agree(found)
    peaks = {draws: [_run(engine, draws)[0].peak for engine in ("ours", "by_hand")] for draws in (DRAWS, MANY)}
    notes = tuple(
        f"peak memory at {draws:,} draws: roi-spec {mine:.0f} MiB, numpy by hand {theirs:.0f} MiB"
        for draws, (mine, theirs) in peaks.items()
    )
    return runs, notes


def _must_agree(found: Mapping[str, list[list[float]]]) -> None:
    """Hold everybody's percentiles against those by hand. RuntimeError when they tell of another model.

    squiggle-lang has no correlations, so only its medians are compared.
    """
    for engine, results in found.items():
        for name, mine, wanted in zip(RESULTS, results, found["by_hand"], strict=True):
            width = wanted[-1] - wanted[0]
            places = (2,) if engine == "squiggle" else range(len(SHARES))
            if any(abs(mine[place] - wanted[place]) > ALIKE * width for place in places):
                raise RuntimeError(f"{NAMES[engine]} gives another {name}: {mine}, not {wanted}")


def _race(peer: str, aim: float, title: str, *, quick: bool, notes: tuple[str, ...] = ()) -> Race:
    runs, memory = _measured(quick=quick)
    count = min(len(runs["ours"]), len(runs[peer]))
    mine, theirs = tuple(runs["ours"][:count]), tuple(runs[peer][:count])
    return Race(title, NAMES["ours"], NAMES[peer], mine, theirs, aim, (*notes, *memory))


def against_numpy(*, quick: bool) -> Race:
    """Race against numpy written by hand for this one model."""
    title = f"{DRAWS:,} draws of 40 inputs and 25 formulas, 4 pairs correlated: against numpy written by hand"
    return _race("by_hand", 1.3, title, quick=quick)


def against_squigglepy(*, quick: bool) -> Race:
    """Race against squigglepy with the same correlations."""
    title = f"{DRAWS:,} draws of 40 inputs and 25 formulas, 4 pairs correlated: against {SQUIGGLEPY[0]}"
    return _race("squigglepy", 1 / 3, title, quick=quick)


def against_squiggle(*, quick: bool) -> Race:
    """Race against squiggle-lang. RuntimeError when there is no Node to run it."""
    if not has_node():
        raise RuntimeError("squiggle-lang needs node and npm")
    note = "squiggle-lang has no correlations, so it draws without; ours draws with them"
    title = f"{DRAWS:,} draws of 40 inputs and 25 formulas: against {SQUIGGLE}"
    return _race("squiggle", 1 / 10, title, quick=quick, notes=(note,))


RACES: dict[str, Callable[..., Race]] = {
    "draws": against_numpy,
    "squigglepy": against_squigglepy,
    **({"squiggle": against_squiggle} if has_node() else {}),
}
"""By name, for `python -m bench`; without Node the last one is left out."""


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
