"""All the jobs there are, and how often each is run."""

from dataclasses import dataclass

from presspass.core.instants import MINUTE
from presspass.jobs.outbox import FindDoubtful, SendMails
from presspass.jobs.progress import Progress, unseen
from presspass.jobs.subscriptions import (
    CatchUp,
    HandleEvents,
    LookAfter,
    LookForPayers,
    TellAhead,
)
from presspass.jobs.tidying import Tidy
from presspass.jobs.worker import Job
from presspass.ports import Clock, Commerce, Mailer
from presspass.services.subscriptions.arrivals import Arrivals
from presspass.services.subscriptions.notices import Notices

MAIL_SECONDS = 1.0
"""Readers wait for the mail that signs them in."""

EVENT_SECONDS = 1.0
"""Readers wait for what they paid elsewhere than on our page, and to be told of it."""


@dataclass(frozen=True, slots=True)
class Selling:
    """What the jobs about subscriptions work with."""

    arrivals: Arrivals
    notices: Notices


def all_jobs(
    commerce: Commerce,
    mailer: Mailer | None,
    clock: Clock,
    selling: Selling | None = None,
    progress: Progress = unseen,
) -> list[Job]:
    """The jobs, in the order in which one run of each does most.

    Without a mailer, mails wait; without `selling`, nothing is done about subscriptions.
    """
    jobs = [] if selling is None else _selling(commerce, selling, clock, progress)
    if mailer is not None:
        send = SendMails(commerce, mailer, clock, progress)
        jobs.append(Job("sending mails", MAIL_SECONDS, send))
    return [
        *jobs,
        Job("finding mails in doubt", 5 * MINUTE, FindDoubtful(commerce, clock)),
        Job("tidying", 60 * MINUTE, Tidy(commerce, clock)),
    ]


def _selling(commerce: Commerce, selling: Selling, clock: Clock, progress: Progress) -> list[Job]:
    arrivals = selling.arrivals
    return [
        Job("asking for lost events", 5 * MINUTE, CatchUp(arrivals, clock, progress)),
        Job(
            "handling events",
            EVENT_SECONDS,
            HandleEvents(commerce, arrivals, clock, progress),
        ),
        Job("looking after subscriptions", MINUTE, LookAfter(arrivals, clock, progress)),
        Job("looking for payers", MINUTE, LookForPayers(arrivals, clock, progress)),
        Job("telling ahead", 60 * MINUTE, TellAhead(selling.notices, clock, progress)),
    ]
