"""Sealed tokens: what we hand to a browser and must be able to trust when it comes back.

A token is `base64url(mac || payload)`. The MAC is keyed BLAKE2b of 128 bits (RFC 7693),
personalised with the token's purpose, so that one kind of token never passes for another.
"""

from binascii import Error as Base64Error
from binascii import a2b_base64, b2a_base64
from dataclasses import dataclass, field
from enum import Enum
from hashlib import blake2b
from hmac import compare_digest
from typing import NamedTuple

MAC_BYTES = 16
MIN_SECRET_BYTES = 32
MAX_TOKEN_CHARACTERS = 2048
MAX_PAYLOAD_BYTES = MAX_TOKEN_CHARACTERS // 4 * 3 - MAC_BYTES
"""What a token holds; one of a longer payload never opens."""

_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_+/", b"+/??")  # standard base64's own two signs are not ours


class Purpose(bytes, Enum):
    """The kinds of token, each with its personalisation of at most 16 bytes.

    It hashes as bytes do, by their own code: `Enum` hashes in Python, at each look-up of a hasher.
    """

    __hash__ = bytes.__hash__

    METER = b"presspass meter"
    SESSION = b"presspass sessn"
    RECEIPT = b"presspass recpt"
    LINK = b"presspass link"
    CODE = b"presspass code"
    PERSON = b"presspass persn"
    FORM = b"presspass form"
    DOOR = b"presspass door"
    LIMIT = b"presspass limit"
    STOP = b"presspass stop"


class Opened(NamedTuple):
    """A token's payload; `fresh` is false if an older key sealed it and it wants sealing anew."""

    payload: bytes
    fresh: bool


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """The publication's secrets: the first seals, every one opens."""

    secrets: tuple[bytes, ...]
    _hashers: tuple[dict[Purpose, blake2b], ...] = field(init=False, compare=False)
    """For each secret and purpose a keyed hasher to copy, which costs half of making one."""

    def __post_init__(self) -> None:
        """Refuse an empty ring and secrets that could be guessed."""
        if not self.secrets:
            raise ValueError("there is no secret to seal cookies with; `presspass init` makes one")
        if any(len(secret) < MIN_SECRET_BYTES for secret in self.secrets):
            raise ValueError(f"a secret has at least {MIN_SECRET_BYTES} bytes")
        object.__setattr__(self, "_hashers", tuple(_hashers(secret) for secret in self.secrets))

    def seal(self, purpose: Purpose, payload: bytes) -> str:
        """A token of the payload, sealed with the first secret."""
        sealed = _mac(self._hashers[0][purpose], payload) + payload
        return b2a_base64(sealed, newline=False).translate(_TO_URL).decode()

    @staticmethod
    def unsealed(token: str) -> bytes:
        """The payload of a token that never left our own hands: its seal is not looked at."""
        return a2b_base64(token.encode().translate(_FROM_URL))[MAC_BYTES:]

    def open(self, purpose: Purpose, token: str) -> Opened | None:
        """The payload, or `None` for a token that is not ours: forged, damaged or outgrown."""
        found = self.opened(purpose, token.encode()) if token.isascii() else None
        return None if found is None else Opened(*found)

    def opened(self, purpose: Purpose, token: bytes) -> tuple[bytes, bool] | None:
        """The same of a token as it came in a header; a plain pair, for each new reader's sake."""
        if len(token) > MAX_TOKEN_CHARACTERS:
            return None
        try:
            sealed = a2b_base64(token.translate(_FROM_URL), strict_mode=True)
        except Base64Error:
            return None
        mac, payload = sealed[:MAC_BYTES], sealed[MAC_BYTES:]
        for hashers in self._hashers:
            if compare_digest(mac, _mac(hashers[purpose], payload)):
                return payload, hashers is self._hashers[0]
        return None

    def digest(self, purpose: Purpose, secret: bytes) -> bytes:
        """What to keep in place of a secret that must be known again, and can't be guessed from."""
        return _mac(self._hashers[0][purpose], secret)

    def digests(self, purpose: Purpose, secret: bytes) -> tuple[bytes, ...]:
        """What each of our keys makes of a secret, the first key's first."""
        return tuple(_mac(hashers[purpose], secret) for hashers in self._hashers)

    def made(self, purpose: Purpose, secret: bytes, digest: bytes) -> bool:
        """Whether any of our keys made the digest of the secret. Takes as long if it didn't."""
        found = False
        for hashers in self._hashers:
            found |= compare_digest(digest, _mac(hashers[purpose], secret))
        return found


def _hashers(secret: bytes) -> dict[Purpose, blake2b]:
    key = secret if len(secret) <= blake2b.MAX_KEY_SIZE else blake2b(secret).digest()
    return {purpose: blake2b(digest_size=MAC_BYTES, key=key, person=purpose) for purpose in Purpose}


def _mac(hasher: blake2b, payload: bytes) -> bytes:
    keyed = hasher.copy()
    keyed.update(payload)
    return keyed.digest()
