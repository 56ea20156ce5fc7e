import re

import pytest

from presspass.services.assets import assets, plain


def test_every_asset_has_a_name_that_changes_with_its_content() -> None:
    names = [asset.name for asset in assets().values()]
    assert {"presspass.css", "presspass.js", "pages.css", "benefits.svg", "icon.svg"} == set(
        assets()
    )
    assert all(re.fullmatch(r"[a-z]+\.[0-9a-f]{12}\.(css|js|svg)", name) for name in names)


@pytest.mark.parametrize(
    ("name", "found"),
    [("a.0f.css", "a.css"), ("a.css", ".css"), ("", "."), ("a.b.c.css", "a.b.css")],
)
def test_the_plain_name_is_the_hashed_one_without_its_digest(name: str, found: str) -> None:
    assert plain(name) == found


def test_style_sheets_fetch_nothing_and_pictures_run_nothing() -> None:
    for asset in assets().values():
        text = asset.content.decode()
        assert "url(" not in text
        assert "@import" not in text
        assert "<script" not in text
        assert " style=" not in text


def test_all_of_a_walls_style_stays_below_a_kilobyte_count_that_a_page_can_bear() -> None:
    assert len(assets()["presspass.css"].content) < 14_000
    assert len(assets()["benefits.svg"].content) < 8_000
    assert len(assets()["presspass.js"].content) < 500


def test_every_rule_for_walls_and_notices_is_kept_to_what_is_ours() -> None:
    sheet = re.sub(r"/\*.*?\*/", "", assets()["presspass.css"].content.decode(), flags=re.DOTALL)
    selectors = [
        selector.strip()
        for block in re.findall(r"([^{}]+)\{", sheet)
        if not block.strip().startswith("@")
        for selector in re.split(r",(?![^(]*\))", block)
    ]
    assert selectors
    ours = re.compile(r"\.presspass(-[a-z]+)?:not\(#_#_#_\)")
    assert not [one for one in selectors if not ours.match(one)]
