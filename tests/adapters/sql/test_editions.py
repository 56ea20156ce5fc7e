from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from presspass.adapters.sql import SqlEditions, open_database
from presspass.core.edition import Edition
from presspass.core.instants import Instant
from presspass.ports import Change, Fragment, Fragments, StoreAway, View
from presspass.services.snapshots import EditionSnapshots

NOON = 1_800_000_000


class Nothing:
    def render(self, view: View, language: str, page: str, now: Instant) -> Fragment:
        return Fragment(f"{view}{language}{page}{now}")


def nothing(edition: Edition) -> Fragments:
    assert edition.version
    return Nothing()


def test_what_one_process_publishes_another_sees(tmp_path: Path) -> None:
    ours, theirs = (open_database(tmp_path / "presspass.db") for _ in range(2))
    snapshots = EditionSnapshots(SqlEditions(ours), nothing, ZoneInfo("UTC"))
    before = snapshots.latest(None, NOON)
    assert before is not None
    SqlEditions(theirs).publish("", NOON, Change("ann", NOON))
    order = SqlEditions(theirs).order_purge("/a", Change("ann", NOON))
    after = snapshots.latest(before.version, NOON)
    assert after is not None
    assert after.version == "1"
    assert list(snapshots.purges(0)) == [order]
    ours.dispose()
    theirs.dispose()


def test_a_database_that_fails_is_away_and_found_again(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "presspass.db")
    snapshots = EditionSnapshots(SqlEditions(engine), nothing, ZoneInfo("UTC"))
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE edition RENAME TO lost"))
    with pytest.raises(StoreAway, match="the database"):
        snapshots.latest(None, NOON)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE lost RENAME TO edition"))
    assert snapshots.latest(None, NOON) is not None
    engine.dispose()
