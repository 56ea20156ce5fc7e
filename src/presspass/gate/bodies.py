"""The bodies of pages as they come from the origin, read to their end and decoded."""

import asyncio
from collections.abc import AsyncIterator

from presspass.gate.headers import joined
from presspass.gate.inflate import Inflate, Undecodable, coding_of
from presspass.ports import OriginAnswer, OriginAway

PAGE_SECONDS = 60.0
"""How long a page may take from its first byte to its last."""


async def read_body(answer: OriginAnswer, limit: int) -> bytes:
    """An answer's body, of which one byte beyond `limit` is read at most; the answer is closed.

    Raises `OriginAway` where it breaks off, takes too long or can't be decoded.
    """
    try:
        coding = coding_of(joined(answer.headers, b"content-encoding"))
        parts = []
        size = 0
        async with asyncio.timeout(PAGE_SECONDS):
            async for part in _decoded(answer.chunks(), coding, limit + 1):
                parts.append(part)
                size += len(part)
                if size > limit:
                    break
        return b"".join(parts)[: limit + 1]
    except Undecodable as fault:
        raise OriginAway(f"the page comes {fault}") from fault
    except TimeoutError as slow:
        raise OriginAway(f"the page took longer than {PAGE_SECONDS:.0f} seconds") from slow
    finally:
        await answer.close()


async def _decoded(chunks: AsyncIterator[bytes], coding: bytes, most: int) -> AsyncIterator[bytes]:
    if not coding:
        async for chunk in chunks:
            yield chunk
        return
    inflate = Inflate(coding)
    async for chunk in chunks:
        for piece in inflate.pieces(chunk, most):
            yield piece
    if inflate.broke_off:
        raise OriginAway("the page breaks off")
