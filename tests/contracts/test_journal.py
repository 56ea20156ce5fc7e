"""What every `ports.Journal` promises."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from presspass.adapters.memory_journal import MemoryJournal
from presspass.adapters.sql import SqlJournal, open_journal
from presspass.core import receipts
from presspass.core.access import Decision, Reason
from presspass.core.ids import ArticleId, ReaderId
from presspass.core.instants import Instant
from presspass.core.reader import Standing
from presspass.core.seals import Keyring, Purpose
from presspass.core.situations import Situation
from presspass.ports import Journal, Record

NOON = 1_800_000_000
KEYRING = Keyring((b"k" * 32,))


ANN, BEA = ReaderId(b"a" * 16), ReaderId(b"b" * 16)


def record(place: int, at: Instant = NOON) -> Record:
    decision = Decision(
        ArticleId(f"https://example.com/ä/{place}"),
        at,
        Standing.REGISTERED,
        Situation.METER_LEFT,
        "a rule",
        "7",
        Reason.ALLOWANCE,
        limit=5,
        used=place,
        newly_charged=True,
        resets_at=at + 100,
        days=30,
    )
    return kept(decision, ReaderId(bytes((place % 256,)) * 16))


def kept(decision: Decision, reader: ReaderId) -> Record:
    return Record(decision.at, reader, KEYRING.seal(Purpose.RECEIPT, receipts.pack(decision)))


@pytest.fixture(params=["memory", "sql"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    if request.param == "memory":
        yield MemoryJournal(100)
        return
    engine = open_journal(tmp_path / "journal.db")
    yield SqlJournal(engine)
    engine.dispose()


def test_the_last_decisions_come_back_newest_first(journal: Journal) -> None:
    journal.write([record(1), record(2)])
    journal.write([record(3)])
    assert list(journal.recent(10)) == [record(3), record(2), record(1)]
    assert list(journal.recent(2)) == [record(3), record(2)]
    assert list(journal.recent(0)) == []


def test_an_empty_journal_has_nothing_and_keeps_nothing_of_nothing(journal: Journal) -> None:
    journal.write([])
    assert list(journal.recent(10)) == []


def test_a_decision_is_kept_as_the_gate_made_it(journal: Journal) -> None:
    plain = Decision(
        ArticleId("urn:1"),
        NOON,
        Standing.ANONYMOUS,
        Situation.FREE,
        "r",
        "1",
        Reason.FREE,
        binding=False,
    )
    journal.write([kept(plain, ReaderId(b"r" * 16))])
    assert journal.recent(1)[0] == kept(plain, ReaderId(b"r" * 16))
    assert journal.recent(1)[0].decision == plain


def test_a_readers_own_decisions_come_back_newest_first(journal: Journal) -> None:
    mine = [record(place, NOON + place)._replace(reader=ANN) for place in range(4)]
    journal.write([mine[0], record(5)._replace(reader=BEA), mine[1]])
    journal.write(mine[2:])
    assert list(journal.of(ANN, 0)) == mine[::-1]
    assert list(journal.of(ANN, NOON + 2)) == [mine[3], mine[2]]
    assert list(journal.of(ReaderId(b"c" * 16), 0)) == []


def test_a_reader_is_forgotten_and_no_other(journal: Journal) -> None:
    assert journal.forget(ANN) == 0
    journal.write([record(place)._replace(reader=ANN) for place in range(3)])
    journal.write([record(5)._replace(reader=BEA)])
    assert journal.forget(ANN) == 3
    assert list(journal.of(ANN, 0)) == []
    assert list(journal.recent(10)) == [record(5)._replace(reader=BEA)]
    assert journal.forget(ANN) == 0
