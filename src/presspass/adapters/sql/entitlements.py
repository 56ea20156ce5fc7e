"""`ports.Entitlements` on the commerce database."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete
from sqlalchemy.exc import IntegrityError

from presspass.adapters.sql.inserting import Upsert
from presspass.adapters.sql.schema import entitlement
from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.ids import ReaderId
from presspass.core.plans import Benefit
from presspass.ports import NoAccount

_IN_ORDER = entitlement.select().order_by(entitlement.c.since, entitlement.c.id)
_OF = _IN_ORDER.where(entitlement.c.reader == bindparam("whose"))
_UNDER = _IN_ORDER.where(entitlement.c.reader.in_(bindparam("readers", expanding=True)))
_PUT = Upsert(
    entitlement,
    lambda it: it.on_conflict_do_update(
        index_elements=["id"],
        set_={
            column.name: it.excluded[column.name]
            for column in entitlement.c
            if column is not entitlement.c.id
        },
    ),
)
_REMOVE = delete(entitlement).where(entitlement.c.id == bindparam("which"))


class SqlEntitlements:
    """Entitlements in one transaction of the commerce database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, reader: ReaderId) -> Sequence[Entitlement]:
        """All entitlements of a reader, in the order in which they begin."""
        return [_entitlement(row) for row in self._connection.execute(_OF, {"whose": reader})]

    def put(self, *entitlements: Entitlement) -> None:
        """Keep entitlements, each in place of the one with its id. Raises `NoAccount`."""
        if entitlements:
            values = [_columns(each) for each in entitlements]
            try:
                self._connection.execute(_PUT.on(self._connection), values)
            except IntegrityError as fault:
                raise NoAccount from fault

    def remove(self, entitlement: EntitlementId) -> bool:
        """Forget an entitlement; false where there was none."""
        return self._connection.execute(_REMOVE, {"which": entitlement}).rowcount == 1

    def under(self, readers: Sequence[ReaderId]) -> Mapping[ReaderId, Sequence[Entitlement]]:
        """The entitlements of many readers at once; who has none is left out."""
        found: dict[ReaderId, list[Entitlement]] = {}
        for row in self._connection.execute(_UNDER, {"readers": list(readers)}):
            found.setdefault(ReaderId(row.reader), []).append(_entitlement(row))
        return found


def _columns(entitlement: Entitlement) -> dict[str, Any]:
    return {
        "id": entitlement.id,
        "reader": entitlement.reader,
        "benefit": entitlement.benefit.value,
        "since": entitlement.since,
        "until": entitlement.until,
        "basis": entitlement.basis.value,
        "plan": entitlement.plan,
        "fix_by": entitlement.fix_by,
        "note": entitlement.note,
    }


def _entitlement(row: Row[*tuple[Any, ...]]) -> Entitlement:
    return Entitlement(
        id=EntitlementId(row.id),
        reader=ReaderId(row.reader),
        benefit=Benefit(row.benefit),
        since=row.since,
        until=row.until,
        basis=Basis(row.basis),
        plan=row.plan,
        fix_by=row.fix_by,
        note=row.note,
    )
