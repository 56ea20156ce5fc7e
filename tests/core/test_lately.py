from hypothesis import given
from hypothesis import strategies as st

from presspass.core.lately import Lately


def test_the_oldest_gives_way() -> None:
    table: Lately[str, int] = Lately(2)
    for place, key in enumerate("aba"):
        table.keep(key, place)
    assert table == {"a": 2, "b": 1}
    table.keep("c", 3)
    assert table == {"b": 1, "c": 3}


def test_an_empty_one_begins_anew() -> None:
    table: Lately[str, int] = Lately(2)
    table.keep("a", 1)
    table.keep("b", 1)
    table.clear()
    assert table == {}
    table.keep("c", 1)
    table.keep("d", 1)
    assert table == {"c": 1, "d": 1}


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9))), st.integers(1, 5))
def test_it_never_holds_more_and_always_the_newest(
    deeds: list[tuple[bool, int]], most: int
) -> None:
    table: Lately[int, int] = Lately(most)
    for place, (keep, key) in enumerate(deeds):
        if keep:
            table.keep(key, place)
            assert table[key] == place
        else:
            table.pop(key, None)
        assert len(table) <= most
