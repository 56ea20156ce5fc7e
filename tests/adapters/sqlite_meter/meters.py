"""Meters in files, and what is asked of them."""

import asyncio
from collections.abc import Callable
from time import monotonic, sleep

from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.core.ids import ArticleKey, ReaderId
from presspass.core.meter import Charge, Reading
from presspass.ports import StoreAway

NOW = 1_800_000_000
ANN = ReaderId(b"a" * 16)
PATIENCE = 5.0


def wanted(article: int, limit: int = 3) -> Charge:
    return Charge("site", ArticleKey(article), limit, NOW - 1000, NOW)


def charge(store: SqliteMeter, asked: Charge, reader: ReaderId = ANN) -> Reading:
    return asyncio.run(store.charge(reader, asked))


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
