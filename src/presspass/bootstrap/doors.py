"""What `presspass serve` and `presspass demo` run in each of their processes."""

import logging
import os
from pathlib import Path

from presspass.adapters.asgi_origin import AsgiOrigin
from presspass.adapters.clock import DemoClock, SystemClock
from presspass.adapters.memory_mailer import MemoryMailer
from presspass.adapters.smtp.mailer import SmtpMailer
from presspass.bootstrap.cast import Cast
from presspass.bootstrap.commands import http_origin, prepare
from presspass.bootstrap.surroundings import Surroundings
from presspass.bootstrap.worker import born
from presspass.core.instants import moment
from presspass.demo import STOPS, demo_edition, demo_settings
from presspass.gate.lifespan import Living
from presspass.services.links import Links
from presspass.settings import FILE_VARIABLE, load
from presspass.web.console import Demo

log = logging.getLogger(__name__)


def serve() -> Living:
    """The application of one worker of `presspass serve`, its settings named by the environment."""
    settings = load(Path(os.environ[FILE_VARIABLE]), os.environ)
    links = Links.with_accounts(settings.gate.prefix)
    if settings.mail is None:
        log.warning("no mail server is set, so nobody can sign in or register: see docs/mail.md")
        links = Links(settings.gate.prefix)
    alone = settings.workers == 1  # where there are several, `presspass worker` does the jobs
    mailer = None if settings.mail is None else SmtpMailer(settings.mail)
    clock = SystemClock()
    return Living(
        lambda: born(
            settings, Surroundings(clock, http_origin(settings), links, alone=alone, mailer=mailer)
        )
    )


def demo() -> Living:
    """The application of `presspass demo`: the built-in publication behind the gate."""
    from presspass.newsstand import app as newsstand  # noqa: PLC0415  # no other site needs it

    settings = demo_settings(os.environ)
    clock, mailer = DemoClock(), MemoryMailer()
    links = Links.with_accounts(settings.gate.prefix)
    prepare(settings, lambda at: demo_edition(moment(at, settings.publication.zone).date()))
    site = newsstand.create(None, settings.publication, clock.now)
    return Living(
        lambda: born(
            settings,
            Surroundings(
                clock,
                AsgiOrigin(site),
                links,
                lambda journal, books, readers: Demo(
                    journal,
                    clock,
                    settings.gate.jar,
                    mailer.mails,
                    Cast(books, readers, clock, mailer.mails),
                    STOPS,
                ),
                alone=True,
                mailer=mailer,
            ),
        )
    )
