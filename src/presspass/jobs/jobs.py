"""All the jobs there are, and how often each is run."""

from presspass.core.instants import MINUTE
from presspass.jobs.outbox import FindDoubtful, SendMails
from presspass.jobs.tidying import Tidy
from presspass.jobs.worker import Job
from presspass.ports import Clock, Commerce, Mailer

MAIL_SECONDS = 1.0
"""Readers wait for the mail that signs them in."""


def all_jobs(commerce: Commerce, mailer: Mailer | None, clock: Clock) -> list[Job]:
    """The jobs; without a mailer, mails wait."""
    jobs = [
        Job("finding mails in doubt", 5 * MINUTE, FindDoubtful(commerce, clock)),
        Job("tidying", 60 * MINUTE, Tidy(commerce, clock)),
    ]
    if mailer is not None:
        jobs.append(Job("sending mails", MAIL_SECONDS, SendMails(commerce, mailer, clock)))
    return jobs
