from types import SimpleNamespace
from typing import Any

import pytest

from presspass.gate.composer import Examined
from presspass.gate.known import QUOTED, KnownText
from presspass.page.contract import Fingerprints


def page(*runs: int) -> Any:
    return SimpleNamespace(examined=Examined(None, None, Fingerprints(frozenset(runs))))  # type: ignore[arg-type]  # facts aren't looked at


@pytest.fixture
def long() -> Any:
    return page(*range(100))


def test_nothing_is_known_at_first() -> None:
    known = KnownText()
    assert not known
    assert known.found(range(100)) == []


def test_a_whole_paid_part_is_found(long: Any) -> None:
    known = KnownText()
    known.learn(long)
    assert known
    assert known.found(range(100)) == [long]


def test_a_quotation_is_not(long: Any) -> None:
    known = KnownText()
    known.learn(long)
    assert known.found([*range(QUOTED), 1000, 2000]) == []
    assert known.found(range(QUOTED + 1)) == [long]


def test_of_a_short_paid_part_half_is_too_much() -> None:
    known, short = KnownText(), page(1, 2, 3, 4)
    known.learn(short)
    assert known.found([1, 2]) == []
    assert known.found([1, 2, 3]) == [short]


def test_several_are_found_the_most_held_one_first(long: Any) -> None:
    known, other = KnownText(), page(*range(500, 600))
    known.learn(long)
    known.learn(other)
    assert known.found([*range(30), *range(500, 560)]) == [other, long]


def test_what_is_forgotten_is_found_no_more(long: Any) -> None:
    known, newer = KnownText(), page(*range(50))
    known.learn(long)
    known.learn(newer)
    known.forget(long)
    assert known.found(range(100)) == [newer]
    known.forget(newer)
    assert not known
