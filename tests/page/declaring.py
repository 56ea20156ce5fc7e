"""Pages that declare something."""

import json
from typing import Any

from presspass.page.contract import Facts, examine

URL = "https://paper.example/news/one"
TEXT = "".join(
    f"<p>{line} is a line of some length, as an article has them.</p>" for line in "abcdef"
)


def page(head: str = "", body: str = f"<article>{TEXT}</article>") -> bytes:
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>".encode()


def ld(value: Any) -> str:
    said = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{said}</script>'


def facts(head: str = "", body: str = f"<article>{TEXT}</article>", **more: Any) -> Facts:
    return examine(page(head, body), url=URL, content_type="text/html; charset=utf-8", **more)


TIER_FREE = "<meta property=article:content_tier content=free>"
PAID = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid"}
