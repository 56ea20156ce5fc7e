"""Content codings taken off: those that we ask the origin for, and may get unasked."""

import zlib
from collections.abc import Iterator

WINDOWS = {b"gzip": 31, b"x-gzip": 31, b"deflate": 15}
"""Codings by name, as zlib's window bits."""


class Inflate:
    """Takes one coding off a body, chunk by chunk."""

    def __init__(self, coding: bytes) -> None:
        self._window = WINDOWS[coding]
        self._member = zlib.decompressobj(self._window)
        self._begun = False

    def pieces(self, chunk: bytes, most: int) -> Iterator[bytes]:
        """What a chunk holds, so many bytes of each member at most. Raises `zlib.error`."""
        rest = chunk
        while rest:
            self._begun = True
            yield self._member.decompress(rest, most)
            if not self._member.eof:
                break
            rest = self._member.unused_data.lstrip(b"\0")  # some pad
            if rest:  # one member may follow another (RFC 1952, section 2.2)
                self._member = zlib.decompressobj(self._window)

    @property
    def broke_off(self) -> bool:
        """Whether the last chunk ended within a member."""
        return self._begun and not self._member.eof
