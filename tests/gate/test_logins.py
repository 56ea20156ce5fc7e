import pytest

from presspass.gate.logins import Logins

LOGINS = Logins(("wordpress_logged_in_*", "SESS*", "PHPSESSID"))


@pytest.mark.parametrize(
    "cookies",
    [
        b"wordpress_logged_in_5f=me",
        b"theme=dark; wordpress_logged_in_5f=me",
        b"theme=dark;PHPSESSID=1",
        b"SESS0123456789abcdef=1; a=b",
        b"a=" + b"x" * 5_000 + b"; PHPSESSID=1",
    ],
)
def test_a_cookie_of_the_sites_own_log_in_is_recognised(cookies: bytes) -> None:
    assert LOGINS.known({b"cookie": cookies})
    assert LOGINS.among(cookies)


@pytest.mark.parametrize(
    "cookies",
    [
        b"",
        b"theme=dark",
        b"x=PHPSESSID=1",
        b"NOPHPSESSID=1",
        b"phpsessid=1",
        b"wordpress_test_cookie=1",
    ],
)
def test_other_cookies_are_not_taken_for_it(cookies: bytes) -> None:
    assert not LOGINS.known({b"cookie": cookies})
    assert not LOGINS.among(cookies)


def test_authorization_is_a_log_in_whatever_the_cookies() -> None:
    assert Logins(()).known({b"authorization": b"Basic eDp5"})
    assert not Logins(()).known({b"cookie": b"PHPSESSID=1"})
    assert not Logins(()).among(b"PHPSESSID=1")


def test_a_name_is_no_expression() -> None:
    assert not Logins(("a.c",)).known({b"cookie": b"abc=1"})
    assert Logins(("a.c",)).known({b"cookie": b"a.c=1"})


@pytest.mark.parametrize("names", [("*",), ("press*",), ("presspass_meter",)])
def test_our_own_cookies_are_never_a_log_in(names: tuple[str, ...]) -> None:
    logins = Logins(names, ("presspass_meter", "presspass_session"))
    assert not logins.among(b"presspass_meter=T")
    assert not logins.among(b"presspass_session=S; presspass_meter=T")
    assert logins.among(b"presspass_meter=T; presspass_meter2=1") == (names != ("presspass_meter",))
