"""Whose work comes next."""

import asyncio
import logging

import pytest

from presspass.gate import turns as gate_turns
from presspass.gate.turns import Busy, Turns


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


class Line:
    """Who waits for turns, and who got one."""

    def __init__(self) -> None:
        self.turns = Turns()
        self.got: list[str] = []
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def come(self, url: str) -> None:
        self.tasks[url] = asyncio.create_task(self._take(url))
        await settle()

    async def leave(self, url: str, seconds: float) -> None:
        self.turns.leave(url.partition("?")[0], seconds)
        await settle()

    async def _take(self, url: str) -> None:
        await self.turns.take(url)
        self.got.append(url)


def test_the_path_that_had_least_is_next_and_the_first_to_come_there() -> None:
    async def run() -> list[str]:
        line = Line()
        for url in ("/a?1", "/a?2", "/a?3", "/b?1", "/c", "/b?2"):
            await line.come(url)
        for seconds in (3.0, 2.0, 1.0, 1.0, 1.0, 1.0):
            await line.leave(line.got[-1], seconds)
        await line.come("/d")
        return line.got

    assert asyncio.run(run()) == ["/a?1", "/b?1", "/c", "/b?2", "/a?2", "/a?3", "/d"]


def test_what_would_wait_too_long_is_refused_at_once(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        line = Line()
        await line.come("/a")
        await line.leave("/a", 16.0)
        for number in range(4):
            await line.come(f"/a?{number}")
        for _ in range(3):
            with pytest.raises(Busy):
                await line.turns.take("/a?9")
            with pytest.raises(Busy):
                line.turns.expect("/a?9")
        line.turns.expect("/b")
        await line.come("/b")
        await line.leave("/a", 2.0)
        assert line.got[-1] == "/b"

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    assert len(caplog.records) == 1


def test_of_a_path_that_is_new_a_few_may_wait() -> None:
    async def run() -> int:
        line = Line()
        for number in range(40):
            await line.come(f"/a?{number}")
        return sum(task.done() for task in line.tasks.values()) - len(line.got)

    assert asyncio.run(run()) == 40 - 22


def test_a_turn_is_awaited_for_a_while_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate_turns, "WAIT_SECONDS", 0.05)

    async def run() -> None:
        turns = Turns()
        await turns.take("/a")
        with pytest.raises(Busy):
            await turns.take("/b")
        assert turns._waiting == 0
        turns.leave("/a", 1)
        assert await turns.take("/b?c") == "/b"

    asyncio.run(run())


@pytest.mark.parametrize("when", ["before its turn", "as it comes"])
def test_who_goes_away_holds_up_nobody(when: str) -> None:
    async def run() -> list[str]:
        line = Line()
        for url in ("/a", "/b", "/c"):
            await line.come(url)
        if when == "as it comes":
            line.turns.leave("/a", 1)
            line.tasks["/b"].cancel()
        else:
            line.tasks["/b"].cancel()
            line.turns.leave("/a", 1)
        await settle()
        return line.got

    assert asyncio.run(run()) == ["/a", "/c"]


def test_what_a_path_had_is_forgotten_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate_turns, "_MEMORY_SECONDS", 0.0)

    async def run() -> list[str]:
        line = Line()
        for url in ("/a?1", "/a?2", "/b"):
            await line.come(url)
        await line.leave("/a", 9)
        await line.leave("/b", 1)
        await line.leave("/a", 1)
        assert not line.turns._taken
        await line.come("/c")
        assert list(line.turns._paths) == ["/c"]
        return line.got

    assert asyncio.run(run()) == ["/a?1", "/b", "/a?2", "/c"]
