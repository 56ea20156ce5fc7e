"""`presspass inspect`: what the gate sees in a page, and what a denied reader would get."""

import asyncio
import codecs
import gzip
import json
import re
import shlex
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import click

from presspass.cli.context import Away, Failure, examples
from presspass.gate.headers import first
from presspass.gate.kinds import is_html
from presspass.page.contract import Cut, Facts, Leak, cut, examine
from presspass.ports import Headers, OriginAway, OriginRequest
from presspass.services.web_address import NoAddressError, WebAddress, quoted, web_address

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_GZIP = b"\x1f\x8b"
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
"""What no text holds, and how far browsers look for it (WHATWG MIME Sniffing, sections 3 and 5)."""

_LOOKED_AT = 1445
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HTML = "text/html"
_SUCCESS = range(200, 300)
_REDIRECTION = range(300, 400)
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
    base = None if url is None else _address(url)
    body, content_type, address = _read(page, base)
    facts = examine(body, url=address, content_type=content_type)
    made = cut(body, facts)
    if denied:
        click.echo(made.with_wall(_NO_WALL), nl=False)
    elif as_json:
        click.echo(json.dumps(_report(facts, made), indent=2, ensure_ascii=False))
    else:
        _tell(facts, made)


def _address(typed: str) -> WebAddress:
    try:
        return web_address(typed)
    except NoAddressError as fault:
        raise Failure(str(fault)) from fault


def _read(page: str, base: WebAddress | None) -> tuple[bytes, str, str]:
    """The page's bytes, content type and address."""
    if _ADDRESS.match(page):
        address = _address(page)
        return (*_fetched(address), str(address))
    try:
        body = Path(page).read_bytes()
    except OSError as error:
        raise Failure(f"{page} can't be read: {error.strerror}") from error
    if body.startswith(_GZIP):
        try:
            body = gzip.decompress(body)
        except (OSError, EOFError, zlib.error) as error:
            raise Failure(f"{page} is gzipped, and broken: {error}") from error
    _refuse_binary(body, page)
    return body, _HTML, str(base or "https://file.invalid/")


def _refuse_binary(body: bytes, page: str) -> None:
    if not body.startswith(_MARKS) and _BINARY.search(body, 0, _LOOKED_AT):
        raise Failure(f"{page} is no page: it holds bytes that stand in no text, as pictures do")


def _fetched(page: WebAddress) -> tuple[bytes, str]:
    """The bytes and the content type of a page on the web."""
    try:
        status, headers, body = asyncio.run(_asked(page))
    except OriginAway as away:
        raise Away(str(away)) from away
    if status in _REDIRECTION and (place := first(headers, b"location")):
        raise Failure(
            f"{page} answers {status}, which is no page to inspect\n"
            f"It sends readers on; try: presspass inspect {_elsewhere(page, place)}"
        )
    if status not in _SUCCESS:
        raise Failure(f"{page} answers {status}, which is no page to inspect")
    content_type = first(headers, b"content-type") or b""
    if not is_html(content_type):
        raise Failure(f"{page} is {content_type.decode('latin-1')}, which is no page to inspect")
    if not content_type:
        _refuse_binary(body, str(page))
    return body, content_type.decode("latin-1")


async def _asked(page: WebAddress) -> tuple[int, Headers, bytes]:
    """Status, header lines and body of what stands at an address. Raises `OriginAway`."""
    from presspass import bootstrap  # noqa: PLC0415  # a page from a file needs no wiring

    origin = bootstrap.http_origin(page.site)
    headers = [
        (b"host", page.host.encode()),
        (b"accept", _HTML.encode()),
        (b"accept-encoding", b"identity"),
        (b"user-agent", b"presspass inspect"),
    ]
    try:
        answer = await origin.send(OriginRequest("GET", page.target.encode(), headers))
        body = b"".join([chunk async for chunk in answer.chunks()])
        return answer.status, answer.headers, body
    finally:
        await origin.close()


def _elsewhere(page: WebAddress, place: bytes) -> str:
    """Where a redirect leads, fit for a shell."""
    try:
        led = urljoin(str(page), place.decode())
    except ValueError:
        led = place.decode("latin-1")
    return shlex.quote(quoted(led))


def _leaks(facts: Facts, made: Cut) -> tuple[Leak, ...]:
    """Where else paid text stands; on a free page no text is paid."""
    return made.leaks if facts.gated else ()


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
        "leaks": [
            {"where": leak.where, "characters": leak.characters} for leak in _leaks(facts, made)
        ],
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
        *(
            ("also found", f"{leak.characters} characters in {leak.where}")
            for leak in _leaks(facts, made)
        ),
        ("fallback", (made.fallback if facts.gated else None) or "none is needed"),
    ]
    for name, text in lines:
        click.echo(f"{name + ':':15}{text}")
