"""Answers that are texts but no pages: whether they carry paid text past its page."""

import asyncio
import zlib
from collections.abc import AsyncIterator
from contextlib import suppress

from presspass.gate.composer import Composer
from presspass.gate.headers import first, joined
from presspass.gate.inflate import WINDOWS, Inflate
from presspass.gate.pages import Page, Pages
from presspass.ports import OriginAnswer

READ_AHEAD_SECONDS = 2.0
"""How long a text is awaited before it is passed on as it comes; streams never end."""


class ReadAhead:
    """An answer of which the beginning has been read already; it is still passed on whole."""

    def __init__(self, answer: OriginAnswer) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self._answer = answer
        self._rest = answer.chunks()
        self._begun: list[bytes] = []
        self._coming: asyncio.Future[bytes | None] | None = None

    async def read(self, most: int) -> bytes:
        """The beginning, up to so many bytes and for so long, as it was sent."""
        loop = asyncio.get_running_loop()
        end = loop.time() + READ_AHEAD_SECONDS
        size = 0
        while size < most:
            if self._coming is None:
                self._coming = asyncio.ensure_future(anext(self._rest, None))
            await asyncio.wait({self._coming}, timeout=max(0.0, end - loop.time()))
            if not self._coming.done() or self._coming.result() is None:
                break
            self._begun.append(self._coming.result() or b"")
            size += len(self._begun[-1])
            self._coming = None
        return b"".join(self._begun)

    async def chunks(self) -> AsyncIterator[bytes]:
        """All of the body. Raises `OriginAway`."""
        for chunk in self._begun:
            yield chunk
        if self._coming is not None:
            coming = await self._coming
            if coming is None:
                return
            yield coming
        async for chunk in self._rest:
            yield chunk

    async def close(self) -> None:
        """Let go of the answer."""
        if self._coming is not None:
            self._coming.cancel()
        await self._answer.close()


class Texts:
    """Compares texts with what is known of paid parts."""

    def __init__(self, pages: Pages, composer: Composer, most: int) -> None:
        self._pages = pages
        self._composer = composer
        self._most = most

    async def held(self, answer: ReadAhead) -> list[Page]:
        """The pages of whose paid parts an answer holds more than a quotation."""
        body = await answer.read(self._most)
        body = _decoded(body, joined(answer.headers, b"content-encoding"), self._most)
        content_type = (first(answer.headers, b"content-type") or b"").decode("latin-1")
        return self._pages.known.found(await self._composer.runs(body, content_type))


def _decoded(body: bytes, coding: bytes, most: int) -> bytes:
    """The beginning of a body as far as it can be decoded; gzip is all that the origin is asked."""
    name = coding.strip().lower()
    if name not in WINDOWS:
        return body
    found = bytearray()
    with suppress(zlib.error):
        for piece in Inflate(name).pieces(body, most):
            found += piece
            if len(found) >= most:
                break
    return bytes(found) or body
