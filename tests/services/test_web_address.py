import pytest

from presspass.services.web_address import NoAddressError, web_address


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("https://news.example", "https://news.example/"),
        ("HTTP://News.Example/A", "http://news.example/A"),
        ("http://h:84/ä ö?q=ü&r=%20#part", "http://h:84/%C3%A4%20%C3%B6?q=%C3%BC&r=%20"),
        ("http://[::1]:9/x", "http://[::1]:9/x"),
        ("http://münchen.example/", "http://xn--mnchen-3ya.example/"),
        ("http://a_b.example./", "http://a_b.example./"),
        ("http://h/\udcff", "http://h/%FF"),
    ],
)
def test_an_address_is_read_as_a_request_would_ask_for_it(typed: str, read: str) -> None:
    assert str(web_address(typed)) == read


def test_a_login_goes_to_the_site_and_is_not_shown() -> None:
    address = web_address("https://us:hush@news.example:8443/a")
    assert address.site == "https://us:hush@news.example:8443"
    assert (address.host, address.target) == ("news.example:8443", "/a")
    assert str(address) == "https://news.example:8443/a"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("notaurl", "write http://... or https://..."),
        ("ftp://news.example/", "write http://... or https://..."),
        ("", "write http://... or https://..."),
        ("http://", "it names no host"),
        ("http:///a", "it names no host"),
        ("http://[::1", "is no address"),
        ("http://[zz]/", "is no address"),
        ("http://127.0.0.1:99999/", "its port must be a number from 1 to 65535"),
        ("http://127.0.0.1:abc/", "its port must be a number from 1 to 65535"),
        ("http://127.0.0.1:0/", "its port must be a number from 1 to 65535"),
        ("http://a..b/", "'a..b' can't be the name of a host"),
        (f"http://{'a' * 64}.example/", "can't be the name of a host"),
        ("http://exa mple/", "'exa mple' can't be the name of a host"),
        ("http://-a/", "'-a' can't be the name of a host"),
    ],
)
def test_what_is_no_address_is_told_so(typed: str, said: str) -> None:
    with pytest.raises(NoAddressError) as raised:
        web_address(typed)
    assert str(raised.value).startswith(f"'{typed}' is no address")
    assert said in str(raised.value)
