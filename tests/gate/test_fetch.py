"""An origin that is slow, away or odd, and readers who do not wait."""

import asyncio
import logging
from typing import Any

import pytest

from presspass.gate import app as gate_app
from presspass.gate import bodies
from presspass.gate.turns import Busy
from presspass.ports import (
    OriginAnswer,
    OriginAway,
    OriginRequest,
)
from tests.gate.house import Answer, House, held, settled
from tests.gate.site import Slip, always, article, failing


def test_a_page_that_dribbles_in_for_ever_is_given_up(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "PAGE_SECONDS", 0.1)
    slip = Slip(parts=[b"<p>slow", asyncio.Event()])

    async def run() -> Answer:
        house.site.answer = always(slip)
        return await asyncio.wait_for(house.get("/slow"), 5)

    answer = asyncio.run(run())
    assert answer.status == 502
    assert slip.closed


def test_while_a_page_is_held_a_slow_origin_is_awaited_for_a_moment_only(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_app, "PATIENCE_SECONDS", 0.1)

    async def run() -> None:
        assert (await house.get("/free/a")).status == 200
        house.clock.at += 60
        slow = asyncio.Event()
        house.site.answer = always(Slip(parts=[b"<p>new, ", slow, b"at last"]))
        stale = await asyncio.gather(*(house.get("/free/a") for _ in range(5)))
        assert {it.one(b"cache-status") for it in stale} == {b"presspass; hit; detail=stale"}
        assert len(house.site.asked) == 2
        slow.set()
        await settled(lambda: b"at last" in held(house, b"news.example/free/a"))
        assert (await house.get("/free/a")).body == b"<p>new, at last"
        assert len(house.site.asked) == 2

    asyncio.run(run())


@pytest.mark.parametrize("name", ["expect", "examine"])
def test_what_is_not_read_in_time_is_stale_or_else_to_be_asked_for_again(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    def busy(*_: object) -> None:
        raise Busy("much to do")

    async def run() -> list[Answer]:
        await house.get("/free/a")
        house.clock.at += 60
        monkeypatch.setattr(house.composer, name, busy)
        return [await house.get("/free/a"), await house.get("/free/b")]

    stale, refused = asyncio.run(run())
    assert (stale.status, stale.one(b"cache-status")) == (200, b"presspass; hit; detail=stale")
    assert (refused.status, refused.one(b"retry-after")) == (503, b"5")
    assert caplog.records == []


def test_a_late_answer_that_is_no_page_is_let_go(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_app, "PATIENCE_SECONDS", 0.05)
    late = Slip(headers=[(b"content-type", b"image/png")], parts=[b"png"])

    async def run() -> None:
        await house.get("/free/a")
        house.clock.at += 60
        come = asyncio.Event()

        async def slow(_: OriginRequest) -> OriginAnswer:
            await come.wait()
            return late

        house.site.answer = slow
        assert (await house.get("/free/a")).status == 200
        come.set()
        await settled(lambda: late.closed)

    asyncio.run(run())
    assert late.closed


def test_a_stale_page_is_served_up_to_its_age_and_no_longer(house: House) -> None:
    async def run() -> list[int]:
        await house.get("/free/a")
        house.site.answer = failing(OriginAway("refused"))
        found = []
        for seconds in (31, 3000, 600):
            house.clock.at += seconds
            found.append((await house.get("/free/a")).status)
        return found

    assert asyncio.run(run()) == [200, 200, 502]


def test_the_operator_is_told_once_that_the_origin_went_and_once_that_it_is_back(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    working = house.site.answer

    async def run() -> None:
        await house.get("/free/a")
        house.clock.at += 60
        house.site.answer = failing(OriginAway("refused"))
        for number in range(10):
            house.clock.at += 30
            await house.get("/free/a")
            await house.get(f"/free/{number}")
        house.site.answer = working
        house.clock.at += 3
        for _ in range(3):
            await house.get("/free/b")

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    said = [record.getMessage() for record in caplog.records]
    assert said == ["the origin is away: refused", "the origin answers again"]


def test_a_reader_who_leaves_lets_the_origin_go(house: House) -> None:
    endless = Slip(
        headers=[(b"content-type", b"text/event-stream")], parts=[b"one", asyncio.Event()]
    )

    async def run() -> None:
        house.site.answer = always(endless)
        await asyncio.wait_for(house.get("/events", gone=True), 5)

    asyncio.run(run())
    assert endless.closed


def test_an_answer_that_breaks_off_has_no_end(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    parts: list[Any] = [b"half", OriginAway("broke off")]
    broken = Slip(headers=[(b"content-type", b"application/zip")], parts=parts)

    async def run() -> Answer:
        house.site.answer = always(broken)
        return await house.get("/a.zip")

    answer = asyncio.run(run())
    assert (answer.status, answer.body, answer.whole) == (200, b"half", False)
    assert broken.closed
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_whatever_the_origin_does_a_request_is_answered_and_nothing_is_left_behind(
    house: House,
) -> None:
    async def run() -> list[int]:
        house.site.answer = failing(ZeroDivisionError("a bug of ours"))
        answers = await asyncio.gather(*(house.get("/free/bug") for _ in range(3)))
        return [answer.status for answer in answers]

    assert asyncio.run(run()) == [500, 500, 500]
    assert house.fetch._flights == {}


def test_who_waits_along_is_served_although_the_first_has_gone(house: House) -> None:
    come = asyncio.Event()

    async def slow(request: OriginRequest) -> OriginAnswer:
        await come.wait()
        return Slip(parts=[article(request.target.decode(), "free")])

    async def run() -> Answer:
        house.site.answer = slow
        first = asyncio.create_task(house.get("/free/slow"))
        await settled(lambda: bool(house.site.asked))
        second = asyncio.create_task(house.get("/free/slow"))
        await asyncio.sleep(0.01)
        first.cancel()
        come.set()
        await asyncio.gather(first, return_exceptions=True)
        return await asyncio.wait_for(second, 5)

    assert asyncio.run(run()).status == 200
