"""The pages of readers with accounts, wired."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar

from presspass.bootstrap.selling import Shop
from presspass.core.credentials import MeterCookie
from presspass.core.ids import ArticleId, ReaderId, article_key
from presspass.core.instants import Instant
from presspass.core.meter import Charge
from presspass.gate.forwarding import Forwarding
from presspass.ports import Commerce, Journal, MeterStore, StoreAway
from presspass.services.accounts.asking import Asking
from presspass.services.accounts.changing_mailbox import ChangingMailbox, MailboxLinks
from presspass.services.accounts.deleting import Deleting
from presspass.services.accounts.membership import Memberships
from presspass.services.accounts.own_data import OwnData
from presspass.services.accounts.passwords import Passwords
from presspass.services.accounts.profile import Profile
from presspass.services.accounts.reading import (
    Allowance,
    FindAllowance,
    ForgetCharges,
    OwnReading,
)
from presspass.services.accounts.sessions import ReaderSessions
from presspass.services.accounts.signing_in import MergeMeters, SigningIn
from presspass.services.deliveries.addresses import Addresses
from presspass.services.links import Links
from presspass.services.mails import Mails
from presspass.settings import Settings
from presspass.web.account.own_services import OwnServices
from presspass.web.door import ReaderServices
from presspass.web.shell import CurrentEdition

_PATIENCE = 5.0
_Answer = TypeVar("_Answer")


def readers_of(  # noqa: PLR0913, PLR0917  # one for each thing that they stand on
    settings: Settings,
    links: Links,
    edition: CurrentEdition,
    books: Commerce,
    meter: MeterStore,
    journal: Journal,
    shop: Shop | None,
) -> ReaderServices:
    """What the pages of readers with accounts work with; call this on the meter's event loop."""
    keyring, publication = settings.keyring, settings.publication
    sessions, passwords = ReaderSessions(books, edition), Passwords()
    mails = Mails(publication, edition)
    reading = OwnReading(journal, finding_allowance(meter, edition), forgetting(meter))
    return ReaderServices(
        settings.gate.jar,
        Asking(
            books,
            keyring,
            mails,
            lambda secret, language: publication.url + links.proving(secret, language),
        ),
        SigningIn(books, keyring, passwords, sessions, merging(meter)),
        sessions,
        OwnServices(
            Memberships(books),
            reading,
            Profile(books, keyring, passwords),
            ChangingMailbox(
                books,
                keyring,
                mails,
                MailboxLinks(
                    lambda secret, language: publication.url + links.confirming(secret, language),
                    lambda token, language: publication.url + links.stopping(token, language),
                ),
            ),
            OwnData(books, reading, publication),
            Deleting(books, reading, mails, None if shop is None else shop.end),
            Addresses(books),
            shop is not None,
        ),
        Forwarding(settings.gate.trusted_proxies).client,
    )


def merging(meter: MeterStore) -> MergeMeters:
    """Merges meters for whoever is not on this event loop."""
    wait = _waiting()

    async def merge(cookie: MeterCookie, reader: ReaderId) -> None:
        already_read = cookie.already_read()
        if already_read is not None:  # granted before the cookie came back, and not yet kept
            await meter.charge(cookie.reader, already_read)
        await meter.merge(cookie.reader, reader)

    def merged(cookie: MeterCookie, reader: ReaderId) -> None:
        wait(merge(cookie, reader))

    return merged


def finding_allowance(meter: MeterStore, edition: CurrentEdition) -> FindAllowance:
    """Finds allowances for whoever is not on this event loop, by the edition's usual meter."""
    wait = _waiting()

    def found(reader: ReaderId, now: Instant) -> Allowance:
        policy = edition().policy.compiled()  # the default rules count too
        metering = policy.default_metering
        period, since = metering.period, metering.period.since(now)
        unread = Charge(metering.pool, article_key(ArticleId("")), 0, since, now)
        reading = wait(meter.peek(reader, unread))
        resets_at = period.resets_at(now, reading.oldest)
        rules = frozenset(
            rule.name
            for rule in policy.rules
            if rule.metering is not None and rule.metering.pool == metering.pool
        )
        return Allowance(metering.registered, reading.used, since, resets_at, period.days, rules)

    return found


def forgetting(meter: MeterStore) -> ForgetCharges:
    """Forgets readers for whoever is not on this event loop."""
    wait = _waiting()
    return lambda reader: wait(meter.forget(reader))


class _Wait(Protocol):
    def __call__(self, work: Coroutine[Any, Any, _Answer]) -> _Answer: ...


def _waiting() -> _Wait:
    """Has work done on this event loop, and waits for it in another thread."""
    loop = asyncio.get_running_loop()

    def wait(work: Coroutine[Any, Any, _Answer]) -> _Answer:
        doing = asyncio.run_coroutine_threadsafe(work, loop)
        try:
            return doing.result(_PATIENCE)
        except TimeoutError:
            doing.cancel()
            raise StoreAway(f"the meter takes longer than {_PATIENCE:.0f} seconds") from None

    return wait
