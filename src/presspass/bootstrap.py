"""The one wiring place: doors and adapters meet here and nowhere else."""

import asyncio
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from presspass.adapters.asgi_origin import AsgiOrigin
from presspass.adapters.clock import DemoClock, SystemClock
from presspass.adapters.http_origin import HttpOrigin
from presspass.adapters.memory_mailer import MemoryMailer
from presspass.adapters.smtp.config import SmtpConfig
from presspass.adapters.smtp.mailer import SmtpMailer
from presspass.adapters.sql import (
    SqlCommerce,
    SqlEditions,
    SqlJournal,
    SqlSnapshots,
    open_database,
    open_journal,
)
from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.core.credentials import MeterCookie
from presspass.core.edition import Edition
from presspass.core.ids import ArticleId, ReaderId, article_key
from presspass.core.instants import DAY, Instant, moment
from presspass.core.meter import Charge
from presspass.core.publication import Publication
from presspass.demo import demo_edition, demo_settings
from presspass.gate.app import Gate
from presspass.gate.asking import Asking
from presspass.gate.claims import Claims
from presspass.gate.composer import Composer
from presspass.gate.deciding import Deciding
from presspass.gate.deliver import Deliver
from presspass.gate.faces import Faces
from presspass.gate.fetch import Fetch
from presspass.gate.forwarding import Forwarding
from presspass.gate.identify import Identify
from presspass.gate.lifespan import Born, Living
from presspass.gate.pages import Pages
from presspass.gate.record import Recorder
from presspass.gate.sessions import Sessions
from presspass.gate.snapshots import CurrentSnapshot
from presspass.gate.texts import Texts
from presspass.jobs.jobs import all_jobs
from presspass.jobs.worker import Worker
from presspass.ports import (
    Clock,
    Commerce,
    Journal,
    Mailer,
    MeterStore,
    Origin,
    Snapshots,
    StoreAway,
    Unavailable,
)
from presspass.services.accounts.asking import Asking as AskingForMails
from presspass.services.accounts.passwords import Passwords
from presspass.services.accounts.sessions import ReaderSessions
from presspass.services.accounts.signing_in import MergeMeters, SigningIn
from presspass.services.accounts.vouching import AccountVouching
from presspass.services.editions import Change
from presspass.services.links import Links
from presspass.services.mails import Mails
from presspass.services.publishing import Publishing
from presspass.services.walls.walls import Walls
from presspass.settings import FILE_VARIABLE, Settings, load
from presspass.web import app as web
from presspass.web.console import Demo
from presspass.web.door import ReaderServices
from presspass.web.shell import CurrentEdition

log = logging.getLogger(__name__)

PRUNE_HOURS = 6
WORKER_PATIENCE = 20.0
"""Seconds that a job has to end what it is about: less than a supervisor waits before it kills."""
_MERGE_PATIENCE = 5.0
_MONTH_DAYS = 31
_SPARE_DAYS = 31
"""Charges are kept this much longer than the longest period, in which a policy may lengthen it."""


class _Showcase:
    """The edition in force, for our own pages; the snapshots tell it of every change."""

    def __init__(self, publication: Publication, links: Links) -> None:
        self._publication = publication
        self._links = links
        self._edition: Edition | None = None

    def render(self, edition: Edition) -> Walls:
        """The walls of an edition that comes in force."""
        self._edition = edition
        return Walls(self._publication, edition, self._links)

    def edition(self) -> Edition:
        """The edition in force."""
        if self._edition is None:
            raise Unavailable("no edition is in force yet")
        return self._edition


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What differs between a real site and the demo.

    `mailer` is for mails that the worker sends beside its pages, which is what the demo does.
    """

    clock: Clock
    origin: Origin
    links: Links
    demo: Callable[[Journal], Demo] | None = None
    mailer: Mailer | None = None


def publishing(settings: Settings) -> Publishing:
    """The publishing service on the publication's database. Raises `StoreAway`."""
    return Publishing(SqlEditions(open_database(settings.database)), settings.publication)


def commerce(settings: Settings) -> Commerce:
    """The books in the publication's database. Raises `StoreAway`."""
    return SqlCommerce(open_database(settings.database))


def http_origin(settings: Settings) -> HttpOrigin:
    """The publisher's site."""
    return HttpOrigin(settings.origin_url, settings.origin_host)


def serve() -> Living:
    """The application of one worker of `presspass serve`, its settings named by the environment."""
    settings = load(Path(os.environ[FILE_VARIABLE]), os.environ)
    links = Links.with_accounts(settings.gate.prefix)
    if settings.mail is None:
        log.warning("no mail server is set, so nobody can sign in or register: see docs/mail.md")
        links = Links(settings.gate.prefix)
    return Living(
        lambda: _born(settings, Surroundings(SystemClock(), http_origin(settings), links))
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
        lambda: _born(
            settings,
            Surroundings(
                clock,
                AsgiOrigin(site),
                links,
                lambda journal: Demo(journal, clock, settings.gate.jar, mailer.mails),
                mailer,
            ),
        )
    )


def _born(settings: Settings, around: Surroundings) -> Born:
    """Wire one worker, on its event loop."""
    settings.data.mkdir(parents=True, exist_ok=True)
    config, keyring, clock = settings.gate, settings.keyring, around.clock
    showcase = _Showcase(settings.publication, around.links)
    meter = SqliteMeter(settings.meter)
    journal = SqlJournal(open_journal(settings.journal))
    database = open_database(settings.database)
    source: Snapshots = SqlSnapshots(database, showcase.render, settings.publication.zone)
    pages = Pages(config.cache_bytes)
    snapshots = CurrentSnapshot(source, clock, pages)
    recorder = Recorder(journal)
    composer = Composer()
    identify = Identify(keyring, config.jar)
    books = SqlCommerce(database)
    sessions = Sessions(identify, AccountVouching(books), clock)
    fetch = Fetch(
        config=config,
        origin=around.origin,
        asking=Asking(
            Forwarding(config.trusted_proxies), identify, config.publication.url.partition(":")[0]
        ),
        pages=pages,
        composer=composer,
        claims=Claims(config.claims),
    )
    deliver = Deliver(
        config=config,
        keyring=keyring,
        identify=identify,
        deciding=Deciding(meter),
        faces=Faces(config, composer, pages),
        fetch=fetch,
        recorder=recorder,
        sessions=sessions,
        snapshots=snapshots,
    )
    console = around.demo(journal) if around.demo is not None else None
    readers = None
    if around.links.sign_in is not None:
        readers = _readers(settings, around.links, showcase.edition, books, _merging(meter))
    ours = web.create(
        settings.publication, showcase.edition, keyring, clock, around.links, console, readers
    )
    worker = None if around.mailer is None else Worker(all_jobs(books, around.mailer, clock))
    if worker is not None:
        worker.start()
    gate = Gate(
        config=config,
        clock=clock,
        web=ours,
        identify=identify,
        pages=pages,
        fetch=fetch,
        deliver=deliver,
        texts=Texts(pages, composer, config.page_bytes),
    )

    async def end() -> None:
        if worker is not None:
            await asyncio.to_thread(worker.stop, WORKER_PATIENCE)
        await recorder.flush()
        await around.origin.close()
        composer.close()
        meter.close()
        database.dispose()

    beside = [
        snapshots.watch,
        sessions.watch,
        recorder.run,
        lambda: _prune(meter, snapshots, clock),
    ]
    return Born(gate, beside, end)


def _readers(
    settings: Settings,
    links: Links,
    edition: CurrentEdition,
    books: Commerce,
    merge_meters: MergeMeters,
) -> ReaderServices:
    """What the pages of readers with accounts work with."""
    keyring = settings.keyring
    sessions = ReaderSessions(books, edition)
    return ReaderServices(
        settings.gate.jar,
        AskingForMails(
            books,
            keyring,
            Mails(settings.publication, edition),
            lambda secret, language: settings.publication.url + links.proving(secret, language),
        ),
        SigningIn(books, keyring, Passwords(), sessions, merge_meters),
        sessions,
        Forwarding(settings.gate.trusted_proxies).client,
    )


def _merging(meter: MeterStore) -> MergeMeters:
    """Merges meters for whoever is not on this event loop."""
    loop = asyncio.get_running_loop()

    async def merge(cookie: MeterCookie, reader: ReaderId) -> None:
        pending = cookie.pending
        if pending is not None:  # it was granted before the cookie came back, and is not yet kept
            already_read = Charge(cookie.pool, pending.article, 0, 0, pending.at, (pending,))
            await meter.charge(cookie.reader, already_read)
        await meter.merge(cookie.reader, reader)

    def merged(cookie: MeterCookie, reader: ReaderId) -> None:
        merging = asyncio.run_coroutine_threadsafe(merge(cookie, reader), loop)
        try:
            merging.result(_MERGE_PATIENCE)
        except TimeoutError:
            raise StoreAway(f"the meter takes longer than {_MERGE_PATIENCE:.0f} seconds") from None

    return merged


async def _prune(meter: MeterStore, snapshots: CurrentSnapshot, clock: Clock) -> None:
    """Forget charges that no period counts any more, a few times a day."""
    while True:
        meters = (rule.metering for rule in snapshots.value.policy.rules if rule.metering)
        days = max((each.period.days or _MONTH_DAYS for each in meters), default=_MONTH_DAYS)
        try:
            await meter.prune(clock.now() - (days + _SPARE_DAYS) * DAY)
        except Unavailable as away:
            log.warning("old charges can't be pruned just now: %s", away)
        await asyncio.sleep(PRUNE_HOURS * 3600)


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
