"""Every decision can be asked for its reasons."""

import json
from urllib.parse import quote

import pytest

from tests.servers.gate import Gate
from tests.servers.readers import LIMIT, spent, words

pytestmark = pytest.mark.server

PRIVATE = "private, no-store"


def test_the_receipt_explains_the_decision(gate: Gate) -> None:
    cookie = spent(gate, "/metered/explained-")
    wall = gate.get("/metered/explained-9", cookie=cookie)
    told = json.loads(gate.command("explain", "--json", wall.one("presspass-receipt") or ""))
    assert (told["granted"], told["reason"]) == (False, "spent")
    assert told["article"].endswith("/metered/explained-9")
    assert (told["meter"]["used"], told["meter"]["limit"]) == (LIMIT, LIMIT)


def test_why_shows_the_same_decision_and_charges_nothing(gate: Gate) -> None:
    first = gate.get("/metered/why-0")
    cookie = first.cookie
    for number in range(1, 9):
        why = gate.get(f"/presspass/why?page=/metered/why-{number}", cookie=cookie)
        assert why.status == 200
        assert why.one("cache-control") == PRIVATE
        assert b"2 of 5" in words(why.body)
    got = gate.get("/metered/why-1", cookie=cookie)
    assert b"3 free articles left" in words(got.body)
    cookie = got.cookie
    for number in range(2, LIMIT):
        gate.get(f"/metered/why-{number}", cookie=cookie)
    assert not gate.get("/metered/why-9", cookie=cookie).granted
    why = gate.get("/presspass/why?page=/metered/why-9", cookie=cookie)
    assert b"/metered/why-9" in why.body
    assert b"5 of 5" in words(why.body)


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
def test_why_takes_whatever_it_is_asked(gate: Gate, page: str) -> None:
    answer = gate.get(f"/presspass/why?page={quote(page, safe='', encoding='latin-1')}")
    assert answer.status in (200, 404)
    assert b"<script>alert" not in answer.body
    assert answer.one("set-cookie") is None
    raw = gate.get(
        f"/presspass/why?page={quote(page, safe='/?&=%')[:4000]}&page=/metered/x&receipt=x"
    )
    assert raw.status in (200, 400, 404)
