"""What makes a person, as keyed hashes: enough to know one again, and no more.

The first of them is by the key in use, and is the one to keep; the others know what was kept before
the keys were rotated.
"""

from hashlib import blake2b

from presspass.core.mailbox import Mailbox
from presspass.core.seals import Keyring, Purpose


def by_mailbox(keyring: Keyring, mailbox: Mailbox) -> tuple[bytes, ...]:
    """The person whom a mailbox reaches, whatever alias of it is written."""
    return keyring.digests(Purpose.PERSON, b"mailbox:" + mailbox.unaliased.encode())


def by_card(keyring: Keyring, fingerprint: str) -> tuple[bytes, ...]:
    """The person who holds a card, by the provider's name for its number."""
    return keyring.digests(Purpose.PERSON, b"card:" + fingerprint.encode())


def by_sale(sale: str) -> bytes:
    """Not a person, but the sale of a person's one trial. No key is in it, for none is to hide."""
    return blake2b(b"sale:" + sale.encode(), digest_size=32).digest()
