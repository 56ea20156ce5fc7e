import pytest

from presspass.adapters.sqlite_meter import recent as module
from presspass.adapters.sqlite_meter.packing import pack
from presspass.adapters.sqlite_meter.recent import Recent
from presspass.core.ids import ArticleKey, ReaderId
from presspass.core.meter import Charge, Entry, Reading

READER = ReaderId(b"r" * 16)
OTHER = ReaderId(b"o" * 16)
ROW = pack([Entry(ArticleKey(1), 100), Entry(ArticleKey(2), 101)])
NOW = 200


def wanted(article: int, limit: int = 2, since: int = 0) -> Charge:
    return Charge("articles", ArticleKey(article), limit, since, NOW)


def read(*, alone: bool) -> Recent:
    """A table that holds the row of a reader who read two articles."""
    table = Recent(alone=alone)
    table.remember(READER, wanted(3), ROW, table.changes)
    return table


@pytest.fixture(params=[False, True], ids=["among others", "alone"])
def table(request: pytest.FixtureRequest) -> Recent:
    return read(alone=request.param)


def test_a_refusal_at_the_limit_is_known(table: Recent) -> None:
    assert table.reading(READER, wanted(3)) == Reading(False, 2, 2, False, 100)  # noqa: FBT003  # a reading's order


def test_a_re_read_at_the_limit_is_known(table: Recent) -> None:
    assert table.reading(READER, wanted(1)) == Reading(True, 2, 2, False, 100)  # noqa: FBT003  # a reading's order


def test_nothing_new_is_ever_known(table: Recent) -> None:
    assert table.reading(READER, wanted(3, limit=3)) is None
    assert table.reading(READER, wanted(1, since=101)) is None
    assert table.reading(READER, wanted(3, since=101)) is None


def test_a_re_read_below_the_limit_is_known_where_no_other_process_charges() -> None:
    assert read(alone=False).reading(READER, wanted(1, limit=3)) is None
    assert read(alone=True).reading(READER, wanted(1, limit=3)) == Reading(True, 2, 3, False, 100)  # noqa: FBT003  # a reading's order


def test_nothing_is_known_in_other_pools_of_other_readers_or_with_something_pending(
    table: Recent,
) -> None:
    assert table.reading(OTHER, wanted(3)) is None
    elsewhere = Charge("letters", ArticleKey(3), 2, 0, NOW)
    pending = Charge("articles", ArticleKey(3), 2, 0, NOW, (Entry(ArticleKey(9), 150),))
    assert table.reading(READER, elsewhere) is None
    assert table.reading(READER, pending) is None


def test_what_is_remembered_is_believed_for_some_seconds(table: Recent) -> None:
    assert table.reading(READER, wanted(3)._replace(now=NOW + 9)) is not None
    assert table.reading(READER, wanted(3)._replace(now=NOW + 10)) is None


def test_a_row_that_changed_is_read_again(table: Recent) -> None:
    table.remember(OTHER, wanted(3), ROW, table.changes)
    table.changed([(READER, "articles")])
    assert table.reading(READER, wanted(3)) is None
    assert table.reading(OTHER, wanted(3)) is not None


def test_what_was_read_before_another_connection_changed_something_is_not_kept(
    table: Recent,
) -> None:
    before = table.changes
    table.changed([(READER, "articles")])
    table.remember(READER, wanted(3), ROW, before)
    table.remember(OTHER, wanted(3), ROW, before)
    assert table.reading(READER, wanted(1)) is None
    assert table.reading(OTHER, wanted(1)) is None


def test_what_counts_from_another_time_on_is_not_known(table: Recent) -> None:
    table.remember(OTHER, wanted(3, since=101), ROW, table.changes)
    assert table.reading(OTHER, wanted(2, limit=1, since=101)) is not None
    assert table.reading(OTHER, wanted(2, limit=1, since=100)) is None
    assert table.reading(OTHER, wanted(2, limit=1, since=102)) is None


def test_everyone_is_forgotten_on_demand(table: Recent) -> None:
    before = table.changes
    table.forget()
    assert table.reading(READER, wanted(3)) is None
    table.remember(READER, wanted(3), ROW, before)
    assert table.reading(READER, wanted(3)) is None


@pytest.mark.parametrize("alone", [False, True])
def test_no_more_is_remembered_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch, *, alone: bool
) -> None:
    monkeypatch.setattr(module, "_REMEMBERED", 3)
    table = read(alone=alone)
    for number in range(8):
        table.remember(ReaderId(bytes([number]) * 16), wanted(3), ROW, table.changes)
        assert table.reading(ReaderId(bytes([number]) * 16), wanted(3)) is not None
    assert len(table._rows) <= 3
