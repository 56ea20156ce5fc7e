"""Answers ready to be sent: what readers alike get of one page within one second.

A decision follows from the snapshot, the article, what the rules look at in a reader, the meter's
reading and the second, and from nothing else; so do its receipt and the face that it shows. Whoever
is alike in all of them gets the very same answer, made once. Nothing of it is used beyond the
second or the snapshot.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from presspass.core.instants import Instant
from presspass.core.meter import Reading
from presspass.gate.deciding import Open
from presspass.gate.pages import Page
from presspass.gate.request import Message, Send
from presspass.ports import Headers, Snapshot

_MOST = 4096
"""What is kept in one second; beyond it each answer is made for its reader alone."""

_WORDS_BYTES = 512
"""Pages are not known by longer addresses."""

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Ready:
    """An answer's two messages, and the receipt that they carry (empty: free for everyone)."""

    start: Message
    body: Message
    receipt: str

    @classmethod
    def of(cls, status: int, headers: Headers, body: bytes, receipt: str = "") -> "Ready":
        """A whole answer."""
        start: Message = {"type": "http.response.start", "status": status, "headers": headers}
        return cls(start, {"type": "http.response.body", "body": body}, receipt)

    async def sent(self, send: Send) -> None:
        """Send it as it stands."""
        await send(self.start)
        await send(self.body)


class Metered:
    """What to ask of the meter for readers alike, and their answers by what it says."""

    __slots__ = ("_rolling", "answers", "opened")

    def __init__(self, opened: Open) -> None:
        self.opened = opened
        self.answers: dict[Hashable, Ready] = {}
        self._rolling = opened.needed.metering.period.days is not None

    def telling(self, reading: Reading | None) -> Hashable:
        """What of a reading shows: a month ends for all, whenever their oldest charge was."""
        return reading if self._rolling or reading is None else reading[:4]


@dataclass(slots=True, eq=False)
class Sight:
    """One page in one second, zipped or plain: what there is for readers by what they have alike.

    What is `free` for everyone has its answer at `None`.
    """

    page: Page
    snapshot: Snapshot
    zipped: bool
    free: bool
    answers: dict[Hashable, Ready | Metered] = field(default_factory=dict)


Asked: TypeAlias = tuple[bytes, bytes, bytes | None, bytes | None]
"""A path and query as they were sent, and what `Host` and `Accept-Encoding` say."""


class Moment:
    """All pages in the present second, under the snapshot in force."""

    def __init__(self) -> None:
        self._at: Instant | None = None
        self._snapshot: Snapshot | None = None
        self._sights: dict[tuple[Page, bool], Sight] = {}
        self._met: dict[Asked, Sight] = {}
        self._kept = 0

    def met(self, asked: Asked, snapshot: Snapshot, now: Instant) -> Sight | None:
        """What there is of the page that the same words brought a moment ago, if it is held yet."""
        if now != self._at or snapshot is not self._snapshot:
            return None
        found = self._met.get(asked)
        return found if found is not None and found.page.held else None

    def sight(self, page: Page, snapshot: Snapshot, now: Instant, *, zipped: bool) -> Sight:
        """What there is of a page."""
        if now != self._at or snapshot is not self._snapshot:
            self._at, self._snapshot = now, snapshot
            self._sights, self._met, self._kept = {}, {}, 0
        place = (page, zipped)
        found = self._sights.get(place)
        if found is None:
            page.seen_under(snapshot)
            found = Sight(page, snapshot, zipped, page.free_for_all(snapshot, now))
            self.keep(self._sights, place, found)
        return found

    def meet(self, asked: Asked, sight: Sight) -> None:
        """Know a page by the words that brought it, where nothing else in a request matters."""
        short = len(asked[0]) + len(asked[1]) <= _WORDS_BYTES  # clients choose them
        if short and sight.page.held and not sight.page.values:
            self.keep(self._met, asked, sight)

    def keep(self, among: dict[_Key, _Value], key: _Key, value: _Value) -> None:
        """Keep something for others alike, while there is room."""
        if self._kept < _MOST:
            self._kept += 1
            among[key] = value
