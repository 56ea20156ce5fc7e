"""Lists: filtered, the newest first, a page at a time."""

from collections.abc import Iterable

from presspass.core.instants import Instant
from presspass.sandbox.objects import Object, list_of
from presspass.sandbox.params import Params
from presspass.sandbox.refusals import Refusal, missing

_USUAL, _MOST = 10, 100
_BOUNDS = ("gt", "gte", "lt", "lte")


class Query:
    """What a request for a list asks for."""

    def __init__(self, asked: Params, url: str) -> None:
        self.asked = asked
        self._url = url

    def page(self, found: Iterable[Object], **equal: object) -> Object:
        """The page that was asked for, of those whose fields equal what is not `None`."""
        wanted = {key: value for key, value in equal.items() if value is not None}
        rows = [each for each in found if all(each[key] == wanted[key] for key in wanted)]
        rows = [each for each in rows if self._in_time(each["created"])]
        limit = self.asked.whole("limit")
        limit = _USUAL if limit is None else limit
        if not 1 <= limit <= _MOST:
            said = "This value must be between 1 and 100."
            raise Refusal(said, "parameter_invalid_integer", "limit")
        after, before = self.asked.text("starting_after"), self.asked.text("ending_before")
        ids = [each["id"] for each in rows]
        for cursor, name in ((after, "starting_after"), (before, "ending_before")):
            if cursor is not None and cursor not in ids:
                raise missing("object", cursor, name)
        if before is not None:
            rows = rows[: ids.index(before)]
            return list_of(rows[-limit:], self._url, more=len(rows) > limit)
        if after is not None:
            rows = rows[ids.index(after) + 1 :]
        return list_of(rows[:limit], self._url, more=len(rows) > limit)

    def _in_time(self, created: Instant) -> bool:
        if "created" not in self.asked:
            return True
        bounds = self.asked.group("created")
        given = {bound: bounds.whole(bound) for bound in _BOUNDS}
        holds = {
            "gt": lambda limit: created > limit,
            "gte": lambda limit: created >= limit,
            "lt": lambda limit: created < limit,
            "lte": lambda limit: created <= limit,
        }
        return all(holds[bound](limit) for bound, limit in given.items() if limit is not None)
