"""A demo to look at: started on a port of its own, asked for what it has, and cleared away."""

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

ROOT = Path(__file__).parent.parent
CHROMIUM = "/usr/bin/chromium"
_READY_SECONDS = 30


@contextmanager
def demo() -> Iterator[str]:
    """The demo on a port of its own, its data gone afterwards; the answer is its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "presspass", "demo", "--port", str(port), "--data", data]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            site = f"http://127.0.0.1:{port}"
            _wait_for(site)
            yield site
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(site: str) -> None:
    end = monotonic() + _READY_SECONDS
    while True:
        try:
            with urlopen(site, timeout=5):  # noqa: S310  # our own address
                return
        except OSError:
            if monotonic() > end:
                raise
            sleep(0.1)


def fetched(url: str) -> str:
    """A page's text, asked in nobody's name."""
    with urlopen(url, timeout=10) as answer:  # noqa: S310  # our own address
        text: str = answer.read().decode()
        return text


class Articles(NamedTuple):
    """Addresses of articles: those in English that are counted, and the first of other kinds."""

    metered: list[str]
    locked: str
    letters: str
    sponsored: str
    languages: dict[str, str]


def articles(site: str) -> Articles:
    """The paper's articles, as their own pages tell it."""
    listed = re.findall(r"<loc>[^<]*?(/articles/[^<]+)</loc>", fetched(f"{site}/sitemap.xml"))
    pages = {address: fetched(site + address) for address in dict.fromkeys(listed)}
    spoken = {address: _value(text, r'<html lang="([\w-]+)"') for address, text in pages.items()}
    languages: dict[str, str] = {}
    for address, language in spoken.items():
        languages.setdefault(language, address)
    english = languages.pop("en") and [it for it, language in spoken.items() if language == "en"]
    letters = [it for it in english if 'section" content="Letters"' in pages[it]]
    tiers = {it: _value(pages[it], r'content_tier" content="(\w+)"') for it in english}
    return Articles(
        [it for it, tier in tiers.items() if tier == "metered" and it not in letters],
        next(it for it, tier in tiers.items() if tier == "locked"),
        letters[0],
        next(it for it in english if 'article:tag" content="sponsored"' in pages[it]),
        languages,
    )


def _value(text: str, pattern: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""
