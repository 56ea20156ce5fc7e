"""What the event loop answers in place."""

import asyncio
from pathlib import Path
from time import monotonic, sleep

from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.core.ids import ReaderId
from tests.adapters.sqlite_meter.meters import ANN, charge, wanted
from tests.adapters.sqlite_meter.processes import LOCKER, line, python


def test_re_reads_and_refusals_need_no_lock(path: Path, store: SqliteMeter) -> None:
    charge(store, wanted(1, limit=1))
    with python(LOCKER, path) as locker:
        assert line(locker) == "locked"
        before = monotonic()
        assert charge(store, wanted(1, limit=1)).granted
        assert not charge(store, wanted(2, limit=1)).granted
        assert asyncio.run(store.peek(ANN, wanted(2))).granted
        assert monotonic() - before < 0.5


def test_re_reads_and_refusals_write_nothing(path: Path, store: SqliteMeter) -> None:
    charge(store, wanted(1, limit=1))
    log = path.with_name("meter.db-wal")
    sleep(1.3)  # the keeper writes once after the last charge
    before = log.read_bytes()
    for _ in range(3):
        charge(store, wanted(1, limit=1))
        charge(store, wanted(2, limit=1))
        asyncio.run(store.peek(ReaderId(b"b" * 16), wanted(2)))
    assert log.read_bytes() == before
