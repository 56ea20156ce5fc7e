"""The whole gate, wired as one worker has it, before an origin, clock and meter of the test's."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from presspass.adapters.memory_journal import MemoryJournal
from presspass.adapters.memory_meter import MemoryMeter
from presspass.core.credentials import SESSION_FRESH, CookieJar, Session
from presspass.core.ids import ReaderId, SessionId
from presspass.core.instants import DAY
from presspass.core.periods import CalendarMonth
from presspass.core.policy import Effect, Metering, Policy, Rule, When
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.core.receipts import unpack
from presspass.core.seals import Keyring, Purpose
from presspass.gate import app as gate_app
from presspass.gate import bodies
from presspass.gate.app import Gate
from presspass.gate.asking import Asking
from presspass.gate.claims import Claims
from presspass.gate.composer import Composer
from presspass.gate.config import GateConfig
from presspass.gate.deciding import Deciding
from presspass.gate.deliver import Deliver
from presspass.gate.faces import Faces
from presspass.gate.fetch import Fetch
from presspass.gate.forwarding import Forwarding
from presspass.gate.identify import Identify
from presspass.gate.pages import Pages
from presspass.gate.record import Recorder
from presspass.gate.sessions import Sessions
from presspass.gate.snapshots import CurrentSnapshot
from presspass.gate.texts import Texts
from presspass.ports import (
    Fragment,
    Headers,
    OriginAnswer,
    OriginAway,
    OriginRequest,
    Purge,
    SessionChange,
    Snapshot,
    View,
)

UTC = ZoneInfo("UTC")
NOON = 1_800_000_000
KEYRING = Keyring((b"0123456789abcdef" * 2,))
HTML = (b"content-type", b"text/html; charset=utf-8")
UNMARKED = (
    b'<html><head><meta property="article:content_tier" content="locked"></head><body><article>'
    + b"".join(
        b"<p>Paragraph %d of an article whose paid part nobody marked.</p>" % number
        for number in range(9)
    )
    + b"</article></body></html>"
)
PAID = "nobody could say afterwards who had first seen the empty boats drifting past the mole"


@dataclass
class HandClock:
    at: int = NOON

    def now(self) -> int:
        return self.at


@dataclass
class Slip:
    """An answer of the origin's, in chunks."""

    status: int = 200
    headers: Headers = field(default_factory=lambda: [HTML])
    parts: list[bytes | Exception | asyncio.Event] = field(default_factory=list)
    closed: bool = False

    async def chunks(self) -> AsyncIterator[bytes]:
        for part in self.parts:
            if isinstance(part, Exception):
                raise part
            if isinstance(part, asyncio.Event):
                await part.wait()
            else:
                yield part

    async def close(self) -> None:
        self.closed = True


class Site:
    """An origin in a function."""

    def __init__(self) -> None:
        self.asked: list[OriginRequest] = []
        self.answer: Callable[[OriginRequest], Awaitable[OriginAnswer]] = self._article

    async def send(self, request: OriginRequest) -> OriginAnswer:
        self.asked.append(request)
        return await self.answer(request)

    async def close(self) -> None:
        """Nothing is held."""

    @staticmethod
    async def _article(request: OriginRequest) -> OriginAnswer:
        section = request.target.split(b"/")[1].decode()
        return Slip(parts=[article(request.target.decode(), section)])


class Plain:
    """Walls and notices in a line, telling what they were asked to show."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, view: View, language: str, page: str, now: int) -> Fragment:  # noqa: ARG002  # the port's
        return Fragment(f"<aside>{self.name} {view.situation} left {view.left}</aside>")


class Desk:
    """Where snapshots come from."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def latest(self, known: str | None, now: int) -> Snapshot | None:  # noqa: ARG002  # the port's
        return None if known == self.snapshot.version else self.snapshot

    def purges(self, after: int) -> list[Purge]:  # noqa: ARG002  # the port's
        return []


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers
    body: bytes
    whole: bool

    def one(self, name: bytes) -> bytes | None:
        return next((value for key, value in self.headers if key == name), None)

    @property
    def cookie(self) -> bytes:
        return (self.one(b"set-cookie") or b"").partition(b";")[0]

    @property
    def told(self) -> Any:
        opened = KEYRING.open(Purpose.RECEIPT, (self.one(b"presspass-receipt") or b"").decode())
        return None if opened is None else unpack(opened.payload)


class Office:
    """Renews every session for a quarter of an hour, but for those that have ended."""

    def __init__(self) -> None:
        self.ended: set[SessionId] = set()

    def renewed(self, session: Session, now: int) -> Session | None:
        if session.id in self.ended:
            return None
        return replace(session, issued=now, expires=now + SESSION_FRESH)

    @staticmethod
    def changes(after: int) -> list[SessionChange]:  # noqa: ARG004  # the port's form
        return []


class House:
    """A wired gate."""

    def __init__(self, composer: Composer, snapshot: Snapshot) -> None:
        publication = Publication("The News", "http://news.example", "en", UTC)
        config = GateConfig(
            publication,
            frozenset({"news.example"}),
            CookieJar(secure=False),
            login_cookies=("editor",),
            page_bytes=200_000,
            stale_seconds=3600,
        )
        self.clock = HandClock()
        self.site = Site()
        self.desk = Desk(snapshot)
        self.meter = MemoryMeter()
        self.journal = MemoryJournal()
        self.pages = Pages(config.cache_bytes)
        self.snapshots = CurrentSnapshot(self.desk, self.clock, self.pages)
        self.recorder = Recorder(self.journal)
        identify = Identify(KEYRING, config.jar)
        self.office = Office()
        self.sessions = Sessions(identify, self.office, self.clock)
        self.fetch = Fetch(
            config=config,
            origin=self.site,
            asking=Asking(Forwarding(()), identify, "http"),
            pages=self.pages,
            composer=composer,
            claims=Claims(()),
        )
        self.gate = Gate(
            config=config,
            clock=self.clock,
            web=_web,
            identify=identify,
            pages=self.pages,
            fetch=self.fetch,
            deliver=Deliver(
                config=config,
                keyring=KEYRING,
                identify=identify,
                deciding=Deciding(self.meter),
                faces=Faces(config, composer, self.pages),
                fetch=self.fetch,
                recorder=self.recorder,
                sessions=self.sessions,
                snapshots=self.snapshots,
            ),
            texts=Texts(self.pages, composer, config.page_bytes),
        )

    async def get(
        self, target: str, *lines: tuple[bytes, bytes], method: str = "GET", gone: bool = False
    ) -> Answer:
        """What a reader gets; `gone` is one who leaves once the answer has begun."""
        sent: list[Any] = []
        begun = asyncio.Event()
        asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receive() -> Any:
            for message in asked:
                return message
            await begun.wait() if gone else await asyncio.Event().wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                assert not sent, "two answers to one request"
            sent.append(message)
            if len(sent) > 1:
                begun.set()

        path, _, query = target.partition("?")
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(b"host", b"news.example"), *lines],
            "client": ("192.0.2.1", 1),
        }
        await self.gate(scope, receive, send)
        body = b"".join(message.get("body", b"") for message in sent[1:])
        whole = not sent[-1].get("more_body", False)
        return Answer(sent[0]["status"], sent[0]["headers"], body, whole)


async def _web(scope: Any, _: Any, send: Any) -> None:
    """Our own pages: the receipt that the gate left."""
    receipt = scope.get("presspass.receipt") or ""
    lines = [(b"presspass-receipt", receipt.encode())]
    await send({"type": "http.response.start", "status": 200, "headers": lines})
    await send({"type": "http.response.body", "body": b""})


def article(name: str, tier: str) -> bytes:
    paid = f"<!--presspass:paid--><p>{PAID}, says {name}.</p><!--/presspass:paid-->"
    return (
        f'<!doctype html><html><head><meta property="article:content_tier" content="{tier}">'
        f"<title>{name}</title></head><body><h1>{name}</h1><p>The first lines are for all.</p>"
        f"{'' if tier == 'free' else paid}</body></html>"
    ).encode()


def policy(version: str, limit: int = 5, **more: Any) -> Policy:
    rules = more.pop("rules", ())
    metering = Metering(limit, limit, CalendarMonth(UTC))
    return Policy(version, rules, metering, **more).compiled()


@pytest.fixture(scope="module")
def composer() -> Iterator[Composer]:
    made = Composer()
    yield made
    made.close()


@pytest.fixture
def house(composer: Composer) -> House:
    return House(composer, Snapshot("1", policy("1"), Plain("first")))


def test_a_page_that_dribbles_in_for_ever_is_given_up(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "PAGE_SECONDS", 0.1)
    slip = Slip(parts=[b"<p>slow", asyncio.Event()])

    async def run() -> Answer:
        house.site.answer = _always(slip)
        return await asyncio.wait_for(house.get("/slow"), 5)

    answer = asyncio.run(run())
    assert answer.status == 502
    assert slip.closed


def test_while_a_page_is_held_a_slow_origin_is_awaited_for_a_moment_only(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_app, "PATIENCE_SECONDS", 0.1)

    async def run() -> None:
        assert (await house.get("/free/a")).status == 200
        house.clock.at += 60
        slow = asyncio.Event()
        house.site.answer = _always(Slip(parts=[b"<p>new, ", slow, b"at last"]))
        stale = await asyncio.gather(*(house.get("/free/a") for _ in range(5)))
        assert {it.one(b"cache-status") for it in stale} == {b"presspass; hit; detail=stale"}
        assert len(house.site.asked) == 2
        slow.set()
        await _settled(lambda: b"at last" in _held(house, b"news.example/free/a"))
        assert (await house.get("/free/a")).body == b"<p>new, at last"
        assert len(house.site.asked) == 2

    asyncio.run(run())


def test_a_late_answer_that_is_no_page_is_let_go(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_app, "PATIENCE_SECONDS", 0.05)
    late = Slip(headers=[(b"content-type", b"image/png")], parts=[b"png"])

    async def run() -> None:
        await house.get("/free/a")
        house.clock.at += 60
        come = asyncio.Event()

        async def slow(_: OriginRequest) -> OriginAnswer:
            await come.wait()
            return late

        house.site.answer = slow
        assert (await house.get("/free/a")).status == 200
        come.set()
        await _settled(lambda: late.closed)

    asyncio.run(run())
    assert late.closed


def test_a_stale_page_is_served_up_to_its_age_and_no_longer(house: House) -> None:
    async def run() -> list[int]:
        await house.get("/free/a")
        house.site.answer = _failing(OriginAway("refused"))
        found = []
        for seconds in (31, 3000, 600):
            house.clock.at += seconds
            found.append((await house.get("/free/a")).status)
        return found

    assert asyncio.run(run()) == [200, 200, 502]


def test_the_operator_is_told_once_that_the_origin_went_and_once_that_it_is_back(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    working = house.site.answer

    async def run() -> None:
        await house.get("/free/a")
        house.clock.at += 60
        house.site.answer = _failing(OriginAway("refused"))
        for number in range(10):
            house.clock.at += 30
            await house.get("/free/a")
            await house.get(f"/free/{number}")
        house.site.answer = working
        house.clock.at += 3
        for _ in range(3):
            await house.get("/free/b")

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    said = [record.getMessage() for record in caplog.records]
    assert said == ["the origin is away: refused", "the origin answers again"]


def test_a_reader_who_leaves_lets_the_origin_go(house: House) -> None:
    endless = Slip(
        headers=[(b"content-type", b"text/event-stream")], parts=[b"one", asyncio.Event()]
    )

    async def run() -> None:
        house.site.answer = _always(endless)
        await asyncio.wait_for(house.get("/events", gone=True), 5)

    asyncio.run(run())
    assert endless.closed


def test_an_answer_that_breaks_off_has_no_end(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    parts: list[Any] = [b"half", OriginAway("broke off")]
    broken = Slip(headers=[(b"content-type", b"application/zip")], parts=parts)

    async def run() -> Answer:
        house.site.answer = _always(broken)
        return await house.get("/a.zip")

    answer = asyncio.run(run())
    assert (answer.status, answer.body, answer.whole) == (200, b"half", False)
    assert broken.closed
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_whatever_the_origin_does_a_request_is_answered_and_nothing_is_left_behind(
    house: House,
) -> None:
    async def run() -> list[int]:
        house.site.answer = _failing(ZeroDivisionError("a bug of ours"))
        answers = await asyncio.gather(*(house.get("/free/bug") for _ in range(3)))
        return [answer.status for answer in answers]

    assert asyncio.run(run()) == [500, 500, 500]
    assert house.fetch._flights == {}


def test_who_waits_along_is_served_although_the_first_has_gone(house: House) -> None:
    come = asyncio.Event()

    async def slow(request: OriginRequest) -> OriginAnswer:
        await come.wait()
        return Slip(parts=[article(request.target.decode(), "free")])

    async def run() -> Answer:
        house.site.answer = slow
        first = asyncio.create_task(house.get("/free/slow"))
        await _settled(lambda: bool(house.site.asked))
        second = asyncio.create_task(house.get("/free/slow"))
        await asyncio.sleep(0.01)
        first.cancel()
        come.set()
        await asyncio.gather(first, return_exceptions=True)
        return await asyncio.wait_for(second, 5)

    assert asyncio.run(run()).status == 200


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
    house.site.answer = _always_new(UNMARKED)
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
        house.site.answer = _always_new(UNMARKED)
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


def _always(slip: OriginAnswer) -> Callable[[OriginRequest], Awaitable[OriginAnswer]]:
    async def answer(_: OriginRequest) -> OriginAnswer:
        return slip

    return answer


def _always_new(body: bytes) -> Callable[[OriginRequest], Awaitable[OriginAnswer]]:
    async def answer(_: OriginRequest) -> OriginAnswer:
        return Slip(parts=[body])

    return answer


def _failing(fault: Exception) -> Callable[[OriginRequest], Awaitable[OriginAnswer]]:
    async def answer(_: OriginRequest) -> OriginAnswer:
        raise fault

    return answer


def _held(house: House, key: bytes) -> bytes:
    """What the gate holds of a page."""
    page = house.pages.get(key, {})
    return b"" if page is None else page.body


async def _settled(look: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(5):
        while not look():  # noqa: ASYNC110  # what it waits for tells nobody
            await asyncio.sleep(0.005)


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
