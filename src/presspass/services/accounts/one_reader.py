"""One reader, as staff see them: who they are, what they hold, and what was done."""

from collections.abc import Sequence
from dataclasses import dataclass

from presspass.core.entitlement import Held, standing_of
from presspass.core.instants import Instant
from presspass.core.mailbox import Mailbox
from presspass.ports import Commerce, Deed
from presspass.services.accounts.exporting import Exported
from presspass.services.accounts.granting import no_account
from presspass.services.publishing import RefusedError


@dataclass(frozen=True, slots=True)
class OneReader:
    """A reader with all entitlements, what they come to, and what the audit knows, in order."""

    all: Exported
    held: Held
    history: Sequence[Deed]


def one_reader(commerce: Commerce, mailbox: Mailbox, now: Instant) -> OneReader:
    """Who is known by an address, as of `now`. Raises `StoreAway`, and `RefusedError`."""
    with commerce.reading() as books:
        account = books.accounts.by_address(mailbox.address)
        if account is None:
            raise RefusedError(no_account(mailbox))
        entitlements = tuple(books.entitlements.of(account.reader))
        history = books.audit.about(account.reader.hex())
    return OneReader(Exported(account, entitlements), standing_of(entitlements, now), history)
