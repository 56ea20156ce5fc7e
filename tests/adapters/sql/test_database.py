import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from presspass.adapters.sql import SqlEditions, open_database
from presspass.adapters.sql.migrating import MIGRATIONS, migrate
from presspass.adapters.sql.schema import HEAD, metadata
from presspass.adapters.sql.sqlite import open_file
from presspass.ports import Change, StoreAway


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(tmp_path / "deep" / "presspass.db")
    yield engine
    engine.dispose()


def test_migrations_make_exactly_the_tables_that_the_code_knows(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_code_knows_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_database_that_is_up_to_date_is_left_alone(engine: Engine) -> None:
    before = inspect(engine).get_table_names()
    migrate(engine)
    assert inspect(engine).get_table_names() == before


@pytest.mark.parametrize("setting", [("synchronous", 2), ("foreign_keys", 1)])
def test_what_is_committed_survives_power_loss(engine: Engine, setting: tuple[str, int]) -> None:
    name, value = setting
    with engine.connect() as connection:
        assert connection.execute(text(f"PRAGMA {name}")).scalar() == value
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_two_who_migrate_at_once_do_not_get_in_each_others_way(tmp_path: Path) -> None:
    together = Barrier(4)
    faults: list[Exception] = []

    def open_it() -> None:
        together.wait()
        try:
            open_database(tmp_path / "presspass.db").dispose()
        except Exception as fault:  # noqa: BLE001  # whatever it is, the test shows it
            faults.append(fault)

    threads = [Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_failed_migration_changes_nothing(tmp_path: Path) -> None:
    engine = open_file(tmp_path / "presspass.db", "FULL")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE purge (somebody_elses INTEGER)"))
    with pytest.raises(StoreAway, match="purge"):
        open_database(tmp_path / "presspass.db")
    assert inspect(engine).get_table_names() == ["purge"]
    engine.dispose()


def test_a_database_that_a_newer_presspass_used_is_refused(engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreAway, match="newer"):
        open_database(tmp_path / "deep" / "presspass.db")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(
        "these are notes, and long enough to be read as a page\n" * 99
    )
    with pytest.raises(StoreAway, match=r"notes\.txt"):
        open_database(tmp_path / "notes.txt")


def test_an_address_can_be_a_url(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path}/a.db").dispose()
    assert (tmp_path / "a.db").exists()


@pytest.mark.parametrize("wrong", ["postgresql://db/presspass", "sqlite://", "://"])
def test_an_address_that_cannot_be_used_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="path"):
        open_database(wrong)


@pytest.mark.usefixtures("engine")
def test_a_database_locked_for_too_long_is_away(tmp_path: Path) -> None:
    impatient = open_file(tmp_path / "deep" / "presspass.db", "FULL", patience=0.05)
    other = sqlite3.connect(tmp_path / "deep" / "presspass.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    editions = SqlEditions(impatient)
    with pytest.raises(StoreAway, match="locked"):
        editions.order_purge(None, Change("ann", 1))
    assert editions.in_force(1).version is None
    other.execute("ROLLBACK")
    assert editions.order_purge(None, Change("ann", 1)).number == 1
    other.close()
    impatient.dispose()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, where a folder should be")
    with pytest.raises(StoreAway, match="taken"):
        open_database(tmp_path / "taken" / "presspass.db")
