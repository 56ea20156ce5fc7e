"""What the site's answers say passes as it is."""

import asyncio
import gzip
import time
import zlib

import pytest

from tests.servers.gate import Gate
from tests.servers.site import Asked, Reply, Site

pytestmark = pytest.mark.server


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 T", "308 P"])
@pytest.mark.parametrize("body", [b"", b"<p>Moved</p>"])
def test_redirects_pass_as_they_are(site: Site, gate: Gate, status: str, body: bytes) -> None:
    path = f"/moved-{status[:3]}-{len(body)}"

    async def moved(_: Asked, reply: Reply) -> None:
        lines = [("location", "/elsewhere?a=b"), *([("content-type", "text/html")] * bool(body))]
        await reply.send(body, status=status, headers=lines)

    site.on(path, moved)
    for more in ({}, {"cookie": "other=1"}, {"accept_encoding": "gzip"}):
        answer = gate.get(path, accept="text/html", **more)
        assert answer.status == int(status[:3])
        assert answer.all("location") == ["/elsewhere?a=b"]
        packed = answer.one("content-encoding") == "gzip"
        assert (gzip.decompress(answer.body) if packed else answer.body) == body
        assert answer.cookie is None


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_answer_without_content_stays_one(site: Site, gate: Gate, method: str) -> None:
    async def nothing(_: Asked, reply: Reply) -> None:
        await reply.head("204 No Content", [("x-kept", "1")])

    site.on("/nothing", nothing)
    answer = gate.get("/nothing", method=method, accept_encoding="gzip")
    assert (answer.status, answer.body) == (204, b"")
    assert answer.one("content-length") in (None, "0")
    assert answer.one("content-encoding") is None
    assert answer.one("x-kept") == "1"


def test_every_cookie_of_the_origins_passes(site: Site, gate: Gate) -> None:
    site.page(
        "/cookies", b"<p>hello", ("set-cookie", "a=1; Path=/"), ("set-cookie", "b=2, and more")
    )
    for path in ("/cookies", "/cookies"):
        assert gate.get(path).all("set-cookie") == ["a=1; Path=/", "b=2, and more"]


def test_lines_of_one_hop_stay_on_it(site: Site, gate: Gate) -> None:
    async def hop(_: Asked, reply: Reply) -> None:
        lines = [
            ("content-type", "application/octet-stream"),
            ("connection", "x-inner, keep-alive"),
            ("x-inner", "secret"),
            ("keep-alive", "timeout=5"),
            ("proxy-authenticate", "Basic"),
            ("upgrade", "h2c"),
            ("x-outer", "kept"),
        ]
        await reply.send(b"body", headers=lines)

    site.on("/hop", hop)
    answer = gate.raw(
        b"POST /hop HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close, x-mine\r\nx-mine: secret\r\n"
        b"te: trailers\r\nkeep-alive: 1\r\nproxy-authorization: Basic eA==\r\nupgrade: h2c\r\n"
        b"x-yours: kept\r\ncontent-length: 0\r\n\r\n"
    ).lower()
    asked = site.hits("/hop")[-1]
    for name in ("x-mine", "te", "keep-alive", "proxy-authorization", "upgrade"):
        assert asked.one(name) is None, name
    assert asked.one("x-yours") == "kept"
    for name in ("x-inner", "keep-alive", "proxy-authenticate", "upgrade"):
        assert f"\r\n{name}:".encode() not in answer
    assert b"\r\nx-outer: kept" in answer


def test_trailers_do_not_confuse_the_body(site: Site, gate: Gate) -> None:
    async def trailing(_: Asked, reply: Reply) -> None:
        lines = [
            ("content-type", "text/plain"),
            ("transfer-encoding", "chunked"),
            ("trailer", "x-sum"),
        ]
        await reply.head("200 OK", lines)
        await reply.raw(b"5\r\nhello\r\n0\r\nx-sum: 12\r\n\r\n")

    site.on("/trailing", trailing)
    for _ in range(2):
        answer = gate.get("/trailing")
        assert (answer.status, answer.body) == (200, b"hello")


def test_a_free_page_keeps_its_lines_and_its_bytes(site: Site, gate: Gate) -> None:
    body = "<!doctype html><meta charset=utf-8><p>frei für alle\r\n<P CLASS=x>".encode()
    lines = [
        ("etag", '"v1"'),
        ("last-modified", "Mon, 01 Jun 2026 10:00:00 GMT"),
        ("cache-control", "public, max-age=60"),
        ("content-security-policy", "default-src 'self'"),
        ("link", "</a>; rel=preload"),
        ("link", "</b>; rel=preload"),
    ]
    site.page("/free", body, *lines)
    for _ in range(2):
        answer = gate.get("/free", cookie="other=1")
        assert answer.body == body
        for name, value in lines:
            assert value in answer.all(name)
        assert answer.cookie is None
        assert answer.one("presspass-receipt") is None
    packed = gate.get("/free", accept_encoding="gzip, br")
    assert gzip.decompress(packed.body) == body
    assert packed.one("etag") == 'W/"v1"'
    assert "accept-encoding" in (packed.one("vary") or "").lower()
    for condition in ({"if_none_match": '"v1"'}, {"if_modified_since": lines[1][1]}):
        unchanged = gate.get("/free", **condition)
        assert (unchanged.status, unchanged.body) == (304, b"")
        assert unchanged.one("etag") == '"v1"'
    assert gate.get("/free", if_none_match='"v0"').status == 200


@pytest.mark.parametrize("members", [1, 3])
def test_a_page_that_comes_zipped_is_read(site: Site, gate: Gate, members: int) -> None:
    body = site.article(f"zipped {members}")
    third = len(body) // members + 1
    parts = [body[at : at + third] for at in range(0, len(body), third)]
    packed = b"".join(gzip.compress(part) for part in parts)
    site.page(f"/zipped-{members}", packed, ("content-encoding", "gzip"))
    answer = gate.get(f"/zipped-{members}", accept_encoding="gzip")
    plain = gzip.decompress(answer.body)
    assert site.paid in plain
    assert plain.rstrip().endswith(b"</html>")
    assert site.paid in gate.get(f"/zipped-{members}").body


def test_a_page_that_comes_deflated_without_zlibs_bytes_is_read(site: Site, gate: Gate) -> None:
    """Browsers read what some servers call deflate."""
    maker = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = maker.compress(site.article("deflated")) + maker.flush()
    site.page("/deflated", packed, ("content-encoding", "deflate"))
    assert gate.get("/deflated").granted


@pytest.mark.parametrize(
    ("path", "coding", "body"),
    [
        ("/odd-br", "br", b"\x8b\x00\x80<p>x</p>\x03"),
        ("/odd-stacked", "gzip, gzip", gzip.compress(gzip.compress(b"<p>x"))),
        ("/odd-broken", "gzip", b"<p>this is no gzip"),
        ("/odd-short", "gzip", gzip.compress(b"<p>x" * 1000)[:-12]),
    ],
)
def test_a_page_that_cannot_be_decoded_is_refused_cleanly(
    site: Site, gate: Gate, path: str, coding: str, body: bytes
) -> None:
    site.page(path, body, ("content-encoding", coding))
    answer = gate.get(path)
    assert answer.status == 502
    assert body not in answer.body
    assert answer.one("cache-control") == "private, no-store"


def test_a_page_that_breaks_off_is_no_half_page(site: Site, gate: Gate) -> None:
    async def breaking(_: Asked, reply: Reply) -> None:
        lines = [("content-type", "text/html"), ("transfer-encoding", "chunked")]
        await reply.head("200 OK", lines)
        await reply.chunk(b"<p>half of a page")
        reply.abort()

    site.on("/half", breaking)
    for cookie in ("", "editor_1=x"):
        answer = gate.get("/half", cookie=cookie)
        assert answer.status == 502
        assert b"half of a page" not in answer.body


def test_a_page_whose_chunks_break_is_refused_at_once(site: Site, gate: Gate) -> None:
    async def breaking(_: Asked, reply: Reply) -> None:
        await reply.head(
            "200 OK", [("content-type", "text/html"), ("transfer-encoding", "chunked")]
        )
        await reply.chunk(b"<p>half of a page")
        await asyncio.sleep(0.1)
        await reply.raw(b"ZZZ\r\n")
        await reply.gone()

    site.on("/broken-chunks", breaking)
    begun = time.monotonic()
    assert gate.get("/broken-chunks").status == 502
    assert time.monotonic() - begun < 5


def test_control_characters_in_a_line_do_no_harm(site: Site, gate: Gate) -> None:
    site.page("/controls", b"<p>hello", ("x-odd", "a\x01b"), ("cache-control", "private\x7f"))
    answer = gate.get("/controls")
    assert (answer.status, answer.body, answer.one("x-odd")) == (200, b"<p>hello", "a b")
    asked = len(site.hits("/controls"))
    gate.get("/controls")
    assert len(site.hits("/controls")) > asked
    assert "Traceback" not in gate.log


def test_a_websocket_does_not_come_about(site: Site, gate: Gate) -> None:
    site.page("/socket", b"<p>here are sockets", status="426 Upgrade Required")
    lines = {"upgrade": "websocket", "sec_websocket_version": "13"}
    key = "dGhlIHNhbXBsZSBub25jZQ=="
    answer = gate.get("/socket", connection="upgrade", sec_websocket_key=key, **lines)
    assert (answer.status, answer.body) == (426, b"<p>here are sockets")
    assert site.hits("/socket")[-1].one("upgrade") is None


def test_forwarded_lines_are_ours_alone(site: Site, gate: Gate) -> None:
    site.page("/who", b"<p>who", ("cache-control", "no-store"))
    forged = {
        "x_forwarded_for": "6.6.6.6",
        "x_forwarded_proto": "https",
        "x_forwarded_host": "evil.example",
        "forwarded": "for=6.6.6.6",
        "x_real_ip": "6.6.6.6",
        "x_original_url": "/admin",
        "presspass_reader": "somebody",
        "true_client_ip": "6.6.6.6",
    }
    gate.get("/who", **forged)
    asked = site.hits("/who")[-1]
    assert asked.all("x-forwarded-for") == ["127.0.0.1"]
    assert asked.all("x-forwarded-proto") == ["http"]
    assert asked.all("x-forwarded-host") == [f"127.0.0.1:{gate.port}"]
    assert asked.all("host") == [f"127.0.0.1:{gate.port}"]
    assert "6.6.6.6" not in str(asked.headers)
    for name in ("x-original-url", "presspass-reader", "forwarded", "x-real-ip"):
        assert asked.one(name) is None


def test_our_cookies_stay_ours(site: Site, gate: Gate) -> None:
    site.page("/jar", b"<p>jar", ("cache-control", "private"))
    gate.get("/jar", cookie="a=1; presspass_meter=x; presspass_session=y; b=2", accept="text/html")
    assert site.hits("/jar")[-1].one("cookie") == "a=1; b=2"
    gate.get("/jar", cookie="presspass_meter=x", accept="text/html")
    assert site.hits("/jar")[-1].one("cookie") is None
