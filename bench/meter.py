"""Measures the SQLite meter at several sizes: `python -m bench.meter`.

Sizes take turns round by round, so that whatever else the machine does hits all of them alike.
Writes `results-meter.json`, and the plot that docs/meter.md shows.
"""

import argparse
import asyncio
import gc
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from operator import truediv
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from bench.meter_plot import plot
from bench.meter_population import Asked, Population

from presspass.adapters.sqlite_meter import SqliteMeter

HERE = Path(__file__).parent
WORK = HERE / ".work"
SIZES = (10_000, 1_000_000, 10_000_000)
VIEWS = {
    "first": "new readers",
    "again": "next articles of any readers",
    "reread": "re-reads by any readers",
    "mix": "the mix of a site",
}
SETTLING = 5e-5  # seconds a charge, for the keeper to checkpoint what a round wrote


@dataclass(frozen=True, slots=True)
class Round:
    """How one round went: charges a second, and microseconds that charges took."""

    rate: float
    p50: float
    p99: float
    worst: float


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table. Medians of the rounds, but `worst_ms`, which is the worst of all.

    The ratio is the median of the rounds' own ratios: the sizes of one round ran side by side.
    """

    view: str
    rows: int
    bytes_per_row: float
    charges_per_second: int
    slowest_round: int
    fastest_round: int
    p50_us: float
    p99_us: float
    worst_ms: float
    ratio_to_smallest: float


def main() -> None:
    """Build, measure, print, write, and remove what was built."""
    wanted = _arguments()
    WORK.mkdir(exist_ok=True)
    populations = [Population(WORK / f"meter-{rows}.db", rows) for rows in wanted.rows]
    try:
        widths = [_build(population) for population in populations]
        rounds = _measure(populations, wanted.rounds, wanted.charges)
    finally:
        for population in populations:
            population.remove()
    results = _results(populations, widths, rounds)
    _print(results)
    results_file = wanted.into / "results-meter.json"
    results_file.write_text(json.dumps([asdict(result) for result in results], indent=1) + "\n")
    drawing = wanted.into / "meter.svg"
    drawing.write_text(plot({words: _points(results, view) for view, words in VIEWS.items()}))
    print(f"written: {results_file}, {drawing}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES, help="sizes to measure")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--charges", type=int, default=40_000, help="in a round")
    parser.add_argument("--into", type=Path, default=HERE, help="folder of results and plot")
    return parser.parse_args()


def _build(population: Population) -> float:
    """Make a store; answers how many bytes a row takes."""
    population.build()
    width = population.path.stat().st_size / population.rows
    print(f"built {population.rows:,} rows of {width:.1f} bytes", flush=True)
    return width


def _measure(
    populations: Sequence[Population], rounds: int, charges: int
) -> dict[tuple[str, int], list[Round]]:
    measured: dict[tuple[str, int], list[Round]] = {}
    stores = [SqliteMeter(population.path) for population in populations]
    for _ in range(rounds):
        for view in VIEWS:
            for population, store in zip(populations, stores, strict=True):
                asked = [getattr(population, view)() for _ in range(charges)]
                population.warm()
                gc.freeze()  # what was prepared is not the store's to sweep
                passed = asyncio.run(_run(store, asked))
                gc.unfreeze()
                measured.setdefault((view, population.rows), []).append(passed)
                sleep(SETTLING * charges)
    for store in stores:
        store.close()
    return measured


async def _run(store: SqliteMeter, asked: Sequence[Asked]) -> Round:
    """Charge one after the other, as a gate does that has one request at a time."""
    took = []
    begun = perf_counter()
    for reader, charge in asked:
        before = perf_counter()
        await store.charge(reader, charge)
        took.append(perf_counter() - before)
    passed = perf_counter() - begun
    took.sort()
    count = len(took)
    return Round(
        count / passed, took[count // 2] * 1e6, took[count * 99 // 100] * 1e6, took[-1] * 1e6
    )


def _results(
    populations: Sequence[Population],
    widths: Sequence[float],
    measured: dict[tuple[str, int], list[Round]],
) -> list[Result]:
    results = []
    for view in VIEWS:
        smallest = [passed.rate for passed in measured[view, populations[0].rows]]
        for population, width in zip(populations, widths, strict=True):
            rounds = measured[view, population.rows]
            rates = [passed.rate for passed in rounds]
            results.append(
                Result(
                    view,
                    population.rows,
                    round(width, 1),
                    round(median(rates)),
                    round(min(rates)),
                    round(max(rates)),
                    round(median(passed.p50 for passed in rounds), 1),
                    round(median(passed.p99 for passed in rounds), 1),
                    round(max(passed.worst for passed in rounds) / 1000, 1),
                    round(median(map(truediv, rates, smallest)), 2),
                )
            )
    return results


def _print(results: Sequence[Result]) -> None:
    print("| charges | rows | a second (slowest to fastest round) | p50 | p99 | worst | ratio |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for result in results:
        print(
            f"| {VIEWS[result.view]} | {result.rows:,} | {result.charges_per_second:,}"
            f" ({result.slowest_round:,} to {result.fastest_round:,})"
            f" | {result.p50_us} us | {result.p99_us} us | {result.worst_ms} ms"
            f" | {result.ratio_to_smallest:.2f} |"
        )


def _points(results: Sequence[Result], view: str) -> list[tuple[int, int]]:
    return [(result.rows, result.charges_per_second) for result in results if result.view == view]


if __name__ == "__main__":
    main()
