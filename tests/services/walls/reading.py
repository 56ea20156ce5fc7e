"""A wall as its reader reads it."""

import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

from presspass.core.situations import Situation

S = Situation
RESETS = date(2026, 8, 1)
PAGE = "/politics/the-vote?edition=2"

Read = Callable[..., str]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def text_of(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    return re.sub(r"\s+", " ", "".join(parser.pieces)).strip().replace("\u2019", "'")
