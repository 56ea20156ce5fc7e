"""The publication, as every room needs to know it."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication: `url` is where readers meet it, scheme and host, without a slash at its end.

    `language` is a BCP 47 tag; `zone` is where its months and offers end.
    """

    name: str
    url: str
    language: str
    zone: ZoneInfo
