"""Handing out all readers: a table that import reads back, or everything for machines."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC
from typing import Any

from presspass.core.account import Account
from presspass.core.entitlement import Basis, Entitlement
from presspass.core.instants import Instant, moment
from presspass.core.plans import Benefit, in_order
from presspass.ports import Commerce, Delivery
from presspass.services.accounts.reader_row import ReaderRow

_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Exported:
    """A reader, all entitlements of theirs, and where their paper goes."""

    account: Account
    entitlements: tuple[Entitlement, ...]
    delivery: Delivery | None = None

    def rows(self) -> list[ReaderRow]:
        """What imports gave, a row for each end and note; one without benefits where none did."""
        given: dict[tuple[Instant | None, str], list[Benefit]] = {}
        for each in self.entitlements:
            if each.basis is Basis.IMPORT:
                given.setdefault((each.until, each.note), []).append(each.benefit)
        rows = [
            ReaderRow(0, self.account.mailbox, in_order(benefits), until, note)
            for (until, note), benefits in given.items()
        ]
        return sorted(rows, key=lambda row: row.benefits) or [
            ReaderRow(0, self.account.mailbox, (), None, "")
        ]

    @property
    def holds_more(self) -> bool:
        """Whether the reader holds what no import gave, such as a subscription."""
        return any(each.basis is not Basis.IMPORT for each in self.entitlements)

    def data(self) -> dict[str, Any]:
        """All of it, for machines."""
        account = self.account
        consent = account.newsletter
        return {
            "reader": account.reader.hex(),
            "e-mail": account.mailbox.written,
            "language": account.language,
            "created": _iso(account.created),
            "password": account.password is not None,
            "newsletter": consent and {"at": _iso(consent.at), "text": consent.text},
            "entitlements": [
                {
                    "benefit": each.benefit,
                    "since": _iso(each.since),
                    "until": _iso(each.until),
                    "basis": each.basis,
                    "plan": each.plan,
                    "fix_by": _iso(each.fix_by),
                    "note": each.note,
                }
                for each in self.entitlements
            ],
            "delivery": self.delivery
            and {**asdict(self.delivery.address), "changed": _iso(self.delivery.changed)},
        }


def exported(commerce: Commerce) -> Iterator[Exported]:
    """All readers, in the order of their ids, each as it is when it is reached.

    Raises `StoreAway`.
    """
    after = None
    while True:
        with commerce.reading() as books:
            accounts = books.accounts.all(after, _CHUNK)
            readers = [account.reader for account in accounts]
            held = books.entitlements.under(readers)
            where = books.deliveries.under(readers)
        if not accounts:
            return
        for account in accounts:
            reader = account.reader
            yield Exported(account, tuple(held.get(reader, ())), where.get(reader))
        after = accounts[-1].reader


def _iso(at: Instant | None) -> str | None:
    return None if at is None else moment(at, UTC).isoformat().replace("+00:00", "Z")
