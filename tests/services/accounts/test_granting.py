"""What staff give and take back, and what they never touch."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.core.account import Account
from presspass.core.credentials import SESSION_LIFE
from presspass.core.entitlement import FOREVER, Basis, Entitlement, EntitlementId, standing_of
from presspass.core.ids import ReaderId, SessionId
from presspass.core.instants import DAY
from presspass.core.mailbox import Mailbox
from presspass.core.plans import Benefit
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.ports import OpenSession, StoreAway
from presspass.services.accounts.granting import Gift, Granting
from presspass.services.accounts.membership import Kind, membership
from presspass.services.accounts.one_reader import one_reader
from presspass.services.publishing import RefusedError
from tests.services.accounts.importing_house import BERLIN, NOW

ANN, BOX = ReaderId(b"a" * 16), Mailbox.parse("Ann@Example.com")
PUBLICATION = Publication("The News", "https://news.example", "de-AT", BERLIN)
ARTICLES, APPS, PRINT = Benefit.ARTICLES, Benefit.APPS, Benefit.PRINT
MONTH = Gift(frozenset({APPS, ARTICLES}), NOW + 30 * DAY, "a prize", "digital")


class Desk:
    """Somebody on the staff, before books in memory."""

    def __init__(self) -> None:
        self.books = MemoryCommerce()
        self.granting = Granting(self.books, PUBLICATION)

    def register(self) -> None:
        with self.books.transaction() as books:
            books.accounts.create(Account(ANN, BOX, "en", NOW))
            session = OpenSession(SessionId(b"s" * 16), ANN, NOW, NOW, NOW + SESSION_LIFE, "")
            books.sessions.open(session)

    def give(self, gift: Gift = MONTH, now: int = NOW) -> Any:
        return self.granting.grant(BOX, gift, "eve", now)

    def take(self, now: int = NOW) -> Any:
        return self.granting.revoke(BOX, "eve", now)

    def shown(self, now: int = NOW) -> Any:
        return one_reader(self.books, BOX, now)

    def told(self) -> list[ReaderId]:
        """Whose sessions the gates were told to renew."""
        with self.books.reading() as books:
            return [each.reader for each in books.sessions.changes(0) if each.session is None]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_who_has_no_account_gets_one_and_is_a_guest_at_once(desk: Desk) -> None:
    granted = desk.give()
    assert granted.new
    assert granted.before == ()
    found = desk.shown()
    assert found.all.account == Account(granted.account.reader, BOX, "de-AT", NOW)
    assert found.held.standing is Standing.SUBSCRIBED
    assert found.held.benefits == {ARTICLES, APPS}
    member = membership(found.all.entitlements, [], NOW)
    assert (member.kind, member.at) == (Kind.GUEST, NOW + 30 * DAY)
    assert [(each.basis, each.plan, each.note) for each in found.all.entitlements] == [
        (Basis.COMPLIMENTARY, "digital", "a prize")
    ] * 2
    assert desk.told() == []


def test_a_readers_sessions_are_renewed_and_the_audit_knows_who_and_why(desk: Desk) -> None:
    desk.register()
    granted = desk.give()
    assert not granted.new
    assert desk.told() == [ANN]
    desk.take(NOW + DAY)
    assert desk.told() == [ANN, ANN]
    deeds = desk.shown().history
    end = "2027-02-14T08:00:00Z"
    assert [(deed.at, deed.actor, deed.action, deed.note) for deed in deeds] == [
        (NOW, "eve", "grant", f"articles until {end}, apps until {end}: a prize"),
        (NOW + DAY, "eve", "revoke", f"articles until {end}, apps until {end}"),
    ]


def test_giving_it_again_sets_the_end_and_the_reason(desk: Desk) -> None:
    desk.give()
    week = Gift(frozenset({ARTICLES}), NOW + 7 * DAY, "a shorter one")
    granted = desk.give(week, NOW + DAY)
    assert [(each.benefit, each.until) for each in granted.before] == [(ARTICLES, NOW + 30 * DAY)]
    kept = {each.benefit: each for each in desk.shown().all.entitlements}
    assert (kept[ARTICLES].since, kept[ARTICLES].until) == (NOW, NOW + 7 * DAY)
    assert (kept[ARTICLES].plan, kept[ARTICLES].note) == (None, "a shorter one")
    assert kept[APPS].until == NOW + 30 * DAY
    assert desk.give(week, NOW + DAY).before == ()


def test_what_is_over_begins_anew(desk: Desk) -> None:
    desk.give()
    later = NOW + 90 * DAY
    granted = desk.give(replace(MONTH, until=later + DAY), later)
    assert granted.before == ()
    assert {each.since for each in granted.given} == {later}


def test_what_is_taken_back_is_over_at_once_and_can_be_given_again(desk: Desk) -> None:
    desk.give()
    taken = desk.take().taken
    assert [each.benefit for each in taken] == [ARTICLES, APPS]
    assert desk.shown().held.entitled_until is None
    assert desk.shown().held.standing is Standing.LAPSED_SUBSCRIBER
    with pytest.raises(RefusedError, match="holds nothing complimentary"):
        desk.take()
    desk.give()
    assert desk.shown().held.entitled_until == NOW + 30 * DAY


def test_nobody_is_made_known_by_taking_back_or_looking(desk: Desk) -> None:
    for act in (desk.take, desk.shown):
        with pytest.raises(RefusedError, match=r"nobody has an account at Ann@Example\.com"):
            act()


@given(
    st.lists(
        st.tuples(
            st.sampled_from([Basis.IMPORT, Basis.TRIAL, Basis.SUBSCRIPTION]),
            st.sampled_from(Benefit),
            st.none() | st.integers(-9, 99),
        ),
        max_size=4,
    )
)
def test_what_was_paid_for_or_imported_is_never_touched(
    held: list[tuple[Basis, Benefit, int | None]],
) -> None:
    desk = Desk()
    desk.register()
    own = {
        EntitlementId(f"{place}"): Entitlement(
            EntitlementId(f"{place}"),
            ANN,
            benefit,
            NOW - 10 * DAY,
            None if days is None else NOW + days * DAY,
            basis,
        )
        for place, (basis, benefit, days) in enumerate(held)
    }
    with desk.books.transaction() as books:
        books.entitlements.put(*own.values())
    before = standing_of(own.values(), NOW)
    desk.give()
    during = desk.shown().held
    assert (during.entitled_until or 0) >= max(before.entitled_until or 0, NOW + 30 * DAY)
    desk.take()
    kept = {each.id: each for each in desk.shown().all.entitlements}
    assert {name: kept[name] for name in own} == own
    assert desk.shown().held.entitled_until == before.entitled_until


@pytest.mark.parametrize(
    ("gift", "said"),
    [
        (replace(MONTH, until=NOW), "has passed"),
        (replace(MONTH, until=NOW - DAY), "2027-01-14T08:00:00Z has passed"),
        (replace(MONTH, until=FOREVER), "has an end"),
        (replace(MONTH, reason=""), "give a reason"),
        (replace(MONTH, reason="two\nlines"), "in one line"),
        (replace(MONTH, reason="\x1b[2J"), "in one line"),
        (replace(MONTH, reason="x" * 1001), "at most 1,000"),
        (replace(MONTH, benefits=frozenset()), "brings nothing"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    desk: Desk, gift: Gift, said: str
) -> None:
    with pytest.raises(RefusedError, match=said):
        desk.give(gift)
    with pytest.raises(RefusedError, match="nobody has an account"):
        desk.shown()


def test_what_breaks_off_gives_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise StoreAway("the disk is full")

    monkeypatch.setattr("presspass.adapters.memory_commerce.audit.MemoryAudit.enter", away)
    with pytest.raises(StoreAway):
        desk.give()
    with pytest.raises(RefusedError, match="nobody has an account"):
        desk.shown()
