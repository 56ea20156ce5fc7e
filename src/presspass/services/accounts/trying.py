"""How often one may ask for mails, and guess passwords."""

from presspass.core.instants import DAY, Instant
from presspass.core.limits import Limit, network_of
from presspass.core.seals import Keyring, Purpose
from presspass.ports import Books

_HOUR = 3600
MAILS_TO_ADDRESS = Limit("mails to an address", 5, _HOUR)
MAILS_FROM_NETWORK = Limit("mails from a network", 30, _HOUR)
PASSWORDS_OF_ADDRESS = Limit("passwords of an address", 10, _HOUR)
PASSWORDS_FROM_NETWORK = Limit("passwords from a network", 60, _HOUR)


class TooManyTries(Exception):  # noqa: N818  # it names a state of the world, not a fault of ours
    """It was tried too often. In `seconds` it may be tried again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"tried too often; try again in {seconds} seconds")
        self.seconds = seconds


class Trying:
    """Counts tries under keyed hashes, so that no address and no network is written down."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def mail(self, books: Books, address: str, client: str, now: Instant) -> TooManyTries | None:
        """Count a mail to an address that was asked for from an IP address."""
        return self._taken(books, MAILS_FROM_NETWORK, self._network(client, now), now) or (
            self._taken(books, MAILS_TO_ADDRESS, self._key(address.encode()), now)
        )

    def password(
        self, books: Books, address: str, client: str, now: Instant
    ) -> TooManyTries | None:
        """Count a password tried for an address from an IP address."""
        return self._taken(books, PASSWORDS_FROM_NETWORK, self._network(client, now), now) or (
            self._taken(books, PASSWORDS_OF_ADDRESS, self._key(address.encode()), now)
        )

    @staticmethod
    def _taken(books: Books, limit: Limit, key: str, now: Instant) -> TooManyTries | None:
        if books.attempts.take(key, limit, now):
            return None
        return TooManyTries(limit.since(now) + limit.seconds - now)

    def _network(self, client: str, now: Instant) -> str:
        """Another key each day, so that nobody can follow a network through the counts."""
        try:
            network = network_of(client)
        except ValueError:
            network = ""  # a socket without an address: all such share one count
        return self._key(f"{now // DAY} {network}".encode())

    def _key(self, what: bytes) -> str:
        return self._keyring.digest(Purpose.LIMIT, what).hex()
