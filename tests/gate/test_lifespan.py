import asyncio
import gc
from collections.abc import Callable
from typing import Any
from weakref import ref

import pytest

from presspass.gate import lifespan
from presspass.gate.lifespan import Born, Living

Messages = list[dict[str, Any]]
START_AND_STOP = ["lifespan.startup", "lifespan.shutdown"]


async def quiet() -> None:
    await asyncio.Event().wait()


async def hello(scope: Any, receive: Any, send: Any) -> None:
    del scope, receive
    await send({"type": "http.response.start", "status": 204, "headers": []})


async def live(
    living: Living, between: Callable[[], Any] | None = None, kinds: list[str] | None = None
) -> Messages:
    """Start and stop, with something between; answers what was sent."""
    sent: Messages = []
    coming = iter(START_AND_STOP if kinds is None else kinds)

    async def receive() -> dict[str, Any]:
        kind = next(coming)
        if kind == "lifespan.shutdown" and between is not None:
            await between()
        return {"type": kind}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    await living({"type": "lifespan"}, receive, send)
    return sent


def kinds(sent: Messages) -> list[str]:
    return [message["type"] for message in sent]


async def nothing() -> None:
    await asyncio.sleep(0)


def test_a_life_goes_from_start_to_end() -> None:
    ended: list[bool] = []

    async def end() -> None:
        await asyncio.sleep(0)
        ended.append(True)

    sent: Messages = []

    async def ask() -> None:
        async def send(message: Any) -> None:
            sent.append(message)

        await living({"type": "http"}, nothing, send)  # type: ignore[arg-type]  # never received from

    living = Living(lambda: Born(hello, [quiet], end))
    assert kinds(asyncio.run(live(living, ask))) == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]
    assert sent[0]["status"] == 204
    assert ended == [True]


def test_a_failed_start_is_told_to_the_server(caplog: pytest.LogCaptureFixture) -> None:
    def stillborn() -> Born:
        raise RuntimeError("there is no policy in force")

    sent = asyncio.run(live(Living(stillborn)))
    assert sent == [{"type": "lifespan.startup.failed", "message": "there is no policy in force"}]
    assert "can't start" in caplog.text


def test_a_failed_end_is_told_to_the_server(caplog: pytest.LogCaptureFixture) -> None:
    async def end() -> None:
        await asyncio.sleep(0)
        raise RuntimeError("the disk is gone")

    sent = asyncio.run(live(Living(lambda: Born(hello, [], end))))
    assert sent[-1] == {"type": "lifespan.shutdown.failed", "message": "the disk is gone"}
    assert "the disk is gone" in caplog.text


def test_a_request_before_the_start_is_a_servers_mistake() -> None:
    living = Living(lambda: Born(hello, [], nothing))
    with pytest.raises(RuntimeError, match="before"):
        asyncio.run(living({"type": "http"}, nothing, nothing))  # type: ignore[arg-type]  # never called


def test_what_runs_beside_is_started_again_when_it_fails_or_returns(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(lifespan, "_AGAIN_SECONDS", 0.001)
    runs: list[int] = []
    thrice = asyncio.Event()

    async def frail() -> None:
        runs.append(1)
        if len(runs) == 1:
            raise RuntimeError("once")
        if len(runs) == 3:
            thrice.set()
            await quiet()

    async def until_thrice() -> None:
        await asyncio.wait_for(thrice.wait(), 5)

    asyncio.run(live(Living(lambda: Born(hello, [frail], nothing)), until_thrice))
    assert len(runs) == 3
    assert caplog.text.count("starts again") == 1


def test_what_runs_beside_is_over_before_the_end() -> None:
    order: list[str] = []

    async def beside() -> None:
        try:
            await quiet()
        finally:
            order.append("task")

    async def end() -> None:
        await asyncio.sleep(0)
        order.append("end")

    asyncio.run(live(Living(lambda: Born(hello, [beside], end)), nothing))
    assert order == ["task", "end"]


class Ring:
    """Refers to itself, so that nothing but the collector finds out that it is gone."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.parametrize("already_seen", [False, True])
def test_cycles_are_found_while_the_worker_lives(
    monkeypatch: pytest.MonkeyPatch, *, already_seen: bool
) -> None:
    monkeypatch.setattr(lifespan, "_YOUNG_SECONDS", 0.001)
    monkeypatch.setattr(lifespan, "_ALL_SECONDS", 0.005 if already_seen else 100)
    found: list[bool] = []

    async def leave_a_ring() -> None:
        await asyncio.sleep(0.01)
        assert not gc.isenabled()
        ring = Ring()
        left = ref(ring)
        if already_seen:
            gc.collect(1)
        del ring
        for _ in range(200):
            await asyncio.sleep(0.005)
            if left() is None:
                break
        found.append(left() is None)

    asyncio.run(live(Living(lambda: Born(hello, [quiet], nothing)), leave_a_ring))
    assert found == [True]
    assert gc.isenabled()


def test_what_lives_as_long_as_the_worker_is_never_looked_at_again() -> None:
    before = gc.get_freeze_count()

    async def look() -> None:
        await asyncio.sleep(0)
        assert gc.get_freeze_count() > max(before, 1000)

    asyncio.run(live(Living(lambda: Born(hello, [quiet], nothing)), look))
