"""What Presspass needs from the world, as protocols. Adapters and services supply them.

```
Unavailable          something behind us is away; who asks decides what readers get meanwhile
├── StoreAway        a store can't be reached, is locked for too long, or is full
└── OriginAway       the publisher's site can't be reached or broke off
```
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from presspass.core import receipts
from presspass.core.access import Decision
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.meter import Charge, Reading
from presspass.core.policy import Policy
from presspass.core.reader import Standing
from presspass.core.situations import Situation

Headers = list[tuple[bytes, bytes]]
"""Header lines in order, names in lower case, as ASGI has them."""


class Unavailable(Exception):  # noqa: N818  # it names a state of the world, not a fault of ours
    """Something behind us is away. The message says what, for the operator's log."""


class StoreAway(Unavailable):
    """A store can't be reached, is locked for too long, or is full. Nothing was changed."""


class OriginAway(Unavailable):
    """The publisher's site can't be reached, took too long, or broke off."""


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> Instant:
        """The present instant."""
        ...


class MeterStore(Protocol):
    """Keeps readers' charges. Answers exactly as `core.meter` does, under any concurrency.

    One charge is one atomic operation; its answer is given only after the charge can no longer be
    lost by the death of any process. No coroutine here ever blocks the event loop.
    """

    async def charge(self, reader: ReaderId, wanted: Charge) -> Reading:
        """Charge an article, and with it what is pending. Raises `StoreAway`."""
        ...

    async def peek(self, reader: ReaderId, wanted: Charge) -> Reading:
        """The reading that `charge` would give, with nothing charged. Raises `StoreAway`."""
        ...

    async def merge(self, source: ReaderId, target: ReaderId) -> None:
        """Move all charges of `source` to `target`, as `core.meter.union`. Raises `StoreAway`."""
        ...

    async def prune(self, before: Instant) -> int:
        """Forget readers whose last charge is older than `before`; answers how many rows went."""
        ...

    def close(self) -> None:
        """Finish what is under way and let go of the store."""
        ...


class View(NamedTuple):
    """What a wall or notice has to show; two readers with equal views see equal bytes.

    `resets_on` and `fix_by` are the first instants of days in the publication's zone, so that a
    view is the same all day. `offered` is how many more articles registering would open. `days` is
    the length of a meter's period of the last so many days, and `None` where it is a month.
    """

    situation: Situation
    standing: Standing
    left: int | None = None
    limit: int | None = None
    offered: int | None = None
    resets_on: Instant | None = None
    fix_by: Instant | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of HTML, true until `until` (`None`: for as long as the snapshot)."""

    html: str
    until: Instant | None = None


class Fragments(Protocol):
    """Renders walls and notices. Called off the event loop, from any thread."""

    def render(self, view: View, language: str, page: str, now: Instant) -> Fragment:
        """The wall or notice of a view, in the nearest language there is to a page's own.

        `page` is the page's path and query, for the links that lead back to it.
        """
        ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that editors decide, at one version: the compiled policy, and messages and offers."""

    version: str
    policy: Policy
    fragments: Fragments


@dataclass(frozen=True, slots=True)
class Purge:
    """An order to drop a page from every cache; `url` is a path with its query, `None` is all."""

    number: int
    url: str | None


class Snapshots(Protocol):
    """Where gates learn of changes. Both methods block briefly, and are called off the loop."""

    def latest(self, known: str | None, now: Instant) -> Snapshot | None:
        """The snapshot in force at `now`, or `None` if that is still the one at `known`.

        Raises `StoreAway`.
        """
        ...

    def purges(self, after: int) -> Sequence[Purge]:
        """The purges with a number higher than `after`, in order. Raises `StoreAway`."""
        ...


class Record(NamedTuple):
    """One decision as the journal keeps it: packed, for a page view has no time to spare for more.

    `receipt` is the one that the reader got.
    """

    at: Instant
    reader: ReaderId
    packed: bytes
    receipt: str

    @classmethod
    def of(cls, decision: Decision, reader: ReaderId, receipt: str) -> "Record":
        """The record of a decision."""
        return cls(decision.at, reader, receipts.pack(decision), receipt)

    @property
    def decision(self) -> Decision | None:
        """The decision; `None` where it was packed in a form that we no longer know."""
        return receipts.unpack(self.packed)


class Journal(Protocol):
    """Keeps decisions for a short time. Both methods block briefly, and are called off the loop."""

    def write(self, records: Sequence[Record]) -> None:
        """Keep records. Raises `StoreAway`."""
        ...

    def recent(self, count: int) -> Sequence[Record]:
        """The last decisions, newest first. Raises `StoreAway`."""
        ...


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
