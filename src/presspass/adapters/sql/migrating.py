"""Bringing a database's tables up to date."""

from pathlib import Path

from sqlalchemy import Connection, Engine, Text, column, inspect, select, table

from presspass.adapters.sql.schema import HEAD
from presspass.ports import StoreAway

MIGRATIONS = Path(__file__).with_name("migrations")
_VERSION = select(column("version_num", Text)).select_from(table("alembic_version"))


def migrate(engine: Engine) -> None:
    """Bring the tables up to date; whoever comes second waits, and finds it done.

    Alembic is only loaded where there is something to do. Raises `StoreAway` for a database that
    a newer Presspass has changed.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if _current(connection) == HEAD:
            return
    with engine.begin() as connection:
        if _current(connection) != HEAD:
            _upgrade(connection)


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(_VERSION).scalar()


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  # costs 0.1 s, and is rarely needed
    from alembic.config import Config  # noqa: PLC0415  # as above
    from alembic.util import CommandError  # noqa: PLC0415  # as above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, HEAD)
    except CommandError as fault:
        raise StoreAway(
            f"the database's tables are at '{_current(connection)}', which this Presspass does not "
            "know: a newer one has used it; install that or a later one"
        ) from fault
