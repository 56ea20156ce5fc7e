import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.services.links import Links, on_this_site


@pytest.mark.parametrize("page", ["/", "/a/b", "/a?b=//c", "/a%2F%2Fb", "/%5Cevil", "/a:b"])
def test_paths_of_this_site_are_led_back_to(page: str) -> None:
    assert on_this_site(page)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "a",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/a\nb",
        " /a",
        "/a b",
        "/\x7f",
    ],
)
def test_nothing_that_could_lead_elsewhere_is_led_back_to(page: str) -> None:
    assert not on_this_site(page)


@given(st.text(alphabet="/\\ab:?#@.\t\n \x00%", max_size=12))
def test_whatever_is_led_back_to_is_a_single_slash_and_a_plain_path(page: str) -> None:
    if on_this_site(page):
        assert page[0] == "/"
        assert page[1:2] != "/"
        assert "\\" not in page
        assert page.strip() == page


def test_links_that_lead_back_carry_the_whole_page() -> None:
    links = Links("/gate", "https://id.example/in?to={page}")
    assert links.why("/a?b=c&d=é") == "/gate/why?page=/a%3Fb%3Dc%26d%3D%C3%A9"
    assert links.signing_in("/a?b=c", "pl") == "https://id.example/in?to=%2Fa%3Fb%3Dc"
    assert links.registering("/a", "pl") is None


def test_pages_for_signing_in_and_registering_are_told_the_language() -> None:
    links = Links("/gate", "/in?to={page}&in={language}", "/{language}/new")
    assert links.signing_in("/{language}", "pt-BR") == "/in?to=%2F%7Blanguage%7D&in=pt-BR"
    assert links.registering("/a", "ar") == "/ar/new"


def test_links_name_a_language_where_one_is_given() -> None:
    assert Links().offers() == "/presspass/offers"
    assert Links().offers("pt-BR") == "/presspass/offers?language=pt-BR"
    led = Links().offers("en", "/a?b=1&c=ä")
    assert led == "/presspass/offers?page=/a%3Fb%3D1%26c%3D%C3%A4&language=en"
    assert Links().why("/a", "pt-BR") == "/presspass/why?page=/a&language=pt-BR"
    assert Links().offers() == "/presspass/offers"


def test_readers_with_accounts_sign_in_and_register_on_one_page_of_ours() -> None:
    links = Links.with_accounts("/gate")
    assert links.signing_in("/a?b", "pl") == "/gate/sign-in?page=%2Fa%3Fb&language=pl"
    assert links.registering("/a?b", "pl") == links.signing_in("/a?b", "pl")
    assert links.account("pl") == "/gate/account?language=pl"
    assert links.proving("a-_", "pl") == "/gate/sign-in/link?token=a-_&language=pl"


def test_nothing_leads_to_an_account_or_a_payment_where_there_are_none() -> None:
    assert Links("/gate").account("en") is None
    assert Links.with_accounts("/gate").mending("en") is None
    paid = Links.with_accounts("/gate", payments=True)
    assert paid.mending("pl") == "/gate/account/subscription?language=pl"
