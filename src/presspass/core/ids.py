"""Names of readers and articles, and their short forms."""

from functools import lru_cache
from hashlib import blake2b
from typing import NewType

from presspass.core.instants import Instant

ReaderId = NewType("ReaderId", bytes)
"""16 bytes, laid out as a UUIDv7 (RFC 9562): readers met one after the other sort side by side,
which keeps a store's new rows together. Unique, not secret: what proves it is the cookie's seal."""

SessionId = NewType("SessionId", bytes)
"""16 random bytes: one browser in which a reader is signed in."""

ArticleId = NewType("ArticleId", str)
"""The canonical URL of an article, or the identifier that its page declares."""

ArticleKey = NewType("ArticleKey", int)
"""64 signed bits standing for an article id. Two of a million articles share one with a chance of
about 3 in 100 million; the second would then be read free of charge."""

READER_ID_BYTES = 16

READER_ENTROPY_BYTES = READER_ID_BYTES - 6
"""How many random bytes a new reader's id takes; the other six tell when it was made."""


def new_reader_id(now: Instant, entropy: bytes) -> ReaderId:
    """A reader id made at `now` from ten random bytes."""
    if len(entropy) != READER_ENTROPY_BYTES:
        raise ValueError("a reader id takes ten random bytes")
    stamp = (now * 1000).to_bytes(6, "big")
    version = bytes((0x70 | entropy[0] & 0x0F,))
    variant = bytes((0x80 | entropy[2] & 0x3F,))
    return ReaderId(stamp + version + entropy[1:2] + variant + entropy[3:])


@lru_cache(maxsize=65_536)
def article_key(article: ArticleId) -> ArticleKey:
    """The short form by which a meter remembers an article."""
    digest = blake2b(article.encode(errors="surrogatepass"), digest_size=8).digest()
    return ArticleKey(int.from_bytes(digest, "big", signed=True))
