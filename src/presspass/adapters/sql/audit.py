"""`ports.Audit` on the commerce database: the same audit in which publishing enters its changes."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam

from presspass.adapters.sql.inserting import numbered
from presspass.adapters.sql.schema import audit
from presspass.ports import Deed

_ENTER = numbered(audit)
_ABOUT = audit.select().where(audit.c.subject == bindparam("whose")).order_by(audit.c.number)


class SqlAudit:
    """The audit in one transaction of the commerce database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enter(self, deed: Deed) -> None:
        """Keep what is being done."""
        values = {
            "at": deed.at,
            "actor": deed.actor,
            "action": deed.action,
            "subject": deed.subject,
            "note": deed.note,
        }
        self._connection.execute(_ENTER, values)

    def about(self, subject: str) -> Sequence[Deed]:
        """What was done to a subject, in order."""
        return [
            Deed(row.at, row.actor, row.action, row.subject, row.note)
            for row in self._connection.execute(_ABOUT, {"whose": subject})
        ]
