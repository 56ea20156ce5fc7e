"""Requests in the words of one that was answered within the second: which go the short way."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from presspass.core.credentials import SESSION_FRESH
from presspass.core.ids import ReaderId, SessionId
from presspass.core.situations import Situation
from presspass.gate.ready import _WORDS_BYTES
from presspass.ports import Snapshot
from tests.gate.house import NOON, Answer, House, Plain, policy
from tests.gate.readers import SESSION, named, signed_in
from tests.gate.site import HTML, PAID, Site, Slip, always

Get = Callable[..., tuple[Answer, bool]]


@pytest.fixture
def get(house: House, monkeypatch: pytest.MonkeyPatch) -> Get:
    """Asks, and says whether what was at hand was the answer."""
    at_hand, found = house.alike.at_hand, list[bool]()

    def watched(*told: object) -> object:
        ready = at_hand(*told)  # type: ignore[arg-type]
        found.append(ready is not None)
        return ready

    monkeypatch.setattr(house.alike, "at_hand", watched)

    def get(target: str, *lines: tuple[bytes, bytes], method: str = "GET") -> tuple[Answer, bool]:
        answer = asyncio.run(house.get(target, *lines, method=method))
        return answer, found.pop()

    return get


def says(body: bytes, *lines: tuple[bytes, bytes]) -> Slip:
    fresh = (b"cache-control", b"max-age=60")
    return Slip(headers=[HTML, fresh, *lines], parts=[b"<html><body>", body, b"</body></html>"])


@pytest.mark.parametrize("target", ["/locked/a", "/metered/a", "/free/a"])
def test_a_page_is_known_by_its_words_for_one_second(house: House, get: Get, target: str) -> None:
    found = []
    for second in (0, 0, 0, 1, 1):
        house.clock.at = NOON + second
        found.append(get(target, signed_in(number=second))[1])
    assert found == [False, False, True, False, True]


def test_what_is_at_hand_is_what_the_whole_way_brings(house: House, get: Get) -> None:
    for target in ("/locked/a", "/metered/a", "/free/a"):
        for reader in (named(1), signed_in()):
            get(target, reader)
            whole, _ = get(target, reader)
            house.alike._moment._met.clear()
            again, long = get(target, reader)
            short, at_hand = get(target, reader)
            assert (long, at_hand) == (False, True)
            assert whole == again == short


def test_every_reader_meets_their_own_situation(get: Get) -> None:
    for number in (8, 9):
        get("/metered/a", named(number))
    counted = [get("/metered/a", named(number)) for number in (1, 1, 2)]
    assert [at_hand for _, at_hand in counted] == [True, True, True]
    assert [answer.told.newly_charged for answer, _ in counted] == [True, False, True]
    subscriber, at_hand = get("/metered/a", signed_in())
    assert (subscriber.told.situation, at_hand) == (Situation.ENTITLED, True)


def test_a_purged_page_is_not_brought_back_by_its_words(house: House, get: Get) -> None:
    for target in ("/locked/a", "/free/a"):
        assert [get(target, signed_in())[1] for _ in range(3)][-1]
        house.pages.purge(target.encode())
        house.site.answer = always(says(b"changed"))
        changed, at_hand = get(target, signed_in())
        assert b"changed" in changed.body
        assert not at_hand
        house.site.answer = Site().answer


def test_a_new_snapshot_counts_at_once(house: House, get: Get) -> None:
    get("/locked/a", named(1))
    get("/locked/a", named(1))
    house.snapshots.value = Snapshot("2", policy("2"), Plain("second"))
    after, at_hand = get("/locked/a", named(1))
    assert b"second locked" in after.body
    assert not at_hand


@pytest.mark.parametrize(
    "line",
    [
        (b"authorization", b"Basic eDp5"),
        (b"cookie", named(1)[1] + b"; editor=1"),
        (b"sec-purpose", b"prefetch"),
        (b"purpose", b"prefetch"),
        (b"x-moz", b"prefetch"),
        (b"if-none-match", b'"1"'),
        (b"if-modified-since", b"Mon, 23 Nov 2026 10:00:00 GMT"),
        (b"accept-encoding", b"gzip"),
        (b"host", b"elsewhere.example"),
    ],
)
@pytest.mark.parametrize("target", ["/locked/a", "/metered/a", "/free/a"])
def test_requests_out_of_the_ordinary_are_looked_at_whole(
    house: House, get: Get, target: str, line: tuple[bytes, bytes]
) -> None:
    for _ in range(2):
        get(target, named(1))
    assert get(target, named(1))[1]
    lines = [line] if line[0] == b"cookie" else [named(1), line]
    unusual, at_hand = get(target, *lines)
    assert not at_hand
    house.alike._moment._met.clear()
    assert get(target, *lines) == (unusual, False)


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS"])
def test_only_a_get_is_answered_from_what_is_at_hand(get: Get, method: str) -> None:
    for _ in range(2):
        get("/metered/a", named(1))
    other, at_hand = get("/metered/a", named(2), method=method)
    assert not at_hand
    assert method != "HEAD" or other.body == b""
    told = get("/metered/a", named(2))[0].told
    assert told.newly_charged is (method == "HEAD"), "HEAD charges nothing, others were gated"


def test_a_log_in_of_the_sites_own_beside_our_cookie_is_asked_for_in_its_name(
    house: House, get: Get
) -> None:
    for target in ("/locked/a", "/free/a"):
        for _ in range(2):
            get(target, signed_in())
        asked = len(house.site.asked)
        name, value = signed_in()
        _, at_hand = get(target, (name, value + b"; editor=1"))
        assert not at_hand
        assert len(house.site.asked) == asked + 1


def test_whoever_has_no_cookie_yet_gets_one(get: Get) -> None:
    for _ in range(2):
        get("/metered/a", named(1))
    newcomer, at_hand = get("/metered/a")
    assert b"presspass_meter=" in newcomer.cookie
    assert not at_hand


def test_pages_that_differ_by_request_headers_are_looked_up_whole(house: House, get: Get) -> None:
    answers = {b"de": b"Hallo", b"en": b"hello"}
    for target in ("/locked/a", "/free/a"):
        for language, word in answers.items():
            house.site.answer = always(says(word, (b"vary", b"accept-language")))
            get(target, signed_in(), (b"accept-language", language))
        for language, word in (*answers.items(), *answers.items()):
            found, at_hand = get(target, signed_in(), (b"accept-language", language))
            assert word in found.body
            assert not at_hand


def test_pages_are_not_known_by_long_addresses(get: Get) -> None:
    path = "/locked/a?page="
    for length, known in ((_WORDS_BYTES, True), (_WORDS_BYTES + 1, False)):
        target = path + "1" * (length - len(path) + 1)
        for _ in range(2):
            get(target, signed_in())
        assert get(target, signed_in())[1] is known


def test_a_session_that_ends_is_over_though_its_page_is_at_hand(house: House, get: Get) -> None:
    for _ in range(2):
        get("/locked/a", signed_in(number=1))
    assert get("/locked/a", signed_in(number=1))[1]
    house.sessions._identify.end(SessionId(bytes([1]) * 16), NOON)
    ended, _ = get("/locked/a", signed_in(number=1))
    assert PAID.encode() not in ended.body
    assert not ended.told.granted


def test_a_session_issued_before_a_change_is_renewed_though_its_page_is_at_hand(
    house: House, get: Get
) -> None:
    for _ in range(2):
        get("/locked/a", signed_in(number=1))
    house.sessions._identify.outdate(ReaderId(bytes([1]) * 16), NOON)
    renewed, at_hand = get("/locked/a", signed_in(number=1))
    assert b"presspass_session=" in renewed.cookie
    assert not at_hand


def test_a_session_is_over_at_its_second(house: House, get: Get) -> None:
    house.clock.at = NOON + SESSION_FRESH - 1
    short = replace(SESSION, expires=NOON + SESSION_FRESH)
    get("/locked/a", named(1))
    get("/locked/a", named(1))
    assert get("/locked/a", signed_in(short))[0].told.granted
    house.clock.at += 1
    get("/locked/a", named(1))
    get("/locked/a", named(1))
    assert b"presspass_session=" in get("/locked/a", signed_in(short))[0].cookie
