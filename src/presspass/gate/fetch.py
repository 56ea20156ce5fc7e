"""Getting pages from the origin: once for all who ask at the same time, and kept while fresh."""

import asyncio
import logging
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from http import HTTPStatus
from typing import NamedTuple

from presspass.core.instants import Instant
from presspass.gate.asking import Asking
from presspass.gate.claims import Claims
from presspass.gate.composer import Composer, Examined
from presspass.gate.config import GateConfig
from presspass.gate.freshness import Freshness, freshness, varies
from presspass.gate.headers import first, is_html, joined
from presspass.gate.pages import LIFE, Page, Pages
from presspass.gate.request import Request
from presspass.page.contract import Fallback
from presspass.ports import Headers, Origin, OriginAnswer, OriginAway

log = logging.getLogger(__name__)

_KEPT = frozenset({200, 203, 410})
"""Statuses whose pages are held; all others are asked for anew."""

_BODILESS = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})
_AGE_DIGITS = 9
_CODINGS = {b"": None, b"identity": None, b"gzip": 31, b"x-gzip": 31, b"deflate": 15}
"""Content codings that we can read, as zlib's window bits."""

PAGE_SECONDS = 60.0
"""How long a page may take from its first byte to its last."""

_ABOUT_BYTES = frozenset({b"content-encoding", b"content-length", b"set-cookie"})
"""Lines of a 304 that say nothing of the page that is held."""


class Flight(NamedTuple):
    """A page being asked for, with the request headers of who asked."""

    page: asyncio.Future[Page | None]
    headers: dict[bytes, bytes]


class Fetch:
    """Asks the origin, and reads what comes back."""

    def __init__(  # it stands between these
        self,
        *,
        config: GateConfig,
        origin: Origin,
        asking: Asking,
        pages: Pages,
        composer: Composer,
        claims: Claims,
    ) -> None:
        self._config = config
        self._origin = origin
        self._asking = asking
        self._pages = pages
        self._composer = composer
        self._claims = claims
        self._flights: dict[tuple[bytes, tuple[bytes, ...]], Flight] = {}

    async def shared(self, request: Request, held: Page | None) -> Page | OriginAnswer | None:
        """The page at an address for all readers, `held` being what we have of it, now stale.

        Where the address holds no shared page, the one who asked first gets the origin's answer
        as it is (or nothing, if it was a personal page), and all others nothing: each asks for
        himself. Raises `OriginAway`.
        """
        place = (request.key, self._pages.values(request.key, request.headers))
        flight = self._flights.get(place)
        if flight is not None:
            return await self._along(request, flight)
        page: asyncio.Future[Page | None] = asyncio.get_running_loop().create_future()
        self._flights[place] = Flight(page, request.headers)
        outcome: Page | OriginAnswer | None = None
        try:
            outcome = await self._fetch(request, held)
        except OriginAway as away:
            page.set_exception(away)
            page.exception()  # looked at, for nobody else may be waiting
            raise
        finally:
            if not page.done():
                page.set_result(outcome if isinstance(outcome, Page) else None)
            del self._flights[place]
        return outcome

    async def own(self, request: Request, *, whole: bool) -> OriginAnswer:
        """The origin's answer to a reader's own request. Raises `OriginAway`."""
        asked = self._asking.whole(request) if whole else self._asking.as_came(request)
        return await self._origin.send(asked)

    async def read(self, request: Request, answer: OriginAnswer, fresh: Freshness) -> Page:
        """A page of an answer. Raises `OriginAway` where it breaks off or can't be read."""
        headers = answer.headers
        body = await self._body(answer)
        content_type = (first(headers, b"content-type") or b"text/html").decode("latin-1")
        scheme = self._config.publication.url.partition(":")[0]
        url = f"{scheme}://{(request.host + request.target.wire).decode('latin-1')}"
        examined = await self._composer.examine(
            body, url, content_type, self._claims.tier(request.target.path)
        )
        if not examined.facts.gated and self._pages.known:
            examined = await self._unmasked(request.key, examined, body, content_type)
        return Page(
            key=request.key,
            status=answer.status,
            headers=headers,
            body=body,
            examined=examined,
            personal=fresh.personal,
            truncated=len(body) > self._config.page_bytes,
            stored=request.now,
            fresh_until=request.now + fresh.seconds,
            age=_age(headers),
            life=[line for line in headers if line[0] in LIFE],
            vary=varies(headers),
            validators=_validators(headers),
        )

    async def _unmasked(
        self, key: bytes, examined: Examined, body: bytes, content_type: str
    ) -> Examined:
        """A page that carries another page's paid part is that article's, and closed.

        A page that says of its own article that it is free now is believed.
        """
        own, said = examined.facts.article.id, bool(examined.facts.declared)
        found = [
            page.examined.facts.article
            for page in self._pages.known.found(await self._composer.runs(body, content_type))
            if page.key != key and not (said and page.examined.facts.article.id == own)
        ]
        if not found:
            return examined
        article = found[0]
        log.warning("a page shows what %s has behind its wall, and is gated as it is", article.id)
        facts = replace(examined.facts, article=article, fallback=Fallback.LEAKS)
        return examined._replace(facts=facts)

    async def _along(self, request: Request, flight: Flight) -> Page | OriginAnswer | None:
        """Wait for what somebody else asked for; what depends on headers that differ is not it."""
        page = await asyncio.shield(flight.page)
        if page is None or all(
            request.headers.get(name) == flight.headers.get(name) for name in page.vary
        ):
            return page
        held = self._pages.get(request.key, request.headers)
        if held is not None and request.now < held.fresh_until:
            return held
        return await self.shared(request, held)

    async def _fetch(self, request: Request, held: Page | None) -> Page | OriginAnswer | None:
        generation = self._pages.generation
        answer = await self._origin.send(
            self._asking.shared(request, held.validators if held is not None else [])
        )
        fresh = freshness(answer.headers, request.now, self._config.fresh_seconds)
        if held is not None and answer.status == HTTPStatus.NOT_MODIFIED:
            await answer.close()
            self._still(held, answer.headers, request.now)
            return held
        if held is not None and answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            await answer.close()
            raise OriginAway(f"the origin answers {answer.status}")
        page = None
        if not is_page(answer) or fresh.personal:
            self._pages.mark_opaque(request.key, request.now)
        else:
            page = await self.read(request, answer, fresh)
        if page is not None and page.status in _KEPT and generation == self._pages.generation:
            self._pages.put(page, request.headers)
        elif held is not None:
            self._pages.forget(held)
        if page is not None or not is_page(answer):
            return page or answer
        await answer.close()
        return None

    def _still(self, held: Page, headers: Headers, now: Instant) -> None:
        """Renew a page that is still the same (RFC 9111, section 4.3.4)."""
        told = {name for name, _ in headers if name not in _ABOUT_BYTES}
        headers = [line for line in held.headers if line[0] not in told] + [
            line for line in headers if line[0] in told
        ]
        held.headers = headers
        held.life = [line for line in headers if line[0] in LIFE]
        held.age = _age(headers)
        held.stored = now
        held.fresh_until = now + freshness(headers, now, self._config.fresh_seconds).seconds

    async def _body(self, answer: OriginAnswer) -> bytes:
        """The body, decoded."""
        limit = self._config.page_bytes
        try:
            coding = joined(answer.headers, b"content-encoding").strip().lower()
            if coding not in _CODINGS:
                raise OriginAway(f"the page comes encoded as {coding.decode('latin-1')!r}")
            parts = []
            size = 0
            async with asyncio.timeout(PAGE_SECONDS):
                async for part in _decoded(answer.chunks(), _CODINGS[coding], limit + 1):
                    parts.append(part)
                    size += len(part)
                    if size > limit:
                        break
            return b"".join(parts)[: limit + 1]
        except TimeoutError as slow:
            raise OriginAway(f"the page took longer than {PAGE_SECONDS:.0f} seconds") from slow
        finally:
            await answer.close()


async def _decoded(
    chunks: AsyncIterator[bytes], window: int | None, most: int
) -> AsyncIterator[bytes]:
    if window is None:
        async for chunk in chunks:
            yield chunk
        return
    decoder = None
    try:
        async for chunk in chunks:
            rest = chunk
            while rest:  # one member may follow another (RFC 1952, section 2.2)
                if decoder is None or decoder.eof:
                    decoder = zlib.decompressobj(window)
                yield decoder.decompress(rest, most)
                rest = decoder.unused_data.lstrip(b"\0")  # some pad
    except zlib.error as error:
        raise OriginAway(f"the page's encoding is broken ({error})") from error
    if decoder is not None and not decoder.eof:
        raise OriginAway("the page breaks off")


def is_page(answer: OriginAnswer) -> bool:
    """Whether an answer has a body that browsers may show as a page."""
    return (
        answer.status not in _BODILESS
        and first(answer.headers, b"content-length") != b"0"
        and is_html(first(answer.headers, b"content-type") or b"")
    )


def _age(headers: Headers) -> int:
    digits = first(headers, b"age") or b""
    return int(digits) if digits.isdigit() and len(digits) <= _AGE_DIGITS else 0


def _validators(headers: Headers) -> Headers:
    """The lines by which to ask whether a page is still the same."""
    found: Headers = []
    etag, modified = first(headers, b"etag"), first(headers, b"last-modified")
    if etag is not None:
        found.append((b"if-none-match", etag))
    if modified is not None:
        found.append((b"if-modified-since", modified))
    return found
