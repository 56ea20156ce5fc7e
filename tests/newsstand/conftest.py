import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from starlette.types import ASGIApp, Message

from presspass.core.instants import Instant, instant
from presspass.core.publication import Publication
from presspass.newsstand.app import create
from presspass.newsstand.dates import Calendar

NOON = instant(datetime(2026, 3, 18, 12, 0, tzinfo=UTC))
LISBON = ZoneInfo("Europe/Lisbon")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><path d="M0 0h9"/></svg>\n'


@dataclass
class HandClock:
    """Stands until somebody moves it."""

    at: Instant = NOON

    def now(self) -> Instant:
        return self.at


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Site:
    """Asks an application as a server would."""

    app: ASGIApp

    def ask(self, target: str, method: str = "GET", **headers: str) -> Answer:
        path, _, query = target.partition("?")
        sent: list[Message] = []
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [
                (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
            ],
            "server": ("courier.example", 80),
            "client": ("127.0.0.1", 1),
        }

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        async def answering() -> None:
            await self.app(scope, receive, send)

        try:
            asyncio.run(answering())
        except Exception:
            if not sent:  # a server logs what is raised after the answer
                raise
        pairs = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
        assert len(dict(pairs)) == len(pairs)
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return Answer(sent[0]["status"], dict(pairs), body)

    def text(self, target: str) -> str:
        answer = self.ask(target)
        assert answer.status == 200, target
        return answer.text


@dataclass
class Folder:
    """A folder that a test writes its paper into."""

    root: Path

    def write(self, file: str, text: str | bytes) -> Path:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def article(
        self, file: str = "one.md", body: str = "One.\n\nTwo.\n\nThree.", **keys: Any
    ) -> None:
        """An article in good order but for what `keys` change; `None` takes a field out."""
        fields = {"title": '"A title"', "published": "2026-03-17T08:00:00", **keys}
        lines = [f"{key} = {value}" for key, value in fields.items() if value is not None]
        self.write(file, "\n".join(["+++", *lines, "+++", body]))


@pytest.fixture
def velmouth() -> Publication:
    return Publication("The Velmouth Courier", "https://courier.example", "en-GB", LISBON)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def calendar() -> Calendar:
    return Calendar(LISBON, "en-GB", NOON)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def site(velmouth: Publication, clock: HandClock) -> Callable[..., Site]:
    """The site of a folder, or of the sample."""

    def making(root: Path | None = None, **changes: str) -> Site:
        publication = Publication(
            velmouth.name,
            velmouth.url,
            changes.get("language", velmouth.language),
            velmouth.zone,
        )
        return Site(create(root, publication, clock.now))

    return making


@pytest.fixture(scope="session")
def sample() -> Site:
    """The site of the sample publication."""
    publication = Publication("The Velmouth Courier", "https://courier.example", "en-GB", LISBON)
    return Site(create(None, publication, HandClock().now))


@pytest.fixture
def drawing() -> str:
    """An SVG of 300 by 200."""
    return SVG
