"""Content codings taken off: those that we ask the origin for, and may get unasked."""

import zlib
from collections.abc import Iterator

WINDOWS = {b"gzip": 31, b"x-gzip": 31, b"deflate": 15}
"""Codings by name, as zlib's window bits."""

_BARE = -15
"""Deflate as some servers send it and browsers read it, without zlib's own two bytes before it."""

_ZLIB_HEAD = 2
_NONE = (b"", b"identity")


class Undecodable(Exception):  # noqa: N818  # it says what the body is
    """A body comes in a coding that can't be taken off, or not in the one that it names."""


def coding_of(content_encoding: bytes) -> bytes:
    """The coding that `Content-Encoding` names; empty for none. Raises `Undecodable`."""
    names = [part.strip() for part in content_encoding.lower().split(b",")]
    names = [name for name in names if name not in _NONE]
    if not names:
        return b""
    if len(names) > 1 or names[0] not in WINDOWS:
        raise Undecodable(f"encoded as {b', '.join(names).decode('latin-1')!r}")
    return names[0]


class Inflate:
    """Takes one coding off a body, chunk by chunk."""

    def __init__(self, coding: bytes) -> None:
        self._window = WINDOWS[coding]
        self._member = zlib.decompressobj(self._window)
        self._begun = False
        self._unsure = coding == b"deflate"
        self._head = b""

    def pieces(self, chunk: bytes, most: int) -> Iterator[bytes]:
        """What a chunk holds, so many bytes of each member at most. Raises `Undecodable`."""
        rest = self._settled(chunk) if self._unsure else chunk
        try:
            while rest:
                self._begun = True
                yield self._member.decompress(rest, most)
                if not self._member.eof:
                    break
                rest = self._member.unused_data.lstrip(b"\0")  # some pad
                if rest:  # one member may follow another (RFC 1952, section 2.2)
                    self._member = zlib.decompressobj(self._window)
        except zlib.error as error:
            raise Undecodable(f"in a broken encoding ({error})") from error

    def _settled(self, chunk: bytes) -> bytes:
        """All that came so far, once it shows which deflate it is; nothing before."""
        self._begun = True
        self._head += chunk
        if len(self._head) < _ZLIB_HEAD:
            return b""
        self._unsure = False
        if not _is_zlib(self._head):
            self._window = _BARE
            self._member = zlib.decompressobj(_BARE)
        return self._head

    @property
    def broke_off(self) -> bool:
        """Whether the last chunk ended within a member."""
        return self._begun and not self._member.eof


def _is_zlib(head: bytes) -> bool:
    """Whether zlib's own bytes stand first (RFC 1950, section 2.2); no compressor begins so."""
    return head[0] & 0x0F == zlib.DEFLATED and int.from_bytes(head[:_ZLIB_HEAD]) % 31 == 0


def inflated(body: bytes, content_encoding: bytes, most: int) -> bytes:
    """The beginning of a body of which the beginning came. Raises `Undecodable`."""
    coding = coding_of(content_encoding)
    if not coding:
        return body
    found = bytearray()
    for piece in Inflate(coding).pieces(body, most):
        found += piece
        if len(found) >= most:
            break
    return bytes(found)
