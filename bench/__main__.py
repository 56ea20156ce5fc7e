"""Measures the gate against a bare server: `python -m bench`, or `make bench`."""

import argparse
import json
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import time

from bench import micro
from bench.composing import Composing, while_composing
from bench.load import Load, drive
from bench.servers import granian, presspass
from bench.views import VIEWS, Stage, bare_file, capture, stage, warm_first_reads

HERE = Path(__file__).parent
CONNECTIONS = (1, 8, 64)
_WARM_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the results; rates and ratios are medians of the rounds."""

    view: str
    connections: int
    requests_per_second: float
    p50_ms: float
    p99_ms: float
    ratio_to_bare: float
    p99_to_bare: float
    lowest_ratio: float
    highest_ratio: float


def main() -> None:
    """Measure, print a table, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each run of wrk")
    parser.add_argument("--rows", type=int, default=1_000_000, help="in the meter beforehand")
    parser.add_argument("--quick", action="store_true", help="one short round, small meter")
    parser.add_argument("--out", type=Path, default=HERE / "results.json")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.rounds, chosen.seconds, chosen.rows = 1, 1, 10_000
    work = HERE / ".work" / "gate"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        rows, least, composing = run(work, chosen.rounds, chosen.seconds, chosen.rows)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    show(rows)
    told = (f"{ratio:.2f} at {count}" for count, ratio in least.items())
    print("\nof bare, a first read with nothing but a cookie and a row:", ", ".join(told))
    steps = micro.measure()
    print("\nmicroseconds a step:", ", ".join(f"{name} {cost}" for name, cost in steps.items()))
    print(
        f"\np99 at 8 connections, alone and while {composing.composed} long pages were composed: "
        f"cached views {composing.idle_p99_ms:.2f} and {composing.busy_p99_ms:.2f} ms, "
        f"bare {composing.bare_idle_p99_ms:.2f} and {composing.bare_busy_p99_ms:.2f} ms"
    )
    chosen.out.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")
    extra = {"microseconds": steps, "least": least, "while_composing": asdict(composing)}
    chosen.out.with_name(chosen.out.stem + "-steps.json").write_text(
        json.dumps(extra, indent=1) + "\n"
    )


def run(
    work: Path, rounds: int, seconds: int, rows: int
) -> tuple[list[Row], dict[int, float], Composing]:
    """All views at all numbers of connections, gate and bare in turn, round by round."""
    first_reads = int(rounds * len(CONNECTIONS) * (seconds + _WARM_SECONDS) * 25_000) + 1_000
    with granian("bench.site:app") as origin:
        set_up = stage(work, origin, int(time()), rows=rows, first_reads=first_reads)
        shutil.copy(work / "data" / "meter.db", work / "least.db")
        with presspass(set_up.settings) as gate:
            capture(gate, set_up, work / "answers.pickle")
            answers = str(work / "answers.pickle")
            with granian("bench.bare:app", BENCH_ANSWERS=answers) as bare:
                found = _rounds(set_up, gate, bare, rounds, seconds)
                with granian(
                    "bench.least:app",
                    BENCH_ANSWERS=answers,
                    BENCH_SECRET=set_up.secret,
                    BENCH_ROWS=str(work / "least.db"),
                ) as least:
                    floor = _least(set_up, least, bare, rounds, seconds)
                composing = while_composing(gate, bare, set_up, seconds)
    return [_row(view, count, pairs) for (view, count), pairs in found.items()], floor, composing


Pairs = list[tuple[Load, Load]]


def _rounds(
    set_up: Stage, gate: int, bare: int, rounds: int, seconds: int
) -> dict[tuple[str, int], Pairs]:
    found: dict[tuple[str, int], Pairs] = {
        (view, count): [] for view in ("bare", *VIEWS) for count in CONNECTIONS
    }
    for view in VIEWS:
        if view != "first_read":
            drive(gate, set_up.lines[view], connections=8, seconds=_WARM_SECONDS)
    sent = warm_first_reads(gate, set_up)
    for turn in range(rounds):
        for view in VIEWS:
            for count in CONNECTIONS:
                print(f"round {turn + 1} of {rounds}: {view}, {count} connections", file=sys.stderr)
                alone = drive(bare, bare_file(set_up, view), connections=count, seconds=seconds)
                own = drive(
                    gate, set_up.lines[view], connections=count, seconds=seconds, start=sent
                )
                sent += own.requests + count + 100 if view == "first_read" else 0
                if own.failed or alone.failed:
                    raise RuntimeError(f"{own.failed + alone.failed} requests failed in {view}")
                found[view, count].append((own, alone))
                if view == "subscriber":
                    found["bare", count].append((alone, alone))
    return found


def _least(set_up: Stage, least: int, bare: int, rounds: int, seconds: int) -> dict[int, float]:
    """What is left of the bare server's rate by the least that first reads take."""
    found: dict[int, list[float]] = {count: [] for count in CONNECTIONS}
    sent = 0
    for _ in range(rounds):
        for count, ratios in found.items():
            lines = bare_file(set_up, "first_read")
            alone = drive(bare, lines, connections=count, seconds=seconds)
            lines = set_up.lines["first_read"]
            own = drive(least, lines, connections=count, seconds=seconds, start=sent)
            sent += own.requests + count + 100
            if own.failed:
                raise RuntimeError(f"{own.failed} requests failed of the least")
            ratios.append(own.requests_per_second / alone.requests_per_second)
    return {count: round(median(ratios), 3) for count, ratios in found.items()}


def _row(view: str, count: int, pairs: Pairs) -> Row:
    ratios = [own.requests_per_second / bare.requests_per_second for own, bare in pairs]
    return Row(
        view,
        count,
        round(median(own.requests_per_second for own, _ in pairs)),
        round(median(own.p50_ms for own, _ in pairs), 3),
        round(median(own.p99_ms for own, _ in pairs), 3),
        round(median(ratios), 3),
        round(median(own.p99_ms / bare.p99_ms for own, bare in pairs), 2),
        round(min(ratios), 3),
        round(max(ratios), 3),
    )


def show(rows: list[Row]) -> None:
    """Print the table."""
    print("view         conn    req/s   p50 ms   p99 ms  of bare        spread  p99 x")
    for row in rows:
        spread = f"{row.lowest_ratio:.2f}-{row.highest_ratio:.2f}"
        print(
            f"{row.view:12}{row.connections:5}{row.requests_per_second:9.0f}{row.p50_ms:9.3f}"
            f"{row.p99_ms:9.3f}{row.ratio_to_bare:9.2f}{spread:>14}{row.p99_to_bare:7.2f}"
        )


if __name__ == "__main__":
    main()
