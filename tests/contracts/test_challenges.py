"""What every `ports.Challenges` and `ports.Attempts` promises, whoever asks at once."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count as count_up
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presspass.core.challenge import ENTROPY_BYTES, Challenge, ChallengeId, Purpose, Wanted
from presspass.core.ids import ReaderId
from presspass.core.limits import Limit, Tally
from presspass.core.mailbox import Mailbox
from presspass.core.seals import Keyring
from presspass.ports import Commerce

NOW = 1_800_000_000
RING = Keyring((b"s" * 32,))
ANN = ReaderId(b"a" * 16)
KEYS = count_up()  # every example counts its own

AtOnce = Callable[..., list[Any]]


def challenge(number: int = 1, at: int = NOW) -> Challenge:
    mailbox = Mailbox.parse("Ann+news@Bücher.example")
    wanted = Wanted(Purpose.CHANGE_MAILBOX, mailbox, "pt-BR", "/a?b=ä&c", ANN)
    return Challenge.issue(wanted, RING, bytes([number]) * ENTROPY_BYTES, at).challenge


def test_a_challenge_comes_back_as_it_was_kept(commerce: Commerce) -> None:
    without_reader = challenge(2)
    wanted = without_reader.wanted._replace(purpose=Purpose.SIGN_IN, reader=None)
    without_reader = replace(without_reader, wanted=wanted)
    with commerce.transaction() as books:
        books.challenges.add(challenge())
        books.challenges.add(without_reader)
    with commerce.reading() as books:
        assert books.challenges.get(challenge().id) == challenge()
        assert books.challenges.get(without_reader.id) == without_reader
        assert books.challenges.get(ChallengeId(b"?" * 16)) is None


def test_no_two_attempts_see_the_same_count(commerce: Commerce, at_once: AtOnce) -> None:
    with commerce.transaction() as books:
        books.challenges.add(challenge())

    def attempt() -> int:
        with commerce.transaction() as books:
            found = books.challenges.attempt(challenge().id)
        assert found is not None
        return found.attempts

    assert sorted(at_once(20, attempt)) == list(range(20))
    with commerce.reading() as books:
        assert books.challenges.get(challenge().id) == replace(challenge(), attempts=20)


def test_a_challenge_is_used_once(commerce: Commerce, at_once: AtOnce) -> None:
    with commerce.transaction() as books:
        books.challenges.add(challenge())

    def use() -> bool:
        with commerce.transaction() as books:
            return books.challenges.use(challenge().id, NOW + 5)

    assert sorted(at_once(12, use)) == [False] * 11 + [True]
    with commerce.reading() as books:
        assert books.challenges.get(challenge().id) == replace(challenge(), used=NOW + 5)


def test_an_unknown_challenge_is_neither_tried_nor_used(commerce: Commerce) -> None:
    with commerce.transaction() as books:
        assert books.challenges.attempt(challenge().id) is None
        assert not books.challenges.use(challenge().id, NOW)


def test_challenges_that_expired_are_forgotten(commerce: Commerce) -> None:
    old, young = challenge(1, NOW), challenge(2, NOW + 1)
    with commerce.transaction() as books:
        books.challenges.add(old)
        books.challenges.add(young)
        assert books.challenges.prune(young.expires) == 1
        assert books.challenges.get(old.id) is None
        assert books.challenges.get(young.id) == young


def test_a_limit_lets_through_exactly_what_it_says(commerce: Commerce, at_once: AtOnce) -> None:
    limit = Limit("mails", 5, 3600)

    def take() -> bool:
        with commerce.transaction() as books:
            return books.attempts.take("k", limit, NOW)

    assert sum(at_once(20, take)) == 5


def test_keys_and_limits_are_counted_apart(commerce: Commerce) -> None:
    mails, codes = Limit("mails", 1, 60), Limit("codes", 1, 60)
    with commerce.transaction() as books:
        assert books.attempts.take("ann", mails, NOW)
        assert not books.attempts.take("ann", mails, NOW)
        assert books.attempts.take("bea", mails, NOW)
        assert books.attempts.take("ann", codes, NOW)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.integers(0, 400), max_size=12), st.integers(1, 3), st.integers(1, 200))
def test_attempts_are_counted_as_the_core_counts_them(
    commerce: Commerce, ages: list[int], count: int, seconds: int
) -> None:
    limit, key = Limit("any", count, seconds), str(next(KEYS))
    tally: Tally | None = None
    with commerce.transaction() as books:
        for age in ages:
            taken = limit.take(tally, NOW + age)
            assert books.attempts.take(key, limit, NOW + age) == (taken is not None)
            tally = taken or tally


def test_counts_of_old_windows_are_forgotten(commerce: Commerce) -> None:
    limit = Limit("mails", 1, 100)
    with commerce.transaction() as books:
        books.attempts.take("ann", limit, NOW)
        books.attempts.take("bea", limit, NOW + 100)
        assert books.attempts.prune(NOW + 100) == 1
        assert books.attempts.take("ann", limit, NOW)
        assert not books.attempts.take("bea", limit, NOW + 100)
