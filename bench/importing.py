"""Measures `presspass readers import` and `export`: `python -m bench.importing`."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Thread
from time import perf_counter, sleep

from presspass.adapters.sql import SqlCommerce, open_database
from presspass.core.limits import Limit

HERE = Path(__file__).parent
SIZES = (10_000, 1_000_000)
_LIMIT = Limit("bench", 10**9, 3600)
_BETWEEN_SIGN_INS = 0.02
_TWICE = 20
"""One reader in so many stands in two rows, far from one another."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the results. `waited` is how long others' small transactions took meanwhile."""

    rows: int
    step: str
    seconds: float
    rows_per_second: int
    peak_megabytes: int
    waited_p50_ms: float
    waited_p99_ms: float
    waited_most_ms: float


def main() -> None:
    """Measure, print a table, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES)
    parser.add_argument("--out", type=Path, default=HERE / "results-importing.json")
    parser.add_argument("--work", type=Path, default=HERE / ".work" / "importing")
    chosen = parser.parse_args()
    work = chosen.work
    found: list[Row] = []
    for rows in chosen.rows:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        try:
            found.extend(measure(work, rows))
        finally:
            shutil.rmtree(work, ignore_errors=True)
    chosen.out.write_text(json.dumps([asdict(row) for row in found], indent=1) + "\n")


def measure(work: Path, rows: int) -> list[Row]:
    """The life of a file: tried, imported, imported again, extended, exported and read back."""
    presspass(work, "init")
    write(work / "first.csv", rows, "2099-07-31")
    write(work / "later.csv", rows, "2099-12-31")
    steps = {
        "dry run": ("import", "first.csv", "--dry-run", "--brief"),
        "import": ("import", "first.csv", "--brief"),
        "the same again": ("import", "first.csv", "--brief"),
        "all extended": ("import", "later.csv", "--brief"),
        "export": ("export", "out.csv"),
        "the export again": ("import", "out.csv", "--brief"),
    }
    return [timed(work, rows, step, arguments) for step, arguments in steps.items()]


def write(path: Path, rows: int, until: str) -> None:
    """A file of payers."""
    readers = rows * _TWICE // (_TWICE + 1)
    with path.open("w", encoding="utf-8") as file:
        file.write("e-mail,benefits,until,note\n")
        for number in range(rows):
            benefits = "articles apps" if number < readers else "print"
            file.write(f"reader.{number % readers}@example.com,{benefits},{until},no. {number}\n")


def timed(work: Path, rows: int, step: str, arguments: tuple[str, ...]) -> Row:
    """Run a command while others sign in."""
    waits: list[float] = []
    ended = Event()
    beside = Thread(target=sign_in, args=(work / "data" / "presspass.db", waits, ended))
    beside.start()
    begun = perf_counter()
    try:
        megabytes = presspass(work, "readers", *arguments)
    finally:
        seconds = perf_counter() - begun
        ended.set()
        beside.join()
    waits.sort()
    at = [waits[min(int(len(waits) * part), len(waits) - 1)] * 1000 for part in (0.5, 0.99, 1)]
    row = Row(rows, step, round(seconds, 2), round(rows / seconds), megabytes, *map(one_digit, at))
    print(
        f"{rows:>9,} {step:17}{row.seconds:8.1f} s {row.rows_per_second:>8,} rows/s "
        f"{row.peak_megabytes:>5} MB, others waited {row.waited_p50_ms} ms (p50), "
        f"{row.waited_p99_ms} (p99), {row.waited_most_ms} at most"
    )
    return row


def one_digit(number: float) -> float:
    """Rounded to what can be told apart."""
    return round(number, 1)


def sign_in(database: Path, waits: list[float], ended: Event) -> None:
    """Write a little again and again, as those do who sign in."""
    engine = open_database(database)
    commerce = SqlCommerce(engine)
    while not ended.is_set():
        begun = perf_counter()
        with commerce.transaction() as books:
            books.attempts.take("bench", _LIMIT, 0)
        waits.append(perf_counter() - begun)
        sleep(_BETWEEN_SIGN_INS)
    engine.dispose()


def presspass(work: Path, *arguments: str) -> int:
    """Run a command; answers the most memory it had, in megabytes. Raises if it fails."""
    command = [sys.executable, "-m", "presspass", *arguments]
    with subprocess.Popen(
        command, cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as it:
        said = it.stderr.read().decode() if it.stderr else ""
        _, status, usage = os.wait4(it.pid, 0)
        it.returncode = os.waitstatus_to_exitcode(status)
    if it.returncode:
        raise RuntimeError(f"presspass {' '.join(arguments)}: {said}")
    return usage.ru_maxrss // 1024


if __name__ == "__main__":
    main()
