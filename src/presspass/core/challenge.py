"""Challenges: a mail sent to an address, and the proof that its owner has read it.

The mail holds a link and, for those whose mail program opens links elsewhere, a code of six digits.
Neither is stored, only what the keyring makes of them.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, NewType, TypeAlias

from presspass.core import seals
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.mailbox import Mailbox
from presspass.core.seals import Keyring

LIFE = 15 * 60
"""How many seconds a mail is good for."""

TRIES = 5
"""Wrong codes that end a challenge: a guesser's chance stays at 5 in a million."""

CODE_DIGITS = 6
ID_BYTES = 16
_SECRET_BYTES = 16
_CODE_BYTES = (
    8  # so many that no code is likelier than another by more than 1 in 10 million million
)
ENTROPY_BYTES = ID_BYTES + _SECRET_BYTES + _CODE_BYTES

ChallengeId = NewType("ChallengeId", bytes)
"""16 random bytes. They are in the link, and in the browser in which the mail was asked for."""


class Purpose(StrEnum):
    """What a proven address is wanted for."""

    SIGN_IN = "sign_in"
    PASSWORD = "password"  # noqa: S105  # a word, not a password
    CHANGE_MAILBOX = "change_mailbox"


@dataclass(frozen=True, slots=True)
class Accepted:
    """The proof is right. Whoever then is the first to use the challenge has proven the address."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """The proof is wrong. So many more codes may be tried; `None` where none was: the link is."""

    left: int | None


@dataclass(frozen=True, slots=True)
class Expired:
    """The mail was good for a quarter of an hour, and that is over."""


@dataclass(frozen=True, slots=True)
class Used:
    """The mail has done its work already."""


@dataclass(frozen=True, slots=True)
class Exhausted:
    """Too many wrong codes were tried; only a new mail helps."""


Answer: TypeAlias = Accepted | Wrong | Expired | Used | Exhausted


class Wanted(NamedTuple):
    """What a challenge is for.

    `reader` is whose mailbox is to change, and `None` for all other purposes. `return_to` is the
    path and query where the reader came from.
    """

    purpose: Purpose
    mailbox: Mailbox
    language: str
    return_to: str
    reader: ReaderId | None = None


class Issued(NamedTuple):
    """A new challenge, and the two proofs that go into its mail and nowhere else."""

    challenge: "Challenge"
    link: str
    code: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """A mail sent to an address. `attempts` is how many codes were tried, right ones included."""

    id: ChallengeId
    wanted: Wanted
    link_digest: bytes
    code_digest: bytes
    created: Instant
    expires: Instant
    attempts: int = 0
    used: Instant | None = None

    @classmethod
    def issue(cls, wanted: Wanted, keyring: Keyring, entropy: bytes, now: Instant) -> Issued:
        """A new challenge made of `ENTROPY_BYTES` random bytes."""
        if len(entropy) != ENTROPY_BYTES:
            raise ValueError(f"a challenge takes {ENTROPY_BYTES} random bytes")
        key = entropy[: ID_BYTES + _SECRET_BYTES]
        number = int.from_bytes(entropy[ID_BYTES + _SECRET_BYTES :], "big") % 10**CODE_DIGITS
        code = f"{number:0{CODE_DIGITS}}"
        id_ = ChallengeId(key[:ID_BYTES])
        challenge = cls(
            id=id_,
            wanted=wanted,
            link_digest=keyring.digest(seals.Purpose.LINK, key),
            code_digest=keyring.digest(seals.Purpose.CODE, id_ + code.encode()),
            created=now,
            expires=now + LIFE,
        )
        return Issued(challenge, urlsafe_b64encode(key).rstrip(b"=").decode(), code)

    def try_code(self, code: str, keyring: Keyring, now: Instant) -> Answer:
        """What a code answers that a person typed, spaces and all.

        Count the attempt before, and ask the challenge as it was before that: then no two at once
        can share a try.
        """
        digits = "".join(code.split()).encode(errors="replace")
        right = keyring.made(seals.Purpose.CODE, self.id + digits, self.code_digest)
        left = TRIES - self.attempts - 1
        return self._closed(now) or _answer(right=right, wrong=Wrong(left) if left else Exhausted())

    def try_link(self, link: str, keyring: Keyring, now: Instant) -> Answer:
        """What the secret of a link answers."""
        right = keyring.made(seals.Purpose.LINK, _key(link) or b"", self.link_digest)
        return self._closed(now) or _answer(right=right, wrong=Wrong(None))

    def _closed(self, now: Instant) -> Answer | None:
        if self.used is not None:
            return Used()
        if self.attempts >= TRIES:
            return Exhausted()
        return Expired() if now >= self.expires else None


def challenge_of(link: str) -> ChallengeId | None:
    """Which challenge a link is of; `None` for a text that was never one of our links."""
    key = _key(link)
    return None if key is None else ChallengeId(key[:ID_BYTES])


def _answer(*, right: bool, wrong: Answer) -> Answer:
    return Accepted() if right else wrong


def _key(link: str) -> bytes | None:
    try:
        key = urlsafe_b64decode(f"{link}=")
    except (Base64Error, ValueError):
        return None
    return key if len(key) == ID_BYTES + _SECRET_BYTES else None
