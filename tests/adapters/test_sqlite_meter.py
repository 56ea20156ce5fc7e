"""What the meter in one SQLite file promises beyond its port's contract."""

import asyncio
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from signal import SIGKILL
from time import monotonic, sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.adapters.sqlite_meter import SqliteMeter, packing
from presspass.core.ids import ArticleKey, ReaderId
from presspass.core.meter import Charge, Entry, Reading
from presspass.ports import StoreAway

NOW = 1_800_000_000
ANN = ReaderId(b"a" * 16)
PATIENCE = 5.0


def wanted(article: int, limit: int = 3) -> Charge:
    return Charge("site", ArticleKey(article), limit, NOW - 1000, NOW)


def charge(store: SqliteMeter, asked: Charge, reader: ReaderId = ANN) -> Reading:
    return asyncio.run(store.charge(reader, asked))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "meter.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteMeter]:
    made = SqliteMeter(path)
    yield made
    made.close()


@contextmanager
def python(program: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A program of ours in a process of its own."""
    command = [sys.executable, "-u", "-c", program, *map(str, arguments)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process:
        yield process
        process.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def eventually(done: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while not done():
        assert monotonic() < end, "it did not happen in time"
        sleep(0.02)


def works(store: SqliteMeter, article: int = 1) -> bool:
    try:
        return charge(store, wanted(article)).granted
    except StoreAway:
        return False


LOCKER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("locked")
sys.stdin.readline()
connection.execute("ROLLBACK")
print("free")
sys.stdin.readline()
"""


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


def test_re_reads_and_refusals_need_no_lock(path: Path, store: SqliteMeter) -> None:
    charge(store, wanted(1, limit=1))
    with python(LOCKER, path) as locker:
        assert line(locker) == "locked"
        before = monotonic()
        assert charge(store, wanted(1, limit=1)).granted
        assert not charge(store, wanted(2, limit=1)).granted
        assert asyncio.run(store.peek(ANN, wanted(2))).granted
        assert monotonic() - before < 0.5


def test_re_reads_and_refusals_write_nothing(path: Path, store: SqliteMeter) -> None:
    charge(store, wanted(1, limit=1))
    log = path.with_name("meter.db-wal")
    sleep(1.3)  # the keeper writes once after the last charge
    before = log.read_bytes()
    for _ in range(3):
        charge(store, wanted(1, limit=1))
        charge(store, wanted(2, limit=1))
        asyncio.run(store.peek(ReaderId(b"b" * 16), wanted(2)))
    assert log.read_bytes() == before


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


def test_a_folder_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    store = SqliteMeter(folder / "meter.db")
    with pytest.raises(StoreAway, match=r"later/meter\.db: the file can't be opened"):
        charge(store, wanted(1))
    with pytest.raises(StoreAway, match="can't be opened"):
        asyncio.run(store.merge(ANN, ReaderId(b"b" * 16)))
    folder.mkdir()
    eventually(lambda: works(store))
    store.close()


def test_a_file_that_is_no_meter_is_left_alone(path: Path) -> None:
    content = b"no database, but as long as one" * 99
    path.write_bytes(content)
    store = SqliteMeter(path)
    with pytest.raises(StoreAway, match="the file is no meter"):
        charge(store, wanted(1))
    assert path.read_bytes() == content
    path.unlink()
    eventually(lambda: works(store))
    store.close()


OPENER = """
import asyncio, sys
from pathlib import Path
from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.core.meter import Charge

print("ready")
sys.stdin.readline()
store = SqliteMeter(Path(sys.argv[1]))
print(asyncio.run(store.charge(b"r" * 16, Charge("site", int(sys.argv[2]), 99, 0, 1))).granted)
"""


def test_many_processes_may_begin_the_file_at_once(path: Path) -> None:
    with ExitStack() as stack:
        openers = [stack.enter_context(python(OPENER, path, number)) for number in range(5)]
        assert [line(opener) for opener in openers] == ["ready"] * 5
        for opener in openers:
            print("go", file=opener.stdin, flush=True)
        assert [line(opener) for opener in openers] == ["True"] * 5


def test_another_program_s_database_is_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE other (x)")
    other.close()
    store = SqliteMeter(path)
    with pytest.raises(StoreAway, match="the file is no meter"):
        charge(store, wanted(1))
    store.close()


@pytest.mark.parametrize("suffixes", [("",), ("", "-wal"), ("", "-wal", "-shm")], ids=str)
def test_a_removed_file_is_begun_anew(
    path: Path, store: SqliteMeter, suffixes: tuple[str, ...]
) -> None:
    charge(store, wanted(1))
    for suffix in suffixes:
        Path(f"{path}{suffix}").unlink()
    eventually(path.exists)
    eventually(lambda: works(store, 2))
    with sqlite3.connect(path) as reopened:
        assert reopened.execute("SELECT count(*) FROM meter").fetchone() == (1,)
    reopened.close()


def test_a_file_damaged_while_in_use_is_said_to_be(path: Path, store: SqliteMeter) -> None:
    async def fill() -> None:
        for number in range(3000):
            await store.charge(ReaderId(number.to_bytes(16, "big")), wanted(1))

    async def read() -> None:
        for number in range(3000):
            await store.charge(ReaderId(number.to_bytes(16, "big")), wanted(1))

    asyncio.run(fill())
    keeper = sqlite3.connect(path)
    keeper.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    keeper.close()
    with path.open("r+b") as file:
        file.seek(4096 * 5)
        file.write(b"\xff" * 4096 * (path.stat().st_size // 4096 - 5))
    with pytest.raises(StoreAway, match=r"the file is (damaged|no meter)"):
        asyncio.run(read())
    for part in path.parent.glob("meter.db*"):
        part.unlink()
    eventually(lambda: works(store))


def test_a_full_disk_is_away_for_new_articles_only(store: SqliteMeter) -> None:
    charge(store, wanted(1))
    for book in (store._counter._book, store._writer._book):
        assert book is not None
        book._connection.execute("PRAGMA max_page_count = 1")

    async def fill() -> None:
        for number in range(3000):
            await store.charge(ReaderId(number.to_bytes(16, "big")), wanted(1))

    with pytest.raises(StoreAway, match="the disk is full"):
        asyncio.run(fill())
    assert charge(store, wanted(1)) == charge(store, wanted(1))
    for book in (store._counter._book, store._writer._book):
        assert book is not None
        book._connection.execute("PRAGMA max_page_count = 1000000")
    asyncio.run(fill())


SMALL_FILES = """
import asyncio, resource, sys
from pathlib import Path
from signal import SIGKILL
from time import sleep
from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.core.meter import Charge
from presspass.ports import StoreAway

store = SqliteMeter(Path(sys.argv[1]))
number = 0

async def fill(count):
    global number
    for _ in range(count):
        number += 1
        await store.charge(number.to_bytes(16, "big"), Charge("site", 1, 3, 0, 1))

asyncio.run(fill(10))
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
try:
    asyncio.run(fill(1000))
except StoreAway as away:
    print(away)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
while True:
    try:
        asyncio.run(fill(1))
        break
    except StoreAway:
        sleep(0.05)
asyncio.run(fill(1000))
print("works again")
"""


def test_a_disk_that_fails_to_write_is_away_until_it_works_again(path: Path) -> None:
    with python(SMALL_FILES, path) as process:
        assert "the disk failed to read or write" in line(process)
        assert line(process) == "works again"


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


@pytest.mark.slow
def test_the_log_stays_bounded_under_load_and_pruning_lets_charges_go_on(
    path: Path, store: SqliteMeter
) -> None:
    async def load(last: int) -> None:
        for number in range(last):
            await store.charge(ReaderId(random.randbytes(16)), wanted(number))  # noqa: S311  # any reader

    async def scene() -> None:
        await load(40_000)
        _, pruned = await asyncio.gather(load(5000), store.prune(NOW + 1))
        assert pruned >= 40_000

    asyncio.run(scene())
    assert path.with_name("meter.db-wal").stat().st_size < 200 * 2**20


entries = st.builds(
    Entry, st.integers(-(2**63), 2**63 - 1).map(ArticleKey), st.integers(0, 2**32 - 1)
)


@given(st.lists(entries, max_size=10), st.integers(0, 2**32 - 1))
def test_packed_entries_are_the_same_and_compare_as_their_last_charge(
    some: list[Entry], at: int
) -> None:
    packed = packing.pack(some)
    assert sorted(packing.unpack(packed)) == sorted(some)
    assert len(packed) == 12 * len(some)
    if some:
        assert (packed < packing.before(at)) == (max(entry.at for entry in some) < at)
