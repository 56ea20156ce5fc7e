import asyncio
from pathlib import Path
from typing import Any

from presspass.adapters.asgi_origin import AsgiOrigin
from presspass.adapters.clock import SystemClock
from presspass.bootstrap.surroundings import Surroundings
from presspass.bootstrap.worker import born
from presspass.services.links import Links
from presspass.settings import Settings, load

SETTINGS = """
secrets = ["ssssssssssssssssssssssssssssssss"]
[publication]
name = "The Courier"
url = "https://courier.example"
zone = "Europe/Berlin"
[origin]
url = "http://127.0.0.1:8080"
"""


async def nothing(scope: Any, receive: Any, send: Any) -> None:
    raise AssertionError((scope, receive, send))


async def begun_and_ended(settings: Settings) -> set[str]:
    """What a worker had open of its files when it began."""
    around = Surroundings(
        SystemClock(), AsgiOrigin(nothing), Links.with_accounts(settings.gate.prefix), alone=True
    )
    worker = born(settings, around)
    opened = {path.name for path in settings.data.iterdir()}
    await worker.end()
    return opened


def test_a_worker_that_ends_lets_go_of_every_file(tmp_path: Path) -> None:
    file = tmp_path / "presspass.toml"
    file.write_text(SETTINGS, encoding="utf-8")
    settings = load(file, {})
    names = {"presspass.db", "journal.db", "meter.db"}
    # SQLite takes the log away with the last connection to its file.
    assert asyncio.run(begun_and_ended(settings)) >= {f"{name}-wal" for name in names}
    assert {path.name for path in settings.data.iterdir()} == names
