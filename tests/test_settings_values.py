from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass import settings_values as values

READERS: list[Callable[[Any], object]] = [
    values.text,
    values.texts,
    values.number,
    values.count,
    values.port,
    values.site,
    values.host,
    values.hosts,
    values.server,
    values.security,
    values.sender,
    values.login,
    values.language,
    values.zone,
    values.prefix,
    values.networks,
    values.secrets,
    values.claims,
]
toml = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@given(value=toml)
def test_whatever_is_written_is_read_or_explained(
    reader: Callable[[Any], object], value: Any
) -> None:
    fault = ""
    try:
        reader(value)
    except ValueError as error:
        fault = str(error)
    assert not fault or any(advice in fault for advice in ("write", "at most", "must be"))


@pytest.mark.parametrize(
    ("written", "site"),
    [
        ("https://news.example", "https://news.example"),
        (" HTTPS://News.Example/ ", "https://news.example"),
        ("https://news.example:443", "https://news.example"),
        ("http://news.example:80", "http://news.example"),
        ("http://news.example:443", "http://news.example:443"),
        ("http://cms_1:8080", "http://cms_1:8080"),
        ("http://[2001:DB8::1]:8080", "http://[2001:db8::1]:8080"),
        ("https://xn--zrich-kva.example", "https://xn--zrich-kva.example"),
    ],
)
def test_a_site_is_scheme_and_host(written: str, site: str) -> None:
    assert values.site(written) == site


@pytest.mark.parametrize(
    "written",
    [
        "",
        "news.example",
        "//news.example",
        "ftp://news.example",
        "https://",
        "https://news.example/section",
        "https://news.example?x",
        "https://news.example#x",
        "https://me:secret@news.example",
        "https://news.example:0",
        "https://news.example:99999",
        "https://news.example:port",
        "https://news example",
        "https://zürich.example",
        "https://[::1",
        "https://news.example\nX: y",
        "javascript:alert(1)",
        5,
    ],
)
def test_what_is_no_site_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match=r"must be|write|at most"):
        values.site(written)


@pytest.mark.parametrize(
    "written",
    ["https://a.example", "a.example:80", "a.example/b", "a b", "*.example", "a,b\r\nc"],
)
def test_hosts_that_no_request_could_name_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no host name"):
        values.hosts([written])


def test_a_host_to_be_sent_may_have_a_port_but_no_other_line() -> None:
    assert values.host("Cms.example:8080") == "cms.example:8080"
    with pytest.raises(ValueError, match="no host name"):
        values.host("cms.example\r\nx: y")


@pytest.mark.parametrize("written", ["Europe", "", "../etc/passwd", "/etc/passwd", "x" * 300, "\0"])
def test_a_name_of_no_zone_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"no time zone|write"):
        values.zone(written)


@pytest.mark.parametrize(
    "written", ["/", "//", "/a//b", "/a/../b", "/.", "/a b", "/a%20b", "/é", "/a?b", "/a;b", "/.a"]
)
def test_a_prefix_that_is_no_plain_path_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no plain path"):
        values.prefix(written)


@pytest.mark.parametrize("written", ["-1", -1, 1.5, "1.5", True, "٣", "²", "", "1e3", "9" * 5000])
def test_what_is_no_count_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="write"):
        values.count(written)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ([{"pattern": "a", "tier": "locked"}], "claim 1: the pattern 'a' must be"),
        ([{"pattern": 5, "tier": "locked"}], "claim 1: the pattern '5' must be"),
        ([{"pattern": "/", "tier": ["locked"]}], r"claim 1: '\['locked'\]' is no tier"),
        ([{"pattern": "/", "tier": "paid"}], "claim 1: 'paid' is no tier"),
        ([{"pattern": "/"}, {"tier": "free"}], "claim 1: write .*; claim 2: write"),
        ([5], "claim 1: write a pattern and a tier"),
        ("/premium", "write"),
    ],
)
def test_every_fault_of_the_claims_is_told(written: object, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        values.claims(written)


def test_networks_are_read_in_every_usual_spelling() -> None:
    assert [str(network) for network in values.networks("10.1.2.3/8, ::1")] == [
        "10.0.0.0/8",
        "::1/128",
    ]
    with pytest.raises(ValueError, match=r"'10\.0\.0\.\*' is no network; write"):
        values.networks(["10.0.0.*"])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("news@courier.example", ("", "news@courier.example")),
        ("The Courier <news@courier.example>", ("The Courier", "news@courier.example")),
        ('"Courier, The" <news@courier.example>', ("Courier, The", "news@courier.example")),
        ("Gazeta Łódź <listy@gazeta.example>", ("Gazeta Łódź", "listy@gazeta.example")),
    ],
)
def test_a_sender_is_a_name_and_an_address(written: str, read: tuple[str, str]) -> None:
    assert values.sender(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "news",
        "a@b.example, c@d.example",
        "The Courier",
        "A <b@c",
        "łódź@gazeta.example",
        "a@b.example\nBcc: c@d.example",
        "0\r0",
        "a@łódź.example",
    ],
)
def test_what_no_mail_can_come_from_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="write one such as The Courier"):
        values.sender(written)


def test_a_mail_server_is_a_host_alone() -> None:
    assert values.server("[::1]") == "::1"
    for wrong in ("smtp://a.example", "a.example:25", "a b"):
        with pytest.raises(ValueError, match="without scheme or port"):
            values.server(wrong)


def test_a_way_to_a_server_is_one_of_three() -> None:
    assert values.security("tls") == "tls"
    with pytest.raises(ValueError, match="write starttls, tls, or none"):
        values.security("ssl")
