from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from presspass.adapters.sql import SqlCommerce, SqlEditions, open_database
from presspass.core.instants import Instant
from presspass.core.publication import Publication
from presspass.core.seals import Keyring
from presspass.ports import Commerce, StoreAway
from presspass.services.publishing import Publishing

NOON = 1_800_000_000  # 2027-01-15 09:00 in Berlin
"""The time at which the commands of these tests are given."""


@dataclass
class FixedClock:
    at: Instant = NOON

    def now(self) -> Instant:
        return self.at


@dataclass(frozen=True)
class DeskSettings:
    publication: Publication
    keyring: Keyring


class Desk:
    """A command's context on a real database."""

    def __init__(self, engine: Engine) -> None:
        publication = Publication(
            "The News", "https://news.example", "en", ZoneInfo("Europe/Berlin")
        )
        self.settings = DeskSettings(publication, Keyring((b"0123456789abcdef" * 2,)))
        self.clock = FixedClock()
        self.editions = SqlEditions(engine)
        self.books = SqlCommerce(engine)
        self.away = False
        self.locates = False

    def publishing(self) -> Publishing:
        if self.away:
            raise StoreAway("the database can't be used: disk I/O error")
        return Publishing(self.editions, self.settings.publication, locates=self.locates)

    def commerce(self) -> Commerce:
        if self.away:
            raise StoreAway("the database can't be used: disk I/O error")
        return self.books

    def run(self, command: click.Command, *arguments: str) -> Result:
        """The result of a command; a fault that is not told plainly fails the test."""
        result = CliRunner().invoke(command, arguments, obj=self)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    engine = open_database(tmp_path / "presspass.db")
    yield Desk(engine)
    engine.dispose()


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], str]:
    """Writes an editorial file and answers its path."""

    def write(text: str) -> str:
        path = tmp_path / "policy.toml"
        path.write_bytes(text.encode())
        return str(path)

    return write
