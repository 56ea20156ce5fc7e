"""`presspass inspect`: what the gate sees in a page, and what a denied reader would get."""

import asyncio
import gzip
import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from presspass.cli.context import Away, Failure, examples
from presspass.gate.headers import first
from presspass.page.contract import Cut, Facts, cut, examine
from presspass.ports import OriginAway, OriginRequest

_GZIP = b"\x1f\x8b"
_SUCCESS = range(200, 300)
_NO_WALL = "<p>[presspass: the wall stands here]</p>"


@click.command(
    epilog=examples(
        "presspass inspect https://news.example/2027/harbour",
        "presspass inspect page.html --url https://news.example/2027/harbour",
        "presspass inspect page.html --json",
        "presspass inspect page.html --denied > denied.html",
    )
)
@click.argument("page", metavar="URL|FILE")
@click.option("--url", help="The address of a page that comes from a file.")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.option("--denied", is_flag=True, help="Write the page as a denied reader gets it.")
def inspect(page: str, url: str | None, *, as_json: bool, denied: bool) -> None:
    """Show what the gate sees in a page: its tier, its paid part, and where else that text stands.

    A FILE may be gzipped. Nothing is changed, and no settings are needed.
    """
    if as_json and denied:
        raise click.UsageError("write either --json or --denied")
    body, content_type, address = _read(page, url)
    facts = examine(body, url=address, content_type=content_type)
    made = cut(body, facts)
    if denied:
        sys.stdout.buffer.write(made.with_wall(_NO_WALL))
    elif as_json:
        click.echo(json.dumps(_report(facts, made), indent=2, ensure_ascii=False))
    else:
        _tell(facts, made)


def _read(page: str, url: str | None) -> tuple[bytes, str, str]:
    """The page's bytes, content type and address."""
    if page.startswith(("http://", "https://")):
        return (*_fetched(page), page)
    try:
        body = Path(page).read_bytes()
    except OSError as error:
        raise Failure(f"{page} can't be read: {error.strerror}") from error
    if body.startswith(_GZIP):
        try:
            body = gzip.decompress(body)
        except (OSError, EOFError) as error:
            raise Failure(f"{page} is gzipped, and broken: {error}") from error
    return body, "text/html", url or "https://file.invalid/"


def _fetched(url: str) -> tuple[bytes, str]:
    from presspass import bootstrap  # noqa: PLC0415  # a page from a file needs no wiring

    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    async def fetch() -> tuple[int, bytes, bytes]:
        origin = bootstrap.http_origin(f"{parts.scheme}://{parts.netloc}")
        headers = [
            (b"host", parts.netloc.encode()),
            (b"accept", b"text/html"),
            (b"accept-encoding", b"identity"),
            (b"user-agent", b"presspass inspect"),
        ]
        try:
            answer = await origin.send(OriginRequest("GET", target.encode(), headers))
            body = b"".join([chunk async for chunk in answer.chunks()])
            return answer.status, first(answer.headers, b"content-type") or b"", body
        finally:
            await origin.close()

    try:
        status, content_type, body = asyncio.run(fetch())
    except OriginAway as away:
        raise Away(str(away)) from away
    if status not in _SUCCESS:
        raise Failure(f"{url} answers {status}, which is no page to inspect")
    return body, content_type.decode("latin-1")


def _report(facts: Facts, made: Cut) -> dict[str, Any]:
    part = facts.paid_part
    return {
        "article": {"id": facts.article.id, "title": facts.title},
        "tier": facts.article.tier.value,
        "declared": [
            {"source": said.source, "says": said.says, "tier": said.tier and said.tier.value}
            for said in facts.declared
        ],
        "contradictions": list(facts.contradictions),
        "notices": list(facts.notices),
        "paid_part": {
            "selectors": list(part.selectors),
            "marked": part.marked,
            "matched": part.matched,
            "characters": part.characters,
        },
        "leaks": [{"where": leak.where, "characters": leak.characters} for leak in made.leaks],
        "fallback": made.fallback if facts.gated else None,
    }


def _tell(facts: Facts, made: Cut) -> None:
    part = facts.paid_part
    lines = [
        ("article", facts.article.id),
        ("title", facts.title or "(none)"),
        ("tier", facts.article.tier.value),
        *(("declared", f"{said.source}: {said.says}") for said in facts.declared),
        *(("contradiction", text) for text in facts.contradictions),
        *(("notice", text) for text in facts.notices),
        (
            "paid part",
            f"{part.characters} characters in {part.matched} places"
            + (f", by {', '.join(part.selectors)}" if part.selectors else ""),
        ),
        *(("also found", f"{leak.characters} characters in {leak.where}") for leak in made.leaks),
        ("fallback", (made.fallback if facts.gated else None) or "none is needed"),
    ]
    for name, text in lines:
        click.echo(f"{name + ':':15}{text}")
