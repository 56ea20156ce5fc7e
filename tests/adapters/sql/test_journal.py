import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from presspass.adapters.sql import SqlJournal, open_journal
from presspass.adapters.sql.journal import _OF
from presspass.core import receipts
from presspass.core.access import Decision, Reason
from presspass.core.ids import ArticleId, ReaderId
from presspass.core.instants import DAY, Instant
from presspass.core.reader import Standing
from presspass.core.seals import Keyring, Purpose
from presspass.core.situations import Situation
from presspass.ports import DECISIONS_KEPT, Answered, Record, StoreAway

NOON = 1_800_000_000
KEYRING = Keyring((b"k" * 32,))
READER = ReaderId(b"r" * 16)
ANN = ReaderId(b"a" * 16)


def answers(count: int, at: Instant) -> list[Answered]:
    decision = Decision(
        ArticleId("urn:1"), at, Standing.ANONYMOUS, Situation.FREE, "r", "1", Reason.FREE
    )
    receipt = KEYRING.seal(Purpose.RECEIPT, receipts.pack(decision))
    return [Answered(at, receipt, [READER]) for _ in range(count)]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_journal(tmp_path / "journal.db")
    yield engine
    engine.dispose()


def test_decisions_outlive_the_process_that_wrote_them(tmp_path: Path, engine: Engine) -> None:
    SqlJournal(engine).write(answers(3, NOON))
    again = open_journal(tmp_path / "journal.db")
    assert len(SqlJournal(again).recent(10)) == 3
    again.dispose()


def test_decisions_are_forgotten_after_a_month_in_steps_that_keep_writing_quick(
    engine: Engine,
) -> None:
    journal = SqlJournal(engine)
    journal.write(answers(100, NOON))
    journal.write(answers(1, NOON + DECISIONS_KEPT * DAY))
    assert len(journal.recent(1000)) == 101
    journal.write(answers(10, NOON + DECISIONS_KEPT * DAY + 1))
    assert len(journal.recent(1000)) == 91
    journal.write(answers(50, NOON + DECISIONS_KEPT * DAY + 2))
    assert len(journal.recent(1000)) == 61


def test_decisions_of_an_unknown_form_are_left_out(engine: Engine) -> None:
    journal = SqlJournal(engine)
    journal.write(answers(2, NOON))
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE answer SET receipt = '////////////////////////' WHERE number = 1")
        )
    assert len(journal.recent(10)) == 1


def test_a_journal_that_cannot_be_used_is_away(engine: Engine) -> None:
    journal = SqlJournal(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE answer"))
    with pytest.raises(StoreAway, match="the journal"):
        journal.write(answers(1, NOON))
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
    others = [ReaderId(number.to_bytes(16, "big")) for number in range(1000)]
    receipt = answers(1, NOON)[0].receipt
    ann = [
        Answered(NOON, receipt, [ANN]),
        Answered(NOON + 1, receipt, [*others, ANN, *others]),
        Answered(NOON + 2, receipt, [ANN]),
    ]
    for one in ann:
        journal.write([one, Answered(NOON, receipt, others), *answers(5000, NOON)])
    assert [record.at for record in journal.of(ANN, 0)] == [NOON + 2, NOON + 1, NOON]
    with engine.begin() as connection:
        plan = " ".join(
            row.detail
            for row in connection.execute(
                text(f"EXPLAIN QUERY PLAN {_OF}"), {"reader": b"a" * 16, "since": 0}
            )
        )
    assert "INDEX answer_alone (<expr>=? AND readers=?)" in plan
    assert "SCAN answer USING INDEX answer_together" in plan
    assert journal.forget(ANN) == 3
    assert journal.of(ANN, 0) == []


def test_what_was_kept_one_by_one_is_brought_along(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    receipt = answers(1, NOON)[0].receipt
    with closing(sqlite3.connect(path)) as old:
        old.execute(
            "CREATE TABLE decision (number INTEGER PRIMARY KEY, at, reader BLOB, receipt TEXT)"
        )
        old.execute("CREATE INDEX decision_reader ON decision (number >> 12, reader)")
        old.execute("INSERT INTO decision VALUES (7, ?, ?, ?)", (NOON, ANN, receipt))
        old.commit()
    for _ in range(2):
        engine = open_journal(path)
        assert SqlJournal(engine).of(ANN, 0) == [Record(NOON, ANN, receipt)]
        assert not inspect(engine).has_table("decision")
        engine.dispose()
