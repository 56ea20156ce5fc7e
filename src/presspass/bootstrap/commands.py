"""What commands need, wired."""

from collections.abc import Callable

from presspass.adapters.clock import SystemClock
from presspass.adapters.http_origin import HttpOrigin
from presspass.adapters.smtp.config import SmtpConfig
from presspass.adapters.smtp.mailer import SmtpMailer
from presspass.adapters.sql import SqlCommerce, SqlEditions, open_database
from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.bootstrap.worker import WORKER_PATIENCE
from presspass.core.ids import ArticleId, ReaderId, article_key
from presspass.core.instants import Instant
from presspass.core.meter import Charge
from presspass.jobs.jobs import all_jobs
from presspass.jobs.worker import Worker
from presspass.ports import Commerce
from presspass.services.editions import Change
from presspass.services.publishing import Publishing
from presspass.settings import Settings


def publishing(settings: Settings) -> Publishing:
    """The publishing service on the publication's database. Raises `StoreAway`."""
    return Publishing(SqlEditions(open_database(settings.database)), settings.publication)


def commerce(settings: Settings) -> Commerce:
    """The books in the publication's database. Raises `StoreAway`."""
    return SqlCommerce(open_database(settings.database))


def http_origin(settings: Settings) -> HttpOrigin:
    """The publisher's site."""
    return HttpOrigin(settings.origin_url, settings.origin_host)


def work(settings: Settings, until: Callable[[], object]) -> bool:
    """Run all jobs until `until` returns; whether each has ended what it was about.

    Raises `StoreAway` where the database can't be used to begin with.
    """
    database = open_database(settings.database)
    mailer = None if settings.mail is None else SmtpMailer(settings.mail)
    worker = Worker(all_jobs(SqlCommerce(database), mailer, SystemClock()))
    worker.start()
    try:
        until()
    finally:
        ended = worker.stop(WORKER_PATIENCE)
        database.dispose()
    return ended


def now() -> Instant:
    """The present instant, for commands."""
    return SystemClock().now()


def prepare(settings: Settings, edition: Callable[[Instant], str] | None = None) -> None:
    """Make the database, and put an edition in force where none is yet. Raises `StoreAway`.

    Nothing of it stays open.
    """
    database = open_database(settings.database)
    try:
        at = now()
        service = Publishing(SqlEditions(database), settings.publication)
        if edition is not None and service.show(None, at).stored is None:
            service.apply(edition(at), Change("demo", at))
    finally:
        database.dispose()


async def try_meter(settings: Settings) -> None:
    """Ask the meter for a reader who never was. Raises `StoreAway`."""
    settings.data.mkdir(parents=True, exist_ok=True)
    meter = SqliteMeter(settings.meter)
    try:
        nobody, never = ReaderId(bytes(16)), article_key(ArticleId(""))
        await meter.peek(nobody, Charge("articles", never, 0, 0, 0))
    finally:
        meter.close()


def try_mail(config: SmtpConfig) -> None:
    """Connect to a mail server, log in, and send nothing. Raises `MailerAway`."""
    SmtpMailer(config).try_out()
