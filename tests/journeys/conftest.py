"""The demo, started as a newcomer starts it, and a site of real pages."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.buying import Buyer, Reader
from tests.servers.gate import free_port

LETTERS = 'property="article:section" content="Letters"'


@dataclass(frozen=True)
class Demo:
    """A `presspass demo`: `started` is how many seconds it took to answer."""

    address: str
    started: float

    def get(self, target: str, cookie: str = "") -> tuple[int, str]:
        """Status and text of a page, for whoever holds a cookie."""
        connection = HTTPConnection(self.address.partition("://")[2], timeout=10)
        try:
            connection.request("GET", target, headers={"cookie": cookie} if cookie else {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def articles(self, tier: str, language: str = "en") -> list[str]:
        """The paths of all articles of a tier in a language, as their own pages tell it.

        Left out are letters, which are for readers with an account.
        """
        _, sitemap = self.get("/sitemap.xml")
        paths = re.findall(r"<loc>https?://[^/]+(/articles/[^<]+)</loc>", sitemap)
        mark = f'property="article:content_tier" content="{tier}"'
        pages = {path: self.get(path)[1] for path in paths}
        spoken = f'<html lang="{language}"'
        marked = (path for path, page in pages.items() if mark in page and spoken in page)
        return [path for path in marked if LETTERS not in pages[path]]

    @staticmethod
    def ending(path: str) -> list[str]:
        """Sentences of an article's last paragraphs, which no teaser shows."""
        name = path.rpartition("/")[2]
        sample = files("presspass.newsstand").joinpath("sample", "articles", f"{name}.md")
        text = sample.read_text(encoding="utf-8").partition("\n+++\n")[2]
        prose = [it for it in text.split("\n\n") if re.match(r"[\w“]", it)][-3:]
        sentences = (part for it in prose for part in re.split(r"(?<=[.?!])\s+", it))
        plain = (re.sub(r"[*_\[\]]|\(.*?\)", "", sentence).strip() for sentence in sentences)
        return [sentence for sentence in plain if len(sentence.split()) > 5]


@pytest.fixture(scope="module")
def starting(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """Starts demos."""

    @contextmanager
    def start() -> Iterator[Demo]:
        log = tmp_path_factory.mktemp("demo") / "log"
        port = free_port()
        began = time.monotonic()
        with _running(log, "demo", "--port", str(port)):
            _wait_for(port, log)
            yield Demo(f"http://127.0.0.1:{port}", time.monotonic() - began)

    return start


@pytest.fixture(scope="module")
def demo(starting: Callable[..., Any]) -> Iterator[Demo]:
    with starting() as running:
        yield running


@pytest.fixture
def newcomer(demo: Demo, chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browsers of readers who were never here. No page of theirs may fail or log an error."""
    contexts = []
    faults: list[str] = []

    def open_one(**more: Any) -> BrowserContext:
        context = chromium.new_context(base_url=demo.address, **more)
        context.set_default_timeout(10_000)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on(
            "console",
            lambda said: faults.append(said.text) if said.type == "error" else None,
        )
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()
    # A choice that can't be had is answered with a status that browsers log.
    assert [fault for fault in faults if "409 (Conflict)" not in fault] == []


@pytest.fixture
def reader(
    demo: Demo,
    newcomer: Callable[..., BrowserContext],
    accessible: Callable[[Page], None],
) -> Reader:
    """Readers with browsers of their own who have JavaScript off.

    axe needs JavaScript: it looks at the same bytes in another browser, without asking for them.
    """
    scripted: list[Page] = []

    def look(page: Page) -> None:
        if not scripted:
            scripted.append(newcomer().new_page())
        html = page.content()
        other = scripted[0]
        other.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html"))
        other.goto(page.url)
        accessible(other)

    def one(address: str) -> Buyer:
        return Buyer(demo, newcomer(java_script_enabled=False), address, look)

    return one


@pytest.fixture(scope="session")
def serving(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., Any]:
    """`presspass serve` before an origin; the answer is where readers find it."""

    @contextmanager
    def serve(origin: int, more: str = "") -> Iterator[Demo]:
        folder = tmp_path_factory.mktemp("served")
        port = free_port()
        (folder / "presspass.toml").write_text(
            f'secrets = ["{"s" * 40}"]\n[publication]\nname = "Real pages"\nzone = "UTC"\n'
            f'url = "http://127.0.0.1:{port}"\n[origin]\nurl = "http://127.0.0.1:{origin}"\n'
            f"[server]\nport = {port}\n{more}"
        )
        log = folder / "log"
        began = time.monotonic()
        with _running(log, "-s", str(folder / "presspass.toml"), "serve"):
            _wait_for(port, log)
            yield Demo(f"http://127.0.0.1:{port}", time.monotonic() - began)

    return serve


@contextmanager
def _running(log: Path, *arguments: str) -> Iterator[None]:
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "presspass", *arguments],
            stdout=file,
            stderr=file,
            env=os.environ.copy(),
            start_new_session=True,
        )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGINT)  # to all of them, as Ctrl-C in a terminal
        try:
            process.wait(15)
        finally:
            process.kill()
            process.wait()
        said = log.read_text()
        sys.stdout.write(said)  # for who looks into a test that failed
        assert "Traceback" not in said


def _wait_for(port: int, log: Path) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/presspass/offers")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise AssertionError(log.read_text())
