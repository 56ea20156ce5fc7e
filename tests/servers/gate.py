"""`presspass serve` before a site, and what a reader can do to it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import TypeVar

from presspass.core.access import Decision
from presspass.core.receipts import unpack
from presspass.core.seals import Keyring, Purpose
from tests.servers.site import PAID, Lines, Site

T = TypeVar("T")
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
