"""Opening databases, and what their failures are called."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from presspass.adapters.sql.migrating import migrate
from presspass.adapters.sql.sqlite import open_file
from presspass.ports import StoreAway


def open_database(where: str | Path) -> Engine:
    """The commerce database at a path or `sqlite:///` URL, made or brought up to date.

    Raises `ValueError` for an address that isn't one, and `StoreAway`.
    """
    path = _path(where)
    with answering(f"the database {path}"):
        engine = open_file(path, "FULL")
        try:
            migrate(engine)
        except BaseException:
            engine.dispose()
            raise
    return engine


def _path(where: str | Path) -> Path:
    if isinstance(where, Path) or "://" not in where:
        return Path(where)
    try:
        url = make_url(where)
    except ArgumentError as fault:
        raise ValueError(f"'{where}' is no database; write a path or sqlite:///PATH") from fault
    if url.get_backend_name() != "sqlite" or not url.database:
        raise ValueError(
            f"'{url.get_backend_name()}' databases can't be used yet; write a path or sqlite:///PATH"
        )
    return Path(url.database)


@contextmanager
def answering(what: str) -> Iterator[None]:
    """Call every failure of a database by the name that our callers know.

    A row that the tables' own rules refuse is no failure of the database but a fault of ours.
    """
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as fault:
        raise StoreAway(f"{what} can't be used: {fault.orig}") from fault
    except PoolTimeout as fault:
        raise StoreAway(f"{what} can't be used: {fault}") from fault
