"""Files that are begun, opened again after a fault, and kept small."""

import asyncio
import random
import sqlite3
from contextlib import ExitStack
from pathlib import Path

import pytest

from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.core.ids import ReaderId
from presspass.ports import StoreAway
from tests.adapters.sqlite_meter.meters import ANN, NOW, charge, eventually, wanted, works
from tests.adapters.sqlite_meter.processes import line, python


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
