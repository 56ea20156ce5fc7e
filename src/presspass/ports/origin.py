"""The publisher's site."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

from presspass.ports.headers import Headers


@dataclass(frozen=True, slots=True)
class OriginRequest:
    """A request for the publisher's site. `target` is path and query as they go on the wire."""

    method: str
    target: bytes
    headers: Headers
    body: AsyncIterator[bytes] | None = None


class OriginAnswer(Protocol):
    """The publisher's answer, its body still to come."""

    @property
    def status(self) -> int:
        """The status code."""
        ...

    @property
    def headers(self) -> Headers:
        """The header lines; hop-by-hop ones are gone, the body's encoding is as sent."""
        ...

    def chunks(self) -> AsyncIterator[bytes]:
        """The body as it comes, to be read once. Raises `OriginAway`."""
        ...

    async def close(self) -> None:
        """Let go of the answer, read to its end or not."""
        ...


class Origin(Protocol):
    """The publisher's site."""

    async def send(self, request: OriginRequest) -> OriginAnswer:
        """Ask, and answer as soon as the header lines are there. Raises `OriginAway`."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...
