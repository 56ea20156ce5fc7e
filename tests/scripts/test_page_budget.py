"""The budgets find what is wrong with a page, and nothing where all is well."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser

from scripts.budgets import said
from scripts.page_budget import BUDGETS, Budget, Finding, breaches, measure
from scripts.screens import Screen

pytestmark = pytest.mark.browser

PHONE = Screen("phone", 390, 780, touch=True)
PLAIN = """<!doctype html><html lang="en"><head><title>Plain</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>News</h1><p>All is well.</p><img src="/a.svg" alt="A" width="9" height="9">
</main></body></html>"""
BAD = """<!doctype html><html lang="en"><head><title>Bad</title>
<meta name="viewport" content="width=device-width"><script src="/a.js"></script>
<script src="/b.js"></script><script src="/c.js"></script>
<link rel="stylesheet" href="/a.css"><link rel="stylesheet" href="/b.css">
</head><body><main><p style="color:#bbb">Pale</p><button>a</button><button>b</button>
<img src="/late.svg"></main></body></html>"""
FILES = {
    "/plain": ("text/html", PLAIN),
    "/nope": ("text/html", PLAIN),
    "/bad": ("text/html", BAD),
    "/a.svg": ("image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"/>'),
    "/a.js": (
        "text/javascript",
        """addEventListener("load", () => setTimeout(() => {
          const late = document.createElement("div");
          late.style.height = "300px";
          document.querySelector("main").prepend(late);
          console.error("It broke");
        }, 200));""",
    ),
    "/b.js": ("text/javascript", "//" + "x" * 101_000),
    "/c.js": ("text/javascript", ""),
    "/a.css": (
        "text/css",
        """@font-face { font-family: F; src: url(/f.woff2) } p { font-family: F }
        button { width: 12px; height: 12px; padding: 0; margin: 0; font-size: 8px; border: 0 }""",
    ),
    "/b.css": ("text/css", ""),
    "/f.woff2": ("font/woff2", "no font"),
}
GOOD = dict.fromkeys((budget.name for budget in BUDGETS), Finding(0))


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        media_type, text = FILES.get(self.path, ("image/x-icon", ""))
        body = text.encode()
        self.send_response(404 if self.path == "/nope" else 200)
        self.send_header("content-type", media_type)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_plain_page_keeps_every_budget(chromium: Browser, site: str) -> None:
    assert breaches(measure(chromium, f"{site}/plain", PHONE)) == []


def test_what_is_wrong_with_a_page_is_found_and_named(chromium: Browser, site: str) -> None:
    found = measure(chromium, f"{site}/bad", PHONE)
    over = {breach.budget.name: breach.finding for breach in breaches(found)}
    assert over.keys() >= {
        *("kB", "requests", "blocking", "fonts", "script kB", "shift"),
        *("errors", "taps", "contrast", "axe", "pictures"),
    }
    assert over["kB"].details[0].startswith(f"{site}/b.js: 101 kB")
    assert over["blocking"].value == 5
    assert over["fonts"].details == [f"{site}/f.woff2"]
    assert "It broke" in over["errors"].details
    assert len(over["taps"].details) == 2
    assert any(detail.startswith("image-alt") for detail in over["axe"].details)


def test_a_page_that_is_not_there_may_say_so(chromium: Browser, site: str) -> None:
    found = measure(chromium, f"{site}/nope", PHONE)
    assert found["errors"].value == 0


@pytest.mark.parametrize("budget", BUDGETS, ids=lambda budget: budget.name)
def test_a_budget_may_be_used_up_and_beyond_it_there_is_advice(budget: Budget) -> None:
    assert breaches({**GOOD, budget.name: Finding(budget.limit)}) == []
    [breach] = breaches({**GOOD, budget.name: Finding(budget.limit + 0.5, ["This one"])})
    told = said(breach)
    assert f": {budget.advice}\n" in told
    assert told.endswith("\n    This one")
