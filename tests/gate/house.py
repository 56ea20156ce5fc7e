"""The whole gate, wired as one worker has it, before an origin, clock and meter of the test's."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from presspass.adapters.memory_journal import MemoryJournal
from presspass.adapters.memory_meter import MemoryMeter
from presspass.core.credentials import SESSION_FRESH, CookieJar, Session
from presspass.core.ids import SessionId
from presspass.core.periods import CalendarMonth
from presspass.core.policy import Metering, Policy
from presspass.core.publication import Publication
from presspass.core.receipts import unpack
from presspass.core.seals import Keyring, Purpose
from presspass.gate.alike import Alike
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
    Purge,
    SessionChange,
    Snapshot,
    View,
)
from tests.gate.site import Site

UTC = ZoneInfo("UTC")

NOON = 1_800_000_000

KEYRING = Keyring((b"0123456789abcdef" * 2,))


@dataclass
class HandClock:
    at: int = NOON

    def now(self) -> int:
        return self.at


class Plain:
    """Walls and notices in a line, telling what they were asked to show."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, view: View, language: str, page: str, now: int) -> Fragment:  # noqa: ARG002  # the port's
        return Fragment(
            f"<aside>{self.name} {view.situation} left {view.left} in {view.region}</aside>"
        )


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
        self.ended = set[SessionId]()

    def renewed(self, session: Session, now: int) -> Session | None:
        if session.id in self.ended:
            return None
        return replace(session, issued=now, expires=now + SESSION_FRESH)

    @staticmethod
    def changes(after: int) -> list[SessionChange]:  # noqa: ARG004  # the port's form
        return []


class House:
    """A wired gate."""

    def __init__(
        self,
        composer: Composer,
        snapshot: Snapshot,
        *,
        meter: MemoryMeter | None = None,
        **settings: Any,
    ) -> None:
        publication = Publication("The News", "http://news.example", "en", UTC)
        config = GateConfig(
            publication,
            frozenset({"news.example"}),
            CookieJar(secure=False),
            login_cookies=("editor",),
            page_bytes=200_000,
            stale_seconds=3600,
            **settings,
        )
        self.peer = "192.0.2.1"
        self.clock = HandClock()
        self.composer = composer
        self.site = Site()
        self.desk = Desk(snapshot)
        self.meter = meter or MemoryMeter()
        self.journal = MemoryJournal()
        self.pages = Pages(config.cache_bytes)
        self.snapshots = CurrentSnapshot(self.desk, self.clock, self.pages)
        self.recorder = Recorder(self.journal)
        identify = Identify(KEYRING, config.jar, config.login_cookies)
        self.office = Office()
        self.sessions = Sessions(identify, self.office, self.clock)
        self.fetch = Fetch(
            config=config,
            origin=self.site,
            asking=Asking(Forwarding(config.trusted_proxies), identify, "http"),
            pages=self.pages,
            composer=composer,
            claims=Claims(config.claims),
        )
        deciding = Deciding(self.meter)
        deliver = Deliver(
            config=config,
            keyring=KEYRING,
            identify=identify,
            deciding=deciding,
            faces=Faces(config, composer, self.pages),
            fetch=self.fetch,
            recorder=self.recorder,
            sessions=self.sessions,
            snapshots=self.snapshots,
        )
        self.alike = Alike(identify, deciding, deliver, self.recorder, self.snapshots)
        self.gate = Gate(
            config=config,
            clock=self.clock,
            web=_web,
            identify=identify,
            pages=self.pages,
            fetch=self.fetch,
            deliver=deliver,
            alike=self.alike,
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
            "client": (self.peer, 1),
        }
        await self.gate(scope, receive, send)
        body = b"".join(message.get("body", b"") for message in sent[1:])
        whole = not sent[-1].get("more_body", False)
        return Answer(sent[0]["status"], sent[0]["headers"], body, whole)


async def _web(scope: Any, _: Any, send: Any) -> None:
    """Our own pages: the receipt and the country that the gate left."""
    receipt, country = scope.get("presspass.receipt") or "", scope.get("presspass.country") or ""
    lines = [(b"presspass-receipt", receipt.encode()), (b"found", country.encode())]
    await send({"type": "http.response.start", "status": 200, "headers": lines})
    await send({"type": "http.response.body", "body": b""})


def policy(version: str, limit: int = 5, **more: Any) -> Policy:
    rules = more.pop("rules", ())
    metering = Metering(limit, limit, CalendarMonth(UTC))
    return Policy(version, rules, metering, **more).compiled()


def held(house: House, key: bytes) -> bytes:
    """What the gate holds of a page."""
    page = house.pages.get(key, {})
    return b"" if page is None else page.body


async def settled(look: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(5):
        while not look():  # noqa: ASYNC110  # what it waits for tells nobody
            await asyncio.sleep(0.005)
