from collections.abc import Callable
from typing import Any

import pytest

from presspass.core.edition import Edition
from presspass.core.publication import Publication
from presspass.core.seals import Keyring
from presspass.services.assets import assets
from presspass.services.links import Links
from presspass.web.app import create

Ask = Callable[..., Any]


@pytest.mark.parametrize(
    "target",
    [
        "/presspass/offers",
        "/presspass/why",
        "/presspass/why?receipt=nonsense",
        "/presspass/demo",
        "/presspass/nowhere",
        "/presspass",
    ],
)
def test_every_page_stands_under_a_strict_policy(ask: Ask, target: str) -> None:
    answer = ask(target)
    assert answer.header("content-security-policy") == (
        "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
    )
    assert answer.header("x-content-type-options") == "nosniff"
    assert answer.header("x-frame-options") == "DENY"
    assert answer.header("referrer-policy") == "same-origin"
    assert " style=" not in answer.text
    assert "<style" not in answer.text
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    ("target", "cached"),
    [
        ("/presspass/offers", "no-cache"),
        ("/presspass/why", "private, no-store"),
        ("/presspass/why?receipt=nonsense", "private, no-store"),
        ("/presspass/why?page=/a", "private, no-store"),
        ("/presspass/demo", "private, no-store"),
        ("/presspass/nowhere", "no-cache"),
    ],
)
def test_what_depends_on_the_reader_is_never_kept(ask: Ask, target: str, cached: str) -> None:
    assert ask(target).header("cache-control") == cached


@pytest.mark.parametrize(
    "target",
    ["/presspass", "/presspass/", "/presspass/nowhere", "/presspass/offers/x", "/presspass/a/b?c"],
)
def test_an_unknown_address_says_so_and_leads_on(ask: Ask, target: str) -> None:
    answer = ask(target)
    assert answer.status == 404
    assert "There is nothing at this address" in answer.text
    assert '<a href="/">Back to The Harbour Courier</a>' in answer.text


def test_pages_answer_head_and_nothing_that_changes(ask: Ask) -> None:
    assert ask("/presspass/offers", "HEAD").status == 200
    assert ask("/presspass/offers", "POST").status == 405
    assert ask("/presspass/demo/persona/registered", "GET").status == 404


@pytest.mark.parametrize("page", ["/politics/the-vote", "/a?b=c", "/"])
def test_pages_lead_back_to_where_the_reader_was(ask: Ask, page: str) -> None:
    assert f'<a href="{page}">Back to the article</a>' in ask(f"/presspass/offers?page={page}").text


@pytest.mark.parametrize(
    "page",
    ["//evil.example", "https://evil.example", "/%5C%5Cevil", "%09//evil.example", "javascript:x"],
)
def test_pages_lead_back_to_no_other_site(ask: Ask, page: str) -> None:
    text = ask(f"/presspass/offers?page={page}").text
    assert "Back to the article" not in text
    assert "evil" not in text


def test_the_demo_console_is_nowhere_but_in_the_demo(
    courier: Publication, selling: Edition, keyring: Keyring, clock: Any, links: Links
) -> None:
    app = create(courier, lambda: selling, keyring, clock, links)
    paths = [route.path for route in app.routes[0].app.routes]  # type: ignore[attr-defined]
    assert not [path for path in paths if "demo" in path]


@pytest.mark.parametrize("name", sorted(assets()))
def test_files_are_kept_for_good_under_their_hashed_name(ask: Ask, name: str) -> None:
    asset = assets()[name]
    answer = ask(f"/presspass/static/{asset.name}")
    assert answer.status == 200
    assert answer.header("cache-control") == "public, max-age=31536000, immutable"
    assert answer.header("content-type") == asset.media_type
    assert answer.header("x-content-type-options") == "nosniff"
    assert answer.text == asset.content.decode()


def test_a_page_of_another_version_finds_its_style_sheet_but_may_not_keep_it(ask: Ask) -> None:
    answer = ask("/presspass/static/presspass.000000000000.css")
    assert answer.status == 200
    assert answer.header("cache-control") == "no-cache"


@pytest.mark.parametrize("name", ["other.0f.css", "..%2f..%2fports.py", "presspass.css", "x"])
def test_there_are_no_other_files(ask: Ask, name: str) -> None:
    assert ask(f"/presspass/static/{name}").status == 404
