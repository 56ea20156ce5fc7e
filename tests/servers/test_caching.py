"""Pages are fetched once, kept as long as the origin says, and never where they are somebody's."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.servers.gate import Gate
from tests.servers.readers import spent
from tests.servers.site import Asked, Reply, Site

pytestmark = pytest.mark.server

HTML = ("content-type", "text/html")


def test_two_hundred_simultaneous_misses_are_one_fetch(site: Site, gate: Gate) -> None:
    async def slow(_: Asked, reply: Reply) -> None:
        await asyncio.sleep(0.5)
        await reply.send(site.article("rush"), headers=[HTML])

    site.on("/rush", slow)
    answers = gate.many(["/rush"] * 200)
    assert all(answer.granted for answer in answers)
    assert len(site.hits("/rush")) == 1


def test_simultaneous_misses_in_two_languages_are_kept_apart(site: Site, gate: Gate) -> None:
    async def spoken(asked: Asked, reply: Reply) -> None:
        await asyncio.sleep(0.3)
        language = asked.one("accept-language") or "none"
        await reply.send(f"<p>in {language}".encode(), headers=[HTML, ("vary", "Accept-Language")])

    site.on("/spoken", spoken)
    for _ in range(2):
        wanted = ["en", "fr", "de"] * 4
        answers = _each(gate, "/spoken", wanted)
        assert [answer.body for answer in answers] == [f"<p>in {it}".encode() for it in wanted]
    assert len(site.hits("/spoken")) <= 6


def test_tracking_parameters_are_one_page_and_reach_the_origin_in_a_readers_own_name_alone(
    site: Site, gate: Gate
) -> None:
    site.page("/tracked", b"<p>tracked", ("cache-control", "max-age=60"))
    for query in ("?id=1&utm_source=a", "?utm_source=b&id=1", "?id=1&fbclid=c", "?id=1"):
        assert gate.get(f"/tracked{query}").body == b"<p>tracked"
    assert [asked.target for asked in site.hits("/tracked")] == ["/tracked?id=1"]
    gate.get("/tracked?id=2")
    assert len(site.hits("/tracked")) == 2
    gate.get("/tracked?utm_source=d&id=1&", cookie="editor_1=x")
    gate.get("/tracked?utm_source=e", method="POST", body=b"")
    own = [asked.target for asked in site.hits("/tracked")[2:]]
    assert own == ["/tracked?utm_source=d&id=1&", "/tracked?utm_source=e"]


def test_a_page_is_fresh_for_as_long_as_its_origin_says(site: Site, gate: Gate) -> None:
    site.page("/long", b"<p>long", ("cache-control", "max-age=60"))
    site.page("/never", b"<p>never", ("cache-control", "no-cache"))
    site.page("/old", b"<p>old", ("cache-control", "max-age=60"), ("age", "59"))
    site.page("/brief", b"<p>brief", ("cache-control", "s-maxage=1, max-age=60"))
    for path in ("/long", "/never", "/old", "/brief"):
        gate.get(path)
    time.sleep(2)
    ages = {path: gate.get(path).one("age") for path in ("/long", "/never", "/old", "/brief")}
    hits = {path: len(site.hits(path)) for path in ages}
    assert hits == {"/long": 1, "/never": 2, "/old": 2, "/brief": 2}
    assert int(ages["/long"] or 0) >= 1
    assert ages["/old"] == "59"


def test_a_stale_page_is_revalidated_and_its_life_renewed(site: Site, gate: Gate) -> None:
    async def same(asked: Asked, reply: Reply) -> None:
        if asked.one("if-none-match") == '"v1"':
            renewed = [("cache-control", "max-age=60"), ("etag", '"v1"'), ("set-cookie", "x=1")]
            await reply.head("304 Not Modified", renewed)
        else:
            lines = [HTML, ("etag", '"v1"'), ("cache-control", "max-age=0"), ("x-a", "b")]
            await reply.send(b"<p>same", headers=lines)

    site.on("/same", same)
    assert gate.get("/same").one("cache-control") == "max-age=0"
    renewed = gate.get("/same")
    assert (renewed.body, renewed.one("x-a")) == (b"<p>same", "b")
    assert renewed.one("cache-control") == "max-age=60"
    assert renewed.all("set-cookie") == []
    gate.get("/same")
    assert len(site.hits("/same")) == 2


def test_a_304_that_says_nothing_of_its_life_keeps_the_pages_own(site: Site, gate: Gate) -> None:
    async def same(asked: Asked, reply: Reply) -> None:
        if asked.one("if-none-match"):
            await reply.head("304 Not Modified", [("etag", '"v1"')])
        else:
            lines = [HTML, ("etag", '"v1"'), ("cache-control", "max-age=0")]
            await reply.send(b"<p>same", headers=lines)

    site.on("/silent", same)
    for _ in range(3):
        assert gate.get("/silent").status == 200
    assert len(site.hits("/silent")) == 3


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("cookie", [("set-cookie", "session=1")]),
        ("private", [("cache-control", "private, max-age=60")]),
        ("no-store", [("cache-control", "no-store")]),
        ("quoted", [("cache-control", 'private="set-cookie", max-age=60')]),
        ("vary-cookie", [("vary", "Accept-Encoding, Cookie"), ("cache-control", "max-age=60")]),
        ("vary-all", [("vary", "*"), ("cache-control", "max-age=60")]),
        ("vary-two", [("vary", "Accept"), ("vary", "COOKIE"), ("cache-control", "max-age=60")]),
        ("vary-auth", [("vary", "authorization"), ("cache-control", "max-age=60")]),
    ],
)
def test_no_reader_ever_sees_anothers_page(
    site: Site, gate: Gate, name: str, lines: list[tuple[str, str]]
) -> None:
    async def personal(asked: Asked, reply: Reply) -> None:
        await asyncio.sleep(0.1)
        who = asked.one("cookie") or "nobody"
        body = site.article(f"{name} for {who}.")
        await reply.send(body, headers=[HTML, *lines])

    path = f"/personal-{name}"
    site.on(path, personal)
    for accept in ("text/html", "*/*", None):
        who = [f"user={number}" for number in range(6)] + [""]
        answers = _each(gate, path, who, "cookie", **({"accept": accept} if accept else {}))
        for reader, answer in zip(who, answers, strict=True):
            assert f"{name} for {reader or 'nobody'}.".encode() in answer.body
            assert answer.granted
            assert answer.cookie
            assert answer.one("cache-control") == "private, no-store"
    cookie = spent(gate, f"/metered/for-{name}-")
    walled = gate.get(path, cookie=f"{cookie}; user=7")
    assert site.paid not in walled.body
    assert walled.one("cache-control") == "private, no-store"


@pytest.mark.parametrize(
    "mine",
    [{"cookie": "editor_7=x"}, {"authorization": "Basic eDp5"}, {"cookie": "a=1; editor_=y"}],
)
def test_a_logged_in_editor_gets_a_page_of_her_own(
    site: Site, gate: Gate, mine: dict[str, str]
) -> None:
    async def page(asked: Asked, reply: Reply) -> None:
        who = asked.one("authorization") or asked.one("cookie") or "nobody"
        lines = [HTML, ("cache-control", "max-age=60")]
        await reply.send(f"<p>for {who}".encode(), headers=lines)

    path = f"/editor-{len(str(mine))}"
    site.on(path, page)
    assert gate.get(path).body == b"<p>for nobody"
    assert gate.get(path, **mine).body == f"<p>for {next(iter(mine.values()))}".encode()
    assert gate.get(path).body == b"<p>for nobody"
    assert gate.get(path, cookie="x_editor_7=x").body == b"<p>for nobody"


def test_a_page_is_served_stale_while_the_origin_fails_and_fresh_again_after(
    site: Site, gate: Gate, wait: Callable[..., Any]
) -> None:
    lines = ("cache-control", "max-age=0")
    site.page("/failing", site.article("failing"), lines)
    assert gate.get("/failing").granted
    site.page("/failing", b"<p>database error", status="503 Unavailable")
    stale = gate.get("/failing")
    assert stale.granted
    assert stale.one("cache-status") == "presspass; hit; detail=stale"
    site.page("/failing", site.article("mended"), lines)
    fresh = wait(lambda: b"Article mended" in gate.get("/failing").body, 5)
    assert fresh
    assert gate.get("/failing").one("cache-status") is None


def test_an_error_page_with_no_page_held_is_the_origins_own(site: Site, gate: Gate) -> None:
    site.page("/error", b"<h1>Our own error page", status="500 Internal Server Error")
    for _ in range(2):
        answer = gate.get("/error")
        assert (answer.status, answer.body) == (500, b"<h1>Our own error page")
    assert len(site.hits("/error")) == 2


def test_a_page_that_was_taken_down_does_not_come_back(site: Site, gate: Gate) -> None:
    site.page("/libel", b"<p>libel", ("cache-control", "max-age=0"))
    assert gate.get("/libel").status == 200
    site.page("/libel", b"<p>gone", status="404 Not Found")
    assert gate.get("/libel").status == 404
    site.page("/libel", b"<p>error", status="500 Error")
    answer = gate.get("/libel")
    assert answer.status == 500
    assert b"libel" not in answer.body


def test_an_origin_that_hangs_holds_nobody_up_for_long(site: Site, gate: Gate) -> None:
    site.page("/hanging", b"<p>held", ("cache-control", "max-age=0"))
    assert gate.get("/hanging").status == 200
    ended = asyncio.Event()

    async def hanging(_: Asked, reply: Reply) -> None:
        await ended.wait()
        await reply.send(b"<p>late", headers=[HTML, ("cache-control", "max-age=60")])

    site.on("/hanging", hanging)
    began = time.monotonic()
    answers = gate.many(["/hanging"] * 5)
    assert {answer.body for answer in answers} == {b"<p>held"}
    assert time.monotonic() - began < 8
    began = time.monotonic()
    assert gate.get("/hanging").body == b"<p>held"
    assert time.monotonic() - began < 1
    site.call(ended.set)
    time.sleep(0.3)
    assert gate.get("/hanging").body == b"<p>late"
    assert len(site.hits("/hanging")) == 2


def test_while_the_origin_is_away_readers_get_what_is_held(
    site: Site, gate: Gate, wait: Callable[..., Any]
) -> None:
    site.page("/front", b"<p>front", ("cache-control", "max-age=0"))
    gate.get("/front")
    gate.get("/metered/held")
    site.pause()
    try:
        assert gate.get("/front").one("cache-status") == "presspass; hit; detail=stale"
        assert gate.get("/metered/held").granted
        missing = gate.get("/unseen")
        assert missing.status == 502
        assert missing.one("cache-control") == "private, no-store"
        assert gate.get("/unseen", method="POST", body=b"x").status == 502
        assert gate.get("/unseen.png").status == 502
    finally:
        site.start()
    assert wait(lambda: gate.get("/front").one("cache-status") is None, 5)
    assert gate.get("/unseen").status == 404


def _each(
    gate: Gate, path: str, values: list[str], line: str = "accept_language", **more: str
) -> Any:
    """Ask for a path at the same time with each value of a header line."""
    with ThreadPoolExecutor(len(values)) as pool:
        return list(
            pool.map(
                lambda value: gate.get(path, **more, **({line: value} if value else {})), values
            )
        )
