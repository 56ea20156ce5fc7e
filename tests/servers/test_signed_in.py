"""Readers who are signed in, before real workers and the publication's own database."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from presspass.adapters.sql import SqlCommerce, open_database
from presspass.core.account import Account
from presspass.core.credentials import SESSION_FRESH, SESSION_HONOURED, Session
from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.ids import ReaderId, SessionId, new_reader_id
from presspass.core.instants import DAY
from presspass.core.mailbox import Mailbox
from presspass.core.plans import Benefit
from presspass.core.reader import Standing
from presspass.core.seals import Keyring, Purpose
from presspass.ports import OpenSession
from tests.servers.gate import SECRET, Gate, gate_before, until
from tests.servers.site import Site

pytestmark = pytest.mark.server

RING = Keyring((SECRET.encode(),))
PROMISED = 5.0
"""Seconds until a revocation is everywhere."""


class Books:
    """The publication's database, beside the workers."""

    def __init__(self, gate: Gate) -> None:
        self.file = gate.folder / "data" / "presspass.db"
        self._engine = open_database(self.file)
        self._commerce = SqlCommerce(self._engine)

    def subscriber(self) -> tuple[ReaderId, SessionId]:
        """Somebody who paid, signed in in one browser."""
        now = int(time.time())
        reader, browser = new_reader_id(now, os.urandom(10)), SessionId(os.urandom(16))
        name = EntitlementId(f"import:{reader.hex()}:articles")
        with self._commerce.transaction() as books:
            mailbox = Mailbox.parse(f"{reader.hex()}@example.org")
            books.accounts.create(Account(reader, mailbox, "en", now))
            books.sessions.open(OpenSession(browser, reader, now, now, now + 99 * DAY, "Here"))
            books.entitlements.put(
                Entitlement(name, reader, Benefit.ARTICLES, now - DAY, None, Basis.IMPORT)
            )
        return reader, browser

    def revoke(self, browser: SessionId) -> None:
        with self._commerce.transaction() as books:
            books.sessions.revoke(browser, int(time.time()))

    def take_away(self, reader: ReaderId) -> None:
        with self._commerce.transaction() as books:
            books.entitlements.remove(EntitlementId(f"import:{reader.hex()}:articles"))
            books.sessions.renew_all([reader], int(time.time()))

    def close(self) -> None:
        self._engine.dispose()


def cookie(reader: ReaderId, browser: SessionId, *, age: int = 0) -> str:
    """The session cookie that was issued so many seconds ago."""
    issued = int(time.time()) - age
    until_ = issued + 30 * DAY
    session = Session(browser, reader, Standing.SUBSCRIBED, issued, issued + SESSION_FRESH, until_)
    return f"presspass_session={RING.seal(Purpose.SESSION, session.pack())}"


@pytest.fixture
def books(workers: Gate) -> Iterator[Books]:
    with closing(Books(workers)) as opened:
        yield opened


def granted(gate: Gate, jar: str) -> list[bool]:
    """What a reader gets who asks often enough to meet every worker."""
    return [answer.granted for answer in gate.many(["/locked/signed-in"] * 8, cookie=jar)]


def test_a_revoked_session_ends_on_every_worker_within_five_seconds(
    workers: Gate, books: Books
) -> None:
    reader, browser = books.subscriber()
    jar = cookie(reader, browser)
    assert all(granted(workers, jar))
    books.revoke(browser)
    assert until(lambda: not any(granted(workers, jar)), PROMISED, 0.2)
    assert not any(granted(workers, jar))


def test_what_a_reader_no_longer_holds_ends_on_every_worker_within_five_seconds(
    workers: Gate, books: Books
) -> None:
    reader, browser = books.subscriber()
    jar = cookie(reader, browser)
    assert all(granted(workers, jar))
    books.take_away(reader)
    assert until(lambda: not any(granted(workers, jar)), PROMISED, 0.2)


def test_a_session_grown_old_is_renewed_by_a_page_view(workers: Gate, books: Books) -> None:
    reader, browser = books.subscriber()
    answer = workers.get("/locked/signed-in", cookie=cookie(reader, browser, age=DAY))
    assert answer.granted
    [line] = [each for each in answer.all("set-cookie") if each.startswith("presspass_session=")]
    again = workers.get("/locked/signed-in", cookie=line.partition(";")[0])
    assert again.granted
    assert again.all("set-cookie") == []


def test_a_forged_session_and_one_in_no_books_are_none(workers: Gate, books: Books) -> None:
    reader, browser = books.subscriber()
    forged = cookie(reader, browser)[:-8] + "AAAAAAA="
    assert not workers.get("/locked/signed-in", cookie=forged).granted
    unknown = cookie(reader, SessionId(os.urandom(16)), age=DAY)
    assert not workers.get("/locked/signed-in", cookie=unknown).granted


@pytest.fixture
def alone(site: Site, tmp_path: Path) -> Iterator[Gate]:
    with gate_before(site, tmp_path) as gate:
        yield gate


def test_payers_read_on_while_the_database_is_away_up_to_the_stated_limit(alone: Gate) -> None:
    with closing(Books(alone)) as books:
        reader, browser = books.subscriber()
    assert alone.get("/locked/a", cookie=cookie(reader, browser)).granted
    with closing(sqlite3.connect(books.file)) as holder:
        for table in ("session", "session_change"):
            holder.execute(f"ALTER TABLE {table} RENAME TO gone_{table}")
    old = cookie(reader, browser, age=DAY)
    assert alone.get("/locked/a", cookie=old).granted
    too_old = cookie(reader, browser, age=SESSION_FRESH + SESSION_HONOURED + 60)
    assert not alone.get("/locked/a", cookie=too_old).granted
    assert "sessions can't be renewed just now and are honoured" in alone.log
    with closing(sqlite3.connect(books.file)) as holder:
        for table in ("session", "session_change"):
            holder.execute(f"ALTER TABLE gone_{table} RENAME TO {table}")
    assert until(lambda: alone.get("/locked/a", cookie=old).all("set-cookie") != [], PROMISED, 0.3)
