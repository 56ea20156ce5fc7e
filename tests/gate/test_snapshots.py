import asyncio
from collections.abc import Sequence
from threading import Semaphore
from typing import Any

import pytest

from presspass.gate import snapshots
from presspass.gate.pages import Pages
from presspass.gate.snapshots import CurrentSnapshot
from presspass.ports import Purge, Snapshot, StoreAway, Unavailable

NOW = 1_800_000_000


class Noon:
    """A clock that stands."""

    def now(self) -> int:
        return NOW


class Source:
    """Snapshots that a test puts in force, and purges that it orders."""

    def __init__(self, version: str | None = "1") -> None:
        self.version = version
        self.away = False
        self.orders: list[Purge] = []
        self.asked = Semaphore(0)

    def latest(self, known: str | None, now: int) -> Snapshot | None:
        self.asked.release()
        assert now == NOW
        if self.away:
            raise StoreAway("the database is locked")
        if self.version is None or self.version == known:
            return None
        nothing: Any = None
        return Snapshot(self.version, nothing, nothing)

    def purges(self, after: int) -> Sequence[Purge]:
        return [order for order in self.orders if order.number > after]


class Purged(Pages):
    """Pages that only note what is purged."""

    def __init__(self) -> None:
        super().__init__(0)
        self.purged: list[bytes | None] = []

    def purge(self, url: bytes | None) -> None:
        self.purged.append(url)


def test_without_a_policy_the_gate_does_not_start_and_says_what_to_do() -> None:
    with pytest.raises(Unavailable, match="presspass policy apply"):
        CurrentSnapshot(Source(None), Noon(), Pages(0))


def test_a_change_is_taken_over_whole_and_an_unchanged_one_kept() -> None:
    source = Source()
    current = CurrentSnapshot(source, Noon(), Pages(0))
    first = current.value
    asyncio.run(current.refresh())
    assert current.value is first
    source.version = "2"
    asyncio.run(current.refresh())
    assert current.value.version == "2"


def test_purges_from_before_the_start_are_over_and_later_ones_are_done_once() -> None:
    source, pages = Source(), Purged()
    source.orders = [Purge(1, "/old"), Purge(7, None)]
    current = CurrentSnapshot(source, Noon(), pages)
    source.orders += [Purge(8, "/a"), Purge(9, "/b?x=1")]
    asyncio.run(current.refresh())
    asyncio.run(current.refresh())
    source.orders.append(Purge(12, None))
    asyncio.run(current.refresh())
    assert pages.purged == [b"/a", b"/b?x=1", None]


@pytest.mark.parametrize(
    ("written", "purged"),
    [
        ("/café", b"/caf%C3%A9"),
        ("/caf%c3%a9", b"/caf%C3%A9"),
        ("/%7euser", b"/~user"),
        ("/a?utm_source=x", b"/a"),
        ("/a?id=1&utm_source=x", b"/a?id=1"),
        ("/a?", b"/a"),
        ("/a//b", b"/a//b"),
        ("a\ud800", b"a?"),
    ],
)
def test_a_purge_finds_the_page_however_its_address_is_written(written: str, purged: bytes) -> None:
    source, pages = Source(), Purged()
    current = CurrentSnapshot(source, Noon(), pages)
    source.orders = [Purge(1, written)]
    asyncio.run(current.refresh())
    assert pages.purged == [purged]


def test_while_changes_cannot_be_read_the_last_snapshot_stays_and_it_is_said_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(snapshots, "POLL_SECONDS", 0.001)
    source = Source()
    current = CurrentSnapshot(source, Noon(), Pages(0))
    source.away = True

    async def asked(times: int) -> None:
        for _ in range(times):
            assert await asyncio.to_thread(source.asked.acquire, timeout=5)

    async def away_and_back() -> None:
        task = asyncio.create_task(current.watch())
        await asked(5)
        assert current.value.version == "1"
        source.version, source.away = "2", False
        await asked(3)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(away_and_back())
    assert current.value.version == "2"
    assert [line.getMessage() for line in caplog.records] == [
        "policy changes can't be read, the last ones stay: the database is locked",
        "policy changes can be read again",
    ]
