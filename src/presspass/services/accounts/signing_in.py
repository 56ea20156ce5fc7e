"""Signing in, and registering with it: from a proof to a session."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from os import urandom
from typing import TypeAlias

from presspass.core.account import Account
from presspass.core.challenge import Challenge, ChallengeId, Purpose, Wanted
from presspass.core.credentials import MeterCookie, Session
from presspass.core.ids import READER_ENTROPY_BYTES, ReaderId, SessionId, new_reader_id
from presspass.core.instants import MINUTE, Instant
from presspass.core.mailbox import Mailbox, NotAMailbox
from presspass.core.seals import Keyring
from presspass.ports import AddressTaken, Books, Commerce, Deed, StoreAway
from presspass.services.accounts.passwords import Passwords
from presspass.services.accounts.proving import Proving, use
from presspass.services.accounts.sessions import Browser, ReaderSessions, TooManyDevices
from presspass.services.accounts.trying import Trying

log = logging.getLogger(__name__)

MergeMeters: TypeAlias = Callable[[MeterCookie, ReaderId], None]
"""Adds what a browser has read to what a reader has read. Raises `StoreAway`."""

CHOICE_LIFE = 10 * MINUTE
"""How many seconds a reader has to choose which devices to sign out."""


class WrongPassword(Exception):  # noqa: N818  # it names an answer, not a fault of ours
    """Address and password don't go together; which of them is wrong nobody is told."""


@dataclass(frozen=True, slots=True)
class Proven:
    """A reader who has proven to be one, and before `until` may choose which devices to sign out.

    It is as good as a session, so it goes nowhere but under seal into the reader's own browser.
    """

    reader: ReaderId
    until: Instant


@dataclass(frozen=True, slots=True)
class Entered:
    """What a proof led to: a session, or a choice to be made first; and where to go then."""

    outcome: Session | Proven
    return_to: str = ""

    def back_to(self, page: str) -> "Entered":
        """The same, leading to a path."""
        return replace(self, return_to=page)


class SigningIn:
    """Signs readers in. All methods block, and raise `StoreAway`.

    A mail's proof makes an account where the address has none yet. What the browser has read then
    counts for the reader; where that can't be arranged, the reader is signed in all the same.
    """

    def __init__(
        self,
        commerce: Commerce,
        keyring: Keyring,
        passwords: Passwords,
        sessions: ReaderSessions,
        merge_meters: MergeMeters,
    ) -> None:
        self._commerce = commerce
        self._proving = Proving(commerce, keyring, Purpose.SIGN_IN, Purpose.PASSWORD)
        self._passwords = passwords
        self._sessions = sessions
        self._merge_meters = merge_meters
        self._trying = Trying(keyring)

    def by_code(
        self,
        challenge: ChallengeId,
        code: str,
        browser: Browser,
        now: Instant,
        password: str = "",
    ) -> Entered:
        """Sign in by a mail's code. Raises `NotProven`; for `password` see `by_link`."""
        self._fit(self._proving.known(challenge), password)
        return self._by_mail(self._proving.by_code(challenge, code, now), browser, now, password)

    def wanted(self, link: str, now: Instant) -> Wanted:
        """What a mail's link would do, which to know does nothing. Raises `NotProven`."""
        return self._proving.by_link(link, now).wanted

    def by_link(self, link: str, browser: Browser, now: Instant, password: str = "") -> Entered:
        """Sign in by a mail's link. Raises `NotProven`.

        A mail that was asked for to choose a password takes it along, and signs its reader out
        everywhere else. Raises `UnfitPassword`, and then the mail is as good as before.
        """
        proven = self._proving.by_link(link, now)
        self._fit(proven, password)
        return self._by_mail(proven, browser, now, password)

    def by_password(
        self, written: str, password: str, client: str, browser: Browser, now: Instant
    ) -> Entered:
        """Sign in by a password, tried from an IP address.

        Raises `WrongPassword` and `TooManyTries`. Takes as long whether there is an account or not.
        """
        account = self._tried(written, client, now)
        kept = None if account is None else account.password
        right = self._passwords.right(password, kept)
        if account is None or kept is None or not right:
            raise WrongPassword
        renewed = self._passwords.hashed(password) if self._passwords.outgrown(kept) else kept
        with self._commerce.transaction() as books:
            account = books.accounts.by_reader(account.reader)
            if account is None or account.password != kept:
                raise WrongPassword
            if renewed != kept:
                books.accounts.update(replace(account, password=renewed))
            outcome = self._opened(books, account.reader, browser, now)
        self._carry_over(browser, account.reader)
        return Entered(outcome)

    def after_choice(
        self, proven: Proven, ended: Sequence[SessionId], browser: Browser, now: Instant
    ) -> Session | None:
        """Sign in a reader who has chosen which sessions to end; `None` if the time for it is over.

        Raises `TooManyDevices` where too few were chosen, and then nothing is changed.
        """
        if proven.until <= now:
            return None
        with self._commerce.transaction() as books:
            if books.accounts.by_reader(proven.reader) is None:
                return None
            own = {each.id for each in books.sessions.of(proven.reader, now)}
            for chosen in own & set(ended):
                books.sessions.revoke(chosen, now)
            session = self._sessions.open_in(books, proven.reader, browser, now)
        self._carry_over(browser, proven.reader)
        return session

    def _tried(self, written: str, client: str, now: Instant) -> Account | None:
        """The account at an address, once the try is counted."""
        try:
            address = Mailbox.parse(written).address
        except NotAMailbox:
            address = ""
        with self._commerce.transaction() as books:
            refused = self._trying.password(books, address, client, now)
            account = books.accounts.by_address(address)
        if refused is not None:
            raise refused
        return account

    def _fit(self, challenge: Challenge, password: str) -> None:
        if challenge.wanted.purpose is Purpose.PASSWORD:
            self._passwords.fit(password, challenge.wanted.mailbox.address)

    def _by_mail(
        self, challenge: Challenge, browser: Browser, now: Instant, password: str
    ) -> Entered:
        choosing = challenge.wanted.purpose is Purpose.PASSWORD
        hashed = self._passwords.hashed(password) if choosing else None
        with self._commerce.transaction() as books:
            use(books, challenge, now)
            account = _account(books, challenge, now)
            if hashed is not None:
                books.accounts.update(replace(account, password=hashed))
                books.sessions.revoke_all(account.reader, now)
                books.audit.enter(Deed.by_reader(now, "password chosen", account.reader))
            outcome = self._opened(books, account.reader, browser, now)
        self._carry_over(browser, account.reader)
        return Entered(outcome, challenge.wanted.return_to)

    def _opened(
        self, books: Books, reader: ReaderId, browser: Browser, now: Instant
    ) -> Session | Proven:
        try:
            return self._sessions.open_in(books, reader, browser, now)
        except TooManyDevices:
            return Proven(reader, now + CHOICE_LIFE)

    def _carry_over(self, browser: Browser, reader: ReaderId) -> None:
        if browser.meter is None:
            return
        try:
            self._merge_meters(browser.meter, reader)
        except StoreAway as away:
            log.warning("what a reader read before signing in is not counted on: %s", away)


def _account(books: Books, challenge: Challenge, now: Instant) -> Account:
    """The account at the address that was proven; a new one where there is none."""
    wanted = challenge.wanted
    known = books.accounts.by_address(wanted.mailbox.address)
    if known is not None:
        return known
    reader = new_reader_id(now, urandom(READER_ENTROPY_BYTES))
    account = Account(reader, wanted.mailbox, wanted.language, now)
    try:
        books.accounts.create(account)
    except AddressTaken:
        # Somebody else was quicker, with another mail to the same address: it is one person.
        return books.accounts.by_address(wanted.mailbox.address) or account
    books.audit.enter(Deed.by_reader(now, "registered", account.reader))
    return account
