"""The stand-in site that the gate fetches its pages from: plain articles of about 60 KB."""

import json
import random
from typing import Any

ARTICLES = 200
_WORDS = (
    *("harbour", "council", "budget", "winter", "ferry", "school", "engine", "market", "letter"),
    *("window", "garden", "signal", "bridge", "teacher", "doctor", "minister", "evening"),
    *("morning", "answer", "question", "paper", "station", "silver"),
)
_TARGET_BYTES = 60_000


def page(number: int, tier: str, size: int = _TARGET_BYTES) -> bytes:
    """An article page of about `size` bytes, the same for the same number."""
    source = random.Random(number)  # noqa: S311  # filler text
    address = f"http://127.0.0.1/articles/{number}"
    paragraphs = []
    length = 0
    while length < size - 2_000:
        sentence = " ".join(source.choices(_WORDS, k=14)).capitalize()
        paragraphs.append(f"<p>{sentence}. {sentence[::-1]}.</p>")
        length += len(paragraphs[-1])
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Story {number}</title>'
        f'<link rel="canonical" href="{address}">'
        f'<meta property="article:content_tier" content="{tier}">'
        '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false,'
        '"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paid"}}'
        f"</script></head><body><h1>Story {number}</h1><p>A standfirst.</p>"
        f'<div class="paid">{"".join(paragraphs)}</div></body></html>'
    ).encode()


_PAGES = {f"/articles/{number}": page(number, "metered") for number in range(ARTICLES)}
_FREE = page(ARTICLES, "free").replace(
    b'"isAccessibleForFree":false', b'"isAccessibleForFree":true'
)
_LINKS = "".join(
    f'<li class="promo promo--{place}"><a href="/articles/{place}">Story {place} of those that '
    f'others read</a><span data-at="{place}" data-kind="teaser"></span></li>'
    for place in range(1, 1000)
)
_SLOTS = json.dumps({f"slot-{place}": {"size": [300, 250]} for place in range(4000)})
_LONG = page(0, "locked", 15_000).replace(
    b"</body>", f"<ul>{_LINKS}</ul><script>var slots = {_SLOTS}</script></body>".encode()
)
"""As pages of 300 KB are: mostly links and settings, and some two thousand words of prose.

It is made once: what that takes is not the gate's."""


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:  # noqa: ARG001  # ASGI's form
    """Serve the pages; under `/fresh/` a new one of 300 KB each time, which is never kept."""
    if scope["type"] != "http":
        return
    path = scope["path"]
    lines = [(b"content-type", b"text/html; charset=utf-8")]
    if path.startswith("/fresh/"):
        body = _LONG.replace(b"Story 0", b"Story " + path.removeprefix("/fresh/").encode())
        body = body.replace(b"/articles/0", path.encode())
        lines.append((b"cache-control", b"max-age=0"))
    else:
        body = _PAGES.get(path, _FREE)
        lines.append((b"cache-control", b"max-age=3600"))
    lines.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": lines})
    await send({"type": "http.response.body", "body": body})
