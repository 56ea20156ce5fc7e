"""Paid text in answers that are no pages, whatever their type, encoding and pace."""

import asyncio
import gzip
import json
import zlib
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from presspass.gate import texts
from presspass.gate.composer import Composer
from presspass.ports import OriginRequest, Snapshot
from tests.gate.house import Answer, House, Plain, held, policy, settled
from tests.gate.site import HTML, Slip

PROSE = ". ".join(
    " ".join(f"sentence{number}{word}" for word in "abcdefghijkl") for number in range(40)
)
LOCKED = (
    '<!doctype html><html><head><meta property="article:content_tier" content="locked">'
    f"<title>x</title></head><body><h1>x</h1><p>For all.</p><!--presspass:paid--><p>{PROSE}</p>"
    "<!--/presspass:paid--></body></html>"
).encode()
JSON = json.dumps({"text": PROSE}).encode()
FREE = json.dumps({"text": "a harmless text " * 50}).encode()
BINARY = bytes(range(256)) * 20


def typed(kind: str, *parts: Any, coding: str = "", status: int = 200) -> Slip:
    headers = [(b"content-type", kind.encode())]
    if coding:
        headers.append((b"content-encoding", coding.encode()))
    return Slip(status=status, headers=headers, parts=list(parts))


def bare(body: bytes) -> bytes:
    maker = zlib.compressobj(9, zlib.DEFLATED, -15)
    return maker.compress(body) + maker.flush()


def ask(
    house: House,
    *slips: Slip,
    lines: tuple[tuple[bytes, bytes], ...] = (),
    beside: Callable[[], Awaitable[None]] | None = None,
) -> Answer:
    """What a reader gets who may not read the article that the gate has seen.

    The site answers with these in turn; `beside` goes on meanwhile.
    """

    async def run() -> Answer:
        left = iter(slips)

        async def site(request: OriginRequest) -> Slip:
            return Slip(headers=[HTML], parts=[LOCKED]) if b"seen" in request.target else next(left)

        house.site.answer = site
        assert PROSE.encode() not in (await house.get("/seen")).body
        other = asyncio.ensure_future(beside() if beside is not None else asyncio.sleep(0))
        got = await asyncio.wait_for(house.get("/it", (b"accept", b"*/json"), *lines), 10)
        await other
        return got

    return asyncio.run(run())


@pytest.mark.parametrize(
    "kind",
    [
        "text/json",
        "application/x-json",
        "application/json5",
        "application/jsonl",
        "application/json-seq",
        "text/event-stream",
        "multipart/mixed;boundary=x",
        "application/x-javascript",
        "application/ecmascript",
        "text/x-markdown",
        "text/x-opml",
        "application/yaml",
        "text/yaml",
        "text/tab-separated-values",
        "text/vtt",
        "text/css",
        "application/octet-stream",
        "image/svg+xml",
        "application/x-unheard-of",
    ],
)
def test_no_type_hides_paid_text(house: House, kind: str) -> None:
    answer = ask(house, typed(kind, JSON))
    assert answer.status == 403
    assert b"sentence1a" not in answer.body


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("deflate", bare(JSON)),
        ("deflate", zlib.compress(JSON)),
        ("identity", JSON),
        ("gzip, identity", gzip.compress(JSON)),
    ],
)
def test_what_browsers_decode_is_decoded(house: House, coding: str, body: bytes) -> None:
    slip = typed("application/json", body, coding=coding)
    assert ask(house, slip).status == 403
    assert slip.closed


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("br", b"\x8b\x00\x80"),
        ("zstd", b"\x28\xb5"),
        ("gzip, gzip", gzip.compress(gzip.compress(JSON))),
        ("gzip", b"no gzip"),
        ("gzip", gzip.compress(FREE) + b"and more"),
    ],
)
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/rss+xml"])
def test_what_may_carry_articles_and_cannot_be_decoded_is_refused(
    house: House, kind: str, coding: str, body: bytes
) -> None:
    slip = typed(kind, body, coding=coding)
    answer = ask(house, slip)
    assert answer.status == 502
    assert body not in answer.body
    assert slip.closed


@pytest.mark.parametrize(
    "kind", ["text/css", "text/javascript", "image/svg+xml", "font/woff2", "application/wasm"]
)
def test_what_pages_are_made_with_passes_in_any_coding(house: House, kind: str) -> None:
    answer = ask(house, typed(kind, BINARY, coding="br"))
    assert (answer.status, answer.body) == (200, BINARY)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is awaited for some seconds is awaited for a moment."""
    monkeypatch.setattr(texts, "READ_AHEAD_SECONDS", 0.05)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/octet-stream"])
def test_a_text_that_comes_in_two_goes_is_read_whole(house: House, kind: str) -> None:
    come = asyncio.Event()

    async def later() -> None:
        await asyncio.sleep(0.3)
        come.set()

    slip = typed(kind, JSON[:20], come, JSON[20:])
    assert ask(house, slip, beside=later).status == 403


def test_a_text_that_does_not_end_is_given_up(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "PAGE_SECONDS", 0.1)
    slip = typed("application/json", JSON[:20], asyncio.Event())
    assert ask(house, slip).status == 502
    assert slip.closed


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("kind", ["text/event-stream", "multipart/x-mixed-replace; boundary=x"])
def test_what_has_no_end_is_passed_on_after_a_moment(house: House, kind: str) -> None:
    come = asyncio.Event()

    async def later() -> None:
        await settled(lambda: len(house.site.asked) > 1)
        await asyncio.sleep(0.2)
        come.set()

    answer = ask(house, typed(kind, b"one", come, b"two"), beside=later)
    assert (answer.status, answer.body) == (200, b"onetwo")


@pytest.mark.parametrize("kind", ["application/octet-stream", "application/zip"])
def test_a_binary_download_is_not_held_back(house: House, kind: str) -> None:
    """Were it awaited, it would take the two seconds of a text that may never end, or a minute."""
    come = asyncio.Event()
    part = typed(kind, b"PK\3\4", come, BINARY, status=206)

    async def later() -> None:
        await asyncio.sleep(0.2)
        come.set()

    answer = ask(house, part, lines=((b"range", b"bytes=0-"),), beside=later)
    assert (answer.status, answer.body) == (206, b"PK\3\4" + BINARY)


def test_a_part_that_looks_like_text_is_asked_for_whole(house: House) -> None:
    kind = "application/octet-stream"
    part, whole = typed(kind, JSON[:90], status=206), typed(kind, JSON)
    assert ask(house, part, whole, lines=((b"range", b"bytes=0-89"),)).status == 403
    assert part.closed


def test_a_text_is_read_once_while_it_stays_the_same(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    runs = house.composer.runs

    async def counting(data: bytes, url: str, content_type: str) -> frozenset[int]:
        asked.append(data)
        return await runs(data, url, content_type)

    monkeypatch.setattr(house.composer, "runs", counting)

    async def run() -> list[int]:
        async def site(request: OriginRequest) -> Slip:
            slip = typed("text/css", JSON if b"paid" in request.target else FREE)
            return Slip(headers=[HTML], parts=[LOCKED]) if b"seen" in request.target else slip

        house.site.answer = site
        await house.get("/seen")
        targets = ("/free.css", "/free.css", "/paid.css", "/paid.css")
        return [(await house.get(target, (b"accept", b"*/css"))).status for target in targets]

    assert asyncio.run(run()) == [200, 200, 403, 403]
    assert asked == [FREE, JSON]


def test_many_large_pages_make_no_paid_text_forgotten(composer: Composer) -> None:
    small = House(composer, Snapshot("1", policy("1"), Plain("first")), cache_bytes=400_000)

    async def run() -> list[int]:
        async def site(request: OriginRequest) -> Slip:
            if b"it" in request.target:
                return typed("application/json", JSON)
            return Slip(headers=[HTML], parts=[LOCKED if b"seen" in request.target else large])

        small.site.answer = site
        await small.get("/seen")
        for number in range(9):
            await small.get(f"/large?{number}")
        assert not held(small, b"news.example/seen")
        before = (await small.get("/it", (b"accept", b"*/json"))).status
        small.pages.purge(b"/seen")
        return [before, (await small.get("/it", (b"accept", b"*/json"))).status]

    large = b"<!doctype html><p>a free page" + b"<p>hello" * 10_000
    assert asyncio.run(run()) == [403, 200]
