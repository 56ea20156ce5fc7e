"""Reading the beginning of an answer that is still to be passed on whole."""

import asyncio
from collections.abc import AsyncIterator

from presspass.ports import OriginAnswer


class ReadAhead:
    """An answer of which the beginning has been read already; it is still passed on whole."""

    def __init__(self, answer: OriginAnswer) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self._answer = answer
        self._rest = answer.chunks()
        self._begun: list[bytes] = []
        self._size = 0
        self._coming: asyncio.Future[bytes | None] | None = None

    async def read(self, most: int, seconds: float) -> bytes:
        """The beginning, up to so many bytes and for so long, as it was sent.

        Raises `OriginAway`.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while self._size < most:
            if self._coming is None:
                self._coming = asyncio.ensure_future(anext(self._rest, None))
            await asyncio.wait({self._coming}, timeout=max(0.0, end - loop.time()))
            if not self._coming.done() or self._coming.result() is None:
                break
            self._begun.append(self._coming.result() or b"")
            self._size += len(self._begun[-1])
            self._coming = None
        return b"".join(self._begun)

    @property
    def awaits(self) -> bool:
        """Whether the last reading ended for its time, and not for what there is to read."""
        return self._coming is not None and not self._coming.done()

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
