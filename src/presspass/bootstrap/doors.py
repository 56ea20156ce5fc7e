"""What `presspass serve` runs in each of its processes."""

import logging
import os
from pathlib import Path

from presspass.adapters.clock import SystemClock
from presspass.adapters.smtp.mailer import SmtpMailer
from presspass.bootstrap.commands import http_origin
from presspass.bootstrap.selling import payments_of
from presspass.bootstrap.surroundings import Surroundings
from presspass.bootstrap.worker import born
from presspass.gate.lifespan import Application, Living
from presspass.services.links import Links
from presspass.settings import load
from presspass.settings_environment import FILE_VARIABLE

log = logging.getLogger(__name__)


def serve() -> Application:
    """The application of one worker of `presspass serve`, its settings named by the environment."""
    settings = load(Path(os.environ[FILE_VARIABLE]), os.environ)
    payments = payments_of(settings)
    links = Links.with_accounts(settings.gate.prefix, payments=payments is not None)
    if settings.mail is None:
        log.warning("no mail server is set, so nobody can sign in or register: see docs/mail.md")
        links = Links(settings.gate.prefix)
    alone = settings.workers == 1  # where there are several, `presspass worker` does the jobs
    mailer = None if settings.mail is None else SmtpMailer(settings.mail)
    clock = SystemClock()

    def around() -> Surroundings:
        return Surroundings(
            clock,
            http_origin(settings.origin_url, settings.origin_host),
            links,
            alone=alone,
            mailer=mailer,
            payments=payments,
        )

    return Living(lambda: born(settings, around())).__call__  # an object's own call costs more
