"""What only holds in process: how an application is called, and how its call ends."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from presspass.adapters import asgi_origin
from presspass.adapters.asgi_origin import AsgiOrigin
from presspass.ports import OriginAway, OriginRequest

GET = OriginRequest("GET", b"/caf%C3%A9?x=%2F", [(b"host", b"news.example")])
START = {"type": "http.response.start", "status": 200, "headers": []}


def run(test: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(5):
            await test()

    asyncio.run(bounded())


def test_an_application_is_called_as_the_specification_says() -> None:
    seen: dict[str, Any] = {}

    async def application(scope: Any, receive: Any, send: Any) -> None:
        seen.update(scope)
        assert await receive() == {"type": "http.request", "body": b"", "more_body": False}
        await send({"type": "http.response.start", "status": 200})
        await send({"type": "http.response.body"})

    async def test() -> None:
        answer = await AsgiOrigin(application).send(GET)
        assert (answer.status, answer.headers) == (200, [])
        assert [chunk async for chunk in answer.chunks()] == []

    run(test)
    assert (seen["path"], seen["raw_path"], seen["query_string"]) == (
        "/café",
        b"/caf%C3%A9",
        b"x=%2F",
    )
    assert seen["type"] == "http"


def test_what_an_application_does_after_its_answer_is_not_cut_short() -> None:
    done: list[str] = []

    async def later() -> None:
        await asyncio.sleep(0.02)
        done.append("mail")

    async def page(_: Request) -> Response:
        return PlainTextResponse("hello", background=BackgroundTask(later))

    async def test() -> None:
        origin = AsgiOrigin(Starlette(routes=[Route("/caf%C3%A9", page), Route("/café", page)]))
        answer = await origin.send(GET)
        assert b"".join([chunk async for chunk in answer.chunks()]) == b"hello"
        await answer.close()
        assert done == []
        while not done:  # noqa: ASYNC110  # the application has no event to wait for
            await asyncio.sleep(0.005)

    run(test)


def test_a_stream_of_a_framework_ends_when_nobody_reads() -> None:
    ended = asyncio.Event()

    async def ticks() -> Any:
        try:
            while True:
                yield b"data: tick\n\n"
                await asyncio.sleep(0.001)
        finally:
            ended.set()

    async def stream(_: Request) -> Response:
        return StreamingResponse(ticks(), media_type="text/event-stream")

    async def test() -> None:
        origin = AsgiOrigin(Starlette(routes=[Route("/café", stream)]))
        answer = await origin.send(GET)
        assert await anext(aiter(answer.chunks())) == b"data: tick\n\n"
        await answer.close()
        await ended.wait()

    run(test)


def test_an_application_that_will_not_notice_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi_origin, "GRACE_SECONDS", 0.01)
    ended: list[bool] = []

    async def deaf(_scope: Any, _receive: Any, send: Any) -> None:
        await send(START)
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(True)

    async def test() -> None:
        answer = await AsgiOrigin(deaf).send(GET)
        await answer.close()
        assert ended == [True]

    run(test)


def test_calls_that_still_run_end_with_the_origin() -> None:
    ended: list[bool] = []

    async def lingering(_scope: Any, _receive: Any, send: Any) -> None:
        await send(START)
        await send({"type": "http.response.body", "body": b"x"})
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(True)

    async def test() -> None:
        origin = AsgiOrigin(lingering)
        answer = await origin.send(GET)
        assert [chunk async for chunk in answer.chunks()] == [b"x"]
        await answer.close()
        assert ended == []
        await origin.close()
        assert ended == [True]

    run(test)


def test_an_application_that_never_answers_is_away() -> None:
    async def mute(_scope: Any, _receive: Any, _send: Any) -> None:
        await asyncio.sleep(0)

    async def test() -> None:
        with pytest.raises(OriginAway, match="failed"):
            await AsgiOrigin(mute).send(GET)

    run(test)


def test_a_failure_keeps_its_cause() -> None:
    async def failing(_scope: Any, _receive: Any, _send: Any) -> None:
        await asyncio.sleep(0)
        raise ValueError("no template")

    async def test() -> None:
        with pytest.raises(OriginAway) as raised:
            await AsgiOrigin(failing).send(GET)
        assert repr(raised.value.__cause__) == "ValueError('no template')"

    run(test)


@pytest.mark.parametrize("whole", [True, False])
def test_a_failure_within_or_after_an_answer_is_logged(
    caplog: pytest.LogCaptureFixture, *, whole: bool
) -> None:
    async def failing(_scope: Any, _receive: Any, send: Any) -> None:
        await send(START)
        await send({"type": "http.response.body", "body": b"x", "more_body": not whole})
        raise ValueError("no template")

    async def test() -> None:
        origin = AsgiOrigin(failing)
        answer = await origin.send(GET)
        got = []
        try:
            async for chunk in answer.chunks():
                got.append(chunk)  # noqa: PERF401  # a comprehension would lose them at the break
        except OriginAway:
            assert not whole
        assert got == [b"x"]
        await answer.close()
        await origin.close()

    run(test)
    assert "within an answer" in caplog.text


def test_a_reader_who_leaves_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    async def torrent(_scope: Any, _receive: Any, send: Any) -> None:
        await send(START)
        while True:
            await send({"type": "http.response.body", "body": b"x", "more_body": True})

    async def test() -> None:
        answer = await AsgiOrigin(torrent).send(GET)
        await answer.close()

    run(test)
    assert caplog.text == ""
