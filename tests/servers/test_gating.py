"""Who reads what, how often, and what their answers hold."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from tests.servers.conftest import Asked, Gate, Reply, Site

pytestmark = pytest.mark.server

LIMIT = 5
PRIVATE = "private, no-store"


def test_the_first_article_is_pending_and_charged_when_the_cookie_comes_back(
    gate: "Gate",
) -> None:
    first = gate.get("/metered/one")
    assert first.granted
    assert first.cookie
    assert len(first.all("set-cookie")) == 1
    lost = gate.get("/metered/two")
    assert lost.granted
    assert lost.cookie != first.cookie
    second = gate.get("/metered/three", cookie=first.cookie)
    assert second.granted
    assert b"3 free articles left" in _words(second.body)
    assert second.cookie
    third = gate.get("/metered/four", cookie=second.cookie)
    assert b"2 free articles left" in _words(third.body)
    assert third.cookie is None


def test_eight_at_once_get_exactly_the_allowance(workers: "Gate") -> None:
    for _ in range(6):
        cookie = workers.get("/metered/first").cookie
        answers = workers.many([f"/metered/at-once-{n}" for n in range(8)], cookie=cookie or "")
        assert sum(answer.granted for answer in answers) == LIMIT - 1
        for answer in answers:
            assert answer.status == 200
            assert answer.granted or b"spent" in answer.body or b"free articles" in answer.body
        again = workers.many([f"/metered/at-once-{n}" for n in range(8)], cookie=cookie or "")
        assert [it.granted for it in again] == [it.granted for it in answers]


def test_reading_again_is_free_and_the_sixth_is_walled(site: "Site", gate: "Gate") -> None:
    cookie = _spent(gate, "/metered/month-")
    for number in range(LIMIT):
        again = gate.get(f"/metered/month-{number}", cookie=cookie)
        assert again.granted
        assert again.all("set-cookie") == []
    for encoding in ("identity", "gzip"):
        wall = gate.get("/metered/month-6", cookie=cookie, accept_encoding=encoding)
        assert (wall.one("content-encoding") or "identity") == encoding
        body = gzip.decompress(wall.body) if encoding == "gzip" else wall.body
        assert wall.status == 200
        _nothing_leaks(site, body)
        assert b"Everybody may read this first paragraph" in body


@pytest.mark.parametrize("how", ["json", "script", "comment", "meta", "entities", "template"])
def test_a_denied_page_holds_nothing_of_the_paid_part(site: "Site", gate: "Gate", how: str) -> None:
    paid = site.paid.decode()
    hidden = {
        "json": f'<script type="application/ld+json">{json.dumps({"articleBody": paid})}</script>',
        "script": f"<script>window.__DATA__ = {json.dumps(json.dumps(paid))}</script>",
        "comment": f"<!-- {paid} -->",
        "meta": f'<meta name="description" content="{paid}">',
        "entities": f'<div data-text="{"".join(f"&#{ord(sign)};" for sign in paid)}"></div>',
        "template": f"<template><p>{paid}</p></template>",
    }[how]
    body = site.article(f"leak by {how}", "locked").replace(
        b"</body>", hidden.encode() + b"</body>"
    )
    site.page(f"/leaking-{how}", body)
    for encoding in ("identity", "gzip"):
        answer = gate.get(f"/leaking-{how}", accept_encoding=encoding)
        page = gzip.decompress(answer.body) if encoding == "gzip" else answer.body
        _nothing_leaks(site, page)
        assert b"first paragraph" in page


def test_a_locked_page_is_denied_without_a_cookie_being_set(site: "Site", gate: "Gate") -> None:
    answer = gate.get("/locked/secret")
    assert not answer.granted
    assert answer.all("set-cookie") == []
    assert answer.one("cache-control") == PRIVATE
    _nothing_leaks(site, answer.body)


def test_a_gated_answer_has_no_validator_and_is_never_304(gate: "Gate") -> None:
    first = gate.get("/metered/conditional")
    assert first.one("etag") is None
    assert first.one("last-modified") is None
    assert first.one("accept-ranges") == "none"
    assert first.one("cache-control") == PRIVATE
    for condition in (
        {"if_none_match": '"one"'},
        {"if_none_match": "*"},
        {"if_modified_since": "Tue, 01 Jan 2036 00:00:00 GMT"},
    ):
        for target in ("/metered/conditional", f"/metered/cond-{len(str(condition))}"):
            for more in ({}, {"cookie": "other=1"}, {"accept": "text/html", "cookie": "other=1"}):
                answer = gate.get(target, **condition, **more)
                assert answer.granted, (target, condition, more)


def test_a_range_of_a_gated_page_is_answered_whole(site: "Site", gate: "Gate") -> None:
    async def ranged(asked: "Asked", reply: "Reply") -> None:
        body = site.article("ranged", "locked")
        lines = [("content-type", "text/html"), ("accept-ranges", "bytes")]
        if asked.one("range"):
            lines.append(("content-range", f"bytes 300-999/{len(body)}"))
            await reply.send(body[300:1000], status="206 Partial Content", headers=lines)
        else:
            await reply.send(body, headers=lines)

    site.on("/ranged/*", ranged)
    for n, wanted in enumerate(("bytes=300-999", "bytes=-500", "bytes=0-1,300-999")):
        for more in ({}, {"cookie": "other=1"}, {"cookie": "editor_1=x"}, {"accept": "text/html"}):
            answer = gate.get(f"/ranged/{n}-{len(str(more))}", range=wanted, **more)
            assert answer.status == 200
            assert answer.one("content-range") is None
            assert answer.one("accept-ranges") == "none"
            _nothing_leaks(site, answer.body)


def test_head_says_what_get_would_and_charges_nothing(gate: "Gate") -> None:
    cookie = gate.get("/metered/head-first").cookie
    for number in range(8):
        head = gate.get(f"/metered/head-{number}", method="HEAD", cookie=cookie)
        assert (head.status, head.body) == (200, b"")
        assert head.all("set-cookie") == []
        assert head.one("presspass-receipt")
    unknown = gate.get("/metered/head-unknown", method="HEAD", cookie=f"{cookie}; other=1")
    assert (unknown.status, unknown.body) == (200, b"")
    got = gate.get("/metered/head-0", cookie=cookie)
    assert b"3 free articles left" in _words(got.body)
    again = gate.get("/metered/head-0", method="HEAD", cookie=got.cookie)
    assert again.one("content-length") is not None


@pytest.mark.parametrize(
    "purpose",
    [
        {"sec_purpose": "prefetch"},
        {"sec_purpose": "prefetch;prerender"},
        {"sec_purpose": "prefetch;anonymous-client-ip"},
        {"purpose": "prefetch"},
        {"x_moz": "prefetch"},
    ],
)
def test_a_page_loaded_ahead_of_its_reader_is_refused_where_it_would_charge(
    site: "Site", gate: "Gate", purpose: dict[str, str]
) -> None:
    name = f"{len(str(purpose))}-{next(iter(purpose))}"
    pending = gate.get(f"/metered/ahead-{name}").cookie
    for cookie in (None, pending):
        refused = gate.get(f"/metered/next-{name}", cookie=cookie, **purpose)
        assert refused.status == 503
        assert refused.one("cache-control") == PRIVATE
        assert refused.all("set-cookie") == []
        assert site.paid not in refused.body
    known = gate.get(f"/metered/ahead-{name}", cookie=pending, **purpose)
    assert known.granted
    assert known.all("set-cookie") == []
    second = gate.get(f"/metered/next-{name}", cookie=pending)
    assert b"3 free articles left" in _words(second.body)
    site.page("/free-ahead", b"<p>free")
    assert gate.get("/free-ahead", **purpose).status == 200


@pytest.mark.parametrize(
    "cookie",
    [
        "presspass_meter=",
        "presspass_meter",
        "presspass_meter=%00%ff",
        "presspass_meter=AAAA",
        "presspass_meter=" + "A" * 8000,
        "presspass_session=" + "A" * 8000,
        "presspass_session=AAAA; presspass_meter=BBBB",
        "; ;;=;=; presspass_meter=; ====",
        "other=\xe9\xff; presspass_meter=\xe9",
        'presspass_meter="quoted"',
    ],
)
def test_a_cookie_that_is_not_ours_is_as_good_as_none(gate: "Gate", cookie: str) -> None:
    answer = gate.get("/metered/odd-cookie", cookie=cookie, accept="text/html")
    assert answer.granted
    assert answer.cookie
    assert gate.get("/presspass/why?page=/metered/odd-cookie", cookie=cookie).status == 200


def test_a_tampered_cookie_is_as_good_as_none(gate: "Gate") -> None:
    cookie = _spent(gate, "/metered/tampered-")
    assert not gate.get("/metered/tampered-9", cookie=cookie).granted
    name, _, token = cookie.partition("=")
    for place in (0, 10, 25, len(token) // 2, len(token) - 1):
        sign = "A" if token[place] != "A" else "B"
        changed = f"{name}={token[:place]}{sign}{token[place + 1 :]}"
        answer = gate.get("/metered/tampered-9", cookie=changed)
        assert answer.granted
        assert answer.cookie
    session = f"presspass_session={token}"
    assert not gate.get("/metered/tampered-9", cookie=f"{session}; {cookie}").granted
    foreign = f"presspass_meter=forged; {cookie}"
    assert not gate.get("/metered/tampered-9", cookie=foreign).granted


def test_keys_rotate(
    another: Callable[..., Any], again: Callable[..., Any], tmp_path: Path
) -> None:
    old, new = '"an old secret, long enough to be a secret"', '"a new secret, long enough for one"'
    settings = tmp_path / "presspass.toml"
    with another(secrets=f"[{old}]") as gate:
        cookie = _spent(gate, "/metered/rotated-")
        port = gate.port
    text = settings.read_text()
    settings.write_text(text.replace(f"[{old}]", f"[{new}, {old}]"))
    with again(tmp_path, port) as gate:
        renewed = gate.get("/metered/rotated-9", cookie=cookie)
        assert not renewed.granted
        assert renewed.cookie not in (None, cookie)
        cookie = renewed.cookie
    settings.write_text(text.replace(f"[{old}]", f"[{new}]"))
    with again(tmp_path, port) as gate:
        assert not gate.get("/metered/rotated-9", cookie=cookie).granted
        assert gate.get("/metered/rotated-1", cookie=cookie).granted


def test_two_readers_in_one_situation_get_the_same_bytes(gate: "Gate") -> None:
    cookies = [_spent(gate, f"/metered/reader-{who}-") for who in "ab"]
    for target in ("/metered/same-wall", "/metered/reader-a-1"):
        walls = [gate.get(target, cookie=cookie) for cookie in cookies]
        if target == "/metered/same-wall":
            assert walls[0].body == walls[1].body
        for wall, cookie in zip(walls, cookies, strict=True):
            assert cookie.partition("=")[2].encode() not in wall.body
            assert (wall.one("presspass-receipt") or "").encode() not in wall.body


def test_the_receipt_explains_the_decision(gate: "Gate") -> None:
    cookie = _spent(gate, "/metered/explained-")
    wall = gate.get("/metered/explained-9", cookie=cookie)
    told = json.loads(gate.command("explain", "--json", wall.one("presspass-receipt") or ""))
    assert (told["granted"], told["reason"]) == (False, "spent")
    assert told["article"].endswith("/metered/explained-9")
    assert (told["meter"]["used"], told["meter"]["limit"]) == (LIMIT, LIMIT)


def test_why_shows_the_same_decision_and_charges_nothing(gate: "Gate") -> None:
    first = gate.get("/metered/why-0")
    cookie = first.cookie
    for number in range(1, 9):
        why = gate.get(f"/presspass/why?page=/metered/why-{number}", cookie=cookie)
        assert why.status == 200
        assert why.one("cache-control") == PRIVATE
        assert b"2 of 5" in _words(why.body)
    got = gate.get("/metered/why-1", cookie=cookie)
    assert b"3 free articles left" in _words(got.body)
    cookie = got.cookie
    for number in range(2, LIMIT):
        gate.get(f"/metered/why-{number}", cookie=cookie)
    assert not gate.get("/metered/why-9", cookie=cookie).granted
    why = gate.get("/presspass/why?page=/metered/why-9", cookie=cookie)
    assert b"/metered/why-9" in why.body
    assert b"5 of 5" in _words(why.body)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "x",
        "//evil.example/",
        "https://evil.example/",
        "/../../etc/passwd",
        "/%2e%2e/",
        "/%00",
        "/<script>alert(1)</script>",
        "/\r\nset-cookie: a=b",
        "/" + "a" * 6000,
        "/presspass/why?page=/presspass/why",
        "/" + "%25" * 50,
        "/é\udcff".encode("utf-8", "surrogatepass").decode("latin-1"),
        "/picture.png",
        "/missing",
        "?",
        "/?&&&=",
    ],
)
def test_why_takes_whatever_it_is_asked(gate: "Gate", page: str) -> None:
    answer = gate.get(f"/presspass/why?page={quote(page, safe='', encoding='latin-1')}")
    assert answer.status in (200, 404)
    assert b"<script>alert" not in answer.body
    assert answer.one("set-cookie") is None
    raw = gate.get(
        f"/presspass/why?page={quote(page, safe='/?&=%')[:4000]}&page=/metered/x&receipt=x"
    )
    assert raw.status in (200, 400, 404)


def test_an_article_at_two_addresses_is_charged_once(site: "Site", gate: "Gate") -> None:
    where = f'<link rel="canonical" href="http://127.0.0.1:{gate.port}/twins/a">'
    body = site.article("twin").replace(b"<title>", where.encode() + b"<title>")
    site.page("/twins/a", body)
    site.page("/twins/b", body)
    cookie = gate.get("/twins/a").cookie
    second = gate.get("/twins/b", cookie=cookie)
    assert second.granted
    assert b"4 free articles left" in _words(second.body)


def test_a_page_too_large_to_hold_is_whole_for_who_may_read_it_and_closed_for_others(
    site: "Site", gate: "Gate"
) -> None:
    padding = "<p>tedious" + "x" * 2**20 + "</p>"
    body = site.article("large", padding=padding)
    assert len(body) > 2**20
    site.page("/large/metered", body, ("etag", '"x"'), ("set-cookie", "theirs=1"))
    first = gate.get("/large/metered")
    assert first.body == body
    assert first.cookie
    assert "theirs=1" in first.all("set-cookie")
    assert first.one("etag") is None
    assert first.all("cache-control") == [PRIVATE]
    cookie = _spent(gate, "/metered/before-large-")
    wall = gate.get("/large/metered", cookie=cookie)
    _nothing_leaks(site, wall.body)
    assert b"tedious" not in wall.body
    site.page("/large/free", b"<p>" + b"f" * 1_500_000, ("cache-control", "max-age=60"))
    free = gate.get("/large/free")
    assert len(free.body) == 1_500_003
    assert free.all("cache-control") == ["max-age=60"]
    assert free.cookie is None
    assert gate.get("/large/metered", method="POST", body=b"x").status == 502


def test_a_page_that_answers_a_form_is_gated(site: "Site", gate: "Gate") -> None:
    async def form(asked: "Asked", reply: "Reply") -> None:
        lines = [("content-type", "text/html"), ("etag", '"one"')]
        await reply.send(site.article("form", asked.body.decode()), headers=lines)

    site.on("/form", form)
    metered = gate.get("/form", method="POST", body=b"metered", if_none_match='"one"')
    assert metered.granted
    assert metered.cookie
    denied = gate.get("/form", method="POST", body=b"locked")
    _nothing_leaks(site, denied.body)


def test_an_odd_type_does_not_unlock_a_page(site: "Site", gate: "Gate") -> None:
    for n, kind in enumerate(
        ["TEXT/HTML", "text/html;charset=x", "", "text", "application/xhtml+xml", "*/*"]
    ):

        async def odd(_: "Asked", reply: "Reply", kind: str = kind) -> None:
            await reply.send(site.article("odd", "locked"), headers=[("content-type", kind)])

        site.on(f"/type-{n}", odd)
        _nothing_leaks(site, gate.get(f"/type-{n}").body)


def test_what_is_not_found_or_forbidden_is_gated_too(site: "Site", gate: "Gate") -> None:
    for status in ("404 Not Found", "403 Forbidden", "500 Error", "206 Partial Content"):
        path = f"/status-{status[:3]}"
        site.page(path, site.article("odd", "locked"), status=status)
        _nothing_leaks(site, gate.get(path).body)
        _nothing_leaks(site, gate.get(path, cookie="editor_1=x").body)


def _words(body: bytes) -> bytes:
    """The body with its spaces plain."""
    return b" ".join(body.replace(b"\xe2\x81\xa8", b"").replace(b"\xe2\x81\xa9", b"").split())


def _nothing_leaks(site: "Site", body: bytes) -> None:
    words = site.paid.split()
    assert len(body) > 100
    for start in range(len(words) - 7):
        assert b" ".join(words[start : start + 8]) not in body
    assert b"ferrymen" not in body


def _spent(gate: "Gate", prefix: str) -> str:
    """The cookie of a reader whose allowance is used up."""
    cookie = None
    for number in range(LIMIT):
        answer = gate.get(f"{prefix}{number}", cookie=cookie)
        assert answer.granted
        cookie = answer.cookie or cookie
    assert cookie is not None
    return cookie
