"""Run the benchmarks and print what came out: `python -m bench [--quick] [NAME...]`.

Exit code 1 when an aim is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from bench import checks, facts, papers, race, simulation, tables

BENCHMARKS: dict[str, Callable[..., race.Race]] = {
    "help": checks.help_page,
    "one": checks.check_one,
    "check": checks.check_many,
    "pdf": papers.overhead,
    "page": papers.per_page,
    "tables": tables.read_many,
    **simulation.RACES,
}


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="How fast roi-spec is, against its peers in the same run."
    )
    parser.add_argument("--quick", action="store_true", help="fewer files and rounds: a first impression in a minute")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which of: {', '.join(BENCHMARKS)} (all when left out)"
    )
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no benchmark is called {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}")
    print("\n".join(facts.lines()), flush=True)
    results = {}
    for name in asked.names or BENCHMARKS:
        results[name] = BENCHMARKS[name](quick=asked.quick)
        print("\n" + "\n".join(race.lines(results[name])), flush=True)
    print("\nAims")
    for name, result in results.items():
        print(f"  {name:6} {result.ratio:.3f} of at most {result.aim:.2f}: {race.verdict(result)}")
    return 0 if all(result.is_reached for result in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
