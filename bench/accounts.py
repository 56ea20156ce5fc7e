"""Measures what writes to the commerce database: `python -m bench.accounts`.

Sign-ins (a mail asked for and its code typed), passwords hashed, sessions renewed, and webhooks
taken in, each one after the other on a SQLite file with full durability.
"""

import re
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

from presspass.adapters.sql import SqlCommerce, open_database
from presspass.core.challenge import Purpose
from presspass.core.credentials import Session
from presspass.core.edition import Edition
from presspass.core.publication import Publication
from presspass.core.seals import Keyring
from presspass.ports import PaymentEvent
from presspass.services.accounts.asking import Asking, Wish
from presspass.services.accounts.passwords import Passwords
from presspass.services.accounts.sessions import Browser, ReaderSessions
from presspass.services.accounts.signing_in import SigningIn
from presspass.services.accounts.vouching import AccountVouching
from presspass.services.editorial_file import built_in
from presspass.services.mails import Mails

NOW = 1_800_000_000
_ROUNDS = 300
_HASHED = 20
_CODE = re.compile(r"\b\d{6}\b")


def main() -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "presspass.db")
        try:
            for line in measured(SqlCommerce(database)):
                print(line)
        finally:
            database.dispose()


def measured(commerce: SqlCommerce) -> list[str]:
    """The lines of the table."""
    keyring = Keyring((secrets.token_bytes(32),))
    house = House(commerce, keyring)
    signed_in: list[Session] = []

    def by_code(place: int) -> None:
        signed_in.append(house.sign_in(place))

    lines = ["| what | a second | ms each |", "|---|---|---|"]
    lines.append(timed("sign-in by a mail's code, the account made", by_code, _ROUNDS))
    vouching = AccountVouching(commerce)
    lines.append(
        timed("session renewed", lambda at: vouching.renewed(signed_in[at], NOW + 1000), _ROUNDS)
    )
    passwords = Passwords()
    lines.append(
        timed("password hashed", lambda at: passwords.hashed(f"long enough {at}"), _HASHED)
    )
    lines.append(timed("webhook taken in", house.take_in, _ROUNDS))
    return lines


_PUBLICATION = Publication("Bench", "http://127.0.0.1", "en", ZoneInfo("UTC"))
_EDITION = built_in(_PUBLICATION.zone)


def _edition() -> Edition:
    return _EDITION


class House:
    """What signs readers in."""

    def __init__(self, commerce: SqlCommerce, keyring: Keyring) -> None:
        self._commerce = commerce
        self._asking = Asking(
            commerce, keyring, Mails(_PUBLICATION, _edition), lambda secret, _: f"http://x/{secret}"
        )
        sessions = ReaderSessions(commerce, _edition)
        self._signing_in = SigningIn(commerce, keyring, Passwords(), sessions, lambda _, __: None)

    def sign_in(self, place: int) -> Session:
        """A new reader's whole way: ask, get the mail, type its code."""
        now = NOW + place * 3600  # beyond every limit
        wish = Wish(
            f"reader{place}@example.org", Purpose.SIGN_IN, "en", "/", f"10.{place % 250}.0.1"
        )
        challenge = self._asking.ask(wish, now)
        with self._commerce.transaction() as books:
            [claimed] = books.outbox.claim(now, 1)
            books.outbox.sent(claimed.number, now)
        [code] = _CODE.findall(claimed.mail.text)
        outcome = self._signing_in.by_code(challenge, code, Browser("Bench"), now).outcome
        if not isinstance(outcome, Session):
            raise TypeError(outcome)
        return outcome

    def take_in(self, place: int) -> None:
        """A webhook's event, kept once."""
        with self._commerce.transaction() as books:
            books.inbox.add(PaymentEvent(f"evt_{place}", "invoice.paid", NOW, "sub_1"), NOW)


def timed(what: str, work: Callable[[int], object], rounds: int) -> str:
    """How often a second something can be done."""
    began = perf_counter()
    for place in range(rounds):
        work(place)
    seconds = (perf_counter() - began) / rounds
    return f"| {what} | {1 / seconds:,.0f} | {seconds * 1000:.2f} |"


if __name__ == "__main__":
    main()
