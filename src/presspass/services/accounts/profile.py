"""What readers change about themselves: password, newsletter, language."""

from dataclasses import replace

from presspass.core.account import Account, Consent
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.seals import Keyring
from presspass.ports import Books, Commerce, Deed, NoAccount
from presspass.services.accounts.passwords import Passwords
from presspass.services.accounts.sessions import SignedIn
from presspass.services.accounts.signing_in import WrongPassword
from presspass.services.accounts.trying import Trying


class Profile:
    """Changes accounts for the readers themselves. All methods block.

    They raise `StoreAway`, and `NoAccount` where it was deleted meanwhile.
    """

    def __init__(self, commerce: Commerce, keyring: Keyring, passwords: Passwords) -> None:
        self._commerce = commerce
        self._passwords = passwords
        self._trying = Trying(keyring)

    def subscribe_to_newsletter(self, reader: ReaderId, sentence: str, now: Instant) -> None:
        """Keep that a reader agreed to a sentence. Who has agreed already has done so then."""
        with self._commerce.transaction() as books:
            account = _account(books, reader)
            if account.newsletter is None:
                books.accounts.update(replace(account, newsletter=Consent(now, sentence)))
                books.audit.enter(Deed.by_reader(now, "newsletter agreed to", reader))

    def leave_newsletter(self, reader: ReaderId, now: Instant) -> None:
        """Take the consent back."""
        with self._commerce.transaction() as books:
            account = _account(books, reader)
            if account.newsletter is not None:
                books.accounts.update(replace(account, newsletter=None))
                books.audit.enter(Deed.by_reader(now, "newsletter left", reader))

    def speak(self, reader: ReaderId, language: str) -> None:
        """Write mails in a language from now on."""
        with self._commerce.transaction() as books:
            books.accounts.update(replace(_account(books, reader), language=language))

    def set_password(
        self, known: SignedIn, current: str, password: str, client: str, now: Instant
    ) -> None:
        """Sign in with a password from now on, and sign out everywhere else.

        Who has one proves it by `current`, tried from an IP address. Raises `UnfitPassword`,
        `WrongPassword` and `TooManyTries`.
        """
        self._passwords.fit(password, known.account.mailbox.address)
        kept = self._prove(known, current, client, now)
        self._keep(known, kept, self._passwords.hashed(password), "password chosen", now)

    def drop_password(self, known: SignedIn, current: str, client: str, now: Instant) -> None:
        """Sign in by mail alone from now on. Raises `WrongPassword` and `TooManyTries`."""
        kept = self._prove(known, current, client, now)
        self._keep(known, kept, None, "password dropped", now)

    def _prove(self, known: SignedIn, current: str, client: str, now: Instant) -> str | None:
        """The password that is kept, once it is proven. Every call counts as a try."""
        reader = known.account.reader
        with self._commerce.transaction() as books:
            kept = _account(books, reader).password
            refused = None
            if kept is not None:
                address = known.account.mailbox.address
                refused = self._trying.password(books, address, client, now)
        if refused is not None:
            raise refused
        if kept is not None and not self._passwords.right(current, kept):
            raise WrongPassword
        return kept

    def _keep(
        self, known: SignedIn, proven: str | None, password: str | None, deed: str, now: Instant
    ) -> None:
        reader = known.account.reader
        with self._commerce.transaction() as books:
            account = _account(books, reader)
            if account.password != proven:  # somebody was quicker, and this proof is of the past
                raise WrongPassword
            books.accounts.update(replace(account, password=password))
            books.sessions.revoke_all(reader, now, known.session.id)
            books.audit.enter(Deed.by_reader(now, deed, reader))


def _account(books: Books, reader: ReaderId) -> Account:
    account = books.accounts.by_reader(reader)
    if account is None:
        raise NoAccount
    return account
