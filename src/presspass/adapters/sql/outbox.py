"""`ports.Outbox` on the commerce database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Update, bindparam, delete, select, update

from presspass.adapters.sql.inserting import Upsert
from presspass.adapters.sql.schema import outbox
from presspass.core.instants import Instant
from presspass.core.mailbox import canonical
from presspass.ports import SENDING_TAKES, Claimed, Mail, MailState

_UNDER_WAY = (MailState.SENDING.value, MailState.DOUBTFUL.value)
_SETTLED = (MailState.SENT.value, MailState.REFUSED.value, MailState.DOUBTFUL.value)

_ADD = Upsert(outbox, lambda it: it.on_conflict_do_nothing(index_elements=["key"]))
_DUE = (
    outbox.select()
    .where(outbox.c.state == MailState.WAITING.value, outbox.c.at <= bindparam("now"))
    .order_by(outbox.c.at, outbox.c.number)
    .limit(bindparam("size"))
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(outbox)
    .where(outbox.c.number.in_(bindparam("numbers", expanding=True)))
    .values(state=MailState.SENDING.value, at=bindparam("now"))
)
_OUTCOME = update(outbox).where(
    outbox.c.number == bindparam("which"), outbox.c.state.in_(_UNDER_WAY)
)


def _settle(state: MailState) -> Update:
    return _OUTCOME.values(state=state.value, at=bindparam("now"), why=bindparam("reason"))


def _forgetting(settle: Update) -> Update:
    return settle.values(address=None, recipient=None, subject=None, text=None, html=None)


_SENT = _forgetting(_settle(MailState.SENT))
_REFUSE = _forgetting(_settle(MailState.REFUSED))
_DOUBT = _settle(MailState.DOUBTFUL)
_RETRY = _settle(MailState.WAITING).values(tries=outbox.c.tries + 1)
_DOUBTFUL = (
    update(outbox)
    .where(outbox.c.state == MailState.SENDING.value, outbox.c.at <= bindparam("since"))
    .values(state=MailState.DOUBTFUL.value, at=bindparam("now"), why="its sender died")
    .returning(outbox.c.key)
)
_STATE = select(outbox.c.state).where(outbox.c.key == bindparam("which"))
_PRUNE = delete(outbox).where(outbox.c.state.in_(_SETTLED), outbox.c.at < bindparam("before"))


class SqlOutbox:
    """The outbox in one transaction of the commerce database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, mail: Mail) -> None:
        """Keep a mail to be sent at once; one of a known key is let go."""
        values = {
            "key": mail.key,
            "address": canonical(mail.to),
            "recipient": mail.to,
            "language": mail.language,
            "subject": mail.subject,
            "text": mail.text,
            "html": mail.html,
            "created": mail.created,
            "state": MailState.WAITING.value,
            "at": mail.created,
            "tries": 0,
        }
        self._connection.execute(_ADD.on(self._connection), values)

    def claim(self, now: Instant, size: int) -> Sequence[Claimed]:
        """Take out at most so many mails that are due, the longest due first."""
        rows = self._connection.execute(_DUE, {"now": now, "size": size}).all()
        if rows:
            numbers = [row.number for row in rows]
            self._connection.execute(_CLAIM, {"now": now, "numbers": numbers})
        return [Claimed(row.number, _mail(row), row.tries) for row in rows]

    def sent(self, number: int, now: Instant) -> None:
        """A mail is sent: forget its words."""
        self._settle(_SENT, number, now, None)

    def retry(self, number: int, due: Instant, why: str) -> None:
        """A mail was surely not sent: let it wait until `due`, and count the try."""
        self._settle(_RETRY, number, due, why)

    def refuse(self, number: int, now: Instant, why: str) -> None:
        """A mail will never be taken: forget its words."""
        self._settle(_REFUSE, number, now, why)

    def doubt(self, number: int, now: Instant, why: str) -> None:
        """Nobody knows whether a mail was taken: it is never sent again by itself."""
        self._settle(_DOUBT, number, now, why)

    def doubtful(self, now: Instant) -> Sequence[str]:
        """Doubt the mails that are on their way for too long; answers their keys, each once."""
        values = {"now": now, "since": now - SENDING_TAKES}
        return sorted(self._connection.execute(_DOUBTFUL, values).scalars())

    def state(self, key: str) -> MailState | None:
        """What became of a mail; `None` where there was none."""
        state = self._connection.execute(_STATE, {"which": key}).scalar_one_or_none()
        return None if state is None else MailState(state)

    def prune(self, before: Instant) -> int:
        """Forget what was settled before then; answers how many mails went."""
        return self._connection.execute(_PRUNE, {"before": before}).rowcount

    def _settle(self, how: Update, number: int, at: Instant, why: str | None) -> None:
        self._connection.execute(how, {"which": number, "now": at, "reason": why})


def _mail(row: Row[*tuple[Any, ...]]) -> Mail:
    return Mail(
        key=row.key,
        to=row.recipient,
        language=row.language,
        subject=row.subject,
        text=row.text,
        html=row.html,
        created=row.created,
    )
