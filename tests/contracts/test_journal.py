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
from presspass.ports import Answered, Journal, Record

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


def each(*records: Record) -> list[Answered]:
    """Answers that nobody shares."""
    return [Answered(at, receipt, [reader]) for at, reader, receipt in records]


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
    journal.write(each(record(1), record(2)))
    journal.write(each(record(3)))
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
    journal.write(each(kept(plain, ReaderId(b"r" * 16))))
    assert journal.recent(1)[0] == kept(plain, ReaderId(b"r" * 16))
    assert journal.recent(1)[0].decision == plain


def test_a_readers_own_decisions_come_back_newest_first(journal: Journal) -> None:
    mine = [record(place, NOON + place)._replace(reader=ANN) for place in range(4)]
    journal.write(each(mine[0], record(5)._replace(reader=BEA), mine[1]))
    journal.write(each(*mine[2:]))
    assert list(journal.of(ANN, 0)) == mine[::-1]
    assert list(journal.of(ANN, NOON + 2)) == [mine[3], mine[2]]
    assert list(journal.of(ReaderId(b"c" * 16), 0)) == []


def test_a_reader_is_forgotten_and_no_other(journal: Journal) -> None:
    assert journal.forget(ANN) == 0
    journal.write(each(*(record(place)._replace(reader=ANN) for place in range(3))))
    journal.write(each(record(5)._replace(reader=BEA)))
    assert journal.forget(ANN) == 3
    assert list(journal.of(ANN, 0)) == []
    assert list(journal.recent(10)) == [record(5)._replace(reader=BEA)]
    assert journal.forget(ANN) == 0


def test_what_readers_share_is_each_ones_own_decision(journal: Journal) -> None:
    at, _, receipt = record(1)
    journal.write([Answered(at, receipt, [ANN, BEA, ANN]), *each(record(2))])
    ann, bea = Record(at, ANN, receipt), Record(at, BEA, receipt)
    assert list(journal.recent(9)) == [record(2), ann, bea, ann]
    assert list(journal.recent(2)) == [record(2), ann]
    assert list(journal.of(ANN, at)) == [ann, ann]
    assert list(journal.of(BEA, at)) == [bea]
    assert list(journal.of(BEA, at + 1)) == []


def test_who_is_forgotten_leaves_the_others_who_got_the_same(journal: Journal) -> None:
    at, _, receipt = record(1)
    journal.write([Answered(at, receipt, [ANN, BEA, ANN]), *each(Record(at, ANN, receipt))])
    assert journal.forget(ANN) == 3
    assert list(journal.recent(9)) == [Record(at, BEA, receipt)]
    assert journal.forget(BEA) == 1
    assert list(journal.recent(9)) == []


def test_an_id_across_two_others_is_nobody(journal: Journal) -> None:
    """Ids may be kept back to back; one that only appears where two meet was never there."""
    at, _, receipt = record(1)
    journal.write([Answered(at, receipt, [ANN, BEA])])
    between = ReaderId((ANN + BEA)[8:24])
    assert list(journal.of(between, 0)) == []
    assert journal.forget(between) == 0
    assert len(journal.recent(9)) == 2
