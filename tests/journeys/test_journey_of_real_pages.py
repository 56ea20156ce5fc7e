"""`presspass serve` before real pages of real publishers, who know nothing of it.

The pages are read where `PRESSPASS_PAGES` says they lie; none is part of this project.
"""

import gzip
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from presspass.core.article import Tier
from presspass.page.contract import examine, paid_text, runs_in

if TYPE_CHECKING:
    from tests.journeys.conftest import Demo

pytestmark = pytest.mark.server

LIMIT = 5


@dataclass(frozen=True)
class RealPage:
    path: str
    body: bytes
    tier: Tier
    runs: frozenset[int]


@pytest.fixture(scope="module")
def real_pages() -> list[RealPage]:
    where = os.environ.get("PRESSPASS_PAGES")
    if where is None:
        pytest.skip("PRESSPASS_PAGES names no folder of real pages")
    folder = Path(where)
    found = []
    for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8")):
        body = gzip.decompress((folder / entry["file"]).read_bytes())
        path = f"/{entry['file'].partition('.')[0]}.html"
        facts = examine(body, url=f"http://127.0.0.1{path}", content_type="text/html")
        if facts.article.tier is not Tier.FREE:
            runs = paid_text(body, facts).runs
            found.append(RealPage(path, body, facts.article.tier, frozenset(runs)))
    return found


@pytest.fixture(scope="module")
def served(real_pages: list[RealPage], serving: Callable[..., Any]) -> Iterator["Demo"]:
    bodies = {page.path: page.body for page in real_pages}

    class Static(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that its base class calls
            body = bodies.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("content-type", "text/html")
            self.send_header("content-length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Static) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        with serving(server.server_port) as running:
            yield running
        server.shutdown()
        thread.join()


def test_real_pages_are_metered_like_any_others(real_pages: list[RealPage], served: "Demo") -> None:
    assert len(real_pages) >= 20
    metered = [page for page in real_pages if page.tier is Tier.METERED]
    for start in range(0, len(metered), LIMIT):
        mine = metered[start : start + LIMIT]
        others = [page for page in real_pages if page not in mine]
        cookie = ""
        for page in mine:
            status, headers, body = _get(served, page.path, cookie)
            assert status == 200
            assert _is_whole(page, body), page.path
            cookie = _cookie(headers) or cookie
        if len(mine) < LIMIT:
            break
        for page in others[start : start + 12]:
            status, _, body = _get(served, page.path, cookie)
            assert status == 200
            assert b"presspass-wall" in body, page.path
            _nothing_leaks(page, body)
        for page in mine:
            assert _is_whole(page, _get(served, page.path, cookie)[2])


def test_no_real_page_leaks_to_a_reader_whose_allowance_is_used_up(
    real_pages: list[RealPage], served: "Demo"
) -> None:
    cookie = ""
    metered = [page for page in real_pages if page.tier is Tier.METERED]
    for page in metered[:LIMIT]:
        cookie = _cookie(_get(served, page.path, cookie)[1]) or cookie
    denied = [page for page in real_pages if page not in metered[:LIMIT]]
    assert denied
    for page in denied:
        _nothing_leaks(page, _get(served, page.path, cookie)[2])


def _get(served: "Demo", path: str, cookie: str) -> tuple[int, list[tuple[str, str]], bytes]:
    connection = HTTPConnection(served.address.partition("://")[2], timeout=20)
    try:
        connection.request("GET", path, headers={"cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        return answer.status, answer.getheaders(), answer.read()
    finally:
        connection.close()


def _cookie(headers: list[tuple[str, str]]) -> str:
    lines = (value for name, value in headers if name.lower() == "set-cookie")
    return next((line.partition(";")[0] for line in lines), "")


_SCRIPT = re.compile(rb'<script [^>]*src="/presspass/[^>]*></script>\s*\Z')
"""Ours, which refreshes a page that a browser had kept."""


def _is_whole(page: RealPage, body: bytes) -> bool:
    """Whether an answer is the page, byte for byte, but for one notice within it."""
    start = body.find(b'<link rel="stylesheet" href="/presspass/')
    if start < 0:
        return body == page.body
    rest = page.body[start:]
    notice = body[start : len(body) - len(rest)]
    return (
        body[:start] == page.body[:start]
        and body.endswith(rest)
        and _SCRIPT.sub(b"", notice).rstrip().endswith(b"</aside>")
        and notice.count(b"<aside ") == 1
    )


def _nothing_leaks(page: RealPage, body: bytes) -> None:
    assert b"presspass-wall" in body
    leaked = page.runs & runs_in(body, "text/html")
    assert not leaked, f"{page.path}: {len(leaked)} of {len(page.runs)} runs"
