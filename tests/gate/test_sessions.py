"""Sessions that have grown old: renewed, ended, or honoured while nobody is there to ask."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Event

import pytest

from presspass.core.credentials import SESSION_FRESH, SESSION_HONOURED, CookieJar, Session
from presspass.core.ids import ReaderId, SessionId
from presspass.core.instants import Instant
from presspass.core.reader import Reader, Standing
from presspass.core.seals import Keyring, Purpose
from presspass.gate import sessions as gate_sessions
from presspass.gate.identify import Identify, Visitor
from presspass.gate.sessions import Sessions
from presspass.ports import SessionChange, StoreAway

NOW = 1_800_000_000
RING = Keyring((b"k" * 32,))
JAR = CookieJar(secure=False)
BEA, HERE = ReaderId(b"reader id of Bea"), SessionId(b"browser of hers.")
ISSUED = NOW - SESSION_FRESH
OLD = Session(HERE, BEA, Standing.SUBSCRIBED, ISSUED, NOW, NOW + 50)


@dataclass
class Office:
    """The books, and who asked them."""

    answer: Callable[[Session, Instant], Session | None]
    told: list[SessionChange] = field(default_factory=list)
    asked: int = 0

    def renewed(self, session: Session, now: Instant) -> Session | None:
        self.asked += 1
        return self.answer(session, now)

    def changes(self, after: int) -> list[SessionChange]:
        if self.answer is away:
            raise StoreAway("the books are locked")
        return [change for change in self.told if change.number > after]


class Hand:
    def now(self) -> Instant:
        return NOW


def fresh(session: Session, now: Instant) -> Session:
    return replace(session, issued=now, expires=now + SESSION_FRESH)


def away(*_: object) -> Session:
    raise StoreAway("the books are locked")


def cookie(session: Session = OLD) -> bytes:
    return f"{JAR.session}={RING.seal(Purpose.SESSION, session.pack())}".encode()


@pytest.fixture
def identify() -> Identify:
    return Identify(RING, JAR)


def settle(
    identify: Identify, office: Office, now: Instant = NOW, session: Session = OLD
) -> tuple[Visitor, list[tuple[bytes, bytes]]]:
    visitor = identify.visitor(cookie(session), now)
    assert visitor.stale
    return asyncio.run(Sessions(identify, office, Hand()).settled(visitor, now))


def test_a_session_grown_old_is_renewed_and_the_reader_gets_the_new_one(identify: Identify) -> None:
    visitor, lines = settle(identify, Office(fresh))
    assert visitor.session == fresh(OLD, NOW)
    assert not visitor.stale
    [(_, line)] = lines
    again = identify.visitor(line.partition(b";")[0], NOW)
    assert (again.session, again.stale) == (fresh(OLD, NOW), False)


def test_a_changed_standing_is_heard_of_at_the_renewal(identify: Identify) -> None:
    lapsed = replace(fresh(OLD, NOW), standing=Standing.LAPSED_SUBSCRIBER, entitled_until=None)
    visitor, _ = settle(identify, Office(lambda *_: lapsed))
    assert visitor.reader == Reader(BEA, Standing.LAPSED_SUBSCRIBER)


def test_a_session_that_no_longer_holds_is_taken_away(identify: Identify) -> None:
    visitor, [(_, line)] = settle(identify, Office(lambda *_: None))
    assert visitor.session is None
    assert visitor.reader.new
    assert b"Max-Age=0" in line


def test_a_payer_reads_on_while_the_books_are_away(
    identify: Identify, caplog: pytest.LogCaptureFixture
) -> None:
    last = NOW + SESSION_HONOURED - 1
    for now in (NOW, NOW + 60, last):
        visitor, lines = settle(identify, Office(away), now)
        assert visitor.reader.entitled(now)
        assert lines == []
    visitor, _ = settle(identify, Office(away), last + 1)
    assert not visitor.reader.known
    assert "the books are locked" in caplog.text


def test_who_was_not_entitled_does_not_become_so_while_the_books_are_away(
    identify: Identify,
) -> None:
    lapsed = replace(OLD, standing=Standing.LAPSED_TRIAL, entitled_until=ISSUED)
    visitor, _ = settle(identify, Office(away), session=lapsed)
    assert not visitor.reader.entitled(NOW)
    assert visitor.reader.standing is Standing.LAPSED_TRIAL


def test_books_that_are_away_are_not_asked_by_every_page_view(
    identify: Identify, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    office = Office(away)
    sessions = Sessions(identify, office, Hand())

    async def views() -> None:
        for now in (NOW, NOW, NOW + 1, NOW + 2):
            await sessions.settled(identify.visitor(cookie(), now), now)
        office.answer = fresh
        await sessions.settled(identify.visitor(cookie(), NOW + 9), NOW + 9)

    asyncio.run(views())
    assert office.asked == 3
    assert [record.message.partition(":")[0] for record in caplog.records] == [
        "sessions can't be renewed just now and are honoured",
        "sessions are renewed again",
    ]


def test_page_views_of_one_session_ask_once(identify: Identify) -> None:
    office = Office(fresh)
    sessions = Sessions(identify, office, Hand())

    async def views() -> list[Session | None]:
        visitor = identify.visitor(cookie(), NOW)
        settled = await asyncio.gather(*(sessions.settled(visitor, NOW) for _ in range(5)))
        return [one.session for one, _ in settled]

    assert asyncio.run(views()) == [fresh(OLD, NOW)] * 5
    assert office.asked == 1


def test_slow_books_hold_up_no_page_view(
    identify: Identify, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_sessions, "PATIENCE_SECONDS", 0.02)
    go = Event()

    def slow(session: Session, now: Instant) -> Session:
        go.wait(5)
        return fresh(session, now)

    async def view() -> Visitor:
        sessions = Sessions(identify, Office(slow), Hand())
        visitor, _ = await asyncio.wait_for(
            sessions.settled(identify.visitor(cookie(), NOW), NOW), 2
        )
        go.set()
        return visitor

    assert asyncio.run(view()).reader.entitled(NOW)


def test_the_gate_hears_of_revocations_and_changes_once(identify: Identify) -> None:
    other = ReaderId(b"reader id of Cid")
    office = Office(fresh, [SessionChange(1, BEA, HERE), SessionChange(2, other, None)])
    sessions = Sessions(identify, office, Hand())
    theirs = Session(SessionId(bytes(16)), other, Standing.REGISTERED, NOW, NOW + 900)
    asyncio.run(sessions.refresh())
    assert identify.visitor(cookie(), NOW).session is None
    assert identify.visitor(cookie(theirs), NOW).stale
    identify._ended.clear()
    identify._seen.clear()
    asyncio.run(sessions.refresh())
    assert identify.visitor(cookie(), NOW).session == OLD


def test_revocations_are_heard_again_after_the_books_were_away(
    identify: Identify, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(gate_sessions, "POLL_SECONDS", 0.005)
    office = Office(away, [SessionChange(1, BEA, HERE)])
    sessions = Sessions(identify, office, Hand())

    async def follow() -> None:
        watching = asyncio.create_task(sessions.watch())
        await asyncio.sleep(0.05)
        office.answer = fresh
        while identify.visitor(cookie(), NOW).session is not None:  # noqa: ASYNC110  # nothing tells
            await asyncio.sleep(0.005)
        watching.cancel()

    asyncio.run(asyncio.wait_for(follow(), 5))
    assert caplog.text.count("revoked sessions can't be read") == 1
