"""The base of the enumerations that every page view looks at."""

from enum import StrEnum


class Word(StrEnum):
    """A `StrEnum` that hashes as its text does, by `str`'s own code.

    `Enum` hashes in Python, which costs a page view more than the look-ups it serves.
    """

    __hash__ = str.__hash__
