"""Measures one worker run over very many renewals: `python -m bench.renewals`.

All subscriptions of a database were renewed at a provider in memory. `presspass worker --once`, in
a process of its own and with its bar on a terminal, follows: told by events, or by none. The last
run is killed in the middle and started again. The books are looked through after each. Seconds of
the processor tell more than seconds where others are at work beside it.
"""

import argparse
import json
import os
import pty
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, time

from bench.renewed import AGO, BENEFITS, PAID_BEFORE, PERIOD, PRICE, Renewed

from presspass.adapters.sql import SqlCommerce, open_database
from presspass.core.subscription import RENEWAL_SLACK, settle

HERE = Path(__file__).parent
SIZES = (1_000, 10_000, 100_000)
_CHUNK = 1000
SETTINGS = """\
secrets = ["the renewals of the benchmark are sealed"]
[publication]
name = "Bench"
url = "http://127.0.0.1"
zone = "UTC"
[origin]
url = "http://127.0.0.1:1"
[stripe]
key = "sk_test_benchmark0"
webhook_secret = "whsec_benchmark0"
sandbox = "http://127.0.0.1:1"
[mail]
from = "news@example.com"
host = "127.0.0.1"
port = 1
security = "none"
"""
_NO_MAIL = "in trouble: sending mails"
"""How each run ends, for there is no mail server: the mails stay in the outbox to be counted."""

_BAR = re.compile(r"([\d,]+)(?: done|/[\d,]+  +\d+%)")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the results. `seconds` are those of the whole process."""

    renewals: int
    told_by: str
    seconds: float
    renewals_per_second: int
    processor_seconds: float
    peak_megabytes: int
    bars: int
    """How many different bars stood on the terminal."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a process ended, what it showed, and the most memory it had."""

    status: int
    seconds: float
    processor_seconds: float
    peak_megabytes: int
    shown: list[str]


def main() -> None:
    """Measure, print a table, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--out", type=Path, default=HERE / "results-renewals.json")
    parser.add_argument("--work", type=Path, default=HERE / ".work" / "renewals")
    chosen = parser.parse_args()
    middle = sorted(chosen.sizes)[len(chosen.sizes) // 2]
    runs = [(size, "events") for size in chosen.sizes]
    runs += [(middle, "nothing"), (middle, "events, killed half way")]
    print("renewals told by                  seconds  a second  processor  peak MB  bars")
    found = [measure(chosen.work, size, told_by) for size, told_by in runs]
    chosen.out.write_text(json.dumps([asdict(row) for row in found], indent=1) + "\n")


def measure(work: Path, size: int, told_by: str) -> Row:
    """Fill a database, let the worker follow the provider, and look through the books."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        provider = Renewed(size, int(time()) - AGO)
        fill(work, provider, told=told_by != "nothing")
        killed = told_by.endswith("killed half way")
        before = worker(work, provider, kill_at=size // 2) if killed else None
        run = worker(work, provider)
        if not run.shown[-1].endswith(_NO_MAIL) or (before and before.status != -signal.SIGKILL):
            raise RuntimeError(f"the worker ended with {run.status}: {run.shown[-9:]}")
        check(work / "data" / "presspass.db", provider)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    seconds = run.seconds + (before.seconds if before else 0)
    busy = run.processor_seconds + (before.processor_seconds if before else 0)
    bars = sum(bool(_BAR.search(line)) for line in run.shown)
    peak = max(run.peak_megabytes, before.peak_megabytes if before else 0)
    rate = round(size / seconds)
    row = Row(size, told_by, round(seconds, 1), rate, round(busy, 1), peak, bars)
    print(
        f"{row.renewals:>8,} {row.told_by:24}{row.seconds:>9.1f}{row.renewals_per_second:>10,}"
        f"{row.processor_seconds:>9.1f} s{row.peak_megabytes:>9}{row.bars:>6}"
    )
    return row


def fill(work: Path, provider: Renewed, *, told: bool) -> None:
    """The books as they stood before the renewals, with the events that tell of these."""
    (work / "presspass.toml").write_text(SETTINGS)
    engine = open_database(work / "data" / "presspass.db")
    commerce = SqlCommerce(engine)
    for first in range(0, provider.size, _CHUNK):
        numbers = range(first, min(first + _CHUNK, provider.size))
        with commerce.transaction() as books:
            books.accounts.create(*map(provider.account, numbers))
            for number in numbers:
                sale = provider.sale(number)
                settled = settle(sale, provider.before(number))
                subscription = settled.subscription
                books.sales.add(sale)
                books.subscriptions.put(subscription, books.subscriptions.ask(subscription.id))
                books.entitlements.put(*settled.entitlements)
                books.ledger.add(settled.entries)
                if told:
                    books.inbox.add(provider.hint(number), provider.at)
    engine.dispose()


def worker(work: Path, provider: Renewed, kill_at: int | None = None) -> Run:
    """`presspass worker --once`, its bar on a terminal; killed once it shows so many done."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bench.renewing", str(provider.size), str(provider.at)]
    command += ["-s", str(work / "presspass.toml"), "worker", "--once"]
    begun = perf_counter()
    with subprocess.Popen(command, cwd=HERE.parent, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        lines: list[str] = []
        for line in shown(ours):
            lines.append(line)
            count = _BAR.search(line)
            if kill_at is not None and count and int(count[1].replace(",", "")) >= kill_at:
                process.kill()
                kill_at = None
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    os.close(ours)
    seconds = perf_counter() - begun
    busy = usage.ru_utime + usage.ru_stime
    return Run(process.returncode, seconds, busy, usage.ru_maxrss // 1024, lines)


def shown(terminal: int) -> Iterator[str]:
    """What stood on a terminal, line by line and bar by bar, until its process has ended."""
    rest = ""
    while True:
        try:
            got = os.read(terminal, 65536)
        except OSError:  # how Linux says that nobody holds the other end any more
            got = b""
        if not got:
            return
        *whole, rest = (rest + got.decode()).replace("\n", "\r").split("\r")
        yield from filter(None, (line.strip() for line in whole))


def check(database: Path, provider: Renewed) -> None:
    """That the books say what the provider does, each thing once. Raises `RuntimeError`."""
    size, until = provider.size, provider.at + PERIOD
    paid = size * (PAID_BEFORE + 1)
    questions: dict[str, tuple[str, object]] = {
        "subscriptions renewed": (f"subscription WHERE live AND until = {until}", size),
        "entitlements extended": (
            f"entitlement WHERE until = {until + RENEWAL_SLACK}",
            size * len(BENEFITS),
        ),
        "entitlements in all": ("entitlement", size * len(BENEFITS)),
        "payments": ("ledger WHERE fact = 'paid'", paid),
        "money facts in all": ("ledger", paid),
        "receipts": (f"outbox WHERE key LIKE 'receipt:%\\_{PAID_BEFORE}' ESCAPE '\\'", size),
        "mails in all": ("outbox", size),
        "events left": ("inbox WHERE handled IS NULL", 0),
    }
    with closing(sqlite3.connect(database)) as books:
        for what, (rows, wanted) in questions.items():
            (count,) = books.execute(f"SELECT count(*) FROM {rows}").fetchone()  # noqa: S608  # our own
            if count != wanted:
                raise RuntimeError(f"{what}: {count} instead of {wanted}")
        (sum_of_all,) = books.execute("SELECT sum(minor) FROM ledger").fetchone()
    if sum_of_all != paid * PRICE.amount.minor:
        raise RuntimeError(f"the ledger's sum is {sum_of_all}")


if __name__ == "__main__":
    main()
