"""Photographs the demo's pages for the docs: `make screenshots`.

Starts `presspass demo`, reads as a reader would, and leaves the pictures in `docs/pictures`.
"""

import base64
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
OUT = ROOT / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
_READY_SECONDS = 30
_METERED = 5


class Screen(NamedTuple):
    """A kind of screen to look at pages on."""

    name: str
    width: int
    height: int
    dark: bool


SCREENS = (
    Screen("desk", 1280, 860, dark=False),
    Screen("phone-dark", 390, 780, dark=True),
)


def main() -> None:
    """Take all pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    with demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for screen in SCREENS:
            photograph(browser, site, screen)
        together(browser)
        browser.close()


@contextmanager
def demo() -> Iterator[str]:
    """The demo on a port of its own, its data gone afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "presspass", "demo", "--port", str(port), "--data", data]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            site = f"http://127.0.0.1:{port}"
            wait_for(site)
            yield site
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_for(site: str) -> None:
    """Wait until the site answers."""
    end = monotonic() + _READY_SECONDS
    while True:
        try:
            with urlopen(site, timeout=5):  # noqa: S310  # our own address
                return
        except OSError:
            if monotonic() > end:
                raise
            sleep(0.1)


def photograph(browser: Browser, site: str, screen: Screen) -> None:
    """Read the paper on one kind of screen, a picture at each situation."""
    context = browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        color_scheme="dark" if screen.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(site)
    keep(page, "front", screen)
    paper = articles(site)
    for count, address in enumerate(paper.metered[: _METERED + 1], 1):
        page.goto(site + address)
        if count in (1, _METERED):
            keep(page, "notice" if count == 1 else "notice-last", screen)
    show(page, ".presspass-wall", "wall-spent", screen)
    for name, address in (("locked", paper.locked), ("registration", paper.letters)):
        page.goto(site + address)
        show(page, ".presspass-wall", f"wall-{name}", screen)
    for name in ("offers", "demo"):
        page.goto(f"{site}/presspass/{name}")
        keep(page, name, screen)
    page.goto(f"{site}/presspass/why?page={paper.metered[_METERED]}")
    keep(page, "why", screen)
    context.close()


class Articles(NamedTuple):
    """Addresses of the paper's articles: those that are counted, and one of each closed kind."""

    metered: list[str]
    locked: str
    letters: str


def articles(site: str) -> Articles:
    """The paper's articles, as their own pages tell it."""
    listed = re.findall(r"<loc>[^<]*?(/articles/[^<]+)</loc>", fetched(f"{site}/sitemap.xml"))
    pages = {address: fetched(site + address) for address in dict.fromkeys(listed)}
    letters = [address for address, text in pages.items() if 'section" content="Letters"' in text]
    english = {address: text for address, text in pages.items() if '<html lang="en"' in text}
    metered = [address for address, text in english.items() if 'tier" content="metered"' in text]
    locked = [address for address, text in pages.items() if 'tier" content="locked"' in text]
    return Articles([each for each in metered if each not in letters], locked[0], letters[0])


def fetched(url: str) -> str:
    """A page's text, asked in nobody's name."""
    with urlopen(url, timeout=10) as answer:  # noqa: S310  # our own address
        text: str = answer.read().decode()
        return text


def show(page: Page, selector: str, name: str, screen: Screen) -> None:
    """Keep a picture with an element in the middle of it."""
    page.locator(selector).first.evaluate("element => element.scrollIntoView({block: 'center'})")
    keep(page, name, screen)


def keep(page: Page, name: str, screen: Screen) -> None:
    """Keep a picture of what is on the screen."""
    path = OUT / f"{name}-{screen.name}.jpg"
    page.screenshot(path=path, type="jpeg", quality=80)
    print(path.relative_to(ROOT))


def together(browser: Browser) -> None:
    """The picture on the README: an article with its notice, and the wall."""
    pictures = "".join(
        f'<img src="data:image/jpeg;base64,{base64.b64encode(path.read_bytes()).decode()}">'
        for path in (OUT / "notice-desk.jpg", OUT / "wall-spent-desk.jpg")
    )
    page = browser.new_page(viewport={"width": 1640, "height": 560})
    page.set_content(
        "<style>body{margin:0;display:flex;gap:20px;padding:10px;background:#ddd}"
        f"img{{width:800px;box-shadow:0 2px 12px #0004}}</style>{pictures}"
    )
    page.screenshot(path=OUT / "demo.png")
    print((OUT / "demo.png").relative_to(ROOT))


if __name__ == "__main__":
    main()
