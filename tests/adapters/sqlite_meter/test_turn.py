"""Charges of one turn of an event loop are made as one, and answered one by one."""

import asyncio
import gc
import sqlite3
import traceback
import weakref
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.core.ids import ArticleKey, ReaderId
from presspass.core.meter import Charge, Reading
from presspass.ports import StoreAway

NOW = 1_800_000_000
ANN, BEA = ReaderId(b"a" * 16), ReaderId(b"b" * 16)


def wanted(article: int, limit: int = 3, pool: str = "site") -> Charge:
    return Charge(pool, ArticleKey(article), limit, NOW - 1000, NOW)


@pytest.fixture
def locked(path: Path, store: SqliteMeter) -> Iterator[sqlite3.Connection]:
    del store  # it begins the file
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def at_once(store: SqliteMeter, *asked: tuple[ReaderId, Charge]) -> list[Reading]:
    async def ask() -> list[Reading]:
        return await asyncio.gather(*(store.charge(*one) for one in asked))

    return asyncio.run(ask())


def test_charges_of_one_turn_are_one_transaction(path: Path, store: SqliteMeter) -> None:
    log = path.with_name("meter.db-wal")
    at_once(store, (ANN, wanted(1)), (BEA, wanted(1)))  # begins both rows
    one = log.stat().st_size
    at_once(store, *[(who, wanted(2)) for who in (ANN, BEA)])
    several = log.stat().st_size - one
    at_once(store, (ANN, wanted(3)))
    assert log.stat().st_size - one - several == several


def test_one_reader_opening_many_at_once_gets_the_limit(store: SqliteMeter) -> None:
    readings = at_once(store, *[(ANN, wanted(number)) for number in range(8)])
    assert [reading.granted for reading in readings] == [True] * 3 + [False] * 5
    assert [reading.used for reading in readings] == [1, 2, 3, 3, 3, 3, 3, 3]


def test_pools_in_one_turn_are_counted_apart(store: SqliteMeter) -> None:
    readings = at_once(store, (ANN, wanted(1)), (ANN, wanted(1, pool="other")))
    assert [reading.newly_charged for reading in readings] == [True, True]


def test_more_than_fit_in_one_transaction_are_all_answered(store: SqliteMeter) -> None:
    readings = at_once(store, *[(ReaderId(bytes([n]) * 16), wanted(1)) for n in range(200)])
    assert len(readings) == 200
    assert all(reading.newly_charged for reading in readings)


def test_what_changes_nothing_does_not_wait_with_what_does(
    store: SqliteMeter, locked: sqlite3.Connection
) -> None:
    locked.execute("ROLLBACK")
    at_once(store, (ANN, wanted(1)))
    locked.execute("BEGIN IMMEDIATE")

    async def ask() -> Reading:
        new = asyncio.create_task(store.charge(BEA, wanted(1)))
        began = monotonic()
        again = await store.charge(ANN, wanted(1))
        assert monotonic() - began < 0.5
        locked.execute("ROLLBACK")
        assert (await new).newly_charged
        return again

    assert not asyncio.run(ask()).newly_charged


def test_who_waits_behind_another_process_gets_an_answer(
    store: SqliteMeter, locked: sqlite3.Connection
) -> None:
    del locked
    with pytest.raises(StoreAway, match="another process keeps it locked"):
        at_once(store, (ANN, wanted(1)), (BEA, wanted(1)))


def test_who_is_cancelled_leaves_the_others_their_own_answers(store: SqliteMeter) -> None:
    async def ask() -> list[Reading | BaseException]:
        asking = [asyncio.create_task(store.charge(ANN, wanted(n, limit=9))) for n in (1, 2, 3)]
        asyncio.get_running_loop().call_soon(asking[1].cancel)  # when all three have asked
        return await asyncio.gather(*asking, return_exceptions=True)

    one, cancelled, three = asyncio.run(ask())
    assert isinstance(cancelled, asyncio.CancelledError)
    assert isinstance(one, Reading)
    assert isinstance(three, Reading)
    assert (one.used, three.used) == (1, 3)
    assert not at_once(store, (ANN, wanted(2)))[0].newly_charged


def test_the_writer_is_not_asked_for_who_was_cancelled(
    store: SqliteMeter, locked: sqlite3.Connection
) -> None:
    async def ask() -> None:
        asking = asyncio.create_task(store.charge(ANN, wanted(1)))
        asyncio.get_running_loop().call_soon(asking.cancel)
        with pytest.raises(asyncio.CancelledError):
            await asking

    asyncio.run(ask())
    locked.execute("ROLLBACK")
    assert at_once(store, (ANN, wanted(1)))[0].newly_charged


def test_each_who_is_told_of_a_fault_hears_where_it_came_from_and_no_more(
    store: SqliteMeter,
) -> None:
    store.close()

    async def ask() -> list[BaseException]:
        asked = (store.charge(ReaderId(bytes([n]) * 16), wanted(1)) for n in range(20))
        told: list[BaseException] = []
        for each in [asyncio.create_task(one) for one in asked]:
            try:
                await each
            except StoreAway as away:
                told.append(away)
                depths.append(len(traceback.extract_tb(away.__traceback__)))
        return told

    depths: list[int] = []
    assert len(asyncio.run(ask())) == 20
    assert max(depths) - min(depths) <= 1


def test_a_loop_that_ended_in_the_middle_is_forgotten_and_leaves_the_next_one_free(
    store: SqliteMeter,
) -> None:
    def leave() -> weakref.ref[asyncio.AbstractEventLoop]:
        loop = asyncio.new_event_loop()
        coroutine = store.charge(ANN, wanted(1))

        async def begin() -> None:
            coroutine.send(None)
            loop.stop()

        loop.create_task(begin())  # noqa: RUF006  # it ends with this function
        loop.run_forever()
        coroutine.close()
        loop.close()
        return weakref.ref(loop)

    ended = leave()
    assert at_once(store, (BEA, wanted(1)))[0].newly_charged
    gc.collect()
    assert ended() is None


def test_a_reading_at_the_limit_is_known_without_a_look(store: SqliteMeter) -> None:
    assert store.known(ANN, wanted(1, limit=1)) is None
    at_once(store, (ANN, wanted(1, limit=1)))
    refused = at_once(store, (ANN, wanted(2, limit=1)))[0]
    assert store.known(ANN, wanted(2, limit=1)) == refused


def test_where_no_other_process_charges_re_reads_are_known_after_one_look(path: Path) -> None:
    store = SqliteMeter(path, alone=True)
    other = sqlite3.connect(path, isolation_level=None)

    def known() -> list[tuple[bool, int] | None]:
        readings = [store.known(ANN, wanted(number)) for number in (1, 2, 3, 4)]
        return [None if it is None else (it.granted, it.used) for it in readings]

    async def ask() -> list[list[tuple[bool, int] | None]]:
        told = []
        await store.charge(ANN, wanted(1))
        told.append(known())
        await store.charge(ANN, wanted(1))
        told.append(known())
        other.execute("BEGIN IMMEDIATE")
        by_writer = asyncio.create_task(store.charge(ANN, wanted(2)))
        await asyncio.sleep(0.05)
        other.execute("ROLLBACK")
        await by_writer
        told.append(known())
        await asyncio.gather(store.charge(ANN, wanted(3)), store.charge(BEA, wanted(3)))
        await asyncio.gather(store.charge(ANN, wanted(2)), store.charge(BEA, wanted(4)))
        told.append(known())
        return told

    told = asyncio.run(ask())
    store.close()
    other.close()
    nothing = [None] * 4
    assert told == [
        nothing,
        [(True, 1), None, None, None],
        nothing,
        [(True, 3), (True, 3), (True, 3), (False, 3)],
    ]


def test_among_other_processes_a_re_read_below_the_limit_is_looked_up(store: SqliteMeter) -> None:
    at_once(store, (ANN, wanted(1)))
    assert store.known(ANN, wanted(1)) is None
