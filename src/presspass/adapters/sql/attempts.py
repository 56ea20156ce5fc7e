"""`ports.Attempts` on the commerce database."""

from sqlalchemy import Connection, Executable, bindparam, case, delete, or_

from presspass.adapters.sql.inserting import Insertion, Upsert
from presspass.adapters.sql.schema import attempt
from presspass.core.instants import Instant
from presspass.core.limits import Limit


def _take(insertion: Insertion) -> Executable:
    """`Limit.take` in one statement: it answers a row where the limit allowed one more."""
    newer = attempt.c.since < insertion.excluded.since
    return insertion.on_conflict_do_update(
        index_elements=["name", "key"],
        set_={
            "since": case((newer, insertion.excluded.since), else_=attempt.c.since),
            "times": case((newer, 1), else_=attempt.c.times + 1),
        },
        where=or_(newer, attempt.c.times < bindparam("most")),
    ).returning(attempt.c.times)


_TAKE = Upsert(attempt, _take)
_PRUNE = delete(attempt).where(attempt.c.since < bindparam("before"))


class SqlAttempts:
    """Attempts in one transaction of the commerce database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, key: str, limit: Limit, now: Instant) -> bool:
        """Count an attempt if the limit allows one more; whether it does."""
        values = {
            "name": limit.name,
            "key": key,
            "since": limit.since(now),
            "times": 1,
            "most": limit.count,
        }
        return self._connection.execute(_TAKE.on(self._connection), values).first() is not None

    def prune(self, before: Instant) -> int:
        """Forget the counts of windows that began before then; answers how many."""
        return self._connection.execute(_PRUNE, {"before": before}).rowcount
