"""Passwords of readers who want one: what is fit for one, and how it is kept (argon2id)."""

import unicodedata
from enum import StrEnum
from secrets import token_urlsafe
from threading import BoundedSemaphore

from argon2 import Parameters, PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from presspass.ports import Unavailable

MIN_CHARACTERS = 10
"""The shortest password, of any signs: length is what helps, not kinds of signs (NIST SP 800-63B,
section 3.1.1.2). Guessing is slowed down by the limits of signing in."""

MAX_CHARACTERS = 256
_MIN_DIFFERENT = 5
_AT_ONCE = 2
"""Passwords that a process hashes at a time: each takes 64 MiB."""

_PATIENCE_SECONDS = 5.0


class Unfit(StrEnum):
    """Why a text can't be a password."""

    SHORT = "short"
    LONG = "long"
    PLAIN = "plain"


class UnfitPassword(ValueError):  # noqa: N818  # it says what a text is not
    """A text can't be a password, for the reason that `flaw` names."""

    def __init__(self, flaw: Unfit) -> None:
        super().__init__(f"this can't be a password: it is too {flaw}")
        self.flaw = flaw


class Passwords:
    """Hashes and checks passwords. Safe from any thread.

    Few are hashed at a time, for each takes much memory and a core; who waits too long for a turn
    gets `Unavailable`.
    """

    def __init__(self, parameters: Parameters = RFC_9106_LOW_MEMORY) -> None:
        self._hasher = PasswordHasher.from_parameters(parameters)
        self._turns = BoundedSemaphore(_AT_ONCE)
        self._nobodys = self._hasher.hash(token_urlsafe())

    def fit(self, password: str, address: str) -> None:
        """Refuse what anybody would guess. Raises `UnfitPassword`."""
        password = _one_form(password)
        if len(password) < MIN_CHARACTERS:
            raise UnfitPassword(Unfit.SHORT)
        if len(password) > MAX_CHARACTERS:
            raise UnfitPassword(Unfit.LONG)
        plain = password.casefold()
        if len(set(plain)) < _MIN_DIFFERENT or plain in address.casefold():
            raise UnfitPassword(Unfit.PLAIN)

    def hashed(self, password: str) -> str:
        """What to keep of a password."""
        with _Turn(self._turns):
            return self._hasher.hash(_one_form(password))

    def right(self, password: str, kept: str | None) -> bool:
        """Whether a password is the one that was kept. Takes as long where none was."""
        with _Turn(self._turns):
            try:
                self._hasher.verify(kept or self._nobodys, _one_form(password)[:MAX_CHARACTERS])
            except (VerificationError, InvalidHashError):
                return False
        return bool(kept)

    def outgrown(self, kept: str) -> bool:
        """Whether a password was hashed in a way that is no longer ours, and wants hashing anew."""
        return self._hasher.check_needs_rehash(kept)


class _Turn:
    """One of the few places at which passwords are hashed."""

    def __init__(self, turns: BoundedSemaphore) -> None:
        self._turns = turns

    def __enter__(self) -> None:
        if not self._turns.acquire(timeout=_PATIENCE_SECONDS):
            raise Unavailable("too many passwords are being checked at once")

    def __exit__(self, *_: object) -> None:
        self._turns.release()


def _one_form(password: str) -> str:
    """A password as one sequence of signs, whichever keyboard wrote it (Unicode, NFKC)."""
    return unicodedata.normalize("NFKC", password)
