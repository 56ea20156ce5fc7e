import tomllib

import pytest

from presspass.services.toml_text import parsed


def test_tables_and_lists_are_read() -> None:
    assert parsed("a.b = [1, {c = 2}]") == {"a": {"b": [1, {"c": 2}]}}
    assert parsed("") == {}


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "[" * 150 + "]" * 150,
        "a = " + "{a = " * 5_000,
        "a." * 1_500 + "a = 1",
        "[" + "a." * 1_500 + "a]",
    ],
)
def test_what_is_nested_too_deeply_can_not_be_read(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError, match="more than 100 lists or tables"):
        parsed(text)


def test_what_is_broken_is_told_with_its_place() -> None:
    with pytest.raises(tomllib.TOMLDecodeError, match="line 2"):
        parsed("a = 1\nb\nc = 2")
