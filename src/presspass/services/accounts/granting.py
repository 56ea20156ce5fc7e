"""Complimentary access: what staff give a reader, with an end and a reason, and take back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from os import urandom

from presspass.core.account import Account
from presspass.core.entitlement import FOREVER, Basis, Entitlement, EntitlementId
from presspass.core.ids import READER_ENTROPY_BYTES, new_reader_id
from presspass.core.instants import Instant
from presspass.core.mailbox import Mailbox
from presspass.core.plans import Benefit, in_order
from presspass.core.publication import Publication
from presspass.ports import Books, Commerce, Deed
from presspass.services.accounts.reader_row import MAX_NOTE, written_until
from presspass.services.publishing import RefusedError


@dataclass(frozen=True, slots=True)
class Gift:
    """What is given until then, and why; `plan` is the key of the plan whose benefits they are."""

    benefits: frozenset[Benefit]
    until: Instant
    reason: str
    plan: str | None = None


@dataclass(frozen=True, slots=True)
class Granted:
    """What a reader was given: `new` says whether the account was made for it.

    `before` is what was complimentary until now and has another end by this.
    """

    account: Account
    new: bool
    given: tuple[Entitlement, ...]
    before: tuple[Entitlement, ...]


@dataclass(frozen=True, slots=True)
class Revoked:
    """What was taken back from a reader, as it was until now."""

    account: Account
    taken: tuple[Entitlement, ...]


class Granting:
    """Gives and takes back complimentary access; the audit keeps who did it, and why.

    Sessions are renewed, so that both hold within seconds. What readers pay for, and what imports
    gave, is never touched. Raises `StoreAway`, and `RefusedError` for what can't be done as asked.
    """

    def __init__(self, commerce: Commerce, publication: Publication) -> None:
        self._commerce = commerce
        self._publication = publication

    def grant(self, mailbox: Mailbox, gift: Gift, actor: str, now: Instant) -> Granted:
        """Give it; who has no account gets one, as by an import.

        A benefit that is complimentary already gets this end and reason, be it sooner or later.
        """
        self._check(gift, now)
        with self._commerce.transaction() as books:
            account = books.accounts.by_address(mailbox.address)
            new = account is None
            if account is None:
                reader = new_reader_id(now, urandom(READER_ENTROPY_BYTES))
                account = Account(reader, mailbox, self._publication.language, now)
                books.accounts.create(account)
            held = {each.id: each for each in _gifts(books, account, now)}
            benefits = in_order(gift.benefits)
            given = tuple(_given(account, gift, benefit, held, now) for benefit in benefits)
            books.entitlements.put(*given)
            note = f"{self._said(given)}: {gift.reason}{'; made the account' if new else ''}"
            self._done(books, account, Deed(now, actor, "grant", account.reader.hex(), note))
        names = {each.id: each for each in given}
        before = (each for name, each in held.items() if name in names)
        return Granted(
            account, new, given, tuple(each for each in before if each.until != gift.until)
        )

    def revoke(self, mailbox: Mailbox, actor: str, now: Instant) -> Revoked:
        """End all that is complimentary at once."""
        with self._commerce.transaction() as books:
            account = books.accounts.by_address(mailbox.address)
            if account is None:
                raise RefusedError(no_account(mailbox))
            taken = tuple(_gifts(books, account, now))
            if not taken:
                raise RefusedError(
                    f"{mailbox.written} holds nothing complimentary, so nothing was changed; see: "
                    f"presspass readers show {mailbox.written}"
                )
            books.entitlements.put(*(replace(each, until=now) for each in taken))
            deed = Deed(now, actor, "revoke", account.reader.hex(), self._said(taken))
            self._done(books, account, deed)
        return Revoked(account, taken)

    def _check(self, gift: Gift, now: Instant) -> None:
        reason = gift.reason
        if not gift.benefits:
            raise RefusedError("this plan brings nothing that could be given; name benefits")
        if gift.until >= FOREVER:
            raise RefusedError("complimentary access has an end; name a day before the year 9999")
        if gift.until <= now:
            end = written_until(gift.until, self._publication.zone)
            raise RefusedError(f"{end} has passed, so nothing was changed; name a later end")
        if not reason or not reason.isprintable() or len(reason) > MAX_NOTE:
            raise RefusedError(f"give a reason, in one line of at most {MAX_NOTE:,} characters")

    def _said(self, entitlements: Sequence[Entitlement]) -> str:
        zone = self._publication.zone
        return ", ".join(
            f"{each.benefit} until {written_until(each.until, zone) or 'ever'}"
            for each in entitlements
        )

    @staticmethod
    def _done(books: Books, account: Account, deed: Deed) -> None:
        """Keep who did it, and have the gates renew who is signed in."""
        books.audit.enter(deed)
        books.sessions.renew_all([account.reader], deed.at)


def no_account(mailbox: Mailbox) -> str:
    """That nobody has an account at an address, and what to do."""
    return f"nobody has an account at {mailbox.written}; check the address"


def _gifts(books: Books, account: Account, now: Instant) -> list[Entitlement]:
    """What is complimentary and not over, in the usual order of benefits."""
    held = books.entitlements.of(account.reader)
    gifts = [each for each in held if each.basis is Basis.COMPLIMENTARY and each.current(now)]
    benefits = in_order({each.benefit for each in gifts})
    return sorted(gifts, key=lambda each: benefits.index(each.benefit))


def _given(
    account: Account,
    gift: Gift,
    benefit: Benefit,
    held: dict[EntitlementId, Entitlement],
    now: Instant,
) -> Entitlement:
    # The name is the reader's and the benefit's, so that giving it again replaces it.
    name = EntitlementId(f"complimentary:{account.reader.hex()}:{benefit}")
    since = held[name].since if name in held else now
    return Entitlement(
        name,
        account.reader,
        benefit,
        since,
        gift.until,
        Basis.COMPLIMENTARY,
        gift.plan,
        note=gift.reason,
    )
