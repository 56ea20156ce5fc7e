"""One article, one id, whatever address it was asked for by."""

import pytest

from presspass.page.identity import normal, of_page

URL = "https://paper.example/news/one?utm_source=x&page=2#top"


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://paper.example/news/first", "https://paper.example/news/first"),
        ("http://www.paper.example/news/first", "https://www.paper.example/news/first"),
        ("/news/first?id=3&fbclid=abc#x", "https://paper.example/news/first?id=3"),
        ("//PAPER.example:443/a b", "https://paper.example/a%20b"),
        ("first", "https://paper.example/news/first"),
    ],
)
def test_the_canonical_address_is_the_id(canonical: str, expected: str) -> None:
    assert of_page(URL, [], [canonical]) == (expected, [])


@pytest.mark.parametrize(
    "canonicals",
    [
        ["https://other.example/news/one"],
        ["https://paper.example.evil.example/news/one"],
        ["https://paper.example"],
        ["/"],
        ["   "],
        ["javascript:alert(1)"],
        ["https://[bad"],
        ["https://paper.example/a", "https://paper.example/b"],
    ],
)
def test_a_canonical_address_that_is_no_id_is_reported_and_not_used(canonicals: list[str]) -> None:
    found, notices = of_page(URL, [], canonicals)
    assert found == "https://paper.example/news/one?page=2"
    assert len(notices) == 1


def test_the_front_page_may_name_itself() -> None:
    assert of_page("https://paper.example/", [], ["/"]) == ("https://paper.example/", [])


def test_the_pages_own_name_for_the_article_goes_first() -> None:
    assert of_page(URL, ["art-77"], ["/other"]) == ("art-77", [])
    found, notices = of_page(URL, ["art-77", "art-78"], ["/news/first"])
    assert found == "https://paper.example/news/first"
    assert notices


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://Paper.example:80/a", "https://paper.example/a"),
        ("https://paper.example./a#b", "https://paper.example/a"),
        ("https://paper.example/a?gclid=1&mc_cid=2", "https://paper.example/a"),
        ("https://paper.example/a?id=1&UTM_source=x&_gl=1", "https://paper.example/a?id=1"),
        ("https://paper.example", "https://paper.example/"),
        ("https://paper.example/caf\u00e9", "https://paper.example/caf%C3%A9"),
    ],
)
def test_one_address_in_two_spellings_is_one_id(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize("url", ["", "page.html", "https://paper.example:x/", "\ud800", "http://["])
def test_no_address_makes_it_raise(url: str) -> None:
    of_page(url, [], ["/a", "\ud800"])
    of_page(url, [], [])


def test_parameters_that_may_name_an_article_are_part_of_its_id() -> None:
    ids = {normal(f"https://paper.example/a?{name}=1") for name in ("id", "pk_id", "cmpid", "ref")}
    assert len(ids) == 4
    assert normal("https://paper.example/a?utm_id=1;id=2") != normal("https://paper.example/a")
