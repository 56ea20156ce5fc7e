from typing import Any

import pytest

from presspass.gate.known import QUOTED, KnownText
from presspass.page.contract import Fingerprints
from tests.gate.test_pages import page as held

MUCH = 10**6


def page(*runs: int, key: bytes = b"h/a") -> Any:
    made = held(key)
    made.examined = made.examined._replace(paid=Fingerprints(frozenset(runs)))
    return made


@pytest.fixture
def long() -> Any:
    return page(*range(100))


def test_nothing_is_known_at_first() -> None:
    known = KnownText(MUCH)
    assert not known
    assert known.found(range(100)) == []


def test_a_whole_paid_part_is_found(long: Any) -> None:
    known = KnownText(MUCH)
    known.learn(long)
    assert known
    assert known.found(range(100)) == [long]


def test_a_quotation_is_not(long: Any) -> None:
    known = KnownText(MUCH)
    known.learn(long)
    assert known.found([*range(QUOTED), 1000, 2000]) == []
    assert known.found(range(QUOTED + 1)) == [long]


def test_of_a_short_paid_part_half_is_too_much() -> None:
    known, short = KnownText(MUCH), page(1, 2, 3, 4)
    known.learn(short)
    assert known.found([1, 2]) == []
    assert known.found([1, 2, 3]) == [short]


def test_several_are_found_the_most_held_one_first(long: Any) -> None:
    known, other = KnownText(MUCH), page(*range(500, 600))
    known.learn(long)
    known.learn(other)
    assert known.found([*range(30), *range(500, 560)]) == [other, long]


def test_what_is_forgotten_is_found_no_more(long: Any) -> None:
    known, newer = KnownText(MUCH), page(*range(50))
    known.learn(long)
    known.learn(newer)
    known.forget(long)
    assert known.found(range(100)) == [newer]
    known.forget(newer)
    assert not known


def test_what_makes_room_is_still_known_without_its_body(long: Any) -> None:
    known = KnownText(MUCH)
    known.learn(long)
    known.retire(long)
    (found,) = known.found(range(100))
    assert (found.key, found.body) == (long.key, b"")
    assert found.examined is long.examined


def test_of_those_that_made_room_the_oldest_is_forgotten_for_the_newest() -> None:
    known = KnownText(2 * (4096 + 200 * 100))
    several = [page(*range(at, at + 100), key=b"h/%d" % at) for at in (0, 1000, 2000)]
    for one in several:
        known.learn(one)
    for one in several:
        known.retire(one)
    assert not known.found(range(100))
    assert known.found(range(1000, 1100))
    assert known.found(range(2000, 2100))


def test_what_is_held_is_known_whatever_made_room(long: Any) -> None:
    known = KnownText(0)
    other = page(*range(500, 600), key=b"h/b")
    known.learn(long)
    known.learn(other)
    known.retire(other)
    assert known.found([*range(100), *range(500, 600)]) == [long]


def test_many_addresses_of_one_text_take_the_room_of_one(long: Any) -> None:
    known = KnownText(2 * (4096 + 200 * 100))
    known.learn(long)
    known.retire(long)
    for number in range(50):
        again = page(*range(500, 600), key=b"h/b?%d" % number)
        known.learn(again)
        known.retire(again)
    assert known.found(range(100))
    assert len(known._retired) == 2
    assert known._kept == 2 * (4096 + 200 * 100)


def test_what_comes_again_takes_the_place_of_what_was_known_of_it(long: Any) -> None:
    known = KnownText(MUCH)
    known.learn(long)
    known.retire(long)
    known.learn(page())
    assert not known
    assert (known._kept, known._retired, known._places) == (0, {}, {})


def test_a_purge_reaches_what_made_room(long: Any) -> None:
    known = KnownText(MUCH)
    other = page(*range(500, 600), key=b"h/b")
    for one in (long, other):
        known.learn(one)
        known.retire(one)
    known.purge(lambda key: key == b"h/a")
    assert not known.found(range(100))
    assert known.found(range(500, 600))
