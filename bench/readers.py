"""Readers for the benchmark: their sealed cookies, and the meter's rows behind them."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from random import Random

from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.adapters.sqlite_meter.packing import pack
from presspass.core.credentials import CookieJar, MeterCookie, Session
from presspass.core.ids import (
    ArticleId,
    ArticleKey,
    ReaderId,
    SessionId,
    article_key,
    new_reader_id,
)
from presspass.core.instants import DAY, Instant
from presspass.core.meter import Entry
from presspass.core.reader import Standing
from presspass.core.seals import Keyring, Purpose

POOL = "articles"
_CROWD = 1_000
"""Readers whom each of the views but first reads takes turns among."""


def crowd(name: str, now: Instant) -> list[ReaderId]:
    """The readers of a view."""
    source = Random(name)  # noqa: S311  # the same readers in every process
    return [new_reader_id(now - DAY, source.randbytes(10)) for _ in range(_CROWD)]


def new_readers(count: int, now: Instant, source: Random) -> Iterator[ReaderId]:
    """Readers not met before, each made a little later than the one before it."""
    for place in range(count):
        yield new_reader_id(now - DAY + place * DAY // count, source.randbytes(10))


def meter_cookie(keyring: Keyring, reader: ReaderId, now: Instant) -> str:
    """The `Cookie` header of an anonymous reader."""
    token = keyring.seal(Purpose.METER, MeterCookie(reader, now).pack())
    return f"{CookieJar(secure=False).meter}={token}"


def session_cookie(keyring: Keyring, reader: ReaderId, now: Instant) -> str:
    """The `Cookie` header of a subscriber."""
    session = Session(
        SessionId(bytes(16)), reader, Standing.SUBSCRIBED, now, now + DAY, now + 30 * DAY
    )
    return f"{CookieJar(secure=False).session}={keyring.seal(Purpose.SESSION, session.pack())}"


def article_of(number: int) -> ArticleKey:
    """The key of one of the stand-in site's articles; ids are `https`, however they are asked."""
    return article_key(ArticleId(f"https://127.0.0.1/articles/{number}"))


def fill(path: Path, rows: int, now: Instant) -> None:
    """A store of so many rows, the crowds of re-readers and of the denied among them.

    Re-readers have articles left, so that each of their views looks into the file.
    """
    SqliteMeter(path).close()
    source = Random(7)  # noqa: S311  # filler
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("INSERT OR IGNORE INTO pools (name) VALUES (?)", (POOL,))
    pool = connection.execute("SELECT id FROM pools WHERE name = ?", (POOL,)).fetchone()[0]
    filler = (
        (reader, pool, pack([Entry(ArticleKey(source.getrandbits(62)), now - 600)]))
        for reader in new_readers(rows, now - DAY, source)
    )
    others = [Entry(article_of(1000 + number), now - 600) for number in range(5)]
    crowds = {"reread": [Entry(article_of(1), now - 600), *others[:2]], "denied": others}
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO meter VALUES (?, ?, ?)", filler)
    for view, entries in crowds.items():
        connection.executemany(
            "INSERT INTO meter VALUES (?, ?, ?)",
            [(reader, pool, pack(entries)) for reader in crowd(view, now)],
        )
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
