"""Whom a country is believed of."""

from ipaddress import ip_network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.credentials import CookieJar
from presspass.core.publication import Publication
from presspass.gate.config import GateConfig
from presspass.gate.countries import COUNTRY, Countries
from presspass.gate.forwarding import Forwarding
from presspass.gate.request import join
from presspass.ports import Headers
from tests.gate.house import UTC

NAME = b"cf-ipcountry"
PROXY, STRANGER = "10.0.0.1", "203.0.113.9"
COUNTRIES = Countries(NAME, Forwarding((ip_network("10.0.0.0/8"),)))
HOST = (b"host", b"news.example")


def settled(peer: Any, *lines: tuple[bytes, bytes]) -> tuple[Any, Headers, dict[bytes, bytes]]:
    scope = {"client": peer, "headers": [HOST, *lines]}
    headers = join(scope["headers"])
    COUNTRIES.settle(scope, headers)
    return scope[COUNTRY], scope["headers"], headers


@pytest.mark.parametrize("said", [b"DE", b"de", b"De"])
def test_a_trusted_proxy_says_where_a_reader_is(said: bytes) -> None:
    country, lines, headers = settled((PROXY, 1), (NAME, said))
    assert country == "DE"
    assert lines == [HOST, (NAME, b"DE")]
    assert headers[NAME] == b"DE"


@pytest.mark.parametrize("peer", [(STRANGER, 1), ("", 1), ("unix:", 0), None])
def test_nobody_else_is_believed_and_the_line_is_gone(peer: Any) -> None:
    country, lines, headers = settled(peer, (NAME, b"DE"))
    assert country is None
    assert lines == [HOST]
    assert NAME not in headers


def test_being_believed_of_one_peer_is_not_remembered_of_another() -> None:
    for peer, country in [(PROXY, "DE"), (STRANGER, None), (PROXY, "DE")]:
        assert settled((peer, 1), (NAME, b"DE"))[0] == country


@pytest.mark.parametrize(
    "said",
    [
        *(b"", b"D", b"DEU", b"D3", b"T1", b"XX", b"xx", b"ZZ", b"EU", b"AP", b" DE", b"DE\n"),
        *(b"DE,FR", b"DE;q=1", b"\xc4\x96\xc4\x96", b"\xff\xfe", b"\xdf", b"DE" * 5000),
    ],
)
def test_what_is_no_country_is_unknown_and_gone(said: bytes) -> None:
    country, lines, headers = settled((PROXY, 1), (NAME, said))
    assert country is None
    assert lines == [HOST]
    assert NAME not in headers


@pytest.mark.parametrize("second", [b"FR", b"DE", b""])
def test_of_two_lines_neither_is_believed(second: bytes) -> None:
    """One of them may be the client's own, which a careless proxy passed on."""
    for both in [(b"DE", second), (second, b"DE")]:
        country, lines, headers = settled((PROXY, 1), *((NAME, said) for said in both))
        assert country is None
        assert lines == [HOST]
        assert NAME not in headers


def test_a_line_that_connection_takes_away_is_not_believed() -> None:
    connection = (b"connection", NAME)
    country, lines, _ = settled((PROXY, 1), (NAME, b"DE"), connection)
    assert country is None
    assert lines == [HOST, connection]


@given(
    st.lists(st.binary(max_size=6) | st.just(b"de"), max_size=3), st.sampled_from([PROXY, STRANGER])
)
def test_nothing_forged_raises_and_two_capitals_are_all_that_comes_of_it(
    said: list[bytes], address: str
) -> None:
    country, lines, headers = settled((address, 1), *((NAME, each) for each in said))
    kept = [value for name, value in lines if name == NAME]
    assert kept == ([] if country is None else [country.encode()])
    assert headers.get(NAME) == (kept[0] if kept else None)
    if country is not None:
        assert address == PROXY
        assert len(said) == 1
        assert said[0].upper() == country.encode()


def test_without_the_setting_there_is_nobody_to_ask() -> None:
    publication = Publication("The News", "http://news.example", "en", UTC)
    config = GateConfig(publication, frozenset(), CookieJar(secure=False))
    assert Countries.of(config) is None
