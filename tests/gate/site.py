"""An origin in a function."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from presspass.ports import (
    Headers,
    OriginAnswer,
    OriginRequest,
)

HTML = (b"content-type", b"text/html; charset=utf-8")

PAID = "nobody could say afterwards who had first seen the empty boats drifting past the mole"

UNMARKED = (
    b'<html><head><meta property="article:content_tier" content="locked"></head><body><article>'
    + b"".join(
        b"<p>Paragraph %d of an article whose paid part nobody marked.</p>" % number
        for number in range(9)
    )
    + b"</article></body></html>"
)


def article(name: str, tier: str) -> bytes:
    paid = f"<!--presspass:paid--><p>{PAID}, says {name}.</p><!--/presspass:paid-->"
    return (
        f'<!doctype html><html><head><meta property="article:content_tier" content="{tier}">'
        f"<title>{name}</title></head><body><h1>{name}</h1><p>The first lines are for all.</p>"
        f"{'' if tier == 'free' else paid}</body></html>"
    ).encode()


@dataclass
class Slip:
    """An answer of the origin's, in chunks."""

    status: int = 200
    headers: Headers = field(default_factory=lambda: [HTML])
    parts: list[bytes | Exception | asyncio.Event] = field(default_factory=list)
    closed: bool = False

    async def chunks(self) -> AsyncIterator[bytes]:
        for part in self.parts:
            if isinstance(part, Exception):
                raise part
            if isinstance(part, asyncio.Event):
                await part.wait()
            else:
                yield part

    async def close(self) -> None:
        self.closed = True


class Site:
    """An origin in a function."""

    def __init__(self) -> None:
        self.asked: list[OriginRequest] = []
        self.answer: Callable[[OriginRequest], Awaitable[OriginAnswer]] = self._article

    async def send(self, request: OriginRequest) -> OriginAnswer:
        self.asked.append(request)
        return await self.answer(request)

    async def close(self) -> None:
        """Nothing is held."""

    @staticmethod
    async def _article(request: OriginRequest) -> OriginAnswer:
        section = request.target.split(b"/")[1].decode()
        return Slip(parts=[article(request.target.decode(), section)])


def always(slip: OriginAnswer) -> Callable[[OriginRequest], Awaitable[OriginAnswer]]:
    async def answer(_: OriginRequest) -> OriginAnswer:
        return slip

    return answer


def always_new(body: bytes) -> Callable[[OriginRequest], Awaitable[OriginAnswer]]:
    async def answer(_: OriginRequest) -> OriginAnswer:
        return Slip(parts=[body])

    return answer


def failing(fault: Exception) -> Callable[[OriginRequest], Awaitable[OriginAnswer]]:
    async def answer(_: OriginRequest) -> OriginAnswer:
        raise fault

    return answer
