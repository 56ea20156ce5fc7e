import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.core.account import Account
from presspass.core.challenge import (
    ENTROPY_BYTES,
    LIFE,
    TRIES,
    Challenge,
    Exhausted,
    Expired,
    Purpose,
    Used,
    Wanted,
    Wrong,
)
from presspass.core.credentials import MeterCookie, Session
from presspass.core.edition import Edition
from presspass.core.ids import ReaderId
from presspass.core.mailbox import Mailbox, NotAMailbox
from presspass.core.publication import Publication
from presspass.core.seals import Keyring
from presspass.ports import Commerce, Mail, StoreAway
from presspass.services.accounts.asking import Asking, Wish
from presspass.services.accounts.passwords import Passwords, UnfitPassword
from presspass.services.accounts.proving import NotProven
from presspass.services.accounts.sessions import Browser, ReaderSessions, TooManyDevices
from presspass.services.accounts.signing_in import Entered, Proven, SigningIn, WrongPassword
from presspass.services.accounts.trying import TooManyTries
from presspass.services.mails import Mails

NOW = 1_800_000_000 - 1_800_000_000 % 3600
ANN = "ann@example.com"
GOOD = "seven herons at low tide"
RING = Keyring((b"0123456789abcdef" * 2,))
METER = MeterCookie(ReaderId(b"m" * 16), NOW)
CHEAP = Passwords(CHEAPEST)


@dataclass
class House:
    """Everything that signing in is made of, over one store."""

    commerce: Commerce
    edition: Edition
    publication: Publication
    merged: list[tuple[MeterCookie, ReaderId]] = field(default_factory=list)
    away: bool = False

    def __post_init__(self) -> None:
        self.mails: list[Mail] = []
        self.sessions = ReaderSessions(self.commerce, lambda: self.edition)
        self.asking = Asking(
            self.commerce,
            RING,
            Mails(self.publication, lambda: self.edition),
            lambda secret, language: f"http://localhost/link?token={secret}&language={language}",
        )
        self.signing_in = SigningIn(self.commerce, RING, CHEAP, self.sessions, self.merge)

    def merge(self, meter: MeterCookie, reader: ReaderId) -> None:
        if self.away:
            raise StoreAway("the meter is locked")
        self.merged.append((meter, reader))

    def ask(self, written: str = ANN, now: int = NOW, **more: Any) -> tuple[Any, str, str]:
        """Ask for a mail: which one it is, its code and its link's secret."""
        wish = Wish(
            written,
            more.get("purpose", Purpose.SIGN_IN),
            more.get("language", "en"),
            "/a",
            more.get("client", "192.0.2.1"),
        )
        challenge = self.asking.ask(wish, now)
        with self.commerce.transaction() as books:
            self.mails.extend(each.mail for each in books.outbox.claim(now, 10))
        text = self.mails[-1].text
        code, link = re.search(r"\b\d{6}\b", text), re.search(r"token=([\w-]+)", text)
        assert code
        assert link
        return challenge, code[0], link[1]

    def prove(
        self, way: str, mail: tuple[Any, str, str], now: int, browser: Browser | None = None
    ) -> Entered:
        challenge, code, link = mail
        if way == "code":
            return self.signing_in.by_code(challenge, code, browser or Browser(), now)
        return self.signing_in.by_link(link, browser or Browser(), now)

    def account(self, address: str = ANN) -> Account | None:
        with self.commerce.reading() as books:
            return books.accounts.by_address(address)

    def wrong(self, code: str) -> str:
        return f"{(int(code) + 1) % 10**6:06}"


@pytest.fixture
def house(commerce: Commerce, selling: Edition, courier: Publication) -> House:
    return House(commerce, selling, courier)


@pytest.mark.parametrize("way", ["code", "link"])
def test_an_address_that_is_proven_gets_an_account(house: House, way: str) -> None:
    challenge, code, link = house.ask("Ann@Example.com ", language="pl")
    assert house.account() is None
    entered = house.prove(way, (challenge, code, link), NOW, Browser("Firefox, Linux", meter=METER))
    account = house.account()
    assert account is not None
    assert account.mailbox == Mailbox.parse("Ann@Example.com")
    assert account.language == "pl"
    assert entered.return_to == "/a"
    assert isinstance(entered.outcome, Session)
    assert entered.outcome.reader == account.reader
    assert house.merged == [(METER, account.reader)]
    with house.commerce.reading() as books:
        deeds = books.audit.about(account.reader.hex())
    assert [deed.action for deed in deeds] == ["registered"]


def test_who_has_an_account_is_signed_in_to_it(
    house: House, registered: Callable[..., Account]
) -> None:
    ann = registered(1, "ANN@example.com")
    challenge, code, _ = house.ask()
    entered = house.signing_in.by_code(challenge, code, Browser(), NOW)
    assert entered.outcome.reader == ann.reader
    assert house.account() == ann
    assert house.merged == []


def test_mails_tell_nobody_whether_there_is_an_account(
    house: House, registered: Callable[..., Account]
) -> None:
    registered(1, "ann@example.com")
    for written in ("ann@example.com", "bob@example.com"):
        house.ask(written)
    ann, bob = (
        re.sub(r"ann|bob|\d{6}|token=[\w-]+", "", mail.text + mail.html + mail.subject)
        for mail in house.mails
    )
    assert ann == bob


def test_what_is_no_address_gets_no_mail(house: House) -> None:
    with pytest.raises(NotAMailbox):
        house.ask("ann at example")
    assert house.mails == []


@pytest.mark.parametrize("way", ["code", "link"])
def test_a_mail_works_once(house: House, way: str) -> None:
    challenge, code, link = house.ask()
    house.signing_in.by_link(link, Browser(), NOW)
    with pytest.raises(NotProven) as refused:
        house.prove(way, (challenge, code, link), NOW)
    assert refused.value.answer == Used()


def test_to_look_at_a_link_does_nothing_however_often(house: House) -> None:
    _, _, link = house.ask()
    for _ in range(10):
        assert house.signing_in.wanted(link, NOW).mailbox.address == ANN
    assert house.account() is None
    assert house.signing_in.by_link(link, Browser(), NOW)


@pytest.mark.parametrize("way", ["code", "link"])
def test_a_mail_is_good_for_a_quarter_of_an_hour(house: House, way: str) -> None:
    challenge, code, link = house.ask()
    with pytest.raises(NotProven) as refused:
        house.prove(way, (challenge, code, link), NOW + LIFE)
    assert refused.value.answer == Expired()
    assert house.account() is None


def test_five_wrong_codes_end_a_mail_with_its_link(house: House) -> None:
    challenge, code, link = house.ask()
    answers = []
    for _ in range(TRIES):
        with pytest.raises(NotProven) as refused:
            house.signing_in.by_code(challenge, house.wrong(code), Browser(), NOW)
        answers.append(refused.value.answer)
    assert answers == [Wrong(4), Wrong(3), Wrong(2), Wrong(1), Exhausted()]
    with pytest.raises(NotProven) as refused:
        house.signing_in.by_code(challenge, code, Browser(), NOW)
    assert refused.value.answer == Exhausted()
    with pytest.raises(NotProven) as refused:
        house.signing_in.by_link(link, Browser(), NOW)
    assert refused.value.answer == Exhausted()


@pytest.mark.parametrize("link", ["", "x", "é", "A" * 43, "A" * 42])
def test_a_link_that_is_none_of_ours_says_so(house: House, link: str) -> None:
    with pytest.raises(NotProven) as refused:
        house.signing_in.wanted(link, NOW)
    assert refused.value.answer in (None, Wrong(None))


def test_a_mail_that_changes_an_address_signs_nobody_in(house: House) -> None:
    wanted = Wanted(Purpose.CHANGE_MAILBOX, Mailbox.parse(ANN), "en", "/a", ReaderId(bytes(16)))
    issued = Challenge.issue(wanted, RING, bytes(range(ENTROPY_BYTES)), NOW)
    with house.commerce.transaction() as books:
        books.challenges.add(issued.challenge)
    with pytest.raises(NotProven):
        house.signing_in.by_link(issued.link, Browser(), NOW)
    with pytest.raises(NotProven):
        house.signing_in.by_code(issued.challenge.id, issued.code, Browser(), NOW)
    assert house.account() is None


def test_only_so_many_mails_go_to_an_address_in_an_hour(house: House) -> None:
    for client in range(5):
        house.ask(client=f"192.0.{client}.1")
    with pytest.raises(TooManyTries) as refused:
        house.ask(now=NOW + 600, client="198.51.100.1")
    assert refused.value.seconds == 3000
    assert len(house.mails) == 5
    house.ask("bob@example.com")
    house.ask(now=NOW + 3600)


def test_only_so_many_mails_are_asked_for_from_a_network(house: House) -> None:
    for number in range(30):
        house.ask(f"reader{number}@example.com", client=f"192.0.2.{number}")
    with pytest.raises(TooManyTries):
        house.ask(client="192.0.2.99")
    house.ask(client="192.0.3.1")
    house.ask(client="")


def test_counts_hold_no_address_and_no_network(house: House) -> None:
    house.ask()
    assert isinstance(house.commerce, MemoryCommerce)
    kept = repr(house.commerce._tables.tallies)
    assert "ann" not in kept
    assert "192.0.2" not in kept


def test_a_forgotten_password_is_chosen_anew_and_ends_all_other_sessions(
    house: House, registered: Callable[..., Account]
) -> None:
    ann = registered(1, ANN, password=CHEAP.hashed("the forgotten one"))
    challenge, code, _ = house.ask()
    elsewhere = house.signing_in.by_code(challenge, code, Browser(), NOW).outcome
    challenge, code, _ = house.ask(purpose=Purpose.PASSWORD)
    here = house.signing_in.by_code(challenge, code, Browser(), NOW, GOOD).outcome
    account = house.account()
    assert account is not None
    assert CHEAP.right(GOOD, account.password)
    assert isinstance(here, Session)
    assert [each.id for each in house.sessions.of(ann.reader, NOW)] == [here.id]
    assert isinstance(elsewhere, Session)
    assert house.sessions.signed_in(elsewhere, NOW) is None


def test_a_password_that_will_not_do_leaves_the_mail_as_good_as_it_was(house: House) -> None:
    challenge, code, link = house.ask(purpose=Purpose.PASSWORD)
    for _ in range(TRIES + 1):
        with pytest.raises(UnfitPassword):
            house.signing_in.by_code(challenge, code, Browser(), NOW, "short")
        with pytest.raises(UnfitPassword):
            house.signing_in.by_link(link, Browser(), NOW)
    assert house.signing_in.by_code(challenge, code, Browser(), NOW, GOOD)


def test_a_mail_to_sign_in_sets_no_password(house: House) -> None:
    challenge, code, _ = house.ask()
    house.signing_in.by_code(challenge, code, Browser(), NOW, GOOD)
    account = house.account()
    assert account is not None
    assert account.password is None


def by_password(house: House, password: str = GOOD, now: int = NOW, **more: Any) -> Any:
    return house.signing_in.by_password(
        more.get("written", ANN), password, more.get("client", "192.0.2.1"), Browser(), now
    )


def test_a_password_signs_in_who_has_chosen_one(
    house: House, registered: Callable[..., Account]
) -> None:
    ann = registered(1, ANN, password=CHEAP.hashed(GOOD))
    assert by_password(house, written=" Ann@Example.COM").outcome.reader == ann.reader


def test_nobody_learns_which_of_address_and_password_was_wrong(
    house: House, registered: Callable[..., Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(1, ANN, password=CHEAP.hashed(GOOD))
    registered(2, "bob@example.com")
    checked: list[str] = []

    def verify(self: PasswordHasher, kept: str, password: str) -> bool:
        checked.append(kept)
        return unwatched(self, kept, password)

    unwatched = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", verify)
    for written in (ANN, "bob@example.com", "nobody@example.com", "nonsense"):
        with pytest.raises(WrongPassword):
            by_password(house, "something else", written=written)
    assert len(checked) == 4
    assert len({kept.rsplit("$", 2)[0] for kept in checked}) == 1  # all of one cost


def test_only_so_many_passwords_are_tried_for_an_address(
    house: House, registered: Callable[..., Account]
) -> None:
    registered(1, ANN, password=CHEAP.hashed(GOOD))
    for client in range(10):
        with pytest.raises(WrongPassword):
            by_password(house, "something else", client=f"192.0.{client}.1")
    with pytest.raises(TooManyTries):
        by_password(house, client="198.51.100.1")
    assert by_password(house, now=NOW + 3600)


def test_only_so_many_passwords_are_tried_from_a_network(house: House) -> None:
    for number in range(60):
        with pytest.raises(WrongPassword):
            by_password(house, written=f"reader{number}@example.com", client=f"192.0.2.{number}")
    with pytest.raises(TooManyTries):
        by_password(house)


def test_a_password_that_was_hashed_in_an_older_way_is_hashed_anew(
    house: House, registered: Callable[..., Account]
) -> None:
    old = Passwords().hashed(GOOD)
    registered(1, ANN, password=old)
    by_password(house)
    account = house.account()
    assert account is not None
    assert account.password != old
    assert CHEAP.right(GOOD, account.password)


def test_a_reader_of_too_many_devices_chooses_which_to_sign_out(
    house: House, registered: Callable[..., Account]
) -> None:
    ann = registered(1, ANN, password=CHEAP.hashed(GOOD))
    sessions = [by_password(house, now=NOW + 3600 * hour).outcome for hour in range(10)]
    proven = by_password(house, now=NOW + 36_000).outcome
    assert isinstance(proven, Proven)
    assert len(house.sessions.of(ann.reader, NOW)) == 10
    after = house.signing_in.after_choice
    browser = Browser(meter=METER)
    with pytest.raises(TooManyDevices):
        after(proven, [], browser, NOW)
    assert after(proven, [sessions[3].id], browser, proven.until) is None
    assert len(house.sessions.of(ann.reader, NOW)) == 10
    opened = after(proven, [sessions[3].id, sessions[4].id], browser, proven.until - 1)
    assert opened is not None
    assert house.sessions.signed_in(sessions[3], NOW) is None
    assert len(house.sessions.of(ann.reader, NOW)) == 9
    assert house.merged[-1] == (METER, ann.reader)
    with house.commerce.transaction() as books:
        books.accounts.delete(ann.reader, NOW)
    assert after(proven, [], browser, NOW) is None


def test_a_meter_that_is_away_keeps_nobody_out(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.away = True
    challenge, code, _ = house.ask()
    with caplog.at_level(logging.WARNING):
        entered = house.signing_in.by_code(challenge, code, Browser(meter=METER), NOW)
    assert isinstance(entered.outcome, Session)
    assert caplog.messages == [
        "what a reader read before signing in is not counted on: the meter is locked"
    ]


def test_a_mail_that_is_forgotten_is_unknown(house: House) -> None:
    challenge, code, link = house.ask()
    with house.commerce.transaction() as books:
        books.challenges.prune(NOW + LIFE + 1)
    assert house.asking.asked(challenge) is None
    for way in ("code", "link"):
        with pytest.raises(NotProven) as refused:
            house.prove(way, (challenge, code, link), NOW)
        assert refused.value.answer is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tried=st.lists(st.sampled_from(["right", "wrong", "link", "late"]), max_size=9))
def test_whatever_is_tried_a_mail_opens_one_session_at_most_and_none_after_five_wrong_codes(
    selling: Edition, courier: Publication, tried: list[str]
) -> None:
    house = House(MemoryCommerce(), selling, courier)
    challenge, code, link = house.ask()
    codes, opened = 0, 0
    for way in tried:
        may = not opened and codes < TRIES
        try:
            if way == "link":
                house.signing_in.by_link(link, Browser(), NOW)
            else:
                typed = house.wrong(code) if way == "wrong" else code
                codes += 1
                now = NOW + LIFE if way == "late" else NOW
                house.signing_in.by_code(challenge, typed, Browser(), now)
        except NotProven:
            assert not may or way in ("wrong", "late")
        else:
            assert may
            opened += 1
    account = house.account()
    assert opened <= 1
    assert (account is None) == (opened == 0)
    assert account is None or len(house.sessions.of(account.reader, NOW)) == 1
