"""The pages that the gate holds in memory, bounded by their bytes."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import NamedTuple

from presspass.core.instants import Instant
from presspass.core.policy import Effect, Rule
from presspass.gate.composer import Examined
from presspass.gate.known import RUN_BYTES, KnownText
from presspass.page.contract import Cut
from presspass.ports import Headers, Snapshot, View

LIFE = frozenset(
    {b"cache-control", b"cdn-cache-control", b"expires", b"pragma", b"surrogate-control"}
)
"""Lines about how long an answer may be kept; a revalidation brings new ones."""

_OPAQUE_SECONDS = 60
_OPAQUE_KEPT = 16_384
_OPAQUE_KEY_BYTES = 512
_OVERHEAD = 4096
"""What a page weighs beside its bodies, roughly."""

_KNOWN_SHARE = 8
"""What is known of pages that had to make room takes this part of the room beside it."""

_FACES_SHARE = 8
"""The faces of one page take at most this part of the room: what they show passes with the days."""


class Face(NamedTuple):
    """One variant of a page, ready to send, true until `until` (`None`: as long as its page)."""

    headers: Headers
    body: bytes
    until: Instant | None = None


@dataclass(slots=True, eq=False)
class Page:
    """One page of the origin's: its bytes, what they say, and the faces made of it so far.

    `truncated` is true for one too large to be held: `body` is its beginning. `held` is true while
    it is what its address brings from memory. `weight` is what it weighs with its faces, of which
    `counted` is in the sum of all pages. Stale, it is not asked for before `ask_again`.
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
    ask_again: Instant = 0
    age: int = 0
    life: Headers = field(default_factory=list)
    vary: tuple[bytes, ...] = ()
    values: tuple[bytes, ...] = ()
    validators: Headers = field(default_factory=list)
    snapshot: Snapshot | None = None
    settled: Rule | None = None
    faces: dict[Hashable, Face] = field(default_factory=dict)
    composing: dict[Hashable, asyncio.Future[Face]] = field(default_factory=dict)
    cut: asyncio.Future[Cut] | None = None
    held: bool = False
    weight: int = 0
    counted: int = 0

    @property
    def bare(self) -> int:
        """What it weighs without faces."""
        return _OVERHEAD + len(self.body) + RUN_BYTES * len(self.examined.paid.runs)

    @property
    def address(self) -> str:
        """Its path and query."""
        return "/" + self.key.partition(b"/")[2].decode("latin-1")

    def face(self, view: View | None, now: Instant, *, zipped: bool) -> Face | None:
        """The face that shows such a view, if it has been made and is still true."""
        face = self.faces.get((view, zipped))
        return face if face is None or face.until is None or now < face.until else None

    def free_for_all(self, snapshot: Snapshot, now: Instant) -> bool:
        """Whether every reader gets the page free, so that its answer may be shared."""
        if self.settled is not None:
            return self.settled.effect is Effect.FREE
        return snapshot.policy.free_for_all(self.examined.facts.article, now)

    def seen_under(self, snapshot: Snapshot) -> None:
        """Drop what was made under another snapshot than this."""
        if self.snapshot is not snapshot:
            self.snapshot = snapshot
            self.settled = snapshot.policy.settled(self.examined.facts.article)
            self.faces = {}
            self.composing = {}
            self.cut = None
            self.weight = self.bare


@dataclass(slots=True)
class _Address:
    """The request headers on which an address's answers depend, and the values held of them."""

    vary: tuple[bytes, ...] = ()
    held: set[tuple[bytes, ...]] = field(default_factory=set)

    def values(self, headers: dict[bytes, bytes]) -> tuple[bytes, ...]:
        """What request headers say of those."""
        return tuple([headers.get(name, b"") for name in self.vary]) if self.vary else ()


class Pages:
    """Pages by address, least recently used ones dropped first.

    An address whose answers differ by request headers holds several (RFC 9111, section 4.1).
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._weight = 0
        self._pages: OrderedDict[tuple[bytes, tuple[bytes, ...]], Page] = OrderedDict()
        self._addresses: dict[bytes, _Address] = {}
        self._opaque: OrderedDict[bytes, Instant] = OrderedDict()
        self.known = KnownText(limit // _KNOWN_SHARE)
        self.generation = 0
        """Rises with every purge: what was asked for before it is not kept after."""

    def get(self, key: bytes, headers: dict[bytes, bytes]) -> Page | None:
        """The page at an address for such request headers, fresh or not."""
        address = self._addresses.get(key)
        if address is None:
            return None
        place = (key, address.values(headers))
        page = self._pages.get(place)
        if page is not None:
            self._pages.move_to_end(place)
        return page

    def put(self, page: Page, headers: dict[bytes, bytes]) -> None:
        """Keep a page that such request headers brought."""
        address = self._depend(page.key, page.vary)
        page.values = self.values(page.key, headers)
        self._opaque.pop(page.key, None)
        self._drop((page.key, page.values))
        address.held.add(page.values)
        self._addresses[page.key] = address
        self._pages[page.key, page.values] = page
        page.held = True
        self.known.learn(page)
        page.weight = page.bare
        page.counted = 0
        self._settle(page)

    def forget(self, page: Page) -> None:
        """Drop a page that the origin no longer has, if it is still held."""
        if page.held:
            self._drop((page.key, page.values))

    def grew(self, page: Page, by: int) -> None:
        """Count a face that was made of a page, if the page is still held."""
        if page.weight + by - page.bare > self._limit // _FACES_SHARE:
            page.faces = {}
            page.weight = page.bare
        page.weight += by
        if page.held:
            self._settle(page)

    def purge(self, url: bytes | None) -> None:
        """Drop everything, or what is at a path: with its query alone, or with any."""
        self.generation += 1
        for key in list(self._addresses):
            if url is None or _is_at(key, url):
                self._drop_all(key)
        for key in list(self._opaque):
            if url is None or _is_at(key, url):
                del self._opaque[key]
        self.known.purge(lambda key: url is None or _is_at(key, url))

    def is_opaque(self, key: bytes, now: Instant) -> bool:
        """Whether the address lately held something that is no shared page."""
        return now < self._opaque.get(key, 0)

    def mark_opaque(self, key: bytes, now: Instant) -> None:
        """Remember that for a while: its requests go to the origin as they came."""
        if len(key) > _OPAQUE_KEY_BYTES:  # clients choose long ones, to fill the memory
            return
        self._opaque[key] = now + _OPAQUE_SECONDS
        self._opaque.move_to_end(key)
        if len(self._opaque) > _OPAQUE_KEPT:
            self._opaque.popitem(last=False)

    def values(self, key: bytes, headers: dict[bytes, bytes]) -> tuple[bytes, ...]:
        """What request headers say of those on which answers at an address are known to depend."""
        address = self._addresses.get(key)
        return () if address is None else address.values(headers)

    def dependence(self, key: bytes) -> frozenset[bytes]:
        """The request headers on which answers at an address are known to depend."""
        address = self._addresses.get(key)
        return frozenset() if address is None else frozenset(address.vary)

    def _depend(self, key: bytes, vary: tuple[bytes, ...]) -> _Address:
        """Learn on what an address's answers depend: on all that any of them named."""
        address = self._addresses.get(key)
        if address is None:
            address = self._addresses[key] = _Address(vary)
        elif not set(vary).issubset(address.vary):
            self._drop_all(key)
            address = self._addresses[key] = _Address(tuple(sorted({*vary, *address.vary})))
        return address

    def _settle(self, page: Page) -> None:
        """Take a page's weight into the sum, and make room."""
        self._weight += page.weight - page.counted
        page.counted = page.weight
        while self._weight > self._limit and self._pages:
            self._drop(next(iter(self._pages)), self.known.retire)

    def _drop_all(self, key: bytes) -> None:
        for values in tuple(self._addresses[key].held):
            self._drop((key, values))

    def _drop(
        self, place: tuple[bytes, tuple[bytes, ...]], farewell: Callable[[Page], None] | None = None
    ) -> None:
        """Hold a page no longer; its paid part is forgotten, unless the farewell is another."""
        page = self._pages.pop(place, None)
        if page is None:
            return
        page.held = False
        self._weight -= page.counted
        (farewell or self.known.forget)(page)
        page.counted = 0
        address = self._addresses[page.key]
        address.held.discard(page.values)
        if not address.held:
            del self._addresses[page.key]


def _is_at(key: bytes, url: bytes) -> bool:
    address = key.partition(b"/")[2]
    wanted = url.removeprefix(b"/")
    return address == wanted or (b"?" not in wanted and address.partition(b"?")[0] == wanted)
