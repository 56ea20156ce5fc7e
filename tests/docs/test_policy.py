import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from presspass.core.policy import Effect
from presspass.core.reader import Standing
from presspass.services.editorial_file import read_edition, warnings

PAGE = Path(__file__).parents[2] / "docs" / "policy.md"


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_whole_file_in_the_docs_is_one(page: str) -> None:
    (source,) = re.findall(r"^```toml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    edition = read_edition(source, "1", ZoneInfo("America/New_York"))
    assert warnings(edition) == ()
    assert len(edition.policy.rules) == 4
    assert [offer.key for offer in edition.offers] == [
        "summer",
        "welcome-back",
        "fortnight",
        "festival",
    ]
    assert edition.messages


@pytest.mark.parametrize("word", [*Effect, *Standing])
def test_every_effect_and_standing_is_explained(page: str, word: str) -> None:
    assert f"`{word}`" in page
