import asyncio
import logging
from collections.abc import Sequence
from threading import Event

import pytest

from presspass.adapters.memory_journal import MemoryJournal
from presspass.core import receipts
from presspass.core.access import Decision, Reason
from presspass.core.ids import ArticleId, ReaderId
from presspass.core.reader import Standing
from presspass.core.seals import Keyring, Purpose
from presspass.core.situations import Situation
from presspass.gate import record
from presspass.gate.record import Recorder
from presspass.ports import Answered, Record, StoreAway

ANN, BEA = ReaderId(b"reader id of Ann"), ReaderId(b"reader id of Bea")


class Book(MemoryJournal):
    """A journal that can be away."""

    def __init__(self) -> None:
        super().__init__()
        self.away = False
        self.wrote = Event()
        self.batches: list[list[Record]] = []

    def write(self, answers: Sequence[Answered]) -> None:
        if self.away:
            raise StoreAway("the journal's disk is full")
        self.batches.append([record for answered in answers for record in answered.records])
        self.wrote.set()

    def recent(self, count: int) -> Sequence[Record]:
        return self.written[: -count - 1 : -1]

    @property
    def written(self) -> list[Record]:
        return [one for batch in self.batches for one in batch]


def entry(number: int) -> Record:
    decision = Decision(
        ArticleId(str(number)), 1, Standing.ANONYMOUS, Situation.FREE, "rule", "1", Reason.FREE
    )
    return Record(1, ANN, Keyring((b"k" * 32,)).seal(Purpose.RECEIPT, receipts.pack(decision)))


ENTRIES = [entry(number) for number in range(40)]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "_BATCH", 4)
    monkeypatch.setattr(record, "_KEPT", 10)
    monkeypatch.setattr(record, "FLUSH_SECONDS", 0.001)


def test_records_are_written_in_order_and_in_batches() -> None:
    book = Book()
    recorder = Recorder(book)
    for one in ENTRIES[:9]:
        recorder.add(*one)
    asyncio.run(recorder.flush())
    asyncio.run(recorder.flush())
    assert book.written == ENTRIES[:9]
    assert [len(batch) for batch in book.batches] == [4, 4, 1]


def test_what_comes_while_others_are_written_waits_for_the_next_time() -> None:
    recorder = Recorder(Book())

    class Busy(Book):
        def write(self, answers: Sequence[Answered]) -> None:
            super().write(answers)
            recorder.add(*ENTRIES[len(self.written)])

    book = Busy()
    recorder._journal = book
    for one in ENTRIES[:4]:
        recorder.add(*one)
    asyncio.run(recorder.flush())
    assert book.batches == [ENTRIES[:4]]
    asyncio.run(recorder.flush())
    assert book.batches == [ENTRIES[:4], ENTRIES[4:5]]


def test_records_wait_while_the_journal_is_away_and_go_in_order_when_it_is_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    book = Book()
    recorder = Recorder(book)
    book.away = True
    for one in ENTRIES[:6]:
        recorder.add(*one)
        asyncio.run(recorder.flush())
    book.away = False
    for one in ENTRIES[6:8]:
        recorder.add(*one)
    asyncio.run(recorder.flush())
    assert book.written == ENTRIES[:8]
    assert [line.levelno for line in caplog.records] == [logging.WARNING, logging.WARNING]
    assert "disk is full" in caplog.text


def test_beyond_what_is_kept_the_oldest_are_lost_and_never_the_newest() -> None:
    book = Book()
    recorder = Recorder(book)
    book.away = True
    for one in ENTRIES:
        recorder.add(*one)
        asyncio.run(recorder.flush())
    book.away = False
    asyncio.run(recorder.flush())
    assert book.written == ENTRIES[-10:]


def test_what_comes_while_a_batch_is_refused_pushes_out_the_oldest() -> None:
    recorder = Recorder(Book())

    class Crowding(Book):
        def write(self, answers: Sequence[Answered]) -> None:
            for one in ENTRIES[10:16] if self.away else ():
                recorder.add(*one)
            super().write(answers)

    book = Crowding()
    recorder._journal = book
    book.away = True
    for one in ENTRIES[:10]:
        recorder.add(*one)
    asyncio.run(recorder.flush())
    book.away = False
    asyncio.run(recorder.flush())
    assert book.written == ENTRIES[6:16]


def test_the_recorder_writes_by_itself_until_it_is_cancelled() -> None:
    book = Book()
    recorder = Recorder(book)
    recorder.add(*ENTRIES[0])

    async def until_written() -> None:
        task = asyncio.create_task(recorder.run())
        await asyncio.to_thread(book.wrote.wait, 5)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(until_written())
    assert book.written == ENTRIES[:1]


def test_readers_with_the_same_answer_are_written_as_one() -> None:
    book = Book()
    recorder = Recorder(book)
    bea = ENTRIES[0]._replace(reader=BEA)
    for one in (ENTRIES[0], ENTRIES[1], bea, ENTRIES[0]):
        recorder.add(*one)
    asyncio.run(recorder.flush())
    assert book.batches == [[ENTRIES[0], bea, ENTRIES[0], ENTRIES[1]]]


def test_of_readers_with_the_same_answer_too_the_oldest_are_lost() -> None:
    book = Book()
    recorder = Recorder(book)
    book.away = True
    readers = [ReaderId(number.to_bytes(16, "big")) for number in range(12)]
    for reader in readers:
        recorder.add(*ENTRIES[0]._replace(reader=reader))
        asyncio.run(recorder.flush())
    recorder.add(*ENTRIES[1])
    asyncio.run(recorder.flush())
    book.away = False
    asyncio.run(recorder.flush())
    assert book.written == [
        *(ENTRIES[0]._replace(reader=reader) for reader in readers[3:]),
        ENTRIES[1],
    ]
