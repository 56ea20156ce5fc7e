"""Header lines of one hop, which whoever passes a message on keeps to himself."""

from collections.abc import Iterable

HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
"""RFC 9110, section 7.6.1, and what belongs to one hop by custom."""


def end_to_end(lines: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The lines without those of one hop, `Connection`'s own list included."""
    kept = list(lines)
    named = {
        token
        for name, value in kept
        if name == b"connection"
        for token in connection_options(value)
    }
    return [(name, value) for name, value in kept if name not in HOP_BY_HOP and name not in named]


def connection_options(value: bytes) -> list[bytes]:
    """What a `Connection` line names, in lower case."""
    return [token.strip() for token in value.lower().split(b",")]
