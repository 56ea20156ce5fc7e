"""`ports.Outbox` in memory."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from presspass.adapters.memory_commerce.tables import Posted, Tables
from presspass.core.instants import Instant
from presspass.ports import SENDING_TAKES, Claimed, Mail, MailState

_UNDER_WAY = (MailState.SENDING, MailState.DOUBTFUL)
_SETTLED = (MailState.SENT, MailState.REFUSED, MailState.DOUBTFUL)


class MemoryOutbox:
    """The outbox in one transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._outbox = tables.outbox

    def add(self, mail: Mail) -> None:
        """Keep a mail to be sent at once; one of a known key is let go."""
        if mail.key not in self._tables.keys:
            number = self._tables.number("mail")
            self._tables.keys[mail.key] = number
            self._outbox[number] = Posted(MailState.WAITING, mail.created, mail)

    def claim(self, now: Instant, size: int) -> Sequence[Claimed]:
        """Take out at most so many mails that are due, the longest due first."""
        due = [
            (posted.at, Claimed(number, posted.mail, posted.tries))
            for number, posted in self._outbox.items()
            if posted.state is MailState.WAITING and posted.at <= now and posted.mail is not None
        ]
        due.sort(key=lambda each: (each[0], each[1].number))
        claimed = [each for _, each in due[:size]]
        for each in claimed:
            posted = self._outbox[each.number]
            self._outbox[each.number] = replace(posted, state=MailState.SENDING, at=now)
        return claimed

    def sent(self, number: int, now: Instant) -> None:
        """A mail is sent: forget its words."""
        self._settle(number, MailState.SENT, now, mail=None)

    def retry(self, number: int, due: Instant, why: str) -> None:  # noqa: ARG002  # nobody looks
        """A mail was surely not sent: let it wait until `due`, and count the try."""
        posted = self._outbox.get(number)
        if posted is not None:
            self._settle(number, MailState.WAITING, due, tries=posted.tries + 1)

    def refuse(self, number: int, now: Instant, why: str) -> None:  # noqa: ARG002  # as above
        """A mail will never be taken: forget its words."""
        self._settle(number, MailState.REFUSED, now, mail=None)

    def doubt(self, number: int, now: Instant, why: str) -> None:  # noqa: ARG002  # as above
        """Nobody knows whether a mail was taken: it is never sent again by itself."""
        self._settle(number, MailState.DOUBTFUL, now)

    def doubtful(self, now: Instant) -> Sequence[str]:
        """Doubt the mails that are on their way for too long; answers their keys, each once."""
        since = now - SENDING_TAKES
        late = [
            key
            for key, number in self._tables.keys.items()
            if self._outbox[number].state is MailState.SENDING and self._outbox[number].at <= since
        ]
        for key in late:
            self._settle(self._tables.keys[key], MailState.DOUBTFUL, now)
        return sorted(late)

    def state(self, key: str) -> MailState | None:
        """What became of a mail; `None` where there was none."""
        number = self._tables.keys.get(key)
        return None if number is None else self._outbox[number].state

    def prune(self, before: Instant) -> int:
        """Forget what was settled before then; answers how many mails went."""
        old = [
            key
            for key, number in self._tables.keys.items()
            if self._outbox[number].state in _SETTLED and self._outbox[number].at < before
        ]
        for key in old:
            del self._outbox[self._tables.keys.pop(key)]
        return len(old)

    def _settle(self, number: int, state: MailState, at: Instant, **more: Any) -> None:
        posted = self._outbox.get(number)
        if posted is not None and posted.state in _UNDER_WAY:
            self._outbox[number] = replace(posted, state=state, at=at, **more)
