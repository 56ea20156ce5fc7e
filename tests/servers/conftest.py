"""Real servers: an origin whose every byte a test decides, and `presspass serve` before it."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

import pytest

from presspass.core.access import Decision
from presspass.core.receipts import unpack
from presspass.core.seals import Keyring, Purpose

T = TypeVar("T")
Lines = list[tuple[str, str]]

PAID = (
    "The harbour master counted forty seven empty crates before anybody thought to ask the "
    "ferrymen what they had carried across on Tuesday."
)
"""The paid part of every gated page here."""


@dataclass
class Asked:
    """A request as the origin got it."""

    method: str
    target: str
    headers: Lines
    body: bytes

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]

    def one(self, name: str) -> str | None:
        return next(iter(self.all(name)), None)


class Reply:
    """What the origin writes, byte by byte if need be."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, method: str
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._method = method

    async def send(
        self, body: bytes = b"", *, status: str = "200 OK", headers: Lines | None = None
    ) -> None:
        """A whole answer."""
        lines = [("content-length", str(len(body))), *(headers or ())]
        await self.head(status, lines)
        if self._method != "HEAD":
            await self.raw(body)

    async def head(self, status: str, headers: Lines) -> None:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
        await self.raw(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1"))

    async def raw(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def chunk(self, data: bytes) -> None:
        """A chunk of an answer that is `transfer-encoding: chunked`; an empty one ends it."""
        await self.raw(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    async def gone(self) -> None:
        """Wait until the client has gone."""
        while await self._reader.read(65_536):
            pass

    def abort(self) -> None:
        """Break off."""
        self._writer.transport.abort()


Handler = Callable[[Asked, Reply], Awaitable[None]]


class Site:
    """An origin. `asked` holds every request since `forget`."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[Asked] = []
        self._handlers: dict[str, Handler] = {}
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)

    def on(self, path: str, handler: Handler) -> None:
        """Answer a path so; `*` at its end stands for anything."""
        self._handlers[path] = handler

    def page(
        self, path: str, body: bytes, *headers: tuple[str, str], status: str = "200 OK"
    ) -> None:
        """Answer a path with a page."""

        async def answer(_: Asked, reply: Reply) -> None:
            lines = [("content-type", "text/html; charset=utf-8"), *headers]
            await reply.send(body, status=status, headers=lines)

        self.on(path, answer)

    @staticmethod
    def article(
        number: int | str, tier: str = "metered", *, paid: str = PAID, padding: str = ""
    ) -> bytes:
        """An article of the site's; `number` tells it from others."""
        return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Article {number}</title>
<meta property="article:content_tier" content="{tier}">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"Article {number}","isAccessibleForFree":false,"hasPart":{{"@type":"WebPageElement",
"isAccessibleForFree":false,"cssSelector":".paid"}}}}</script></head>
<body><main><article><h1>Article {number}</h1><p>Everybody may read this first paragraph of it.</p>
<div class="paid"><p>{paid}</p>{padding}</div></article></main></body></html>""".encode()

    @property
    def paid(self) -> bytes:
        return PAID.encode()

    def call(self, work: Callable[[], object]) -> None:
        """Do something on the origin's own loop."""
        self._loop.call_soon_threadsafe(work)

    def hits(self, path: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.target.partition("?")[0] == path]

    def start(self) -> None:
        if not self._thread.is_alive():
            self._thread.start()
        asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result(5)

    def pause(self) -> None:
        """Be away: refuse connections, and break those that are open."""
        asyncio.run_coroutine_threadsafe(self._quit(), self._loop).result(5)

    def close(self) -> None:
        self.pause()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _serve(self) -> None:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)

    async def _quit(self) -> None:
        if self._server is not None:
            self._server.close()
            for task in list(self._open):
                task.cancel()
            await asyncio.gather(*self._open, return_exceptions=True)
            await self._server.wait_closed()
            self._server = None

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while await self._one(reader, writer):
                pass
        self._open.discard(task)
        writer.close()
        with suppress(OSError, asyncio.CancelledError):
            await writer.wait_closed()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
        method, target, _ = first.split(" ")
        headers = [
            (name.strip().lower(), value.strip())
            for name, _, value in (line.partition(":") for line in lines)
        ]
        asked = Asked(method, target, headers, b"")
        if asked.one("transfer-encoding") == "chunked":
            asked.body = await _chunks(reader)
        else:
            asked.body = await reader.readexactly(int(asked.one("content-length") or 0))
        self.asked.append(asked)
        path = target.partition("?")[0]
        starred = (key for key in self._handlers if key.endswith("*") and path.startswith(key[:-1]))
        handler = self._handlers.get(path) or self._handlers.get(next(starred, ""), _missing)
        await handler(asked, Reply(reader, writer, method))
        return not writer.is_closing()


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return body


async def _missing(_: Asked, reply: Reply) -> None:
    await reply.send(b"not here", status="404 Not Found", headers=[("content-type", "text/plain")])


@dataclass
class Answer:
    """An answer as it came on the wire, its encoding undone by nobody."""

    status: int
    headers: Lines
    body: bytes

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name]

    def one(self, name: str) -> str | None:
        return next(iter(self.all(name)), None)

    @property
    def cookie(self) -> str | None:
        """Our meter cookie, as the next request carries it."""
        ours = (line for line in self.all("set-cookie") if line.startswith("presspass_meter="))
        return next((line.partition(";")[0] for line in ours), None)

    @property
    def told(self) -> Decision | None:
        """The decision of its receipt."""
        token = self.one("presspass-receipt")
        opened = None if token is None else Keyring((SECRET.encode(),)).open(Purpose.RECEIPT, token)
        return None if opened is None else unpack(opened.payload)

    @property
    def granted(self) -> bool:
        return self.status == 200 and PAID.encode() in self.body


@dataclass
class Gate:
    """A `presspass serve`, and what a reader can do to it."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes]
    environment: dict[str, str] = field(default_factory=dict)

    def get(
        self,
        target: str,
        *,
        method: str = "GET",
        body: bytes | str | None = None,
        cookie: str | None = None,
        host: str | None = None,
        **headers: str,
    ) -> Answer:
        """Ask for something; `_` in header names stands for `-`."""
        lines = {name.replace("_", "-"): value for name, value in headers.items()}
        if cookie is not None:
            lines["cookie"] = cookie
        lines.setdefault("accept-encoding", "identity")
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(
                method, target, skip_host=host is not None, skip_accept_encoding=True
            )
            if host is not None:
                connection.putheader("host", host)
            if isinstance(body, str):
                body = body.encode()
            if body is not None:
                connection.putheader("content-length", str(len(body)))
            for name, value in lines.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()

    def many(self, targets: list[str], **more: str) -> list[Answer]:
        """Ask for all of them at the same time."""
        with ThreadPoolExecutor(len(targets)) as pool:
            return list(pool.map(lambda target: self.get(target, **more), targets))

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def raw(self, request: bytes) -> bytes:
        """What comes back for these very bytes, until the server closes."""
        with self.connect() as sock:
            sock.sendall(request)
            answer = b""
            while part := sock.recv(65_536):
                answer += part
        return answer

    def command(self, *arguments: str) -> str:
        """The output of a `presspass` command with this gate's settings."""
        done = subprocess.run(
            [sys.executable, "-m", "presspass", "-s", self.folder / "presspass.toml", *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def policy(self, text: str, *arguments: str) -> None:
        """Apply an editorial file."""
        file = self.folder / "policy.toml"
        file.write_text(text)
        self.command("policy", "apply", str(file), *arguments)

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def until(look: Callable[[], T], seconds: float = 5, pause: float = 0.05) -> T:
    """Look until there is something to see, or time is up; answers what was seen last."""
    deadline = time.monotonic() + seconds
    while not (seen := look()) and time.monotonic() < deadline:
        time.sleep(pause)
    return seen


SECRET = "first secret of the tests, long enough to be one"
SETTINGS = """
secrets = ["{secret}"]
[publication]
name = "The Harbour Courier"
url = "http://127.0.0.1:{port}"
zone = "Europe/Berlin"
[origin]
url = "http://127.0.0.1:{origin}"
login_cookies = ["editor_*"]
[server]
port = {port}
workers = {workers}
{server}
[cache]
largest_page_megabytes = 1
{more}
"""


@contextmanager
def gate_before(
    site: Site,
    folder: Path,
    *,
    workers: int = 1,
    server: str = "",
    more: str = "",
    secrets: str = "",
) -> Iterator[Gate]:
    """A gate before a site, ready to be asked."""
    port = free_port()
    text = SETTINGS.format(
        secret=SECRET, port=port, origin=site.port, workers=workers, server=server, more=more
    )
    if secrets:
        text = text.replace(f'["{SECRET}"]', secrets)
    (folder / "presspass.toml").write_text(text)
    with started(folder, port) as gate:
        yield gate


@contextmanager
def started(folder: Path, port: int) -> Iterator[Gate]:
    """`presspass serve` with the settings in a folder."""
    command = [sys.executable, "-m", "presspass", "-s", str(folder / "presspass.toml"), "serve"]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ.copy())
    gate = Gate(port, folder, process)
    try:
        assert until(lambda: _answers(gate), 20), gate.log
        yield gate
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise


def _answers(gate: Gate) -> bool:
    assert gate.process.poll() is None, gate.log
    try:
        return gate.get("/presspass/offers").status == 200
    except OSError:
        return False


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The origin that these tests share; each takes paths of its own."""
    origin = Site(free_port())
    origin.start()

    async def metered(asked: Asked, reply: Reply) -> None:
        name = asked.target.partition("?")[0].rpartition("/")[2]
        tier = asked.target.split("/")[1]
        lines = [("content-type", "text/html"), ("etag", '"one"'), ("cache-control", "max-age=60")]
        await reply.send(Site.article(name, tier), headers=lines)

    origin.on("/metered/*", metered)
    origin.on("/locked/*", metered)
    yield origin
    origin.close()


@pytest.fixture(scope="session")
def gate(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    """One worker before the site."""
    with gate_before(site, tmp_path_factory.mktemp("gate")) as running:
        yield running


@pytest.fixture(scope="session")
def workers(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    """Two workers before the site."""
    with gate_before(site, tmp_path_factory.mktemp("workers"), workers=2) as running:
        yield running


@pytest.fixture(scope="session")
def behind_proxy(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    """A gate that trusts this machine to speak for others."""
    folder = tmp_path_factory.mktemp("proxied")
    with gate_before(site, folder, server='trusted_proxies = ["127.0.0.0/8"]') as running:
        yield running


@pytest.fixture(scope="session")
def before() -> Callable[..., Any]:
    """A gate before a site, its data in a folder."""
    return gate_before


@pytest.fixture
def another(site: Site, tmp_path: Path) -> Callable[..., Any]:
    """A gate of a test's own, to be spoilt."""
    return lambda **more: gate_before(site, tmp_path, **more)


@pytest.fixture
def again() -> Callable[..., Any]:
    """A gate with the settings that a folder holds, on their port."""
    return started


@pytest.fixture
def wait() -> Callable[..., Any]:
    """Look until there is something to see, or for so many seconds."""
    return until
