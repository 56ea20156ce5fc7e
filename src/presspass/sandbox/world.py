"""Everything that the sandbox keeps: objects, what Stripe keeps to itself, and what is due when."""

import heapq
import json
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal, TypeAlias

from presspass.core.instants import Instant
from presspass.sandbox.objects import VERSION, Object
from presspass.sandbox.refusals import missing

Due: TypeAlias = Literal["phase", "period", "finalize", "retry", "expire"]
_RANK = {"phase": 0, "period": 1, "finalize": 2, "retry": 3, "expire": 4}
"""What comes first of things due in the same second: a phase's price is the new period's."""


class World:
    """One Stripe account. Not safe from several threads: whoever calls holds the one lock.

    `now` is the time that has been reached, in which everything done is dated. Equal seeds and
    equal requests make equal ids. `address` is where the pay pages are; `webhooks` is whether
    events are to be delivered; `request` is the id and idempotency key of what is being asked.
    """

    def __init__(self, seed: str, now: Instant) -> None:
        self.seed = seed
        self.now = now
        self.webhooks = False
        self.address = ""
        self.request: tuple[str | None, str | None] = (None, None)
        self._saved = 0
        self._requests = 0
        self._count = 0
        self._tables: dict[str, dict[str, Object]] = {}
        self._notes: dict[str, dict[str, Any]] = {}
        self._agenda: list[tuple[Instant, int, int, Due, str]] = []

    def new_id(self, prefix: str) -> str:
        """An id that nothing else has."""
        self._count += 1
        made = blake2b(f"{self.seed}:{self._count}".encode(), digest_size=12).hexdigest()
        return f"{prefix}_{made}"

    def request_id(self) -> str:
        """The id of one more request. Asking alone changes nothing that is kept."""
        self._requests += 1
        return f"req_{blake2b(f'{self.seed}?{self._requests}'.encode(), digest_size=7).hexdigest()}"

    def add(self, made: Object) -> Object:
        """Keep a new object."""
        self._tables.setdefault(made["object"], {})[made["id"]] = made
        return made

    def find(self, kind: str, given: str, param: str | None = None) -> Object:
        """An object by its id. `param` is the parameter that named it; `None` for the address."""
        found = self._tables.get(kind, {}).get(given)
        if found is None:
            raise missing(kind, given, param)
        return found

    def get(self, kind: str, given: str | None) -> Object | None:
        """An object by its id, where there is one."""
        return None if given is None else self._tables.get(kind, {}).get(given)

    def all(self, kind: str) -> list[Object]:
        """All objects of a kind, the newest first, as Stripe lists them."""
        return list(reversed(self._tables.get(kind, {}).values()))

    def notes(self, kind: str) -> dict[str, Any]:
        """What is remembered by an id and never answered."""
        return self._notes.setdefault(kind, {})

    def emit(self, kind: str, about: Object, before: Object | None = None) -> Object:
        """An event about an object as it is now; `before` holds the values that it had."""
        data: Object = {"object": json.loads(json.dumps(about))}
        if before is not None:
            data["previous_attributes"] = before
        event: Object = {
            "id": self.new_id("evt"),
            "object": "event",
            "api_version": VERSION,
            "created": self.now,
            "data": data,
            "livemode": False,
            "pending_webhooks": 1 if self.webhooks else 0,
            "request": {"id": self.request[0], "idempotency_key": self.request[1]},
            "type": kind,
        }
        if self.webhooks:
            self.notes("delivery")[event["id"]] = {
                "event": event["id"],
                "state": "due",
                "attempts": 0,
                "next": self.now,
                "answer": None,
            }
        return self.add(event)

    def at(self, due: Instant, what: Due, given: str) -> None:
        """Have something done when its time has come."""
        self._count += 1
        heapq.heappush(self._agenda, (due, _RANK[what], self._count, what, given))

    def due(self, until: Instant) -> Iterator[tuple[Due, str]]:
        """What has come due, one after the other, the time moving along."""
        while self._agenda and self._agenda[0][0] <= until:
            due, _, _, what, given = heapq.heappop(self._agenda)
            self.now = max(self.now, due)
            yield what, given
        self.now = max(self.now, until)

    @property
    def touched(self) -> bool:
        """Whether anything may have changed since it was saved."""
        return self._saved != self._count

    def touch(self) -> None:
        """Say that something changed without anything having been made."""
        self._saved = -1

    def dump(self) -> Object:
        """All of it, for a file."""
        return {
            "seed": self.seed,
            "now": self.now,
            "count": self._count,
            "tables": self._tables,
            "notes": self._notes,
            "agenda": self._agenda,
        }

    def save(self, file: Path) -> None:
        """Write all of it to a file, which is whole at any time."""
        beside = file.with_suffix(".new")
        beside.write_text(json.dumps(self.dump()), encoding="utf-8")
        beside.replace(file)
        self._saved = self._count

    @classmethod
    def load(cls, file: Path) -> "World":
        """What was saved. Raises `ValueError` for a file that is none of ours."""
        try:
            kept = json.loads(file.read_text(encoding="utf-8"))
            world = cls(kept["seed"], kept["now"])
            world._count = kept["count"]
            world._tables = kept["tables"]
            world._notes = kept["notes"]
            world._agenda = [(due, rank, n, what, of) for due, rank, n, what, of in kept["agenda"]]
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{file} holds no sandbox; delete it to begin anew") from error
        return world
