"""Who the reader is, from the signed cookies alone: no I/O, and nothing forged ever raises."""

from os import urandom
from typing import NamedTuple, TypeVar

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

T = TypeVar("T")

_REMEMBERED = 16_384
"""Opened tokens kept in memory, so that a reader's next page costs a look-up."""


_TRIED = 4
"""Cookies of one name that are looked at: opening thousands would be work for nothing."""


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
        self._visitors: dict[bytes, tuple[Visitor, Instant]] = {}
        self._readers: dict[bytes, tuple[Reader, Instant]] = {}

    def visitor(self, cookies: bytes, now: Instant) -> Visitor:
        """The reader whom a `Cookie` header names, or a new one."""
        reader = self._vouched(cookies, now) if self._session in cookies else None
        named = self._named(cookies) if self._meter in cookies else None
        if named is None:
            reader = reader or Reader(new_reader_id(now, urandom(10)), new=True)
            return Visitor(reader, None, fresh=True)
        visitor, renewal = named
        if reader is None and now < renewal:
            return visitor
        return Visitor(reader or visitor.reader, visitor.cookie, now < renewal)

    def set_cookie(self, cookie: MeterCookie) -> tuple[bytes, bytes]:
        """The header line that gives a reader the cookie."""
        token = self._keyring.seal(Purpose.METER, cookie.pack())
        line = self._jar.line(self._jar.meter, token, METER_COOKIE_LIFE)
        return (b"set-cookie", line.encode())

    def without_ours(self, cookies: bytes) -> bytes:
        """The `Cookie` header as the origin may see it."""
        if self._meter not in cookies and self._session not in cookies:
            return cookies
        kept = [
            part
            for part in cookies.split(b";")
            if part.partition(b"=")[0].strip() not in (self._meter, self._session)
        ]
        return b";".join(kept).strip()

    def _named(self, cookies: bytes) -> tuple[Visitor, Instant] | None:
        """The visitor of the meter cookie, and when it wants sealing anew."""
        for token in _tokens(cookies, self._meter):
            known = self._visitors.get(token)
            if known is not None:
                return known
            opened = self._keyring.open(Purpose.METER, token.decode("latin-1"))
            cookie = None if opened is None else MeterCookie.unpack(opened.payload)
            if opened is not None and cookie is not None:
                renewal = cookie.issued + METER_COOKIE_RENEWAL if opened.fresh else 0
                known = (Visitor(Reader(cookie.reader), cookie, fresh=True), renewal)
                return _remember(self._visitors, token, known)
        return None

    def _vouched(self, cookies: bytes, now: Instant) -> Reader | None:
        """The reader for whom a session vouches that has not expired."""
        for token in _tokens(cookies, self._session):
            known = self._readers.get(token)
            if known is None:
                opened = self._keyring.open(Purpose.SESSION, token.decode("latin-1"))
                session = None if opened is None else Session.unpack(opened.payload)
                if session is None:
                    continue
                known = _remember(self._readers, token, (session.vouched(), session.expires))
            reader, expires = known
            if now < expires:
                return reader
        return None


def _remember(memory: dict[bytes, T], token: bytes, value: T) -> T:
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[token] = value
    return value


def _tokens(cookies: bytes, name: bytes) -> list[bytes]:
    """The values of the first cookies of that name: a foreign one may stand beside ours."""
    found = []
    for part in cookies.split(b";"):
        key, _, value = part.partition(b"=")
        if key.strip() == name:
            found.append(value.strip())
    return found[:_TRIED]
