"""The text of a TOML file, read to tables."""

import tomllib
from typing import Any

_DEEPEST = 100
"""How many tables and lists may stand in one another; what we know of needs four."""


def parsed(text: str) -> dict[str, Any]:
    """The tables of a text. Raises `tomllib.TOMLDecodeError`, for one nested too deeply too."""
    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise _too_deep() from None
    level: list[Any] = [table]
    for _ in range(_DEEPEST):
        level = [inner for value in level for inner in _within(value)]
    if level:
        raise _too_deep()
    return table


def _within(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _too_deep() -> tomllib.TOMLDecodeError:
    return tomllib.TOMLDecodeError(f"more than {_DEEPEST} lists or tables stand in one another")
