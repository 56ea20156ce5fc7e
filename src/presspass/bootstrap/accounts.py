"""The pages of readers with accounts, wired."""

import asyncio

from presspass.core.credentials import MeterCookie
from presspass.core.ids import ReaderId
from presspass.core.meter import Charge
from presspass.gate.forwarding import Forwarding
from presspass.ports import Commerce, MeterStore, StoreAway
from presspass.services.accounts.asking import Asking
from presspass.services.accounts.passwords import Passwords
from presspass.services.accounts.sessions import ReaderSessions
from presspass.services.accounts.signing_in import MergeMeters, SigningIn
from presspass.services.links import Links
from presspass.services.mails import Mails
from presspass.settings import Settings
from presspass.web.door import ReaderServices
from presspass.web.shell import CurrentEdition

_MERGE_PATIENCE = 5.0


def readers_of(
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
        Asking(
            books,
            keyring,
            Mails(settings.publication, edition),
            lambda secret, language: settings.publication.url + links.proving(secret, language),
        ),
        SigningIn(books, keyring, Passwords(), sessions, merge_meters),
        sessions,
        Forwarding(settings.gate.trusted_proxies).client,
    )


def merging(meter: MeterStore) -> MergeMeters:
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
