import asyncio

import pytest

from presspass.adapters.memory_meter import MemoryMeter
from presspass.bootstrap.accounts import finding_allowance, forgetting, merging
from presspass.core.credentials import MeterCookie
from presspass.core.edition import Edition
from presspass.core.ids import ArticleKey, ReaderId
from presspass.core.instants import DAY
from presspass.core.meter import Charge, Entry, Reading
from presspass.ports import MeterStore, StoreAway
from presspass.services.accounts.reading import Allowance

ANN, BEFORE = ReaderId(b"a" * 16), ReaderId(b"b" * 16)
NOW = 1_800_000_000


def asked(article: int) -> Charge:
    return Charge("articles", ArticleKey(article), 5, 0, NOW)


async def merged(meter: MeterStore, cookie: MeterCookie) -> Reading:
    """What a reader has read once the browser's meter has come along."""
    await asyncio.to_thread(merging(meter), cookie, ANN)
    return await meter.peek(ANN, asked(9))


def test_what_a_browser_read_comes_along_and_what_its_cookie_alone_knows_too() -> None:
    async def read() -> tuple[Reading, Reading]:
        meter = MemoryMeter()
        await meter.charge(ANN, asked(1))
        await meter.charge(BEFORE, asked(1))
        await meter.charge(BEFORE, asked(2))
        first = await merged(meter, MeterCookie(BEFORE, NOW))
        pending = MeterCookie(BEFORE, NOW, Entry(ArticleKey(3), NOW), "articles")
        return first, await merged(meter, pending)

    first, second = asyncio.run(read())
    assert first.used == 3  # with the one that is asked for
    assert second.used == 4


def test_a_meter_that_is_away_says_so_in_the_thread_that_asks() -> None:
    class Away(MemoryMeter):
        async def merge(self, source: ReaderId, target: ReaderId) -> None:
            raise StoreAway(f"the meter is locked for {source!r} and {target!r}")

    with pytest.raises(StoreAway, match="the meter is locked"):
        asyncio.run(merged(Away(), MeterCookie(BEFORE, NOW)))


def test_a_meter_that_takes_too_long_counts_as_away(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(MemoryMeter):
        async def merge(self, source: ReaderId, target: ReaderId) -> None:
            await asyncio.sleep(60)
            await super().merge(source, target)

    monkeypatch.setattr("presspass.bootstrap.accounts._PATIENCE", 0.01)
    with pytest.raises(StoreAway, match="takes longer"):
        asyncio.run(merged(Slow(), MeterCookie(BEFORE, NOW)))


def test_what_is_left_is_asked_of_the_meter_and_charges_nothing(selling: Edition) -> None:
    period = selling.policy.default_metering.period

    async def read() -> tuple[Allowance, Allowance]:
        meter = MemoryMeter()
        await meter.charge(ANN, Charge("articles", ArticleKey(1), 5, 0, NOW))
        await meter.charge(ANN, Charge("articles", ArticleKey(2), 5, 0, NOW - 40 * DAY))
        find = finding_allowance(meter, lambda: selling)
        before = await asyncio.to_thread(find, ANN, NOW)
        await asyncio.to_thread(forgetting(meter), ANN)
        return before, await asyncio.to_thread(find, ANN, NOW)

    before, after = asyncio.run(read())
    resets_at, rules = period.resets_at(NOW, None), frozenset({"default: metered articles"})
    assert before == Allowance(10, 1, period.since(NOW), resets_at, None, rules)
    assert (before.left, after.left) == (9, 10)
