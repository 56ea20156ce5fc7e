"""The bodies of pages as they come from the origin, read to their end and decoded."""

import asyncio
import zlib
from collections.abc import AsyncIterator

from presspass.gate.headers import joined
from presspass.gate.inflate import WINDOWS, Inflate
from presspass.ports import OriginAnswer, OriginAway

PAGE_SECONDS = 60.0
"""How long a page may take from its first byte to its last."""

_PLAIN = (b"", b"identity")


async def read_body(answer: OriginAnswer, limit: int) -> bytes:
    """An answer's body, of which one byte beyond `limit` is read at most; the answer is closed.

    Raises `OriginAway` where it breaks off, takes too long or can't be decoded.
    """
    try:
        coding = joined(answer.headers, b"content-encoding").strip().lower()
        if coding not in _PLAIN and coding not in WINDOWS:
            raise OriginAway(f"the page comes encoded as {coding.decode('latin-1')!r}")
        parts = []
        size = 0
        async with asyncio.timeout(PAGE_SECONDS):
            async for part in _decoded(answer.chunks(), coding, limit + 1):
                parts.append(part)
                size += len(part)
                if size > limit:
                    break
        return b"".join(parts)[: limit + 1]
    except TimeoutError as slow:
        raise OriginAway(f"the page took longer than {PAGE_SECONDS:.0f} seconds") from slow
    finally:
        await answer.close()


async def _decoded(chunks: AsyncIterator[bytes], coding: bytes, most: int) -> AsyncIterator[bytes]:
    if coding in _PLAIN:
        async for chunk in chunks:
            yield chunk
        return
    inflate = Inflate(coding)
    try:
        async for chunk in chunks:
            for piece in inflate.pieces(chunk, most):
                yield piece
    except zlib.error as error:
        raise OriginAway(f"the page's encoding is broken ({error})") from error
    if inflate.broke_off:
        raise OriginAway("the page breaks off")
