"""Decisions of the whole gate, and what becomes of them."""

import asyncio
from threading import Event
from typing import Any

import pytest

from presspass.core.credentials import SESSION_FRESH, Session
from presspass.core.ids import ReaderId, SessionId
from presspass.core.instants import DAY
from presspass.core.periods import CalendarMonth
from presspass.core.policy import Effect, Metering, Rule, When
from presspass.core.reader import Standing
from presspass.core.seals import Purpose
from presspass.gate.composer import Composer
from presspass.ports import (
    Fragment,
    Snapshot,
    View,
)
from tests.gate.house import KEYRING, NOON, UTC, Answer, House, Plain, policy
from tests.gate.site import PAID, UNMARKED, always_new


@pytest.mark.parametrize("meanwhile", [True, False])
def test_what_was_made_for_a_policy_that_is_over_is_not_kept(
    house: House, *, meanwhile: bool
) -> None:
    rendering, go = Event(), Event()

    class Slow(Plain):
        def render(self, view: View, language: str, page: str, now: int) -> Fragment:
            rendering.set()
            assert go.wait(5)
            return super().render(view, language, page, now)

    subscribed = Session(
        SessionId(bytes(16)), ReaderId(bytes(16)), Standing.SUBSCRIBED, NOON, NOON + 999, NOON + 999
    )
    session = b"presspass_session=" + KEYRING.seal(Purpose.SESSION, subscribed.pack()).encode()
    house.site.answer = always_new(UNMARKED)
    house.snapshots.value = Snapshot("2", policy("2", teaser_paragraphs=3), Slow("old words"))

    async def run() -> None:
        first = asyncio.create_task(house.get("/unmarked"))
        await asyncio.to_thread(rendering.wait, 5)
        after = policy("3", teaser_paragraphs=1)
        house.snapshots.value = Snapshot("3", after, Plain("new words"))
        whole = await house.get("/unmarked", (b"cookie", session))
        assert whole.body == UNMARKED
        if meanwhile:
            assert b"new words" in (await house.get("/unmarked")).body
        go.set()
        assert (await first).status == 200
        for _ in range(2):
            again = await house.get("/unmarked")
            assert b"new words" in again.body
            assert again.body.count(b"whose paid part nobody marked") == 1

    asyncio.run(run())


def test_a_shorter_teaser_cuts_the_page_anew(house: House) -> None:
    async def run() -> list[int]:
        house.site.answer = always_new(UNMARKED)
        found = []
        for version, teaser in (("4", 3), ("5", 1), ("6", 2)):
            ruling = policy(version, teaser_paragraphs=teaser)
            house.snapshots.value = Snapshot(version, ruling, Plain("wall"))
            answer = await house.get("/unmarked")
            found.append(answer.body.count(b"whose paid part nobody marked"))
        return found

    assert asyncio.run(run()) == [3, 1, 2]


def test_what_one_pool_granted_is_charged_there_though_the_next_article_is_in_another(
    composer: Composer,
) -> None:
    metering = Metering(2, 2, CalendarMonth(UTC), "long reads")
    house = House(composer, Snapshot("1", policy("1"), Plain("first")))

    async def run() -> list[Any]:
        first = await house.get("/metered/a")
        page = house.pages.get(b"news.example/metered/a", {})
        assert page is not None
        ids = frozenset({page.examined.facts.article.id})
        pooled = Rule("long reads", Effect.METERED, When(ids=ids), metering)
        ruling = policy("2", rules=(pooled,))
        first = await house.get("/metered/b")
        house.snapshots.value = Snapshot("2", ruling, Plain("second"))
        other = await house.get("/metered/a", (b"cookie", first.cookie))
        back = await house.get("/metered/b", (b"cookie", other.cookie))
        return [other.told, back.told]

    other, back = asyncio.run(run())
    assert (other.used, other.limit) == (1, 2)
    assert (back.used, back.limit, back.reason) == (1, 5, "reread")


def test_the_meter_being_away_is_a_decision_of_the_policys(house: House) -> None:
    async def run() -> list[Answer]:
        first = await house.get("/metered/a")
        house.meter.close()
        return [
            await house.get("/metered/b", (b"cookie", first.cookie)),
            await house.get("/metered/b", (b"cookie", first.cookie), method="HEAD"),
            await house.get("/presspass/why?page=/metered/b", (b"cookie", first.cookie)),
        ]

    granted, head, why = asyncio.run(run())
    assert PAID.encode() in granted.body
    assert granted.cookie == b""
    assert {it.told.reason for it in (granted, head, why)} == {"meter_away"}


def test_every_decision_on_a_delivered_page_is_recorded_and_no_other(house: House) -> None:
    async def run() -> None:
        first = await house.get("/metered/a")
        cookie = (b"cookie", first.cookie)
        await house.get("/metered/b", cookie)
        await house.get("/metered/c", cookie, method="HEAD")
        await house.get("/metered/d", cookie, (b"sec-purpose", b"prefetch"))
        await house.get("/presspass/why?page=/metered/e", cookie)
        await house.get("/free/f", cookie)
        await house.get("/locked/g", cookie)
        await house.recorder.flush()

    asyncio.run(run())
    kept = house.journal.recent(100)
    articles = [it.decision.article for it in kept if it.decision is not None]
    assert [article.rpartition("/")[2] for article in articles] == ["g", "b", "a"]


def test_any_order_of_requests_with_one_cookie_opens_the_allowance_and_no_more(
    house: House,
) -> None:
    async def run() -> None:
        cookie = (b"cookie", (await house.get("/metered/0")).cookie)
        targets = [f"/metered/{number % 9}" for number in range(60)]
        answers = await asyncio.gather(*(house.get(target, cookie) for target in targets))
        opened = {
            target
            for target, answer in zip(targets, answers, strict=True)
            if PAID.encode() in answer.body
        }
        assert len(opened) == 5
        for target, answer in zip(targets, answers, strict=True):
            assert (PAID.encode() in answer.body) is (target in opened)

    asyncio.run(run())


def test_a_page_view_renews_a_session_that_has_grown_old(house: House) -> None:
    for method in ("GET", "HEAD"):
        old = _signed_in(NOON - SESSION_FRESH)
        answer = asyncio.run(house.get("/locked/1", old, method=method))
        assert answer.told.granted
        renewed = (b"cookie", answer.cookie)
        again = asyncio.run(house.get("/locked/1", renewed))
        assert again.told.granted
        assert again.one(b"set-cookie") is None


def test_a_page_view_takes_away_a_session_that_has_ended(house: House) -> None:
    house.office.ended.add(SessionId(bytes(16)))
    answer = asyncio.run(house.get("/locked/1", _signed_in(NOON - SESSION_FRESH)))
    assert not answer.told.granted
    assert answer.cookie == b"presspass_session="


def _signed_in(issued: int) -> tuple[bytes, bytes]:
    session = Session(
        SessionId(bytes(16)),
        ReaderId(bytes(16)),
        Standing.SUBSCRIBED,
        issued,
        issued + SESSION_FRESH,
        NOON + DAY,
    )
    token = KEYRING.seal(Purpose.SESSION, session.pack())
    return (b"cookie", f"presspass_session={token}".encode())
