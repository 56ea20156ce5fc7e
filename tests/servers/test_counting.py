"""What is counted, and what is not."""

import gzip

import pytest

from tests.servers.gate import Gate
from tests.servers.readers import LIMIT, nothing_leaks, spent, words
from tests.servers.site import Site

pytestmark = pytest.mark.server

PRIVATE = "private, no-store"


def test_the_first_article_is_pending_and_charged_when_the_cookie_comes_back(
    gate: Gate,
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
    assert b"3 free articles left" in words(second.body)
    assert second.cookie
    third = gate.get("/metered/four", cookie=second.cookie)
    assert b"2 free articles left" in words(third.body)
    assert third.cookie is None


def test_eight_at_once_get_exactly_the_allowance(workers: Gate) -> None:
    for _ in range(6):
        cookie = workers.get("/metered/first").cookie
        answers = workers.many([f"/metered/at-once-{n}" for n in range(8)], cookie=cookie or "")
        assert sum(answer.granted for answer in answers) == LIMIT - 1
        for answer in answers:
            assert answer.status == 200
            assert answer.granted or b"spent" in answer.body or b"free articles" in answer.body
        again = workers.many([f"/metered/at-once-{n}" for n in range(8)], cookie=cookie or "")
        assert [it.granted for it in again] == [it.granted for it in answers]


def test_reading_again_is_free_and_the_sixth_is_walled(site: Site, gate: Gate) -> None:
    cookie = spent(gate, "/metered/month-")
    for number in range(LIMIT):
        again = gate.get(f"/metered/month-{number}", cookie=cookie)
        assert again.granted
        assert again.all("set-cookie") == []
    for encoding in ("identity", "gzip"):
        wall = gate.get("/metered/month-6", cookie=cookie, accept_encoding=encoding)
        assert (wall.one("content-encoding") or "identity") == encoding
        body = gzip.decompress(wall.body) if encoding == "gzip" else wall.body
        assert wall.status == 200
        nothing_leaks(site, body)
        assert b"Everybody may read this first paragraph" in body


def test_head_says_what_get_would_and_charges_nothing(gate: Gate) -> None:
    cookie = gate.get("/metered/head-first").cookie
    for number in range(8):
        head = gate.get(f"/metered/head-{number}", method="HEAD", cookie=cookie)
        assert (head.status, head.body) == (200, b"")
        assert head.all("set-cookie") == []
        assert head.one("presspass-receipt")
    unknown = gate.get("/metered/head-unknown", method="HEAD", cookie=f"{cookie}; other=1")
    assert (unknown.status, unknown.body) == (200, b"")
    got = gate.get("/metered/head-0", cookie=cookie)
    assert b"3 free articles left" in words(got.body)
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
    site: Site, gate: Gate, purpose: dict[str, str]
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
    assert b"3 free articles left" in words(second.body)
    site.page("/free-ahead", b"<p>free")
    assert gate.get("/free-ahead", **purpose).status == 200


def test_an_article_at_two_addresses_is_charged_once(site: Site, gate: Gate) -> None:
    where = f'<link rel="canonical" href="http://127.0.0.1:{gate.port}/twins/a">'
    body = site.article("twin").replace(b"<title>", where.encode() + b"<title>")
    site.page("/twins/a", body)
    site.page("/twins/b", body)
    cookie = gate.get("/twins/a").cookie
    second = gate.get("/twins/b", cookie=cookie)
    assert second.granted
    assert b"4 free articles left" in words(second.body)
