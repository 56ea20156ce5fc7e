"""What an operator reads of a file that is no meter, or that can not be written."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.core.ids import ReaderId
from presspass.ports import StoreAway
from tests.adapters.sqlite_meter.meters import charge, eventually, wanted, works


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


def test_another_program_s_database_is_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE other (x)")
    other.close()
    store = SqliteMeter(path)
    with pytest.raises(StoreAway, match="the file is no meter"):
        charge(store, wanted(1))
    store.close()


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
