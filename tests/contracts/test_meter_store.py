"""What every meter store promises: to answer as `core.meter` does, whoever asks at once."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presspass.adapters.memory_meter import MemoryMeter
from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.core import meter
from presspass.core.ids import ArticleKey, ReaderId
from presspass.core.meter import Charge, Entry, Reading
from presspass.ports import MeterStore, StoreAway

NOW = 1_800_000_000
READERS = [ReaderId(bytes([number]) * 16) for number in (0, 1, 0x7F, 0xFF)]
ANN, BEA, *_ = READERS


@contextmanager
def memory() -> Iterator[MeterStore]:
    store = MemoryMeter()
    yield store
    store.close()


@contextmanager
def sqlite() -> Iterator[MeterStore]:
    with TemporaryDirectory() as folder:
        store = SqliteMeter(Path(folder) / "meter.db")
        yield store
        store.close()


@contextmanager
def sqlite_alone() -> Iterator[MeterStore]:
    with TemporaryDirectory() as folder:
        store = SqliteMeter(Path(folder) / "meter.db", alone=True)
        yield store
        store.close()


Make = Callable[[], AbstractContextManager[MeterStore]]
STORES: list[Make] = [memory, sqlite, sqlite_alone]


@pytest.fixture(params=STORES, ids=lambda make: make.__name__)
def store(request: pytest.FixtureRequest) -> Iterator[MeterStore]:
    with request.param() as made:
        yield made


def wanted(
    article: int, *, limit: int = 3, now: int = NOW, since: int = NOW - 1000, pool: str = "site"
) -> Charge:
    return Charge(pool, ArticleKey(article), limit, since, now)


def reading(oldest: int, *, used: int, of: int, new: bool) -> Reading:
    return Reading(granted=True, used=used, limit=of, newly_charged=new, oldest=oldest)


def refusal(oldest: int, *, used: int, of: int) -> Reading:
    return Reading(granted=False, used=used, limit=of, newly_charged=False, oldest=oldest)


def charge(store: MeterStore, asked: Charge, reader: ReaderId = ANN) -> Reading:
    return asyncio.run(store.charge(reader, asked))


def peek(store: MeterStore, asked: Charge, reader: ReaderId = ANN) -> Reading:
    return asyncio.run(store.peek(reader, asked))


def test_a_new_article_is_charged(store: MeterStore) -> None:
    assert charge(store, wanted(1)) == reading(NOW, used=1, of=3, new=True)
    assert charge(store, wanted(2, now=NOW + 5)) == reading(NOW, used=2, of=3, new=True)


def test_an_article_is_charged_once(store: MeterStore) -> None:
    charge(store, wanted(1))
    assert charge(store, wanted(1, now=NOW + 9)) == reading(NOW, used=1, of=3, new=False)


def test_a_spent_allowance_refuses_new_articles_and_opens_old_ones(store: MeterStore) -> None:
    charge(store, wanted(1, limit=1))
    assert charge(store, wanted(2, limit=1)) == refusal(NOW, used=1, of=1)
    assert charge(store, wanted(1, limit=1)) == reading(NOW, used=1, of=1, new=False)


def test_a_lowered_limit_takes_nothing_back(store: MeterStore) -> None:
    for article in (1, 2, 3):
        charge(store, wanted(article))
    assert charge(store, wanted(2, limit=1)) == reading(NOW, used=3, of=1, new=False)
    assert not charge(store, wanted(4, limit=1)).granted


def test_what_the_period_has_left_behind_no_longer_counts(store: MeterStore) -> None:
    charge(store, wanted(1, limit=1))
    later = wanted(2, limit=1, now=NOW + 500, since=NOW + 1)
    assert charge(store, later) == reading(NOW + 500, used=1, of=1, new=True)


def test_pending_articles_are_charged_whatever_the_limit(store: MeterStore) -> None:
    pending = (Entry(ArticleKey(7), NOW - 9), Entry(ArticleKey(8), NOW - 2000))
    asked = Charge("site", ArticleKey(1), 1, NOW - 1000, NOW, pending)
    assert charge(store, asked) == refusal(NOW - 9, used=1, of=1)
    assert charge(store, wanted(7, limit=1)) == reading(NOW - 9, used=1, of=1, new=False)


def test_pending_articles_are_charged_once(store: MeterStore) -> None:
    pending = (Entry(ArticleKey(7), NOW - 9),)
    for article in (1, 7, 1):
        asked = Charge("site", ArticleKey(article), 3, 0, NOW, pending)
        assert charge(store, asked).used == 2


def test_a_clock_that_lags_behind_charges_all_the_same(store: MeterStore) -> None:
    charge(store, wanted(1))
    assert charge(store, wanted(2, now=NOW - 9)) == reading(NOW - 9, used=2, of=3, new=True)
    assert charge(store, wanted(2, since=NOW - 9)) == reading(NOW - 9, used=2, of=3, new=False)
    assert charge(store, wanted(3, since=NOW - 8)) == reading(NOW, used=2, of=3, new=True)


def test_peeking_charges_nothing(store: MeterStore) -> None:
    assert peek(store, wanted(1)) == reading(NOW, used=1, of=3, new=True)
    charge(store, wanted(1, limit=1))
    assert peek(store, wanted(2, limit=1)) == refusal(NOW, used=1, of=1)
    assert peek(store, wanted(1, limit=1)) == reading(NOW, used=1, of=1, new=False)


def test_readers_and_pools_are_counted_apart(store: MeterStore) -> None:
    charge(store, wanted(1))
    assert charge(store, wanted(1), BEA).newly_charged
    assert charge(store, wanted(1, pool="sport")).used == 1


def test_merging_charges_nothing_twice_and_refunds_nothing(store: MeterStore) -> None:
    charge(store, wanted(1))
    charge(store, wanted(2))
    charge(store, wanted(2, now=NOW + 5), BEA)
    charge(store, wanted(3, pool="sport"))
    asyncio.run(store.merge(ANN, BEA))
    assert peek(store, wanted(9), BEA) == reading(NOW, used=3, of=3, new=True)
    assert peek(store, wanted(9, since=NOW + 1), BEA).used == 2
    assert peek(store, wanted(9, pool="sport"), BEA).used == 2
    assert peek(store, wanted(9)).used == 3


def test_merging_again_changes_nothing(store: MeterStore) -> None:
    charge(store, wanted(1))
    for _ in range(2):
        asyncio.run(store.merge(ANN, BEA))
        asyncio.run(store.merge(BEA, BEA))
        assert peek(store, wanted(9), BEA).used == 2


def test_a_reader_is_forgotten_in_all_pools_and_no_other(store: MeterStore) -> None:
    for reader in (ANN, BEA):
        charge(store, wanted(1, limit=1), reader)
        charge(store, wanted(2, limit=1), reader)
        charge(store, wanted(1, pool="sport"), reader)
    asyncio.run(store.forget(ANN))
    assert charge(store, wanted(2, limit=1)).newly_charged
    assert peek(store, wanted(1, pool="sport")).newly_charged
    assert not peek(store, wanted(2, limit=1), BEA).granted
    assert peek(store, wanted(1, pool="sport"), BEA).used == 1


def test_pruning_forgets_what_was_last_charged_long_ago(store: MeterStore) -> None:
    charge(store, wanted(1))
    charge(store, wanted(2, now=NOW + 5))
    charge(store, wanted(1), BEA)
    charge(store, wanted(1, now=NOW + 5, pool="sport"), BEA)
    assert asyncio.run(store.prune(NOW)) == 0
    assert asyncio.run(store.prune(NOW + 5)) == 1
    assert peek(store, wanted(9)).used == 3
    assert peek(store, wanted(9), BEA).used == 1
    assert peek(store, wanted(9, pool="sport"), BEA).used == 2


def test_pruning_goes_through_many_readers(store: MeterStore) -> None:
    async def fill() -> None:
        for number in range(2500):
            reader = ReaderId(number.to_bytes(16, "big"))
            await store.charge(reader, wanted(1, now=NOW + number % 2))

    asyncio.run(fill())
    assert asyncio.run(store.prune(NOW + 1)) == 1250
    assert asyncio.run(store.prune(NOW + 2)) == 1250


def test_many_tasks_at_once_get_exactly_the_limit(store: MeterStore) -> None:
    async def rush() -> list[Reading]:
        asked = [store.charge(ANN, wanted(article, limit=5)) for article in range(60)]
        return await asyncio.gather(*asked)

    readings = asyncio.run(rush())
    assert sum(reading.granted for reading in readings) == 5
    assert sorted(reading.used for reading in readings if reading.granted) == [1, 2, 3, 4, 5]


def test_many_event_loops_at_once_get_exactly_the_limit(store: MeterStore) -> None:
    readings: list[Reading] = []

    async def rush(first: int) -> None:
        asked = [store.charge(ANN, wanted(first + step, limit=37)) for step in range(30)]
        readings.extend(await asyncio.gather(*asked))

    threads = [Thread(target=lambda n=n: asyncio.run(rush(n * 30))) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(reading.used for reading in readings if reading.granted) == list(range(1, 38))
    assert len(readings) == 120


def test_a_closed_store_says_that_it_is_away(store: MeterStore) -> None:
    charge(store, wanted(1))
    store.close()
    every: list[Step] = [
        ("charge", ANN, wanted(2)),
        ("peek", ANN, wanted(1)),
        ("merge", ANN, BEA),
        ("forget", ANN),
        ("prune", NOW),
    ]
    for step in every:
        with pytest.raises(StoreAway):
            asyncio.run(_answer(store, step))


articles = st.integers(0, 6).map(ArticleKey) | st.sampled_from([-(2**63), 2**63 - 1]).map(
    ArticleKey
)
times = st.integers(NOW, NOW + 40)
charges = st.builds(
    Charge,
    pool=st.sampled_from(["site", "sport", "Küche"]),
    article=articles,
    limit=st.integers(0, 5),
    since=st.integers(NOW - 5, NOW + 45),
    now=times,
    pending=st.lists(st.builds(Entry, articles, times), max_size=2).map(tuple),
)
readers = st.sampled_from(READERS)
steps = st.one_of(
    st.tuples(st.just("charge"), readers, charges),
    st.tuples(st.just("charge"), readers, charges),
    st.tuples(st.just("peek"), readers, charges),
    st.tuples(st.just("merge"), readers, readers),
    st.tuples(st.just("forget"), readers),
    st.tuples(st.just("prune"), times),
)
Step = (
    tuple[Literal["charge", "peek"], ReaderId, Charge]
    | tuple[Literal["merge"], ReaderId, ReaderId]
    | tuple[Literal["forget"], ReaderId]
    | tuple[Literal["prune"], int]
)
Rows = dict[tuple[ReaderId, str], tuple[Entry, ...]]


@pytest.mark.parametrize("make", STORES, ids=lambda make: make.__name__)
def test_any_sequence_is_answered_as_the_core_answers_it(make: Make) -> None:
    with make() as store, asyncio.Runner() as runner:

        @settings(max_examples=150, deadline=None)
        @given(st.lists(steps, max_size=25))
        def check(sequence: list[Step]) -> None:
            rows: Rows = {}
            for step in sequence:
                assert runner.run(_answer(store, step)) == _expected(rows, step)
            runner.run(store.prune(2**32 - 1))

        check()


async def _answer(store: MeterStore, step: Step) -> Reading | int | None:
    match step:
        case "charge", reader, asked:
            return await store.charge(reader, asked)
        case "peek", reader, asked:
            return await store.peek(reader, asked)
        case "merge", source, target:
            await store.merge(source, target)
            return None
        case "forget", reader:
            await store.forget(reader)
            return None
        case _, before:
            return await store.prune(before)


def _expected(rows: Rows, step: Step) -> Reading | int | None:
    """The core's answer, upon rows that change only when something is charged."""
    match step:
        case "charge", reader, asked:
            kept = rows.get((reader, asked.pool), ())
            after, answer = meter.charge(kept, asked)
            if not set(after) <= set(kept):
                rows[reader, asked.pool] = after
            return answer
        case "peek", reader, asked:
            return meter.peek(rows.get((reader, asked.pool), ()), asked)
        case "merge", source, target:
            both = {key: kept for key, kept in rows.items() if key[0] == source != target}
            for (_, pool), kept in both.items():
                rows[target, pool] = meter.union(rows.get((target, pool), ()), kept)
            return None
        case "forget", reader:
            for key in [key for key in rows if key[0] == reader]:
                del rows[key]
            return None
        case _, before:
            old = [key for key, kept in rows.items() if max(at for _, at in kept) < before]
            for key in old:
                del rows[key]
            return len(old)
