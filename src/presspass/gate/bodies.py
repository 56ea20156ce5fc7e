"""The bodies of pages as they come from the origin, read to their end and decoded."""

import asyncio
import zlib
from collections.abc import AsyncIterator

from presspass.gate.headers import joined
from presspass.ports import OriginAnswer, OriginAway

PAGE_SECONDS = 60.0
"""How long a page may take from its first byte to its last."""

_CODINGS = {b"": None, b"identity": None, b"gzip": 31, b"x-gzip": 31, b"deflate": 15}
"""Content codings that we can read, as zlib's window bits."""


async def read_body(answer: OriginAnswer, limit: int) -> bytes:
    """An answer's body, of which one byte beyond `limit` is read at most; the answer is closed.

    Raises `OriginAway` where it breaks off, takes too long or can't be decoded.
    """
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
