"""Codings taken off, whole or as far as they go."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.gate.inflate import Inflate, Undecodable, coding_of, inflated


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


@pytest.mark.parametrize("step", [1, 2, 3, 1000])
@pytest.mark.parametrize("window", [15, -15])
def test_deflate_is_read_with_and_without_the_bytes_of_zlib(window: int, step: int) -> None:
    body = b"words that are packed, " * 50
    maker = zlib.compressobj(9, zlib.DEFLATED, window)
    packed = maker.compress(body) + maker.flush()
    inflate = Inflate(b"deflate")
    parts = [packed[at : at + step] for at in range(0, len(packed), step)]
    assert b"".join(piece for part in parts for piece in inflate.pieces(part, 10_000)) == body
    assert not inflate.broke_off


def test_what_breaks_off_within_its_first_byte_says_so() -> None:
    inflate = Inflate(b"deflate")
    assert list(inflate.pieces(zlib.compress(b"words")[:1], 1000)) == []
    assert inflate.broke_off


@pytest.mark.parametrize(
    ("said", "coding"),
    [
        (b"", b""),
        (b"identity", b""),
        (b" GZIP ", b"gzip"),
        (b"identity, x-gzip,", b"x-gzip"),
        (b"Deflate", b"deflate"),
    ],
)
def test_the_coding_is_known(said: bytes, coding: bytes) -> None:
    assert coding_of(said) == coding


@pytest.mark.parametrize("said", [b"br", b"zstd", b"gzip, gzip", b"gzip, br", b"gzip;q=1", b"*"])
def test_a_coding_that_cannot_be_taken_off_says_so(said: bytes) -> None:
    with pytest.raises(Undecodable, match="encoded as"):
        inflated(b"whatever", said, 1000)


def test_the_beginning_of_a_body_is_enough() -> None:
    packed = gzip.compress(b" ".join(b"word%d" % number for number in range(1000)))
    assert inflated(packed[:-20], b"gzip", 10_000).startswith(b"word0 word1 ")
    assert len(inflated(packed, b"gzip", 100)) == 100
    assert inflated(b"as it is", b"", 3) == b"as it is"


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
    with pytest.raises(Undecodable):
        list(pieces)
