"""Who the reader is, from the signed cookies alone: no I/O, and nothing forged ever raises."""

from os import urandom
from typing import NamedTuple

from presspass.core.credentials import (
    METER_COOKIE_LIFE,
    METER_COOKIE_RENEWAL,
    CookieJar,
    MeterCookie,
    Session,
)
from presspass.core.ids import new_reader_id
from presspass.core.instants import Instant
from presspass.core.reader import Reader
from presspass.core.seals import Keyring, Purpose

_REMEMBERED = 16_384
"""Opened tokens kept in memory, so that a reader's next page costs a look-up."""


class Visitor(NamedTuple):
    """A reader, and the meter cookie that came back (`None`: none of ours did).

    `fresh` is false if the cookie wants sealing anew: an older key, or nearing its end.
    """

    reader: Reader
    cookie: MeterCookie | None
    fresh: bool


class Identify:
    """Reads our cookies among all that a browser sends."""

    def __init__(self, keyring: Keyring, jar: CookieJar) -> None:
        self._keyring = keyring
        self._jar = jar
        self._meter = jar.meter.encode()
        self._session = jar.session.encode()
        self._meters: dict[bytes, tuple[MeterCookie, bool]] = {}
        self._sessions: dict[bytes, Session] = {}

    def visitor(self, cookies: bytes, now: Instant) -> Visitor:
        """The reader whom a `Cookie` header names, or a new one."""
        session = self._vouched(cookies, now) if self._session in cookies else None
        meter = self._named(cookies) if self._meter in cookies else None
        if meter is None:
            if session is not None:
                return Visitor(session.vouched(), None, fresh=True)
            return Visitor(Reader(new_reader_id(now, urandom(10)), new=True), None, fresh=True)
        cookie, newest_key = meter
        fresh = newest_key and now - cookie.issued < METER_COOKIE_RENEWAL
        if session is not None:
            return Visitor(session.vouched(), cookie, fresh)
        return Visitor(Reader(cookie.reader), cookie, fresh)

    def set_cookie(self, cookie: MeterCookie) -> tuple[bytes, bytes]:
        """The header line that gives a reader the cookie."""
        token = self._keyring.seal(Purpose.METER, cookie.pack())
        line = self._jar.line(self._jar.meter, token, METER_COOKIE_LIFE)
        return (b"set-cookie", line.encode())

    def without_ours(self, cookies: bytes) -> bytes:
        """The `Cookie` header as the origin may see it."""
        kept = [
            part
            for part in cookies.split(b";")
            if part.partition(b"=")[0].strip() not in (self._meter, self._session)
        ]
        return b";".join(kept).strip()

    def _named(self, cookies: bytes) -> tuple[MeterCookie, bool] | None:
        for token in _tokens(cookies, self._meter):
            known = self._meters.get(token)
            if known is not None:
                return known
            opened = self._keyring.open(Purpose.METER, token.decode("latin-1"))
            cookie = None if opened is None else MeterCookie.unpack(opened.payload)
            if opened is not None and cookie is not None:
                if len(self._meters) >= _REMEMBERED:
                    self._meters.clear()
                self._meters[token] = (cookie, opened.fresh)
                return cookie, opened.fresh
        return None

    def _vouched(self, cookies: bytes, now: Instant) -> Session | None:
        for token in _tokens(cookies, self._session):
            session = self._sessions.get(token)
            if session is None:
                opened = self._keyring.open(Purpose.SESSION, token.decode("latin-1"))
                session = None if opened is None else Session.unpack(opened.payload)
                if session is None:
                    continue
                if len(self._sessions) >= _REMEMBERED:
                    self._sessions.clear()
                self._sessions[token] = session
            if now < session.expires:
                return session
        return None


def _tokens(cookies: bytes, name: bytes) -> list[bytes]:
    """The values of all cookies of that name: a foreign one may stand beside ours."""
    found = []
    for part in cookies.split(b";"):
        key, _, value = part.partition(b"=")
        if key.strip() == name:
            found.append(value.strip())
    return found
