"""What commands need, wired."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from presspass.adapters.clock import SystemClock
from presspass.adapters.smtp.config import SmtpConfig
from presspass.adapters.smtp.mailer import SmtpMailer
from presspass.adapters.sql import SqlCommerce, SqlEditions, open_database
from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.adapters.stripe.config import StripeConfig
from presspass.bootstrap.selling import EditionInForce, Shop, payments_of, shop_of
from presspass.bootstrap.surroundings import Showcase
from presspass.bootstrap.worker import WORKER_PATIENCE
from presspass.core.ids import ArticleId, ReaderId, article_key
from presspass.core.instants import Instant
from presspass.core.meter import Charge
from presspass.jobs.jobs import all_jobs
from presspass.jobs.progress import Progress, unseen
from presspass.jobs.worker import Job, Worker
from presspass.ports import Change, Clock, Commerce, StoreAway
from presspass.services.links import Links
from presspass.services.publishing import Publishing
from presspass.services.snapshots import EditionSnapshots
from presspass.settings import Settings

if TYPE_CHECKING:
    from presspass.adapters.http_origin import HttpOrigin


def publishing(settings: Settings) -> Publishing:
    """The publishing service on the publication's database. Raises `StoreAway`."""
    editions = SqlEditions(open_database(settings.database))
    locates = settings.gate.country_header is not None
    return Publishing(editions, settings.publication, locates=locates)


def commerce(settings: Settings) -> Commerce:
    """The books in the publication's database. Raises `StoreAway`."""
    return SqlCommerce(open_database(settings.database))


def http_origin(url: str, host: str | None = None) -> "HttpOrigin":
    """The site at an address; `host` is the name it knows itself by, where that is another."""
    from presspass.adapters.http_origin import HttpOrigin  # noqa: PLC0415  # loads a library that the demo does without

    return HttpOrigin(url, host)


def work(settings: Settings, until: Callable[[], object]) -> bool:
    """Run all jobs until `until` returns; whether each has ended what it was about.

    Raises `StoreAway` where the database can't be used to begin with.
    """
    with jobs(settings) as all_of_them:
        worker = Worker(all_of_them)
        worker.start()
        try:
            until()
        finally:
            ended = worker.stop(WORKER_PATIENCE)
    return ended


@contextmanager
def jobs(settings: Settings, progress: Progress = unseen) -> Iterator[list[Job]]:
    """All jobs, on the publication's database. Raises `StoreAway`."""
    database = open_database(settings.database)
    try:
        books = SqlCommerce(database)
        mailer = None if settings.mail is None else SmtpMailer(settings.mail)
        shop = _shop(settings, database, books)
        yield all_jobs(books, mailer, clock(), None if shop is None else shop.jobs, progress)
    finally:
        database.dispose()


def _shop(settings: Settings, database: Engine, books: Commerce) -> Shop | None:
    """What is done about subscriptions; `None` where nothing can be bought."""
    payments = payments_of(settings)
    if payments is None:
        return None
    publication, prefix = settings.publication, settings.gate.prefix
    links = Links.with_accounts(prefix, payments=True)
    showcase = Showcase(publication, links)
    snapshots = EditionSnapshots(SqlEditions(database), showcase.render, publication.zone)
    edition = EditionInForce(snapshots, showcase.edition, clock())
    return shop_of(settings, links, edition, books, payments)


def clock() -> Clock:
    """The machine's clock."""
    return SystemClock()


def prepare(settings: Settings, edition: Callable[[Instant], str] | None = None) -> None:
    """Make the database, and put an edition in force where none is yet. Raises `StoreAway`.

    Nothing of it stays open.
    """
    database = open_database(settings.database)
    try:
        at = clock().now()
        service = Publishing(SqlEditions(database), settings.publication)
        if edition is not None and service.show(None, at).stored is None:
            service.apply(edition(at), Change("demo", at))
    finally:
        database.dispose()


async def try_meter(settings: Settings) -> None:
    """Ask the meter for a reader who never was. Raises `StoreAway`."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        said = f"the folder of {settings.meter} can't be made: {fault.strerror}"
        raise StoreAway(said, ours=True) from fault
    meter = SqliteMeter(settings.meter)
    try:
        nobody, never = ReaderId(bytes(16)), article_key(ArticleId(""))
        await meter.peek(nobody, Charge("articles", never, 0, 0, 0))
    finally:
        meter.close()


def try_mail(config: SmtpConfig) -> None:
    """Connect to a mail server, log in, and send nothing. Raises `MailerAway`."""
    SmtpMailer(config).try_out()


def try_payments(config: StripeConfig, settings: Settings) -> None:
    """Ask the payment provider for something, and change nothing. Raises `PaymentsAway`."""
    from presspass.adapters.stripe.payments import StripePayments  # noqa: PLC0415  # loads a library that not all need

    StripePayments(config, settings.publication).try_out()
