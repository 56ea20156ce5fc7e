"""Sends what is in the outbox: each mail once, or never again if nobody knows whether it went."""

import logging
import re
from collections.abc import Callable

from presspass.core.instants import MINUTE, Instant
from presspass.jobs.progress import Progress, unseen
from presspass.jobs.worker import Stopping
from presspass.ports import (
    Claimed,
    Clock,
    Commerce,
    MailDoubtful,
    Mailer,
    MailerAway,
    MailRefused,
    Outbox,
)

log = logging.getLogger(__name__)

PAUSES = (MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 720 * MINUTE)
"""How long a mail waits after each try that surely failed. After one more it is given up."""

_Outcome = Callable[[Outbox], None]


class SendMails:
    """Sends the mails that are due, one at a time and in order.

    A mail is claimed in one transaction and sent after that, so that a process that dies takes no
    more than one mail with it, and never leaves one that somebody would send again. What became of
    a mail is kept with the next claim; while the database is away it is remembered here.
    """

    def __init__(
        self, commerce: Commerce, mailer: Mailer, clock: Clock, progress: Progress = unseen
    ) -> None:
        self._commerce = commerce
        self._mailer = mailer
        self._clock = clock
        self._progress = progress
        self._outcomes: list[_Outcome] = []
        self._away: str | None = None

    def __call__(self, stopping: Stopping) -> None:
        """Send until nothing is due, or the mail server is away.

        Raises `StoreAway`, and `MailerAway` from then on until a mail is sent again.
        """
        away, done = None, 0
        try:
            while away is None and (claimed := self._turn(more=not stopping())) is not None:
                away = self._sent(claimed)
                done += away is None
                self._progress(done, None)
            if away is not None:
                self._turn(more=False)
        finally:
            self._mailer.rest()
        if self._away is not None:
            raise MailerAway(self._away) from away

    def _turn(self, *, more: bool) -> Claimed | None:
        """Keep what became of the last mail, and claim the next one if there is to be one."""
        with self._commerce.transaction() as books:
            for outcome in self._outcomes:
                outcome(books.outbox)
            claimed = books.outbox.claim(self._clock.now(), 1) if more else ()
        self._outcomes.clear()
        return next(iter(claimed), None)

    def _sent(self, claimed: Claimed) -> MailerAway | None:
        """Send a mail, and note what became of it. Answers why no other need be tried now."""
        number, mail = claimed.number, claimed.mail
        try:
            self._mailer.send(mail)
        except MailerAway as away:
            self._away = _without(mail.to, away)
            self._outcomes.append(_after_a_failure(claimed, self._clock.now(), self._away))
            return away
        except MailRefused as refused:
            why, now = _without(mail.to, refused), self._clock.now()
            log.warning("mail %s is given up: %s", mail.key, why)
            self._outcomes.append(lambda outbox: outbox.refuse(number, now, why))
        except MailDoubtful as doubt:
            why, now = _without(mail.to, doubt), self._clock.now()
            log.warning("mail %s may or may not have been sent: %s", mail.key, why)
            self._outcomes.append(lambda outbox: outbox.doubt(number, now, why))
        else:
            now = self._clock.now()
            self._outcomes.append(lambda outbox: outbox.sent(number, now))
            self._away = None
        return None


class FindDoubtful:
    """Finds the mails whose sender has died, and tells the operator of each once."""

    def __init__(self, commerce: Commerce, clock: Clock) -> None:
        self._commerce = commerce
        self._clock = clock

    def __call__(self, _: Stopping) -> None:
        """Look once. Raises `StoreAway`."""
        with self._commerce.transaction() as books:
            keys = books.outbox.doubtful(self._clock.now())
        for key in keys:
            log.warning("mail %s may or may not have been sent: its sender died", key)


def _after_a_failure(claimed: Claimed, now: Instant, why: str) -> _Outcome:
    number, tries = claimed.number, claimed.tries
    if tries < len(PAUSES):
        return lambda outbox: outbox.retry(number, now + PAUSES[tries], why)
    log.warning("mail %s is given up after %s tries: %s", claimed.mail.key, tries + 1, why)
    return lambda outbox: outbox.refuse(number, now, why)


def _without(address: str, fault: Exception) -> str:
    """A fault's words without the reader's address, which servers like to repeat."""
    return re.sub(re.escape(address), "...", str(fault), flags=re.IGNORECASE)
