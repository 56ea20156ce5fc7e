"""Paid text that comes another way than on its page is for those who may read that page."""

import gzip
import json

import pytest

from tests.servers.gate import Gate
from tests.servers.site import Asked, Reply, Site

pytestmark = pytest.mark.server

PATHS = ("/long/one", "/long/two")
JSON = ("content-type", "application/json")


def prose(name: str) -> str:
    """A paid part too long to pass for a quotation, and unlike any other's."""
    return ". ".join(
        " ".join(f"{name}{sentence}{word}" for word in "abcdefghijkl") for sentence in range(40)
    )


@pytest.fixture(scope="module", autouse=True)
def published(site: Site, gate: Gate) -> None:
    """Two articles that the gate has seen, and an interface of the site's that holds them."""
    for path in PATHS:
        name = path.rpartition("/")[2]
        site.page(path, site.article(name, paid=prose(name)), ("cache-control", "max-age=600"))
        assert prose(name).encode() in gate.get(path).body

    async def interface(asked: Asked, reply: Reply) -> None:
        names = asked.target.rpartition("/")[2].partition(".")[0].split("+")
        body = json.dumps({"items": [{"title": it, "text": prose(it)} for it in names]}).encode()
        wanted = asked.one("range")
        if wanted is None:
            await reply.send(body, headers=[JSON, ("etag", '"x"')])
        else:
            first, last = (int(it) for it in wanted.partition("=")[2].split("-"))
            lines = [JSON, ("content-range", f"bytes {first}-{last}/{len(body)}")]
            part = body[first : last + 1]
            await reply.send(part, status="206 Partial Content", headers=lines)

    site.on("/api/*", interface)


def test_who_has_no_article_left_gets_no_paid_text_from_an_interface(gate: Gate) -> None:
    cookie = _spent(gate, "/metered/texts-")
    denied = gate.get("/api/one.json", cookie=cookie)
    assert denied.status == 403
    assert b"0a one0b" not in denied.body
    assert denied.one("cache-control") == "private, no-store"
    for first in range(0, 2000, 350):
        part = gate.get("/api/one.json", cookie=cookie, range=f"bytes={first}-{first + 349}")
        assert part.status == 403
        assert b"0a one0b" not in part.body
    assert gate.get("/api/other.json", cookie=cookie).status == 200


def test_zipped_texts_are_read_to_the_end(site: Site, gate: Gate) -> None:
    """Browsers read member after member."""
    text = json.dumps({"before": "a harmless beginning " * 9, "text": prose("one")}).encode()
    packed = gzip.compress(text[:200]) + gzip.compress(text[200:])

    async def zipped(_: Asked, reply: Reply) -> None:
        await reply.send(packed, headers=[JSON, ("content-encoding", "gzip")])

    site.on("/zipped.json", zipped)
    denied = gate.get("/zipped.json", cookie=_spent(gate, "/metered/zipped-"))
    assert denied.status == 403
    assert packed not in denied.body


def test_an_interface_charges_as_the_page_would(gate: Gate) -> None:
    first = gate.get("/api/one.json")
    assert prose("one").encode() in first.body
    assert first.cookie
    assert first.one("etag") is None
    assert first.one("cache-control") == "private, no-store"
    page = gate.get("/long/one", cookie=first.cookie)
    assert page.told is not None
    assert (page.told.used, page.told.reason) == (1, "reread")


def test_an_interface_asked_ahead_of_its_reader_charges_nothing(gate: Gate) -> None:
    for more in ({"purpose": "prefetch"}, {"sec_purpose": "prefetch"}):
        ahead = gate.get("/api/one.json", **more)
        assert ahead.status == 503
        assert ahead.cookie is None
        assert b"0a one0b" not in ahead.body
    pending = gate.get("/long/one").cookie
    known = gate.get("/api/one.json", cookie=pending, purpose="prefetch")
    assert known.status == 200
    assert known.cookie is None
    second = gate.get("/long/two", cookie=pending)
    assert second.told is not None
    assert second.told.used == 2


def test_several_articles_at_once_are_for_who_may_read_each_already(gate: Gate) -> None:
    assert gate.get("/api/one+two.json").status == 403
    pending = gate.get("/long/one").cookie
    both = gate.get("/api/one+two.json", cookie=pending)
    assert both.status == 403
    assert both.cookie is None
    second = gate.get("/long/two", cookie=pending)
    assert second.told is not None
    assert second.told.used == 2
    assert gate.get("/api/one+two.json", cookie=second.cookie).status == 200


def _spent(gate: Gate, prefix: str) -> str:
    """The cookie of a reader whose allowance is used up."""
    cookie = None
    for number in range(5):
        cookie = gate.get(f"{prefix}{number}", cookie=cookie).cookie or cookie
    assert cookie is not None
    return cookie
