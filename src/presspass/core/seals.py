"""Sealed tokens: what we hand to a browser and must be able to trust when it comes back.

A token is `base64url(mac || payload)`. The MAC is keyed BLAKE2b of 128 bits (RFC 7693),
personalised with the token's purpose, so that one kind of token never passes for another.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2b
from hmac import compare_digest
from typing import NamedTuple

MAC_BYTES = 16
MIN_SECRET_BYTES = 32
MAX_TOKEN_CHARACTERS = 2048
_BLOCK = 4  # base64 is read in fours


class Purpose(Enum):
    """The kinds of token, each with its personalisation of at most 16 bytes."""

    METER = b"presspass meter"
    SESSION = b"presspass sessn"
    RECEIPT = b"presspass recpt"
    DEMO = b"presspass demo"


class Opened(NamedTuple):
    """A token's payload; `fresh` is false if an older key sealed it and it wants sealing anew."""

    payload: bytes
    fresh: bool


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """The publication's secrets: the first seals, every one opens."""

    secrets: tuple[bytes, ...]

    def __post_init__(self) -> None:
        """Refuse an empty ring and secrets that could be guessed."""
        if not self.secrets:
            raise ValueError("there is no secret to seal cookies with; `presspass init` makes one")
        if any(len(secret) < MIN_SECRET_BYTES for secret in self.secrets):
            raise ValueError(f"a secret has at least {MIN_SECRET_BYTES} bytes")

    def seal(self, purpose: Purpose, payload: bytes) -> str:
        """A token of the payload, sealed with the first secret."""
        return urlsafe_b64encode(_mac(self.secrets[0], purpose, payload) + payload).decode()

    def open(self, purpose: Purpose, token: str) -> Opened | None:
        """The payload, or `None` for a token that is not ours: forged, damaged or outgrown."""
        if len(token) > MAX_TOKEN_CHARACTERS or len(token) % _BLOCK or not token.isascii():
            return None
        try:
            sealed = urlsafe_b64decode(token)
        except Base64Error:
            return None
        mac, payload = sealed[:MAC_BYTES], sealed[MAC_BYTES:]
        for place, secret in enumerate(self.secrets):
            if compare_digest(mac, _mac(secret, purpose, payload)):
                return Opened(payload, fresh=place == 0)
        return None


def _mac(secret: bytes, purpose: Purpose, payload: bytes) -> bytes:
    key = secret if len(secret) <= blake2b.MAX_KEY_SIZE else blake2b(secret).digest()
    return blake2b(payload, digest_size=MAC_BYTES, key=key, person=purpose.value).digest()
