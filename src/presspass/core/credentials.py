"""What our two lasting cookies hold: who the reader is, and for how long that is vouched for.

Both travel as payloads of `core.seals`. Neither holds the count: that stays on the server.
"""

import struct
from dataclasses import dataclass
from typing import Final

from presspass.core.ids import ArticleKey, ReaderId, SessionId
from presspass.core.instants import DAY, MINUTE, Instant
from presspass.core.meter import Charge, Entry
from presspass.core.reader import Reader, Standing

METER_COOKIE_LIFE = 180 * DAY
"""How long a browser keeps the meter cookie after it was last issued."""

METER_COOKIE_RENEWAL = 30 * DAY
"""The age at which it is issued anew, so that a faithful reader's never runs out."""

SESSION_FRESH = 15 * MINUTE
"""How long a session vouches for its reader before the gate has it renewed."""

SESSION_HONOURED = 3 * DAY
"""How long beyond that it is honoured while nobody is there to renew it."""

SESSION_LIFE = 180 * DAY
"""How long a browser stays signed in after its reader last read."""

_METER = struct.Struct(">B16sQ")
_PENDING = struct.Struct(">qQ")
_SESSION = struct.Struct(">B16s16sBQQQQ")
_VERSION = 1
_SESSION_VERSION = 2
_STANDINGS = (
    Standing.REGISTERED,
    Standing.TRIALING,
    Standing.SUBSCRIBED,
    Standing.PAST_DUE,
    Standing.LAPSED_TRIAL,
    Standing.LAPSED_SUBSCRIBER,
)  # their places are written into cookies: add at the end, never reorder


@dataclass(frozen=True, slots=True)
class CookieJar:
    """The names and attributes of our cookies.

    Over HTTPS the names begin with `__Host-`, so that browsers take them from this very host alone
    (RFC 6265bis, section 4.1.3.2).
    """

    secure: bool

    @property
    def meter(self) -> str:
        """The name of the cookie that names an anonymous reader."""
        return "__Host-presspass_meter" if self.secure else "presspass_meter"

    @property
    def session(self) -> str:
        """The name of the cookie that vouches for a reader with an account."""
        return "__Host-presspass_session" if self.secure else "presspass_session"

    @property
    def form(self) -> str:
        """The name of the cookie that proves our forms to come from pages of ours."""
        return "__Host-presspass_form" if self.secure else "presspass_form"

    @property
    def door(self) -> str:
        """The name of the cookie of a browser whose reader is about to sign in."""
        return "__Host-presspass_door" if self.secure else "presspass_door"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all our cookies."""
        return self.meter, self.session, self.form, self.door

    def line(self, name: str, token: str, max_age: int) -> str:
        """The value of a `Set-Cookie` header; an age of 0 takes the cookie away."""
        secure = "; Secure" if self.secure else ""
        return f"{name}={token}; Max-Age={max_age}; Path=/; HttpOnly; SameSite=Lax{secure}"


@dataclass(slots=True, unsafe_hash=True)
class MeterCookie:
    """Names an anonymous reader. Made at page views, and so like `core.reader.Reader`.

    `pending` is what was granted in `pool` before the cookie ever came back.
    """

    reader: Final[ReaderId]
    issued: Final[Instant]
    pending: Final[Entry | None] = None
    pool: Final[str] = ""

    def already_read(self) -> Charge | None:
        """What the meter is to be asked for what is pending, whatever the limit, if anything is."""
        if self.pending is None:
            return None
        return Charge(self.pool, self.pending.article, 0, 0, self.pending.at, (self.pending,))

    def pack(self) -> bytes:
        """The payload to seal."""
        head = _METER.pack(_VERSION, self.reader, self.issued)
        if self.pending is None:
            return head
        return head + _PENDING.pack(*self.pending) + self.pool.encode()

    @classmethod
    def unpack(cls, payload: bytes) -> "MeterCookie | None":
        """The cookie, or `None` where the payload is of no version that we know."""
        size = len(payload)
        if size < _METER.size or payload[0] != _VERSION:
            return None
        _, reader, issued = _METER.unpack_from(payload)
        if size == _METER.size:
            return cls(reader, issued)
        try:
            article, at = _PENDING.unpack_from(payload, _METER.size)
            pool = payload[_METER.size + _PENDING.size :].decode()
        except (struct.error, UnicodeDecodeError):
            return None
        return cls(ReaderId(reader), issued, Entry(ArticleKey(article), at), pool)


@dataclass(frozen=True, slots=True)
class Session:
    """Vouches for a reader with an account until `expires`, and wants renewing then.

    `id` is the browser's sign-in, which the reader can end from elsewhere.
    """

    id: SessionId
    reader: ReaderId
    standing: Standing
    issued: Instant
    expires: Instant
    entitled_until: Instant | None = None
    fix_by: Instant | None = None

    def pack(self) -> bytes:
        """The payload to seal."""
        return _SESSION.pack(
            _SESSION_VERSION,
            self.id,
            self.reader,
            _STANDINGS.index(self.standing),
            self.issued,
            self.expires,
            self.entitled_until or 0,
            self.fix_by or 0,
        )

    @classmethod
    def unpack(cls, payload: bytes) -> "Session | None":
        """The session, or `None` where the payload is of no version that we know."""
        if len(payload) != _SESSION.size:
            return None
        version, number, reader, standing, issued, expires, entitled, fix_by = _SESSION.unpack(
            payload
        )
        if version != _SESSION_VERSION or standing >= len(_STANDINGS):
            return None
        return cls(
            SessionId(number),
            ReaderId(reader),
            _STANDINGS[standing],
            issued,
            expires,
            entitled or None,
            fix_by or None,
        )

    def vouched(self) -> Reader:
        """The reader that the session vouches for."""
        return Reader(self.reader, self.standing, self.entitled_until, self.fix_by)
