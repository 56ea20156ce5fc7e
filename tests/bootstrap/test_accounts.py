import asyncio

import pytest

from presspass.adapters.memory_meter import MemoryMeter
from presspass.bootstrap.accounts import merging
from presspass.core.credentials import MeterCookie
from presspass.core.ids import ArticleKey, ReaderId
from presspass.core.meter import Charge, Entry, Reading
from presspass.ports import MeterStore, StoreAway

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
    assert first.left == 2
    assert second.left == 1


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

    monkeypatch.setattr("presspass.bootstrap.accounts._MERGE_PATIENCE", 0.01)
    with pytest.raises(StoreAway, match="takes longer"):
        asyncio.run(merged(Slow(), MeterCookie(BEFORE, NOW)))
