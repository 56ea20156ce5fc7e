"""`ports.Audit` on the commerce database: the same audit in which publishing enters its changes."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, bindparam, func, insert, select

from presspass.adapters.sql.schema import audit
from presspass.ports import Deed

_LATEST = select(func.coalesce(func.max(audit.c.number), 0))
_ENTER = insert(audit)
_ABOUT = audit.select().where(audit.c.subject == bindparam("whose")).order_by(audit.c.number)


class SqlAudit:
    """The audit in one transaction of the commerce database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enter(self, *deeds: Deed) -> None:
        """Keep what is being done."""
        if deeds:
            latest = self._connection.execute(_LATEST).scalar_one()
            values = [
                {"number": number, **asdict(deed)} for number, deed in enumerate(deeds, latest + 1)
            ]
            self._connection.execute(_ENTER, values)

    def about(self, subject: str) -> Sequence[Deed]:
        """What was done to a subject, in order."""
        return [
            Deed(row.at, row.actor, row.action, row.subject, row.note)
            for row in self._connection.execute(_ABOUT, {"whose": subject})
        ]
