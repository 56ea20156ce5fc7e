"""The pages that the gate holds in memory, bounded by their bytes."""

import asyncio
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import NamedTuple

from presspass.core.instants import Instant
from presspass.gate.composer import Examined
from presspass.page.contract import Cut
from presspass.ports import Headers, Snapshot

_OPAQUE_SECONDS = 60
_OPAQUE_KEPT = 16_384
_OVERHEAD = 4096
"""What a page weighs beside its bodies, roughly."""


class Face(NamedTuple):
    """One variant of a page, ready to send, true until `until` (`None`: as long as its page)."""

    headers: Headers
    body: bytes
    until: Instant | None = None


@dataclass(slots=True, eq=False)
class Page:
    """One page of the origin's: its bytes, what they say, and the faces made of it so far.

    `truncated` is true for one too large to be held: `body` is its beginning.
    """

    key: bytes
    status: int
    headers: Headers
    body: bytes
    examined: Examined
    personal: bool
    truncated: bool
    stored: Instant
    fresh_until: Instant
    age: int = 0
    vary: tuple[bytes, ...] = ()
    values: tuple[bytes, ...] = ()
    validators: Headers = field(default_factory=list)
    snapshot: Snapshot | None = None
    faces: dict[Hashable, Face] = field(default_factory=dict)
    composing: dict[Hashable, asyncio.Future[Face]] = field(default_factory=dict)
    cut: asyncio.Future[Cut] | None = None
    weight: int = 0

    @property
    def address(self) -> str:
        """Its path and query."""
        return "/" + self.key.partition(b"/")[2].decode("latin-1")

    def seen_under(self, snapshot: Snapshot) -> None:
        """Drop the faces made under another snapshot than this."""
        if self.snapshot is not snapshot:
            self.snapshot = snapshot
            self.faces = {}
            self.composing = {}
            self.cut = None


class Pages:
    """Pages by address, least recently used ones dropped first.

    An address whose answers differ by request headers holds several (RFC 9111, section 4.1).
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._weight = 0
        self._pages: OrderedDict[tuple[bytes, tuple[bytes, ...]], Page] = OrderedDict()
        self._vary: dict[bytes, tuple[bytes, ...]] = {}
        self._opaque: OrderedDict[bytes, Instant] = OrderedDict()
        self.generation = 0
        """Rises with every purge: what was asked for before it is not kept after."""

    def get(self, key: bytes, headers: dict[bytes, bytes]) -> Page | None:
        """The page at an address for such request headers, fresh or not."""
        place = (key, self.values(key, headers))
        page = self._pages.get(place)
        if page is not None:
            self._pages.move_to_end(place)
        return page

    def put(self, page: Page, headers: dict[bytes, bytes]) -> None:
        """Keep a page that such request headers brought."""
        if self._vary.get(page.key, ()) != page.vary:
            self._vary[page.key] = page.vary
        page.values = self.values(page.key, headers)
        self._opaque.pop(page.key, None)
        self._drop((page.key, page.values))
        page.weight = len(page.body) + _OVERHEAD
        self._pages[page.key, page.values] = page
        self._weight += page.weight
        self._shrink()

    def grew(self, page: Page, by: int) -> None:
        """Count a face that was made of a page, if the page is still held."""
        if self._pages.get((page.key, page.values)) is page:
            page.weight += by
            self._weight += by
            self._shrink()

    def purge(self, url: bytes | None) -> None:
        """Drop everything, or what is at a path: with its query alone, or with any."""
        self.generation += 1
        for place in list(self._pages):
            if url is None or _is_at(place[0], url):
                self._drop(place)
        for key in list(self._opaque):
            if url is None or _is_at(key, url):
                del self._opaque[key]

    def is_opaque(self, key: bytes, now: Instant) -> bool:
        """Whether the address lately held something that is no shared page."""
        return now < self._opaque.get(key, 0)

    def mark_opaque(self, key: bytes, now: Instant) -> None:
        """Remember that for a while: its requests go to the origin as they came."""
        self._opaque[key] = now + _OPAQUE_SECONDS
        self._opaque.move_to_end(key)
        if len(self._opaque) > _OPAQUE_KEPT:
            self._opaque.popitem(last=False)

    def values(self, key: bytes, headers: dict[bytes, bytes]) -> tuple[bytes, ...]:
        """The request headers on which answers at an address are known to depend."""
        vary = self._vary.get(key)
        return tuple(headers.get(name, b"") for name in vary) if vary else ()

    def _shrink(self) -> None:
        while self._weight > self._limit and self._pages:
            self._drop(next(iter(self._pages)))

    def _drop(self, place: tuple[bytes, tuple[bytes, ...]]) -> None:
        page = self._pages.pop(place, None)
        if page is not None:
            self._weight -= page.weight


def _is_at(key: bytes, url: bytes) -> bool:
    address = key.partition(b"/")[2]
    wanted = url.removeprefix(b"/")
    return address == wanted or (b"?" not in wanted and address.partition(b"?")[0] == wanted)
