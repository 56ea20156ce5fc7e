"""What every `ports.Commerce` promises of its transactions, its accounts and its audit."""

from dataclasses import replace

import pytest

from presspass.core.account import Account, Consent
from presspass.core.challenge import ENTROPY_BYTES, Challenge, Purpose, Wanted
from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.ids import ReaderId, SessionId
from presspass.core.instants import DAY
from presspass.core.limits import Limit
from presspass.core.mailbox import Mailbox
from presspass.core.plans import Benefit
from presspass.core.seals import Keyring
from presspass.ports import (
    AddressTaken,
    Books,
    Commerce,
    Deed,
    Mail,
    NoAccount,
    OpenSession,
    SessionChange,
)

NOW = 1_800_000_000
ANN, BEA, CID = (ReaderId(bytes([number]) * 16) for number in (1, 2, 0xFF))
LAPTOP, PHONE = SessionId(b"l" * 16), SessionId(b"p" * 16)
RING = Keyring((b"s" * 32,))


def account(reader: ReaderId, address: str) -> Account:
    return Account(reader, Mailbox.parse(address), "en-GB", NOW)


def session(id_: SessionId, reader: ReaderId) -> OpenSession:
    return OpenSession(id_, reader, NOW, NOW, NOW + 180 * DAY, "Firefox on Linux")


def entitlement(reader: ReaderId) -> Entitlement:
    name = EntitlementId(reader.hex())
    return Entitlement(name, reader, Benefit.ARTICLES, NOW, None, Basis.COMPLIMENTARY)


def challenge(number: int, address: str, reader: ReaderId | None = None) -> Challenge:
    purpose = Purpose.CHANGE_MAILBOX if reader else Purpose.SIGN_IN
    wanted = Wanted(purpose, Mailbox.parse(address), "de", "/a?b=1", reader)
    return Challenge.issue(wanted, RING, bytes([number]) * ENTROPY_BYTES, NOW).challenge


def mail(key: str, to: str) -> Mail:
    return Mail(key, to, "en", "Your code", "123456", "<p>123456</p>", NOW)


def fill(books: Books, reader: ReaderId, address: str, number: int) -> None:
    """Everything that there can be of a reader."""
    books.accounts.create(account(reader, address))
    books.sessions.open(session(SessionId(bytes([number]) * 16), reader))
    books.entitlements.put(entitlement(reader))
    books.challenges.add(challenge(number, address))
    books.challenges.add(challenge(number + 1, f"new-{address}", reader))
    books.outbox.add(mail(f"sign-in {number}", address.upper()))


def test_what_a_transaction_did_is_kept(commerce: Commerce) -> None:
    ann = replace(
        account(ANN, "Ann@Example.com"), password="$argon2id$x", newsletter=Consent(NOW, "Yes, ä")
    )
    with commerce.transaction() as books:
        books.accounts.create(ann)
        assert books.accounts.by_reader(ANN) == ann
    with commerce.reading() as books:
        assert books.accounts.by_reader(ANN) == ann
        assert books.accounts.by_address("ann@example.com") == ann
        assert books.accounts.by_address("Ann@Example.com") is None
        assert books.accounts.by_reader(BEA) is None


def test_a_transaction_that_fails_leaves_nothing(commerce: Commerce) -> None:
    limit = Limit("mails", 1, 3600)
    with commerce.transaction() as books:
        fill(books, ANN, "ann@example.com", 1)

    def everything(books: Books) -> None:
        fill(books, BEA, "bea@example.com", 10)
        books.accounts.update(replace(account(ANN, "ann@example.com"), language="pl"))
        books.challenges.attempt(challenge(1, "ann@example.com").id)
        books.sessions.renew_all([ANN], NOW)
        books.accounts.delete(ANN, NOW)
        books.attempts.take("ann", limit, NOW)
        books.audit.enter(Deed(NOW, "reader", "delete", ANN.hex()))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), commerce.transaction() as books:
        everything(books)
    with commerce.transaction() as books:
        assert list(books.accounts.all(None, 9)) == [account(ANN, "ann@example.com")]
        assert len(books.sessions.of(ANN, NOW)) == 1
        assert list(books.sessions.changes(0)) == []
        assert list(books.entitlements.under([ANN, BEA])) == [ANN]
        assert books.challenges.get(challenge(1, "ann@example.com").id) == challenge(
            1, "ann@example.com"
        )
        assert [it.mail.key for it in books.outbox.claim(NOW, 9)] == ["sign-in 1"]
        assert books.attempts.take("ann", limit, NOW)
        assert list(books.audit.about(ANN.hex())) == []


def test_nobody_sees_what_is_not_yet_kept(commerce: Commerce) -> None:
    with commerce.transaction() as books:
        books.accounts.create(account(ANN, "ann@example.com"))
        with commerce.reading() as others:
            assert others.accounts.by_reader(ANN) is None


def test_no_two_accounts_have_one_address(commerce: Commerce) -> None:
    with commerce.transaction() as books:
        books.accounts.create(account(ANN, "ann@example.com"))
        with pytest.raises(AddressTaken):
            books.accounts.create(account(BEA, "ANN@example.com"))
        books.accounts.create(account(BEA, "bea@example.com"))
        with pytest.raises(AddressTaken):
            books.accounts.update(account(BEA, "ann@example.com"))
        books.accounts.create(account(CID, "cid@example.com"))
    with commerce.reading() as books:
        addresses = [it.mailbox.address for it in books.accounts.all(None, 9)]
        assert addresses == ["ann@example.com", "bea@example.com", "cid@example.com"]


def test_many_accounts_are_found_at_once(commerce: Commerce) -> None:
    ann, bea = account(ANN, "ann@example.com"), account(BEA, "Bea@Example.com")
    with commerce.transaction() as books:
        books.accounts.create(ann)
        books.accounts.create(bea)
        books.accounts.create(account(CID, "cid@example.com"))
    nobody = [f"{number}@example.com" for number in range(9_997)]
    wanted = ["ann@example.com", "bea@example.com", *nobody, "ann@example.com"]
    with commerce.reading() as books:
        found = books.accounts.by_addresses(wanted)
        assert found == {"ann@example.com": ann, "bea@example.com": bea}
        assert books.accounts.by_addresses([]) == {}


def test_many_are_kept_at_once(commerce: Commerce) -> None:
    with commerce.transaction() as books:
        books.accounts.create(account(ANN, "ann@example.com"), account(BEA, "bea@example.com"))
        books.accounts.create()
        books.entitlements.put(entitlement(ANN), entitlement(BEA))
        books.entitlements.put(replace(entitlement(ANN), note="x"), entitlement(BEA))
        books.entitlements.put()
        held = books.entitlements.under([ANN, BEA])
    assert held == {
        ANN: [replace(entitlement(ANN), note="x")],
        BEA: [entitlement(BEA)],
    }


def test_of_many_with_one_address_taken_none_is_kept(commerce: Commerce) -> None:
    with commerce.transaction() as books:
        books.accounts.create(account(ANN, "ann@example.com"))
    with pytest.raises(AddressTaken), commerce.transaction() as books:
        books.accounts.create(account(BEA, "bea@example.com"), account(CID, "ann@example.com"))
    with pytest.raises(NoAccount), commerce.transaction() as books:
        books.entitlements.put(entitlement(ANN), entitlement(CID))
    with commerce.reading() as books:
        assert [it.reader for it in books.accounts.all(None, 9)] == [ANN]
        assert books.entitlements.of(ANN) == []


def test_an_address_that_was_given_up_is_free_again(commerce: Commerce) -> None:
    with commerce.transaction() as books:
        books.accounts.create(account(ANN, "ann@example.com"))
        books.accounts.update(account(ANN, "ann@example.org"))
        books.accounts.create(account(BEA, "ann@example.com"))
    with commerce.reading() as books:
        assert books.accounts.by_address("ann@example.com") == account(BEA, "ann@example.com")
        assert books.accounts.by_address("ann@example.org") == account(ANN, "ann@example.org")


def test_accounts_come_in_chunks_and_each_once(commerce: Commerce) -> None:
    readers = [ReaderId(bytes([number]) * 16) for number in (0, 7, 0x7F, 0x80, 0xFF)]
    with commerce.transaction() as books:
        for reader in reversed(readers):
            books.accounts.create(account(reader, f"{reader.hex()}@example.com"))
    with commerce.reading() as books:
        found: list[ReaderId] = []
        while chunk := books.accounts.all(found[-1] if found else None, 2):
            found.extend(each.reader for each in chunk)
    assert found == readers


@pytest.mark.parametrize("what", ["session", "entitlement", "update"])
def test_nothing_is_kept_for_who_has_no_account(commerce: Commerce, what: str) -> None:
    with pytest.raises(NoAccount), commerce.transaction() as books:
        {
            "session": lambda: books.sessions.open(session(LAPTOP, ANN)),
            "entitlement": lambda: books.entitlements.put(entitlement(ANN)),
            "update": lambda: books.accounts.update(account(ANN, "ann@example.com")),
        }[what]()
    with commerce.reading() as books:
        assert books.sessions.get(LAPTOP) is None
        assert books.entitlements.of(ANN) == []


def test_deleting_an_account_leaves_nothing_of_it_and_all_of_others(commerce: Commerce) -> None:
    with commerce.transaction() as books:
        fill(books, ANN, "ann@bücher.example", 1)
        fill(books, BEA, "bea@example.com", 10)
    with commerce.transaction() as books:
        books.accounts.delete(ANN, NOW)
        books.outbox.add(mail("goodbye", "ann@bücher.example"))
    with commerce.transaction() as books:
        assert books.accounts.by_address("ann@xn--bcher-kva.example") is None
        assert list(books.sessions.of(ANN, NOW)) == []
        assert list(books.sessions.changes(0)) == [SessionChange(1, ANN, SessionId(b"\1" * 16))]
        assert list(books.entitlements.under([ANN, BEA])) == [BEA]
        gone = [challenge(1, "a@b.de").id, challenge(2, "a@b.de").id]
        assert [books.challenges.get(each) for each in gone] == [None, None]
        kept = [challenge(10, "a@b.de").id, challenge(11, "a@b.de").id]
        assert None not in [books.challenges.get(each) for each in kept]
        assert {it.mail.key for it in books.outbox.claim(NOW, 9)} == {"sign-in 10", "goodbye"}
        assert len(books.sessions.of(BEA, NOW)) == 1
        assert books.accounts.by_reader(BEA) is not None


def test_deleting_an_account_twice_changes_nothing(commerce: Commerce) -> None:
    with commerce.transaction() as books:
        fill(books, ANN, "ann@example.com", 1)
        books.accounts.delete(ANN, NOW)
        books.accounts.delete(ANN, NOW)
        assert [it.number for it in books.sessions.changes(0)] == [1]


def test_the_audit_tells_what_was_done_to_a_reader_in_order(commerce: Commerce) -> None:
    first = Deed(NOW, "ann", "import", ANN.hex(), "row 7")
    other = Deed(NOW, "ann", "import", BEA.hex(), "row 8")
    second = Deed(NOW - 5, "reader", "password", ANN.hex())
    with commerce.transaction() as books:
        books.audit.enter(first, other)
        books.audit.enter(second)
        books.audit.enter()
    with commerce.reading() as books:
        assert list(books.audit.about(ANN.hex())) == [first, second]
