"""Who the reader is, from the signed cookies alone: no I/O, and nothing forged ever raises."""

import dataclasses
import re
from collections.abc import Sequence
from os import urandom
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from presspass.core.credentials import (
    METER_COOKIE_LIFE,
    METER_COOKIE_RENEWAL,
    SESSION_HONOURED,
    SESSION_LIFE,
    CookieJar,
    MeterCookie,
    Session,
)
from presspass.core.ids import READER_ENTROPY_BYTES, ReaderId, SessionId, new_reader_id
from presspass.core.instants import Instant
from presspass.core.lately import Lately
from presspass.core.reader import Reader
from presspass.core.seals import Keyring, Purpose
from presspass.gate.logins import Logins

_REMEMBERED = 16_384
"""Readers kept in memory by the cookies that they send, so that the next page costs a look-up."""

_LONGEST = 2_048
"""Longer cookie headers are read anew each time: clients choose them, to fill the memory."""

_TRIED = 4
"""Cookies of one name that are looked at: opening thousands would be work for nothing."""

_ALWAYS = 2**63
_METER = Purpose.METER  # a look into an enumeration is Python's slowest


class Visitor(Struct, frozen=True, gc=False):  # costs least to make and ask; is in no cycle
    """A reader, and the cookies of ours that came back (`None`: none of that kind did).

    `fresh` is false if the meter cookie wants sealing anew: an older key, or nearing its end.
    `stale` is true if the session wants renewing before it is believed.
    """

    reader: Reader
    cookie: MeterCookie | None
    fresh: bool
    session: Session | None = None
    stale: bool = False

    def steady(self) -> bool:
        """Whether there is no cookie to be given or renewed, whatever is decided."""
        cookie = self.cookie
        known = self.fresh and not self.stale and not self.reader.new
        return known and (cookie is None or cookie.pending is None)

    def vouched(self, session: Session) -> "Visitor":
        """The same visitor with a session that may be believed."""
        return replace(self, reader=session.vouched(), session=session, stale=False)

    def within(self, country: str) -> "Visitor":
        """The same visitor, known to be in a country: so is the request, and not its cookies."""
        return replace(self, reader=dataclasses.replace(self.reader, country=country))

    def signed_out(self, now: Instant) -> "Visitor":
        """The same visitor without a session."""
        reader = _new(now) if self.cookie is None else Reader(self.cookie.reader)
        return replace(self, reader=reader, session=None, stale=False)


_Seen: TypeAlias = tuple[Visitor, Instant, bool]
"""A visitor, until when the same cookies name the same, and whether they are a usual one's."""


class Identify:
    """Reads our cookies among all that a browser sends."""

    def __init__(
        self, keyring: Keyring, jar: CookieJar, login_cookies: tuple[str, ...] = ()
    ) -> None:
        self._keyring = keyring
        self._jar = jar
        self.logins = Logins(login_cookies, jar.names)
        """By what the site knows its own users."""
        self._meter = _Named(jar.meter)
        self._session = _Named(jar.session)
        self._lone = jar.meter.encode() + b"="
        self._ours = tuple(name.encode() for name in jar.names)
        self._seen: Lately[bytes, _Seen] = Lately(_REMEMBERED)
        self._ended: dict[SessionId, Instant] = {}
        self._outdated: dict[ReaderId, Instant] = {}

    def visitor(self, cookies: bytes, now: Instant) -> Visitor:
        """The reader whom a `Cookie` header names, or a new one."""
        seen = self._seen.get(cookies)
        return self._meet(cookies, now)[0] if seen is None or now >= seen[1] else seen[0]

    def usual(self, cookies: bytes, now: Instant) -> Visitor | None:
        """The reader, if nothing is to be done about their cookies, as for nearly all.

        None is to be given or renewed, whatever is decided, and the site's own log-in isn't there.
        """
        seen = self._seen.get(cookies)
        visitor, _, usual = self._meet(cookies, now) if seen is None or now >= seen[1] else seen
        return visitor if usual else None

    def end(self, session: SessionId, now: Instant) -> None:
        """Believe a session no more, whatever a cookie says."""
        self._seen.clear()
        self._ended = {each: at for each, at in self._ended.items() if now < at + SESSION_HONOURED}
        self._ended[session] = now

    def outdate(self, reader: ReaderId, now: Instant) -> None:
        """Have the reader's sessions renewed, those too that were issued a moment ago."""
        self._seen.clear()
        self._outdated = {
            each: at for each, at in self._outdated.items() if now < at + SESSION_HONOURED
        }
        self._outdated[reader] = now

    def meter_line(self, cookie: MeterCookie) -> tuple[bytes, bytes]:
        """The header line that gives a reader the meter cookie."""
        token = self._keyring.seal(Purpose.METER, cookie.pack())
        return self._line(self._jar.meter, token, METER_COOKIE_LIFE)

    def session_line(self, session: Session | None) -> tuple[bytes, bytes]:
        """The header line that gives a reader a session, or takes it away."""
        if session is None:
            return self._line(self._jar.session, "", 0)
        token = self._keyring.seal(Purpose.SESSION, session.pack())
        return self._line(self._jar.session, token, SESSION_LIFE)

    def without_ours(self, cookies: bytes) -> bytes:
        """The `Cookie` header as the origin may see it."""
        if not any(name in cookies for name in self._ours):
            return cookies
        kept = [
            part
            for part in cookies.split(b";")
            if part.partition(b"=")[0].strip() not in self._ours
        ]
        return b";".join(kept).strip()

    def _meet(self, cookies: bytes, now: Instant) -> "_Seen":
        """The visitor, remembered for the next time."""
        if cookies.startswith(self._lone) and cookies.find(b";") < 0:  # ours, and no other
            cookie, renewal = self._opened((cookies[len(self._lone) :],))
            visitor, until = _unvouched(cookie, renewal, now)
            seen = visitor, until, visitor.steady()
        else:
            visitor, until = self._read(cookies, now)
            seen = visitor, until, visitor.steady() and not self.logins.among(cookies)
        if now < until and len(cookies) <= _LONGEST:
            self._seen.keep(cookies, seen)
        return seen

    def _read(self, cookies: bytes, now: Instant) -> tuple[Visitor, Instant]:
        """The visitor, and until when the same cookies name the same."""
        cookie, renewal = self._opened(self._meter.found(cookies)[:_TRIED])
        sessions = self._session.found(cookies)[:_TRIED]
        session = self._signed_in(sessions, now) if sessions else None
        if session is None:
            return _unvouched(cookie, renewal, now)
        stale = self._is_stale(session, now)
        visitor = Visitor(session.vouched(), cookie, now < renewal, session, stale)
        return visitor, 0 if stale else min(session.expires, renewal)

    def _opened(self, tokens: Sequence[bytes]) -> tuple[MeterCookie | None, Instant]:
        """The meter cookie, and when it wants sealing anew."""
        for token in tokens:
            opened = self._keyring.opened(_METER, token.strip())
            if opened is None:
                continue
            payload, fresh = opened
            cookie = MeterCookie.unpack(payload)
            if cookie is not None:
                return cookie, cookie.issued + METER_COOKIE_RENEWAL if fresh else 0
        return None, _ALWAYS

    def _signed_in(self, tokens: Sequence[bytes], now: Instant) -> Session | None:
        """The session that is neither over nor ended, the one issued last if there are several."""
        found = []
        for token in tokens:
            opened = self._keyring.opened(Purpose.SESSION, token.strip())
            session = None if opened is None else Session.unpack(opened[0])
            if session is None or session.id in self._ended:
                continue
            if now < session.issued + SESSION_LIFE:
                found.append(session)
        return max(found, key=lambda session: session.issued, default=None)

    def _is_stale(self, session: Session, now: Instant) -> bool:
        return session.expires <= now or session.issued <= self._outdated.get(session.reader, -1)

    def _line(self, name: str, token: str, life: int) -> tuple[bytes, bytes]:
        return (b"set-cookie", self._jar.line(name, token, life).encode())


def _unvouched(
    cookie: MeterCookie | None, renewal: Instant, now: Instant
) -> tuple[Visitor, Instant]:
    """A visitor without a session, and until when the same cookies name the same."""
    if cookie is None:
        return Visitor(_new(now), None, fresh=True), 0
    return Visitor(Reader(cookie.reader), cookie, now < renewal), renewal


def _new(now: Instant) -> Reader:
    return Reader(new_reader_id(now, urandom(READER_ENTROPY_BYTES)), new=True)


class _Named:
    """The cookies of one name; a foreign one may stand beside ours."""

    def __init__(self, name: str) -> None:
        self._name = name.encode()
        self._pattern = re.compile(rb"(?:^|;)\s*" + re.escape(self._name) + rb"\s*=([^;]*)")

    def found(self, cookies: bytes) -> list[bytes]:
        """Their values in a `Cookie` header."""
        if cookies.find(self._name) < 0:  # `in` takes bytes for a number first, and is slow
            return []
        return self._pattern.findall(cookies)
