"""All that is peculiar to SQLite: how files are opened, and how transactions begin."""

from pathlib import Path
from typing import Any, Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from presspass.ports import StoreAway

LOCK_PATIENCE = 5.0
"""Seconds to wait for another writer before the database counts as away."""


def open_file(
    path: Path, synchronous: Literal["FULL", "NORMAL"], *, patience: float = LOCK_PATIENCE
) -> Engine:
    """An engine on a SQLite file in WAL mode; the file is made at first use, its folder at once.

    With `FULL` a committed change survives power loss; with `NORMAL` the death of any process.
    Raises `StoreAway` for a folder that can't be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StoreAway(
            f"the folder of {path} can't be made: {fault.strerror}", ours=True
        ) from fault
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": patience})

    def prepare(connection: Any, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver begins no transactions; `begin` does
        for pragma in (
            "journal_mode = WAL",
            f"synchronous = {synchronous}",
            "foreign_keys = ON",
            "secure_delete = ON",  # what readers have us delete doesn't stay behind in the file
        ):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Take the write lock at once: one that is only asked for after a read can't be waited for."""
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
