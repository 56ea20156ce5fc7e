"""Proving an address by the code or the link of a mail: the second half of signing in."""

from presspass.core.challenge import (
    Accepted,
    Answer,
    Challenge,
    ChallengeId,
    Purpose,
    Used,
    Wrong,
    challenge_of,
)
from presspass.core.instants import Instant
from presspass.core.seals import Keyring
from presspass.ports import Books, Commerce


class NotProven(Exception):  # noqa: N818  # it names an answer, not a fault of ours
    """A proof was not accepted; `answer` says why. `None`: no such mail is known any more."""

    def __init__(self, answer: Answer | None) -> None:
        super().__init__(f"the proof was not accepted: {answer}")
        self.answer = answer


class Proving:
    """Judges proofs for some purposes; mails of others are unknown to it.

    All methods block; they raise `NotProven` and `StoreAway`.
    """

    def __init__(self, commerce: Commerce, keyring: Keyring, *purposes: Purpose) -> None:
        self._commerce = commerce
        self._keyring = keyring
        self._purposes = purposes

    def known(self, challenge: ChallengeId) -> Challenge:
        """A challenge, before it is proven."""
        with self._commerce.reading() as books:
            return self._ours(books.challenges.get(challenge))

    def by_code(self, challenge: ChallengeId, code: str, now: Instant) -> Challenge:
        """The challenge that a code proves. Every call counts as a try."""
        with self._commerce.transaction() as books:
            found = books.challenges.attempt(challenge)
        found = self._ours(found)
        return _accepted(found, found.try_code(code, self._keyring, now))

    def by_link(self, link: str, now: Instant) -> Challenge:
        """The challenge that a link proves. To look changes nothing, however often it is done."""
        challenge = challenge_of(link)
        if challenge is None:
            raise NotProven(Wrong(None))
        found = self.known(challenge)
        return _accepted(found, found.try_link(link, self._keyring, now))

    def _ours(self, found: Challenge | None) -> Challenge:
        if found is None or found.wanted.purpose not in self._purposes:
            raise NotProven(None)
        return found


def use(books: Books, challenge: Challenge, now: Instant) -> None:
    """Use a proof up, in the transaction of what it is good for. Raises `NotProven`."""
    if not books.challenges.use(challenge.id, now):
        raise NotProven(Used())


def _accepted(challenge: Challenge, answer: Answer) -> Challenge:
    if not isinstance(answer, Accepted):
        raise NotProven(answer)
    return challenge
