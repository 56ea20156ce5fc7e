"""What every `ports.Sessions` and `ports.Entitlements` promises."""

from dataclasses import replace

import pytest

from presspass.core.account import Account
from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.ids import ReaderId, SessionId
from presspass.core.instants import DAY
from presspass.core.mailbox import Mailbox
from presspass.core.plans import Benefit
from presspass.ports import SEEN_EVERY, Commerce, OpenSession, SessionChange

NOW = 1_800_000_000
ANN, BEA = (ReaderId(letter * 16) for letter in (b"a", b"b"))


def session(letter: bytes, reader: ReaderId = ANN, seen: int = NOW) -> OpenSession:
    return OpenSession(SessionId(letter * 16), reader, NOW, seen, NOW + 180 * DAY, "Ünknown")


LAPTOP, PHONE, OTHERS = session(b"l"), session(b"p", seen=NOW + 9), session(b"o", BEA)


@pytest.fixture
def signed_in(commerce: Commerce) -> Commerce:
    """Ann is signed in on two devices, Bea on one."""
    with commerce.transaction() as books:
        for reader, address in ((ANN, "ann@example.com"), (BEA, "bea@example.com")):
            books.accounts.create(Account(reader, Mailbox.parse(address), "en", NOW))
        for each in (LAPTOP, PHONE, OTHERS):
            books.sessions.open(each)
    return commerce


def entitlement(name: str, reader: ReaderId = ANN, since: int = NOW) -> Entitlement:
    return Entitlement(
        EntitlementId(name), reader, Benefit.ARTICLES, since, NOW + DAY, Basis.SUBSCRIPTION
    )


def test_a_reader_sees_all_sessions_that_hold(signed_in: Commerce) -> None:
    with signed_in.reading() as books:
        assert list(books.sessions.of(ANN, NOW)) == [PHONE, LAPTOP]
        assert list(books.sessions.of(BEA, OTHERS.expires - 1)) == [OTHERS]
        assert list(books.sessions.of(BEA, OTHERS.expires)) == []
        assert books.sessions.get(LAPTOP.id) == LAPTOP
        assert books.sessions.get(SessionId(b"?" * 16)) is None


def test_of_many_readers_those_are_renewed_who_are_signed_in(signed_in: Commerce) -> None:
    nobody = [ReaderId(number.to_bytes(16, "big")) for number in range(9_998)]
    with signed_in.transaction() as books:
        books.sessions.revoke_all(BEA, NOW)
        [revoked] = books.sessions.changes(0)
        books.sessions.renew_all([ANN, BEA, *nobody], NOW)
        books.sessions.renew_all([ANN], PHONE.expires + DAY)
        books.sessions.renew_all([], NOW)
        assert list(books.sessions.changes(revoked.number)) == [SessionChange(2, ANN, None)]


def test_a_session_in_use_lasts_longer_which_is_kept_to_the_day(signed_in: Commerce) -> None:
    later = replace(LAPTOP, seen=NOW + SEEN_EVERY, expires=LAPTOP.expires + SEEN_EVERY)
    with signed_in.transaction() as books:
        books.sessions.seen(LAPTOP.id, NOW + SEEN_EVERY - 1)
        assert books.sessions.get(LAPTOP.id) == LAPTOP
        books.sessions.seen(LAPTOP.id, NOW + SEEN_EVERY)
        assert books.sessions.get(LAPTOP.id) == later
        books.sessions.seen(LAPTOP.id, NOW)
        assert books.sessions.get(LAPTOP.id) == later


def test_a_revoked_session_is_gone_and_the_gates_hear_of_it_once(signed_in: Commerce) -> None:
    with signed_in.transaction() as books:
        assert books.sessions.revoke(LAPTOP.id, NOW)
        assert not books.sessions.revoke(LAPTOP.id, NOW)
    with signed_in.reading() as books:
        assert books.sessions.get(LAPTOP.id) is None
        assert list(books.sessions.of(ANN, NOW)) == [PHONE]
        assert list(books.sessions.changes(0)) == [SessionChange(1, ANN, LAPTOP.id)]


def test_all_sessions_end_but_the_one_to_keep(signed_in: Commerce) -> None:
    with signed_in.transaction() as books:
        assert books.sessions.revoke_all(ANN, NOW, keep=PHONE.id) == 1
        assert list(books.sessions.of(ANN, NOW)) == [PHONE]
        assert books.sessions.revoke_all(ANN, NOW) == 1
        assert books.sessions.revoke_all(ANN, NOW) == 0
        assert list(books.sessions.of(BEA, NOW)) == [OTHERS]
        assert [it.session for it in books.sessions.changes(0)] == [LAPTOP.id, PHONE.id]


def test_gates_hear_of_changes_in_order_and_of_each_once(signed_in: Commerce) -> None:
    with signed_in.transaction() as books:
        assert list(books.sessions.changes(0)) == []
        books.sessions.renew_all([BEA], NOW)
        books.sessions.revoke(LAPTOP.id, NOW)
        books.sessions.renew_all([ANN], NOW)
    with signed_in.reading() as books:
        renew_bea, revoke, renew_ann = books.sessions.changes(0)
        assert (renew_bea, renew_ann) == (SessionChange(1, BEA, None), SessionChange(3, ANN, None))
        assert list(books.sessions.changes(1)) == [revoke, renew_ann]
        assert list(books.sessions.changes(3)) == []


def test_old_changes_are_forgotten_but_their_numbers_never_used_again(signed_in: Commerce) -> None:
    with signed_in.transaction() as books:
        for at in (NOW, NOW + 1, NOW + 2):
            books.sessions.renew_all([ANN], at)
        assert books.sessions.prune(NOW + 2) == 2
        assert [it.number for it in books.sessions.changes(0)] == [3]
        assert books.sessions.prune(NOW + 9) == 0
        books.sessions.renew_all([ANN], NOW)
        assert [it.number for it in books.sessions.changes(3)] == [4]


def test_sessions_that_expired_are_forgotten(signed_in: Commerce) -> None:
    with signed_in.transaction() as books:
        books.sessions.open(replace(session(b"x"), expires=NOW + 5))
        assert books.sessions.prune(NOW + 5) == 0
        assert books.sessions.prune(NOW + 6) == 1
        assert books.sessions.get(SessionId(b"x" * 16)) is None
        assert books.sessions.get(LAPTOP.id) == LAPTOP


def test_entitlements_come_back_as_they_were_put_in_the_order_in_which_they_begin(
    signed_in: Commerce,
) -> None:
    late = replace(entitlement("a", since=NOW + 1), plan="digital", fix_by=NOW + 7, note="ä")
    endless = replace(entitlement("b"), until=None, benefit=Benefit.PRINT, basis=Basis.TRIAL)
    with signed_in.transaction() as books:
        books.entitlements.put(late)
        books.entitlements.put(endless)
    with signed_in.reading() as books:
        assert list(books.entitlements.of(ANN)) == [endless, late]
        assert list(books.entitlements.of(BEA)) == []


def test_an_entitlement_takes_the_place_of_the_one_with_its_id(signed_in: Commerce) -> None:
    longer = replace(entitlement("a", BEA), until=None, note="renewed", basis=Basis.IMPORT)
    with signed_in.transaction() as books:
        books.entitlements.put(entitlement("a"))
        books.entitlements.put(longer)
        assert list(books.entitlements.of(BEA)) == [longer]
        assert list(books.entitlements.of(ANN)) == []


def test_a_removed_entitlement_was_never_there(signed_in: Commerce) -> None:
    with signed_in.transaction() as books:
        books.entitlements.put(entitlement("a"))
        assert books.entitlements.remove(EntitlementId("a"))
        assert not books.entitlements.remove(EntitlementId("a"))
        assert list(books.entitlements.of(ANN)) == []


def test_the_entitlements_of_many_come_at_once(signed_in: Commerce) -> None:
    with signed_in.transaction() as books:
        for each in (entitlement("b"), entitlement("a"), entitlement("c", BEA)):
            books.entitlements.put(each)
        strangers = [ReaderId(number.to_bytes(16, "big")) for number in range(9_998)]
        found = books.entitlements.under([ANN, BEA, *strangers])
        assert {reader: [it.id for it in held] for reader, held in found.items()} == {
            ANN: ["a", "b"],
            BEA: ["c"],
        }
        assert dict(books.entitlements.under([])) == {}
