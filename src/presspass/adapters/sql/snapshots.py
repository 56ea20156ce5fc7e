"""`ports.Snapshots` on the commerce database."""

from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from presspass.adapters.sql.editions import SqlEditions
from presspass.services.snapshots import EditionSnapshots, Render


class SqlSnapshots(EditionSnapshots):
    """Snapshots of the editions in the commerce database."""

    def __init__(self, engine: Engine, render: Render, zone: ZoneInfo) -> None:
        super().__init__(SqlEditions(engine), render, zone)
