from collections.abc import Callable
from dataclasses import replace

import pytest

from presspass.core.account import Account
from presspass.core.credentials import SESSION_FRESH, SESSION_LIFE, Session
from presspass.core.edition import Edition
from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.plans import Benefit
from presspass.core.reader import Standing
from presspass.ports import Commerce
from presspass.services.accounts.sessions import (
    Browser,
    ReaderSessions,
    SignedIn,
    TooManyDevices,
)

NOW = 1_800_000_000
Registered = Callable[..., Account]


@pytest.fixture
def sessions(commerce: Commerce, selling: Edition) -> ReaderSessions:
    return ReaderSessions(commerce, lambda: selling)


@pytest.fixture
def opened(commerce: Commerce, sessions: ReaderSessions) -> Callable[..., Session]:
    """Signs a reader in."""

    def open_one(account: Account, browser: Browser | None = None, now: int = NOW) -> Session:
        with commerce.transaction() as books:
            return sessions.open_in(books, account.reader, browser or Browser(), now)

    return open_one


def test_who_signs_in_is_known_by_the_cookie_that_it_gives(
    sessions: ReaderSessions, registered: Registered, opened: Callable[..., Session]
) -> None:
    ann = registered()
    cookie = opened(ann, Browser("Firefox, Linux"))
    assert cookie.standing is Standing.REGISTERED
    assert cookie.expires == NOW + SESSION_FRESH
    known = sessions.signed_in(cookie, NOW + 1)
    assert isinstance(known, SignedIn)
    assert known.account == ann
    assert known.session.device == "Firefox, Linux"
    assert known.session.expires == NOW + SESSION_LIFE


def test_every_sign_in_gives_another_session_and_ends_the_browsers_old_one(
    sessions: ReaderSessions, registered: Registered, opened: Callable[..., Session]
) -> None:
    ann, beth = registered(), registered(2, "beth@example.com")
    first = opened(ann)
    second = opened(ann, Browser(session=first))
    assert first.id != second.id
    assert sessions.signed_in(first, NOW) is None
    third = opened(beth, Browser(session=second))
    assert sessions.of(ann.reader, NOW) == []
    assert [each.id for each in sessions.of(beth.reader, NOW)] == [third.id]


def test_a_session_holds_until_it_is_ended_or_over(
    sessions: ReaderSessions, registered: Registered, opened: Callable[..., Session]
) -> None:
    ann, beth = registered(), registered(2, "beth@example.com")
    cookie = opened(ann)
    assert sessions.signed_in(None, NOW) is None
    assert sessions.signed_in(replace(cookie, reader=beth.reader), NOW) is None
    assert sessions.signed_in(cookie, NOW + SESSION_LIFE - 1) is not None
    assert sessions.signed_in(cookie, NOW + SESSION_LIFE) is None
    sessions.sign_out(cookie, NOW)
    assert sessions.signed_in(cookie, NOW) is None


def test_readers_end_their_own_sessions_alone(
    sessions: ReaderSessions, registered: Registered, opened: Callable[..., Session]
) -> None:
    ann, beth = registered(), registered(2, "beth@example.com")
    hers, here, there = opened(beth), opened(ann), opened(ann)
    assert sessions.revoke(ann.reader, [hers.id, there.id, there.id], NOW) == 1
    assert sessions.signed_in(hers, NOW)
    assert sessions.signed_in(here, NOW)
    assert sessions.signed_in(there, NOW) is None
    opened(ann)
    opened(ann)
    assert sessions.revoke_others(ann.reader, here.id, NOW) == 2
    assert [each.id for each in sessions.of(ann.reader, NOW)] == [here.id]


def test_gates_hear_of_every_session_that_ends(
    commerce: Commerce, registered: Registered, opened: Callable[..., Session]
) -> None:
    ann = registered()
    first = opened(ann)
    opened(ann, Browser(session=first))
    with commerce.reading() as books:
        assert [each.session for each in books.sessions.changes(0)] == [first.id]


def test_nobody_is_signed_in_in_more_browsers_than_may_be(
    sessions: ReaderSessions, registered: Registered, opened: Callable[..., Session]
) -> None:
    ann = registered()
    cookies = [opened(ann) for _ in range(10)]
    with pytest.raises(TooManyDevices) as told:
        opened(ann)
    assert told.value.excess == 1
    assert {each.id for each in told.value.sessions} == {each.id for each in cookies}
    opened(ann, Browser(session=cookies[3]))
    assert len(sessions.of(ann.reader, NOW)) == 10


def test_who_may_not_sign_in_is_not_signed_out(
    commerce: Commerce,
    sessions: ReaderSessions,
    registered: Registered,
    opened: Callable[..., Session],
) -> None:
    ann, beth = registered(), registered(2, "beth@example.com")
    for _ in range(10):
        opened(ann)
    cookie = opened(beth)
    with commerce.transaction() as books, pytest.raises(TooManyDevices):
        sessions.open_in(books, ann.reader, Browser(session=cookie), NOW)
    assert sessions.signed_in(cookie, NOW)


def test_a_smaller_plan_says_how_many_browsers_have_to_go(
    commerce: Commerce, selling: Edition, registered: Registered, opened: Callable[..., Session]
) -> None:
    ann = registered()
    for _ in range(5):
        opened(ann)
    small = replace(selling, plans=(replace(selling.plans[0], devices=2),))
    with commerce.transaction() as books:
        books.entitlements.put(
            Entitlement(
                EntitlementId("1"),
                ann.reader,
                Benefit.ARTICLES,
                0,
                None,
                Basis.SUBSCRIPTION,
                "digital",
            )
        )
    with (
        pytest.raises(TooManyDevices) as told,
        commerce.transaction() as books,
    ):
        ReaderSessions(commerce, lambda: small).open_in(books, ann.reader, Browser(), NOW)
    assert told.value.excess == 4
