from presspass.adapters.sqlite_meter.packing import pack
from presspass.adapters.sqlite_meter.spent import Spent
from presspass.core.ids import ArticleKey, ReaderId
from presspass.core.meter import Charge, Entry, Reading

READER = ReaderId(b"r" * 16)
ROW = pack([Entry(ArticleKey(1), 100), Entry(ArticleKey(2), 101)])


def wanted(article: int, limit: int = 2, since: int = 0) -> Charge:
    return Charge("articles", ArticleKey(article), limit, since, 200)


def spent() -> Spent:
    table = Spent()
    table.remember(READER, wanted(3), ROW)
    return table


def test_a_refusal_at_the_limit_is_known() -> None:
    assert spent().reading(READER, wanted(3)) == Reading(False, 2, 2, False, 100)  # noqa: FBT003  # a reading's order


def test_a_re_read_at_the_limit_is_known() -> None:
    assert spent().reading(READER, wanted(1)) == Reading(True, 2, 2, False, 100)  # noqa: FBT003  # a reading's order


def test_nothing_is_known_once_the_limit_is_higher_or_the_period_over() -> None:
    assert spent().reading(READER, wanted(3, limit=3)) is None
    assert spent().reading(READER, wanted(1, limit=3)) is None
    assert spent().reading(READER, wanted(3, since=101)) is None


def test_nothing_is_known_in_other_pools_of_other_readers_or_with_something_pending() -> None:
    table = spent()
    assert table.reading(ReaderId(b"o" * 16), wanted(3)) is None
    elsewhere = Charge("letters", ArticleKey(3), 2, 0, 200)
    pending = Charge("articles", ArticleKey(3), 2, 0, 200, (Entry(ArticleKey(9), 150),))
    assert table.reading(READER, elsewhere) is None
    assert table.reading(READER, pending) is None


def test_what_is_remembered_is_believed_for_some_seconds() -> None:
    table = spent()
    assert table.reading(READER, wanted(3)._replace(now=209)) is not None
    assert table.reading(READER, wanted(3)._replace(now=210)) is None


def test_a_reader_whose_row_grew_is_forgotten() -> None:
    table = spent()
    table.drop(READER, "articles")
    table.drop(READER, "articles")
    assert table.reading(READER, wanted(3)) is None


def test_everyone_is_forgotten_on_demand() -> None:
    table = spent()
    table.forget()
    assert table.reading(READER, wanted(3)) is None
