"""Readers for the benchmark: their sealed cookies, and the meter's rows behind them."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from random import Random

from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.adapters.sqlite_meter.packing import pack
from presspass.core.credentials import CookieJar, MeterCookie, Session
from presspass.core.ids import ArticleId, ReaderId, article_key, new_reader_id
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
    session = Session(reader, Standing.SUBSCRIBED, now, now + DAY, now + 30 * DAY)
    return f"{CookieJar(secure=False).session}={keyring.seal(Purpose.SESSION, session.pack())}"


def article_of(number: int) -> int:
    """The key of one of the stand-in site's articles."""
    return article_key(ArticleId(f"http://127.0.0.1/articles/{number}"))


def fill(path: Path, rows: int, now: Instant, articles: dict[str, int]) -> None:
    """A store of so many rows, the crowds of re-readers and of the denied among them."""
    SqliteMeter(path).close()
    source = Random(7)  # noqa: S311  # filler
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("INSERT OR IGNORE INTO pools (name) VALUES (?)", (POOL,))
    pool = connection.execute("SELECT id FROM pools WHERE name = ?", (POOL,)).fetchone()[0]
    others = [Entry(article_key(ArticleId(str(n))), now - 600) for n in range(4)]
    filler = (
        (reader, pool, pack([Entry(source.getrandbits(62), now - 600)]))  # type: ignore[arg-type]  # a key is 64 bits
        for reader in new_readers(rows, now - DAY, source)
    )
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO meter VALUES (?, ?, ?)", filler)
    for view, article in articles.items():
        kept = [Entry(article, now - 600)] if view == "reread" else []  # type: ignore[arg-type]  # as above
        spent = [*kept, *others] if kept else [*others, Entry(article_key(ArticleId("5")), now)]
        connection.executemany(
            "INSERT INTO meter VALUES (?, ?, ?)",
            [(reader, pool, pack(spent)) for reader in crowd(view, now)],
        )
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
