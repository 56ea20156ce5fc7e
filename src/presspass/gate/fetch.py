"""Getting pages from the origin: once for all who ask at the same time, and kept while fresh."""

import asyncio
import zlib
from collections.abc import AsyncIterator

from presspass.gate.asking import Asking
from presspass.gate.claims import Claims
from presspass.gate.composer import Composer
from presspass.gate.config import GateConfig
from presspass.gate.freshness import Freshness, freshness, varies
from presspass.gate.headers import first, is_html, joined
from presspass.gate.pages import Page, Pages
from presspass.gate.request import Request
from presspass.ports import Headers, Origin, OriginAnswer, OriginAway

_KEPT = frozenset({200, 203, 410})
"""Statuses whose pages are held; all others are asked for anew."""

_NOT_MODIFIED = 304
_SERVER_ERROR = 500
_CODINGS = {b"": None, b"identity": None, b"gzip": 31, b"x-gzip": 31, b"deflate": 15}
"""Content codings that we can read, as zlib's window bits."""

Flight = asyncio.Future[Page | None]


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
            return await asyncio.shield(flight)
        flight = self._flights[place] = asyncio.get_running_loop().create_future()
        outcome: Page | OriginAnswer | None = None
        try:
            outcome = await self._fetch(request, held)
        except OriginAway as away:
            flight.set_exception(away)
            flight.exception()  # looked at, for nobody else may be waiting
            raise
        finally:
            if not flight.done():
                flight.set_result(outcome if isinstance(outcome, Page) else None)
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
        age = joined(headers, b"age")
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
            age=int(age) if age.isdigit() else 0,
            vary=varies(headers),
            validators=_validators(headers),
        )

    async def _fetch(self, request: Request, held: Page | None) -> Page | OriginAnswer | None:
        generation = self._pages.generation
        answer = await self._origin.send(
            self._asking.shared(request, held.validators if held is not None else [])
        )
        fresh = freshness(answer.headers, request.now, self._config.fresh_seconds)
        if held is not None and answer.status == _NOT_MODIFIED:
            await answer.close()
            held.stored, held.fresh_until = request.now, request.now + fresh.seconds
            return held
        if held is not None and answer.status >= _SERVER_ERROR:
            await answer.close()
            raise OriginAway(f"the origin answers {answer.status}")
        if not is_html(first(answer.headers, b"content-type") or b"") or fresh.personal:
            self._pages.mark_opaque(request.key, request.now)
            if not fresh.personal or not is_html(first(answer.headers, b"content-type") or b""):
                return answer
            await answer.close()
            return None
        page = await self.read(request, answer, fresh)
        if page.status in _KEPT and generation == self._pages.generation:
            self._pages.put(page, request.headers)
        return page

    async def _body(self, answer: OriginAnswer) -> bytes:
        """The body, decoded."""
        limit = self._config.page_bytes
        try:
            coding = joined(answer.headers, b"content-encoding").strip().lower()
            if coding not in _CODINGS:
                raise OriginAway(f"the page comes encoded as {coding.decode('latin-1')!r}")
            parts = []
            size = 0
            async for part in _decoded(answer.chunks(), _CODINGS[coding], limit + 1):
                parts.append(part)
                size += len(part)
                if size > limit:
                    break
            return b"".join(parts)[: limit + 1]
        finally:
            await answer.close()


async def _decoded(
    chunks: AsyncIterator[bytes], window: int | None, most: int
) -> AsyncIterator[bytes]:
    if window is None:
        async for chunk in chunks:
            yield chunk
        return
    decoder = zlib.decompressobj(window)
    try:
        async for chunk in chunks:
            yield decoder.decompress(chunk, most)
    except zlib.error as error:
        raise OriginAway(f"the page's encoding is broken ({error})") from error
    if not decoder.eof and not decoder.unconsumed_tail:
        raise OriginAway("the page breaks off")


def _validators(headers: Headers) -> Headers:
    """The lines by which to ask whether a page is still the same."""
    found: Headers = []
    etag, modified = first(headers, b"etag"), first(headers, b"last-modified")
    if etag is not None:
        found.append((b"if-none-match", etag))
    if modified is not None:
        found.append((b"if-modified-since", modified))
    return found
