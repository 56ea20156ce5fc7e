"""`ports.Challenges` on the commerce database."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, update

from presspass.adapters.sql.schema import challenge
from presspass.core.challenge import Challenge, ChallengeId, Purpose, Wanted
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.mailbox import Mailbox

_ADD = insert(challenge)
_GET = challenge.select().where(challenge.c.id == bindparam("which"))
_ATTEMPT = (
    update(challenge)
    .where(challenge.c.id == bindparam("which"))
    .values(attempts=challenge.c.attempts + 1)
    .returning(challenge)
)
_USE = (
    update(challenge)
    .where(challenge.c.id == bindparam("which"), challenge.c.used.is_(None))
    .values(used=bindparam("now"))
)
_PRUNE = delete(challenge).where(challenge.c.expires < bindparam("before"))


class SqlChallenges:
    """Challenges in one transaction of the commerce database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, challenge: Challenge) -> None:
        """Keep a new challenge."""
        wanted = challenge.wanted
        values = {
            "id": challenge.id,
            "purpose": wanted.purpose.value,
            "address": wanted.mailbox.address,
            "written": wanted.mailbox.written,
            "language": wanted.language,
            "return_to": wanted.return_to,
            "reader": wanted.reader,
            "link_digest": challenge.link_digest,
            "code_digest": challenge.code_digest,
            "created": challenge.created,
            "expires": challenge.expires,
            "attempts": challenge.attempts,
            "used": challenge.used,
        }
        self._connection.execute(_ADD, values)

    def get(self, challenge: ChallengeId) -> Challenge | None:
        """A challenge as it stands."""
        row = self._connection.execute(_GET, {"which": challenge}).one_or_none()
        return None if row is None else _challenge(row)

    def attempt(self, challenge: ChallengeId) -> Challenge | None:
        """Count an attempt, and answer the challenge as it was before."""
        row = self._connection.execute(_ATTEMPT, {"which": challenge}).one_or_none()
        if row is None:
            return None
        counted = _challenge(row)
        return replace(counted, attempts=counted.attempts - 1)

    def use(self, challenge: ChallengeId, now: Instant) -> bool:
        """Mark a challenge as used; true for whoever does so first."""
        return self._connection.execute(_USE, {"which": challenge, "now": now}).rowcount == 1

    def prune(self, before: Instant) -> int:
        """Forget challenges that expired before then; answers how many."""
        return self._connection.execute(_PRUNE, {"before": before}).rowcount


def _challenge(row: Row[*tuple[Any, ...]]) -> Challenge:
    reader = None if row.reader is None else ReaderId(row.reader)
    mailbox = Mailbox(row.address, row.written)
    return Challenge(
        id=ChallengeId(row.id),
        wanted=Wanted(Purpose(row.purpose), mailbox, row.language, row.return_to, reader),
        link_digest=row.link_digest,
        code_digest=row.code_digest,
        created=row.created,
        expires=row.expires,
        attempts=row.attempts,
        used=row.used,
    )
