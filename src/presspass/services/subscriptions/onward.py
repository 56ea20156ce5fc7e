"""How long work over very many goes on."""

from collections.abc import Callable
from typing import TypeAlias

Onward: TypeAlias = Callable[[int], bool]
"""Is told how many more were done, and answers whether to go on."""


def to_the_end(_: int) -> bool:
    """Go on until all is done."""
    return True
