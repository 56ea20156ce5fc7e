import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.types import ASGIApp, Message

from presspass.core.access import Decision, Reason
from presspass.core.credentials import CookieJar
from presspass.core.edition import Edition
from presspass.core.ids import ArticleId, ReaderId
from presspass.core.instants import Instant, start_of_day
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.core.receipts import pack
from presspass.core.seals import Keyring, Purpose
from presspass.core.situations import Situation
from presspass.ports import Mail, Record, StoreAway
from presspass.services.links import Links
from presspass.web.app import create
from presspass.web.console import Demo
from presspass.web.personas import Persona, Stop
from tests.web.house import House
from tests.web.players import Players


@dataclass
class HandClock:
    """A clock that stands until somebody moves it."""

    start: Instant
    ahead: int = 0

    def now(self) -> Instant:
        return self.start + self.ahead

    def forward(self, seconds: int) -> None:
        assert seconds > 0
        self.ahead += seconds

    def reset(self) -> None:
        self.ahead = 0


@dataclass
class Pile:
    """A journal and a mailbox in lists, newest first."""

    records: list[Record] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    away: bool = False

    def write(self, records: Any) -> None:
        self.records[:0] = records

    def recent(self, count: int) -> list[Record]:
        if self.away:
            raise StoreAway("the journal is locked")
        return self.records[:count]

    def of(self, reader: ReaderId, since: Instant) -> list[Record]:
        if self.away:
            raise StoreAway("the journal is locked")
        return [one for one in self.records if one.reader == reader and one.at >= since]

    def forget(self, reader: ReaderId) -> int:
        theirs = self.of(reader, 0)
        self.records = [one for one in self.records if one not in theirs]
        return len(theirs)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: list[tuple[str, str]]
    text: str

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name), None)

    def cookies(self) -> list[str]:
        return [value for key, value in self.headers if key == "set-cookie"]


def asked(  # all that a request is
    app: ASGIApp,
    method: str,
    target: str,
    headers: dict[str, str],
    scope: Any,
    body: bytes = b"",
) -> Answer:
    path, _, query = target.partition("?")
    sent: list[Message] = []

    async def receive() -> Message:
        if scope.get("broken"):
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    lines = {"host": "localhost", **headers}
    request = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in lines.items()],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
        **scope,
    }
    asyncio.run(_run(app, request, receive, send))
    body = b"".join(message.get("body", b"") for message in sent[1:])
    answered = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
    return Answer(sent[0]["status"], answered, body.decode())


async def _run(app: ASGIApp, request: Any, receive: Any, send: Any) -> None:
    await app(request, receive, send)


@pytest.fixture
def keyring() -> Keyring:
    return Keyring((b"0123456789abcdef" * 2,))


@pytest.fixture
def clock(courier: Publication) -> HandClock:
    return HandClock(start_of_day(date(2026, 7, 12), courier.zone))


@pytest.fixture
def pile() -> Pile:
    return Pile()


@pytest.fixture
def app(
    courier: Publication,
    selling: Edition,
    keyring: Keyring,
    clock: HandClock,
    links: Links,
    pile: Pile,
) -> ASGIApp:
    stop = Stop("A trial that is over", Persona.LAPSED_TRIAL, "/a?b=1&c=2", "Or wait for it.")
    demo = Demo(
        pile,
        clock,
        CookieJar(secure=False),
        lambda: pile.mails,
        Players(clock),
        (stop,),
        "/pay/operator",
        "TRY",
    )
    return create(courier, lambda: selling, keyring, clock, links, demo)


@pytest.fixture
def asking() -> Callable[..., Answer]:
    """Ask an application; what else is named goes into the scope, `_` standing for its dot."""

    def to(
        app: ASGIApp,
        target: str,
        method: str = "GET",
        headers: dict[str, str] | None = None,
        **scope: Any,
    ) -> Answer:
        scope = {name.replace("_", "."): value for name, value in scope.items()}
        return asked(app, method, target, headers or {}, scope)

    return to


@pytest.fixture
def ask(app: ASGIApp, asking: Callable[..., Answer]) -> Callable[..., Answer]:
    """Ask the demo's own application."""
    return partial(asking, app)


@pytest.fixture
def house(courier: Publication, selling: Edition, keyring: Keyring, clock: HandClock) -> House:
    return House(courier, selling, keyring, clock)


@dataclass
class Visitor:
    """A browser: it keeps cookies, and sends forms with the hidden fields that they came with."""

    app: ASGIApp
    jar: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    address: str = "127.0.0.1"
    country: str | None = None

    def get(self, target: str) -> Answer:
        """Look at a page."""
        return self._told("GET", target, b"")

    def post(self, target: str, **fields: Any) -> Answer:
        """Send the form that was seen last; a list is sent as a field each."""
        body = urlencode({**self.hidden, **fields}, doseq=True).encode()
        return self._told("POST", target, body)

    def _told(self, method: str, target: str, body: bytes) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        headers = {**self.headers, **({"cookie": cookies} if cookies else {})}
        scope = {"client": (self.address, 1), "presspass.country": self.country}
        answer = asked(self.app, method, target, headers, scope, body)
        for line in answer.cookies():
            name, value = line.partition(";")[0].split("=", 1)
            self.jar.pop(name, None)
            if "Max-Age=0" not in line:
                self.jar[name] = value
        fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.text)
        self.hidden = {**self.hidden, **dict(fields)}
        return answer


@pytest.fixture
def visiting() -> Callable[..., Visitor]:
    """A browser that visits an application for the first time."""
    return Visitor


@pytest.fixture
def spent(courier: Publication, clock: HandClock) -> Decision:
    """An anonymous reader's sixth article."""
    return Decision(
        ArticleId("http://localhost/politics/the-vote"),
        clock.now(),
        Standing.ANONYMOUS,
        Situation.METER_SPENT,
        "default: metered articles",
        "7",
        Reason.SPENT,
        limit=5,
        used=5,
        resets_at=start_of_day(date(2026, 8, 1), courier.zone),
        offered=5,
    )


@pytest.fixture
def sealed(keyring: Keyring) -> Callable[[Decision], str]:
    """The receipt of a decision."""
    return lambda decision: keyring.seal(Purpose.RECEIPT, pack(decision))
