"""Codings taken off, whole or as far as they go."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.gate.inflate import Inflate


def test_a_coding_that_is_not_ours_is_no_coding() -> None:
    with pytest.raises(KeyError):
        Inflate(b"br")


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=4), st.integers(1, 50))
def test_members_follow_one_another_in_any_chunks(members: list[bytes], step: int) -> None:
    packed = b"\0\0".join(gzip.compress(member) for member in members)
    inflate = Inflate(b"gzip")
    found = b"".join(
        piece
        for at in range(0, len(packed), step)
        for piece in inflate.pieces(packed[at : at + step], 1000)
    )
    assert found == b"".join(members)
    assert not inflate.broke_off


def test_what_breaks_off_says_so() -> None:
    inflate = Inflate(b"deflate")
    assert not inflate.broke_off
    packed = zlib.compress(b"words " * 50)
    list(inflate.pieces(packed[:-4], 1000))
    assert inflate.broke_off
    list(inflate.pieces(packed[-4:], 1000))
    assert not inflate.broke_off


def test_a_fault_comes_after_what_is_whole() -> None:
    pieces = Inflate(b"gzip").pieces(gzip.compress(b"whole") + b"no gzip at all", 1000)
    assert next(pieces) == b"whole"
    with pytest.raises(zlib.error):
        list(pieces)
