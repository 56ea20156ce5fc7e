from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.gate.forwarding import Forwarding

PROXIES = Forwarding((ip_network("10.0.0.0/8"), ip_network("2001:db8::/32")))
NONE = Forwarding(())


def via(*hops: bytes) -> list[tuple[bytes, bytes]]:
    return [(b"x-forwarded-for", hop) for hop in hops]


def test_without_trusted_proxies_only_the_socket_is_believed() -> None:
    assert NONE.client("203.0.113.9", via(b"1.2.3.4")) == "203.0.113.9"
    assert NONE.scheme("203.0.113.9", "http", [(b"x-forwarded-proto", b"https")]) == "http"


def test_a_stranger_who_sends_forwarded_addresses_is_not_believed() -> None:
    assert PROXIES.client("203.0.113.9", via(b"10.0.0.1")) == "203.0.113.9"
    assert PROXIES.scheme("203.0.113.9", "https", [(b"x-forwarded-proto", b"http")]) == "https"


@pytest.mark.parametrize(
    ("hops", "client"),
    [
        ((b"1.2.3.4",), "1.2.3.4"),
        ((b"1.2.3.4, 10.0.0.2",), "1.2.3.4"),
        ((b"6.6.6.6, 1.2.3.4",), "1.2.3.4"),
        ((b"6.6.6.6", b"1.2.3.4, 10.0.0.2"), "1.2.3.4"),
        ((b"10.0.0.3, 10.0.0.2",), "10.0.0.3"),
        ((b"127.0.0.1, 1.2.3.4",), "1.2.3.4"),
        ((b" 1.2.3.4 ",), "1.2.3.4"),
        ((b"1.2.3.4:5678",), "1.2.3.4"),
        ((b"[2001:db9::1]:5678",), "2001:db9::1"),
        ((b"[2001:db9::1]",), "2001:db9::1"),
        ((b"2001:DB9:0::1",), "2001:db9::1"),
        ((b"fe80::1%<script>",), "fe80::1"),
        ((b"::ffff:1.2.3.4",), "1.2.3.4"),
        ((b"1.2.3.4, ::ffff:10.0.0.2",), "1.2.3.4"),
        ((), "10.0.0.1"),
        ((b"",), "10.0.0.1"),
        ((b"unknown",), "10.0.0.1"),
        ((b"1.2.3.4, unknown",), "10.0.0.1"),
        ((b"1.2.3.4, evil, 10.0.0.2",), "10.0.0.2"),
        ((b"1.2.3.4,",), "10.0.0.1"),
        ((b"\xff\xfe",), "10.0.0.1"),
        ((b"999.1.1.1",), "10.0.0.1"),
        ((b"01.02.03.04",), "10.0.0.1"),
        ((b"1.2.3.4\x00",), "10.0.0.1"),
    ],
)
def test_addresses_are_walked_from_the_right_through_trusted_proxies(
    hops: tuple[bytes, ...], client: str
) -> None:
    assert PROXIES.client("10.0.0.1", via(*hops)) == client


def test_one_address_has_one_spelling() -> None:
    assert PROXIES.client("::ffff:203.0.113.9", []) == "203.0.113.9"
    assert PROXIES.trusts("::ffff:10.0.0.1")
    assert PROXIES.trusts("2001:DB8::1")


@pytest.mark.parametrize("peer", ["", "unix:", "localhost", "10.0.0"])
def test_a_peer_that_is_no_address_is_nobody(peer: str) -> None:
    assert not PROXIES.trusts(peer)
    assert PROXIES.client(peer, via(b"1.2.3.4")) == peer


@pytest.mark.parametrize(
    ("said", "scheme"),
    [
        (b"https", "https"),
        (b"HTTPS", "https"),
        (b"http", "http"),
        (b"javascript", "http"),
        (b"https, http", "http"),
        (b"", "http"),
    ],
)
def test_a_trusted_proxy_says_which_scheme_the_client_used(said: bytes, scheme: str) -> None:
    assert PROXIES.scheme("10.0.0.1", "http", [(b"x-forwarded-proto", said)]) == scheme


@given(st.text(max_size=20), st.lists(st.binary(max_size=30), max_size=3))
def test_nothing_forged_raises(peer: str, hops: list[bytes]) -> None:
    PROXIES.client(peer, via(*hops))
    PROXIES.client("10.0.0.1", via(*hops))
