"""What every origin promises: the site's own answer, as it sent it, whatever it sent."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from presspass.ports import Origin, OriginAnswer, OriginAway, OriginRequest
from tests.contracts.origin_site import LARGE, ZIPPED, Site
from tests.contracts.origins import in_process, over_http

PATIENCE = 5.0

Test = Callable[[Site, Origin], Awaitable[None]]
Run = Callable[[Test], None]


@pytest.fixture(params=[over_http, in_process], ids=lambda make: make.__name__)
def run(request: pytest.FixtureRequest) -> Run:
    async def played(test: Test) -> None:
        site = Site()
        async with asyncio.timeout(PATIENCE), request.param(site) as origin:
            await test(site, origin)

    return lambda test: asyncio.run(played(test))


def asking(target: bytes, method: str = "GET", *lines: tuple[bytes, bytes]) -> OriginRequest:
    return OriginRequest(method, target, [(b"host", b"news.example"), *lines])


async def read(answer: OriginAnswer) -> bytes:
    body = b"".join([chunk async for chunk in answer.chunks()])
    await answer.close()
    return body


def test_the_answer_is_the_sites_own(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(b"/"))
        assert answer.status == 200
        assert answer.headers == [(b"content-type", b"text/plain"), (b"content-length", b"5")]
        assert await read(answer) == b"hello"

    run(test)


def test_the_site_is_asked_as_it_was_asked_and_nothing_is_added(run: Run) -> None:
    async def test(site: Site, origin: Origin) -> None:
        lines = [
            (b"host", b"news.example"),
            (b"accept-language", b"de"),
            (b"cookie", "a=é".encode()),
            (b"x-empty", b""),
            (b"accept-encoding", b"identity"),
        ]
        await read(await origin.send(OriginRequest("GET", b"/a?b=1", lines)))
        assert sorted(site.asked[0]["headers"]) == sorted(lines)
        assert site.asked[0]["method"] == "GET"

    run(test)


@pytest.mark.parametrize(
    "target",
    [
        b"/a?b=%2F%2f&c",
        b"/caf%C3%A9/%E4/%C0-x",
        b"/a%3Bb;c=1/d",
        b"/%5B1%5D%7C",
        b"/a:b@c/d,e;f=g&h+i!$'()*~",
        b"/?",
        b"/?a??b",
        b"/s?q=a+b&q=%20&%",
        b"/s?x=[1]&y={2}|3^`",
        b"/a/",
        b"/...",
        b"/50%25-off",
        b"/" + b"x" * 8000,
    ],
)
def test_odd_addresses_arrive_byte_for_byte(run: Run, target: bytes) -> None:
    async def test(site: Site, origin: Origin) -> None:
        await read(await origin.send(asking(target)))
        asked = site.asked[0]
        path, _, query = target.partition(b"?")
        assert (asked["raw_path"], asked["query_string"]) == (path, query)

    run(test)


def test_lines_come_back_as_sent_but_for_those_of_the_hop(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(b"/lines"))
        await read(answer)
        assert answer.headers == [
            (b"set-cookie", b"a=1; Path=/"),
            (b"x-odd", "é".encode()),
            (b"set-cookie", b"b=2"),
            (b"x-latin", b"\xe9"),
            (b"x-long", b"x" * 20_000),
            (b"set-cookie", b"a=3"),
        ]

    run(test)


def test_a_body_of_any_size_is_streamed(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        assert await read(await origin.send(asking(b"/large"))) == LARGE

    run(test)


def test_the_beginning_is_there_before_the_end_is_made(run: Run) -> None:
    async def test(site: Site, origin: Origin) -> None:
        chunks = aiter((await origin.send(asking(b"/slow"))).chunks())
        assert await anext(chunks) == b"first"
        site.go_on.set()
        assert [chunk async for chunk in chunks] == [b"second"]

    run(test)


def test_redirects_are_the_readers_to_follow(run: Run) -> None:
    async def test(site: Site, origin: Origin) -> None:
        answer = await origin.send(asking(b"/redirect"))
        await read(answer)
        assert answer.status == 302
        assert (b"location", b"/elsewhere") in answer.headers
        assert len(site.asked) == 1

    run(test)


def test_the_sites_cookies_are_not_kept(run: Run) -> None:
    async def test(site: Site, origin: Origin) -> None:
        await read(await origin.send(asking(b"/lines")))
        await read(await origin.send(asking(b"/")))
        assert b"cookie" not in dict(site.asked[1]["headers"])

    run(test)


def test_an_encoded_body_stays_encoded(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(b"/zipped", "GET", (b"accept-encoding", b"gzip")))
        assert (b"content-encoding", b"gzip") in answer.headers
        assert await read(answer) == ZIPPED

    run(test)


@pytest.mark.parametrize(("target", "status"), [(b"/unchanged", 304), (b"/nothing", 204)])
def test_answers_without_a_body_end_at_once(run: Run, target: bytes, status: int) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(target, "GET", (b"if-none-match", b'"1"')))
        assert answer.status == status
        assert await read(answer) == b""

    run(test)


def test_head_brings_the_lines_of_get_and_no_body(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(b"/", "HEAD"))
        assert (b"content-length", b"5") in answer.headers
        assert await read(answer) == b""

    run(test)


@pytest.mark.parametrize("target", [b"/missing", b"/unchanged"])
def test_no_status_is_an_error(run: Run, target: bytes) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(target))
        assert answer.status in (304, 404)
        await answer.close()

    run(test)


async def parts(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        await asyncio.sleep(0)
        yield chunk


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("length", [None, b"10"])
def test_a_body_goes_up_with_its_length_or_without(
    run: Run, method: str, length: bytes | None
) -> None:
    async def test(site: Site, origin: Origin) -> None:
        lines = [(b"host", b"a"), *([(b"content-length", length)] if length else [])]
        body = parts(b"hello", b"", b"world")
        answer = await origin.send(OriginRequest(method, b"/upload", lines, body))
        assert answer.status == 201
        await answer.close()
        assert site.received == b"helloworld"
        asked = dict(site.asked[0]["headers"])
        assert asked.get(b"content-length") == length
        assert b"content-type" not in asked

    run(test)


def test_a_large_body_goes_up_as_it_comes(run: Run) -> None:
    async def test(site: Site, origin: Origin) -> None:
        body = parts(*(LARGE[place : place + 65_536] for place in range(0, len(LARGE), 65_536)))
        await read(await origin.send(OriginRequest("POST", b"/upload", [(b"host", b"a")], body)))
        assert site.received == LARGE

    run(test)


def test_a_body_that_breaks_off_breaks_the_request_off(run: Run) -> None:
    async def breaking() -> AsyncIterator[bytes]:
        yield b"hello"
        raise ConnectionResetError("the reader went away while sending")

    async def test(_: Site, origin: Origin) -> None:
        lines = [(b"host", b"a"), (b"content-length", b"10")]
        with pytest.raises(OriginAway):
            await origin.send(OriginRequest("POST", b"/upload", lines, breaking()))

    run(test)


def test_a_site_that_fails_is_away(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        with pytest.raises(OriginAway):
            await origin.send(asking(b"/fails"))
        assert await read(await origin.send(asking(b"/"))) == b"hello"

    run(test)


def test_a_body_that_breaks_off_is_never_taken_for_whole(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(b"/breaks"))
        got = b""
        with pytest.raises(OriginAway):  # noqa: PT012  # the break comes after the first half
            async for chunk in answer.chunks():
                got += chunk
        assert got == b"half"
        await answer.close()

    run(test)


@pytest.mark.parametrize("target", [b"/endless", b"/torrent"])
def test_a_site_learns_that_nobody_reads_any_more(run: Run, target: bytes) -> None:
    async def test(site: Site, origin: Origin) -> None:
        answer = await origin.send(asking(target))
        await anext(aiter(answer.chunks()))
        await answer.close()
        await site.left.wait()

    run(test)


def test_an_answer_can_be_let_go_unread_and_twice(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        answer = await origin.send(asking(b"/large"))
        await answer.close()
        await answer.close()
        assert await read(await origin.send(asking(b"/"))) == b"hello"

    run(test)


def test_many_requests_at_once_get_each_its_own_answer(run: Run) -> None:
    async def test(_: Site, origin: Origin) -> None:
        async def one(number: int) -> bytes:
            return await read(await origin.send(asking(b"/large" if number % 2 else b"/")))

        bodies = await asyncio.gather(*map(one, range(20)))
        assert bodies == [LARGE if number % 2 else b"hello" for number in range(20)]

    run(test)


def test_a_request_given_up_before_its_answer_leaves_nothing_behind(run: Run) -> None:
    async def test(site: Site, origin: Origin) -> None:
        async def never() -> AsyncIterator[bytes]:
            yield b"hello"
            await asyncio.Event().wait()

        asked = asyncio.create_task(
            origin.send(OriginRequest("POST", b"/upload", [(b"host", b"a")], never()))
        )
        while not site.asked:  # noqa: ASYNC110  # the site has no event for it
            await asyncio.sleep(0.001)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert await read(await origin.send(asking(b"/"))) == b"hello"

    run(test)
