"""What the answers of gated pages hold."""

import gzip
import json

import pytest

from tests.servers.gate import Gate
from tests.servers.readers import nothing_leaks, spent
from tests.servers.site import Asked, Reply, Site

pytestmark = pytest.mark.server

PRIVATE = "private, no-store"


@pytest.mark.parametrize("how", ["json", "script", "comment", "meta", "entities", "template"])
def test_a_denied_page_holds_nothing_of_the_paid_part(site: Site, gate: Gate, how: str) -> None:
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
        nothing_leaks(site, page)
        assert b"first paragraph" in page


def test_a_locked_page_is_denied_without_a_cookie_being_set(site: Site, gate: Gate) -> None:
    answer = gate.get("/locked/secret")
    assert not answer.granted
    assert answer.all("set-cookie") == []
    assert answer.one("cache-control") == PRIVATE
    nothing_leaks(site, answer.body)


def test_a_gated_answer_has_no_validator_and_is_never_304(gate: Gate) -> None:
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


def test_a_range_of_a_gated_page_is_answered_whole(site: Site, gate: Gate) -> None:
    async def ranged(asked: Asked, reply: Reply) -> None:
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
            nothing_leaks(site, answer.body)


def test_two_readers_in_one_situation_get_the_same_bytes(gate: Gate) -> None:
    cookies = [spent(gate, f"/metered/reader-{who}-") for who in "ab"]
    for target in ("/metered/same-wall", "/metered/reader-a-1"):
        walls = [gate.get(target, cookie=cookie) for cookie in cookies]
        if target == "/metered/same-wall":
            assert walls[0].body == walls[1].body
        for wall, cookie in zip(walls, cookies, strict=True):
            assert cookie.partition("=")[2].encode() not in wall.body
            assert (wall.one("presspass-receipt") or "").encode() not in wall.body


def test_a_page_too_large_to_hold_is_whole_for_who_may_read_it_and_closed_for_others(
    site: Site, gate: Gate
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
    cookie = spent(gate, "/metered/before-large-")
    wall = gate.get("/large/metered", cookie=cookie)
    nothing_leaks(site, wall.body)
    assert b"tedious" not in wall.body
    site.page("/large/free", b"<p>" + b"f" * 1_500_000, ("cache-control", "max-age=60"))
    free = gate.get("/large/free")
    assert len(free.body) == 1_500_003
    assert free.all("cache-control") == ["max-age=60"]
    assert free.cookie is None
    assert gate.get("/large/metered", method="POST", body=b"x").status == 502


def test_a_page_that_answers_a_form_is_gated(site: Site, gate: Gate) -> None:
    async def form(asked: Asked, reply: Reply) -> None:
        lines = [("content-type", "text/html"), ("etag", '"one"')]
        await reply.send(site.article("form", asked.body.decode()), headers=lines)

    site.on("/form", form)
    metered = gate.get("/form", method="POST", body=b"metered", if_none_match='"one"')
    assert metered.granted
    assert metered.cookie
    denied = gate.get("/form", method="POST", body=b"locked")
    nothing_leaks(site, denied.body)


def test_an_odd_type_does_not_unlock_a_page(site: Site, gate: Gate) -> None:
    for n, kind in enumerate(
        ["TEXT/HTML", "text/html;charset=x", "", "text", "application/xhtml+xml", "*/*"]
    ):

        async def odd(_: Asked, reply: Reply, kind: str = kind) -> None:
            await reply.send(site.article("odd", "locked"), headers=[("content-type", kind)])

        site.on(f"/type-{n}", odd)
        nothing_leaks(site, gate.get(f"/type-{n}").body)


def test_what_is_not_found_or_forbidden_is_gated_too(site: Site, gate: Gate) -> None:
    for status in ("404 Not Found", "403 Forbidden", "500 Error", "206 Partial Content"):
        path = f"/status-{status[:3]}"
        site.page(path, site.article("odd", "locked"), status=status)
        nothing_leaks(site, gate.get(path).body)
        nothing_leaks(site, gate.get(path, cookie="editor_1=x").body)
