"""Charges that wait for other processes, and outlive them."""

import asyncio
import random
import sqlite3
import subprocess
from pathlib import Path
from signal import SIGKILL
from time import monotonic, sleep

import pytest

from presspass.adapters.sqlite_meter import SqliteMeter, packing
from presspass.core.meter import Reading
from presspass.ports import StoreAway
from tests.adapters.sqlite_meter.meters import ANN, PATIENCE, charge, wanted
from tests.adapters.sqlite_meter.processes import LOCKER, line, python


def test_while_another_process_writes_a_charge_waits_and_the_event_loop_goes_on(
    path: Path, store: SqliteMeter
) -> None:
    gaps: list[float] = []

    async def tick() -> None:
        while True:
            before = monotonic()
            await asyncio.sleep(0.005)
            gaps.append(monotonic() - before)

    async def scene(locker: subprocess.Popen[str]) -> Reading:
        ticker = asyncio.create_task(tick())
        waiting = asyncio.create_task(store.charge(ANN, wanted(2)))
        await asyncio.sleep(0.4)
        assert not waiting.done()
        print("go", file=locker.stdin, flush=True)
        reading = await waiting
        ticker.cancel()
        return reading

    with python(LOCKER, path) as locker:
        assert line(locker) == "locked"
        assert asyncio.run(scene(locker)).newly_charged
    assert len(gaps) > 40
    assert max(gaps) < 0.3


def test_a_lock_that_is_never_given_back_is_waited_for_about_a_second(
    path: Path, store: SqliteMeter
) -> None:
    with python(LOCKER, path) as locker:
        assert line(locker) == "locked"
        before = monotonic()
        with pytest.raises(StoreAway, match="another process keeps it locked"):
            charge(store, wanted(1))
        assert 0.8 < monotonic() - before < PATIENCE
        print("go", file=locker.stdin, flush=True)
        assert line(locker) == "free"
        assert charge(store, wanted(1)).newly_charged


def test_a_charge_that_nobody_waits_for_any_more_is_not_made(
    path: Path, store: SqliteMeter
) -> None:
    async def leave() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(store.charge(ANN, wanted(1)), 0.05)

    with python(LOCKER, path) as locker:
        assert line(locker) == "locked"
        asyncio.run(leave())
    assert charge(store, wanted(2)).used == 1


CHARGER = """
import asyncio, sys
from pathlib import Path
from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.core.meter import Charge

store, first = SqliteMeter(Path(sys.argv[1])), int(sys.argv[2])

async def load(task):
    number = first + task
    while True:
        reader = (number % 7919).to_bytes(16, "big")
        reading = await store.charge(reader, Charge("site", number, 10**6, 0, 1))
        assert reading.newly_charged
        sys.stdout.write(f"{number}\\n")
        number += 4

async def main():
    await asyncio.gather(*(load(task) for task in range(4)))

asyncio.run(main())
"""


@pytest.mark.slow
def test_every_answered_charge_outlives_a_killed_process(path: Path) -> None:
    answered: list[int] = []
    for life in range(11):
        with (
            python(CHARGER, path, life * 10**6) as one,
            python(CHARGER, path, life * 10**6 + 5 * 10**5) as two,
        ):
            line(one)
            line(two)
            sleep(random.uniform(0, 0.15))  # noqa: S311  # when it dies is no secret
            one.kill()
            sleep(random.uniform(0, 0.02))  # noqa: S311  # as above
            two.kill()
            for process in (one, two):
                assert process.stdout is not None
                rest = process.stdout.read().split("\n")[:-1]
                assert process.wait() == -SIGKILL
                answered += map(int, rest)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    rows = connection.execute("SELECT reader, entries FROM meter").fetchall()
    connection.close()
    kept = [entry.article for _, entries in rows for entry in packing.unpack(entries)]
    assert len(kept) == len(set(kept))
    assert set(answered) <= set(kept)
    assert len(answered) > 1000


RUSHER = """
import asyncio, sys
from pathlib import Path
from threading import Thread
from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.core.meter import Charge

path, process = Path(sys.argv[1]), int(sys.argv[2])
shared = SqliteMeter(path)
print("ready")
sys.stdin.readline()
granted = []

async def rush(store, thread):
    async def one(task):
        article = process * 10_000 + thread * 100 + task
        reading = await store.charge(b"r" * 16, Charge("site", article, 333, 0, 1))
        if reading.granted:
            granted.append(reading.used)
    await asyncio.gather(*(one(task) for task in range(60)))

def run(thread):
    store = shared if thread % 2 else SqliteMeter(path)
    asyncio.run(rush(store, thread))

threads = [Thread(target=run, args=(number,)) for number in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(*granted)
"""


@pytest.mark.slow
def test_tasks_threads_and_processes_at_once_get_exactly_the_limit(path: Path) -> None:
    with (
        python(RUSHER, path, 0) as one,
        python(RUSHER, path, 1) as two,
        python(RUSHER, path, 2) as three,
    ):
        processes = (one, two, three)
        assert [line(process) for process in processes] == ["ready"] * 3
        for process in processes:
            print("go", file=process.stdin, flush=True)
        used = [int(used) for process in processes for used in line(process).split()]
    assert sorted(used) == list(range(1, 334))
