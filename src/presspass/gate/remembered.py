"""What texts hold, kept by their bytes: the same scripts and feeds pass for every reader.

Finding the runs of words in a text takes about a millisecond for each kilobyte, most of it for
scripts and styles that never change.
"""

from array import array
from collections import OrderedDict
from collections.abc import Iterable
from hashlib import blake2b

_MOST_BYTES = 16 * 2**20
_OVERHEAD = 200


class Remembered:
    """The runs of words of the texts that were read last."""

    def __init__(self, most: int = _MOST_BYTES) -> None:
        self._most = most
        self._size = 0
        self._texts: OrderedDict[bytes, array[int]] = OrderedDict()

    @staticmethod
    def key(body: bytes, content_type: str) -> bytes:
        """The name of a text, which no other has."""
        digest = blake2b(body, digest_size=20)
        digest.update(b"\0" + content_type.encode())
        return digest.digest()

    def get(self, key: bytes) -> "array[int] | None":
        """Its runs, if they are remembered."""
        runs = self._texts.get(key)
        if runs is not None:
            self._texts.move_to_end(key)
        return runs

    def put(self, key: bytes, runs: Iterable[int]) -> "array[int]":
        """Remember its runs."""
        made = array("q", runs)
        if key not in self._texts:
            self._texts[key] = made
            self._size += _weight(made)
            while self._size > self._most:
                self._size -= _weight(self._texts.popitem(last=False)[1])
        return made


def _weight(runs: "array[int]") -> int:
    return _OVERHEAD + runs.itemsize * len(runs)
