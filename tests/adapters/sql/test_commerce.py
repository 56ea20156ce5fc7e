"""What `SqlCommerce` promises beside the contract: on files, across processes, in two dialects."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import Dialect, Engine, Select, text
from sqlalchemy.dialects import registry
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql.dml import UpdateBase

from presspass.adapters.sql import (
    SqlCommerce,
    SqlEditions,
    accounts,
    attempts,
    audit,
    challenges,
    deliveries,
    entitlements,
    open_database,
    outbox,
    sessions,
)
from presspass.adapters.sql.inserting import Upsert
from presspass.adapters.sql.schema import metadata
from presspass.adapters.sql.sqlite import open_file
from presspass.core.account import Account
from presspass.core.ids import ReaderId
from presspass.core.mailbox import Mailbox
from presspass.ports import Deed, Mail, MailState, StoreAway

NOW = 1_800_000_000
ANN = Account(ReaderId(b"a" * 16), Mailbox.parse("ann@example.com"), "en", NOW)
BEA = Account(ReaderId(b"b" * 16), Mailbox.parse("bea@example.com"), "en", NOW)
POSTGRESQL: Dialect = registry.load("postgresql")()

DIES = """
import os, sys
from presspass.adapters.sql import SqlCommerce, open_database
from presspass.core.account import Account
from presspass.core.ids import ReaderId
from presspass.core.mailbox import Mailbox

commerce = SqlCommerce(open_database(sys.argv[1]))
with commerce.transaction() as books:
    books.outbox.claim(1_800_000_000, 1)
with commerce.transaction() as books:
    books.accounts.create(Account(ReaderId(b"b" * 16), Mailbox.parse("bea@example.com"), "en", 1))
    books.outbox.claim(1_800_000_000, 1)
    os._exit(7)
"""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(tmp_path / "presspass.db")
    yield engine
    engine.dispose()


def mail(key: str) -> Mail:
    return Mail(key, "ann@example.com", "en", "Your code", "123456", "<p>123456</p>", NOW)


def test_who_dies_keeps_what_was_committed_and_no_more(engine: Engine, tmp_path: Path) -> None:
    commerce = SqlCommerce(engine)
    with commerce.transaction() as books:
        books.outbox.add(mail("a"))
        books.outbox.add(mail("b"))
    died = subprocess.run([sys.executable, "-c", DIES, tmp_path / "presspass.db"], check=False)
    assert died.returncode == 7
    with commerce.transaction() as books:
        assert books.accounts.by_reader(BEA.reader) is None
        assert books.outbox.state("a") is MailState.SENDING
        assert [it.mail.key for it in books.outbox.claim(NOW, 9)] == ["b"]


def test_locked_for_too_long_is_away_and_reading_goes_on(engine: Engine, tmp_path: Path) -> None:
    commerce = SqlCommerce(engine)
    with commerce.transaction() as books:
        books.accounts.create(ANN)
    impatient = open_file(tmp_path / "presspass.db", "FULL", patience=0.05)
    held_up = SqlCommerce(impatient)
    other = sqlite3.connect(tmp_path / "presspass.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreAway, match="locked"), held_up.transaction() as books:
        books.accounts.create(BEA)
    with held_up.reading() as books:
        assert books.accounts.by_reader(ANN.reader) == ANN
    other.execute("ROLLBACK")
    other.close()
    with held_up.transaction() as books:
        books.accounts.create(BEA)
    impatient.dispose()


def test_a_full_disk_is_away_and_leaves_nothing_half_done(engine: Engine) -> None:
    commerce = SqlCommerce(engine)
    with engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages + 1}"))  # of this one connection
    long = Mail("long", "ann@example.com", "en", "Your code", "x" * 50_000, "", NOW)

    def register() -> None:
        with commerce.transaction() as books:
            books.accounts.create(ANN)
            books.outbox.add(long)

    with pytest.raises(StoreAway, match="full"):
        register()
    with commerce.reading() as books:
        assert books.accounts.by_reader(ANN.reader) is None
        assert books.outbox.state("long") is None
    with engine.connect() as connection:
        connection.execute(text(f"PRAGMA max_page_count = {pages + 1000}"))
    register()


def test_a_failure_of_the_body_keeps_its_own_name(engine: Engine) -> None:
    with pytest.raises(OSError, match="no space"), SqlCommerce(engine).reading():
        raise OSError("no space left for the export")


@pytest.mark.parametrize("outcome", ["sent", "refused"])
def test_of_a_settled_mail_only_its_key_is_left(engine: Engine, outcome: str) -> None:
    commerce = SqlCommerce(engine)
    with commerce.transaction() as books:
        books.outbox.add(mail("a"))
        [claimed] = books.outbox.claim(NOW, 1)
        if outcome == "sent":
            books.outbox.sent(claimed.number, NOW)
        else:
            books.outbox.refuse(claimed.number, NOW, "no such mailbox")
    with engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM outbox")).one()
    assert (row.key, row.state) == ("a", outcome)
    assert "ann@" not in str(row)
    assert "123456" not in str(row)


def test_what_was_deleted_does_not_stay_behind_in_the_file(engine: Engine, tmp_path: Path) -> None:
    commerce = SqlCommerce(engine)
    with commerce.transaction() as books:
        books.accounts.create(ANN)
        books.outbox.add(replace(mail("a"), text="a most secret code" * 999))
    with commerce.transaction() as books:
        books.accounts.delete(ANN.reader, NOW)
    engine.dispose()  # the last connection to close writes the log through
    kept = (tmp_path / "presspass.db").read_bytes()
    assert ANN.mailbox.address.encode() not in kept
    assert b"a most secret code" not in kept


def test_a_number_of_the_outbox_is_never_used_again(engine: Engine) -> None:
    commerce = SqlCommerce(engine)
    with commerce.transaction() as books:
        books.accounts.create(ANN)
        books.outbox.add(mail("a"))
        [gone] = books.outbox.claim(NOW, 1)
        books.accounts.delete(ANN.reader, NOW)
        books.outbox.add(mail("goodbye"))
        [goodbye] = books.outbox.claim(NOW, 1)
        books.outbox.sent(gone.number, NOW)
        assert goodbye.number != gone.number
        assert books.outbox.state("goodbye") is MailState.SENDING


def test_publishing_lists_its_own_changes_and_not_those_to_readers(engine: Engine) -> None:
    with SqlCommerce(engine).transaction() as books:
        books.audit.enter(Deed(NOW, "ann", "import", ANN.reader.hex()))
    assert list(SqlEditions(engine).audit(9)) == []


def test_every_table_can_be_made_in_postgresql() -> None:
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=POSTGRESQL))
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=POSTGRESQL))


@pytest.mark.parametrize(
    "book",
    [accounts, attempts, audit, challenges, deliveries, entitlements, outbox, sessions],
    ids=lambda book: book.__name__.rpartition(".")[2],
)
def test_every_statement_can_be_said_in_postgresql(book: ModuleType) -> None:
    said = 0
    for value in vars(book).values():
        for each in value if isinstance(value, tuple) else (value,):
            statement = each._by_dialect["postgresql"] if isinstance(each, Upsert) else each
            if isinstance(statement, Select | UpdateBase):
                assert str(statement.compile(dialect=POSTGRESQL))
                said += 1
    assert said >= 2
