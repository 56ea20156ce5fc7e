"""What one worker keeps things in, opened."""

from dataclasses import dataclass

from sqlalchemy import Engine

from presspass.adapters.sql import SqlCommerce, SqlEditions, SqlJournal, open_database, open_journal
from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.ports import Commerce, Editions, Journal, MeterStore
from presspass.settings import Settings


@dataclass(frozen=True, slots=True)
class Stores:
    """The meter, the journal, and what the publication's database holds."""

    meter: MeterStore
    journal: Journal
    books: Commerce
    editions: Editions
    engines: tuple[Engine, ...]

    def close(self) -> None:
        """Finish what is under way, and let go of all files."""
        self.meter.close()
        for engine in self.engines:
            engine.dispose()


def stores_of(settings: Settings, *, alone: bool) -> Stores:
    """Open them. `alone` is true for the only process that charges. Raises `StoreAway`."""
    settings.data.mkdir(parents=True, exist_ok=True)
    meter = SqliteMeter(settings.meter, alone=alone)
    decisions = open_journal(settings.journal)
    database = open_database(settings.database)
    return Stores(
        meter,
        SqlJournal(decisions),
        SqlCommerce(database),
        SqlEditions(database),
        (decisions, database),
    )
