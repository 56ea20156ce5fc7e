from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from presspass.adapters.sql import SqlJournal, open_journal
from presspass.adapters.sql.journal import _OF
from presspass.core import receipts
from presspass.core.access import Decision, Reason
from presspass.core.ids import ArticleId, ReaderId
from presspass.core.instants import DAY, Instant
from presspass.core.reader import Standing
from presspass.core.seals import Keyring, Purpose
from presspass.core.situations import Situation
from presspass.ports import DECISIONS_KEPT, Record, StoreAway

NOON = 1_800_000_000
KEYRING = Keyring((b"k" * 32,))
READER = ReaderId(b"r" * 16)


def records(count: int, at: Instant) -> list[Record]:
    decision = Decision(
        ArticleId("urn:1"), at, Standing.ANONYMOUS, Situation.FREE, "r", "1", Reason.FREE
    )
    receipt = KEYRING.seal(Purpose.RECEIPT, receipts.pack(decision))
    return [Record(at, READER, receipt) for _ in range(count)]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_journal(tmp_path / "journal.db")
    yield engine
    engine.dispose()


def test_decisions_outlive_the_process_that_wrote_them(tmp_path: Path, engine: Engine) -> None:
    SqlJournal(engine).write(records(3, NOON))
    again = open_journal(tmp_path / "journal.db")
    assert len(SqlJournal(again).recent(10)) == 3
    again.dispose()


def test_decisions_are_forgotten_after_a_month_in_steps_that_keep_writing_quick(
    engine: Engine,
) -> None:
    journal = SqlJournal(engine)
    journal.write(records(100, NOON))
    journal.write(records(1, NOON + DECISIONS_KEPT * DAY))
    assert len(journal.recent(1000)) == 101
    journal.write(records(10, NOON + DECISIONS_KEPT * DAY + 1))
    assert len(journal.recent(1000)) == 91
    journal.write(records(50, NOON + DECISIONS_KEPT * DAY + 2))
    assert len(journal.recent(1000)) == 61


def test_decisions_of_an_unknown_form_are_left_out(engine: Engine) -> None:
    journal = SqlJournal(engine)
    journal.write(records(2, NOON))
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE decision SET receipt = '////////////////////////' WHERE number = 1")
        )
    assert len(journal.recent(10)) == 1


def test_a_journal_that_cannot_be_used_is_away(engine: Engine) -> None:
    journal = SqlJournal(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE decision"))
    with pytest.raises(StoreAway, match="the journal"):
        journal.write(records(1, NOON))
    with pytest.raises(StoreAway, match="the journal"):
        journal.recent(1)
    with pytest.raises(StoreAway, match="the journal"):
        journal.of(READER, 0)
    with pytest.raises(StoreAway, match="the journal"):
        journal.forget(READER)


def test_a_reader_is_found_among_many_blocks_of_others_and_without_reading_them_all(
    engine: Engine,
) -> None:
    journal = SqlJournal(engine)
    ann = [
        Record(at, ReaderId(b"a" * 16), record.receipt)
        for at, record in enumerate(records(2, NOON), NOON)
    ]
    for one in ann:
        journal.write([one, *records(5000, NOON)])
    assert journal.of(ReaderId(b"a" * 16), 0) == ann[::-1]
    with engine.begin() as connection:
        plan = " ".join(
            row.detail
            for row in connection.execute(
                text(f"EXPLAIN QUERY PLAN {_OF}"), {"reader": b"a" * 16, "since": 0}
            )
        )
    assert "INDEX decision_reader (<expr>=? AND reader=?)" in plan
    assert "SCAN decision" not in plan
    assert journal.forget(ReaderId(b"a" * 16)) == 2
