"""All that we hold about a reader, as the reader takes it along."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from presspass.core.access import Decision
from presspass.core.account import Account
from presspass.core.entitlement import Entitlement
from presspass.core.instants import Instant, moment
from presspass.core.ledger import Entry
from presspass.core.plans import Price
from presspass.core.publication import Publication
from presspass.core.sale import Sale
from presspass.core.subscription import Subscription
from presspass.ports import DECISIONS_KEPT, Commerce, Deed, Delivery, NoAccount, OpenSession
from presspass.services.accounts.reading import Allowance, OwnReading
from presspass.services.accounts.retention import (
    ADDRESSES_KEPT,
    ATTEMPTS_KEPT,
    CHALLENGES_KEPT,
    MAILS_KEPT,
    SESSIONS_KEPT,
)
from presspass.services.accounts.sessions import SignedIn

KEPT = {
    "account, newsletter, entitlements": "until you delete your account",
    "delivery": "until you delete your account, or "
    f"{ADDRESSES_KEPT} days after the paper was last due to you",
    "sessions": "until you sign out, or 180 days after you last read there",
    "articles": f"{DECISIONS_KEPT} days",
    "allowance": "as numbers that stand for articles, for up to two months beyond the period",
    "purchases, subscriptions, payments": "as long as the law has us keep books, "
    "also beyond your account",
    "history": "for good, under a number; without your account nobody knows whose it was",
    "mails that we send": f"until they are sent; that they were, {MAILS_KEPT} days",
    "mails that prove an address": f"{CHALLENGES_KEPT} day",
    "ended sessions, by their numbers": f"{SESSIONS_KEPT} days",
    "how often a password or a mail was tried, under hashes": f"{ATTEMPTS_KEPT} day",
    "that you had a trial, under a hash of your address and card": "for good",
}
"""What is kept for how long, by the names of the parts of the file."""


class OwnData:
    """Collects what is held about readers. Blocks; raises `StoreAway` where any of it is away."""

    def __init__(self, commerce: Commerce, reading: OwnReading, publication: Publication) -> None:
        self._commerce = commerce
        self._reading = reading
        self._publication = publication

    def of(self, known: SignedIn, now: Instant) -> dict[str, Any]:
        """Everything about a reader, ready for JSON. Times are ISO 8601 in the publication's zone.

        Raises `NoAccount` where the account is gone.
        """
        reader, told = known.account.reader, _Told(self._publication.zone)
        decisions = self._reading.decisions(reader, now)
        allowance = self._reading.allowance(reader, now)
        with self._commerce.reading() as books:
            account = books.accounts.by_reader(reader)
            if account is None:
                raise NoAccount
            return {
                "publication": self._publication.name,
                "made": told.time(now),
                "account": told.account(account),
                "newsletter": told.newsletter(account),
                "entitlements": [told.entitlement(each) for each in books.entitlements.of(reader)],
                "delivery": told.delivery(books.deliveries.of(reader)),
                "sessions": [told.session(each, known) for each in books.sessions.of(reader, now)],
                "purchases": [told.sale(each) for each in books.sales.of(reader)],
                "subscriptions": [
                    told.subscription(each) for each in books.subscriptions.of(reader)
                ],
                "payments": [told.entry(each) for each in books.ledger.of(reader)],
                "history": [told.deed(each) for each in books.audit.about(reader.hex())],
                "allowance": told.allowance(allowance),
                "articles": [told.decision(each) for each in decisions],
                "kept": KEPT,
            }


class _Told:
    """Puts what is kept into words and times."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    def time(self, at: Instant | None) -> str | None:
        return None if at is None else moment(at, self._zone).isoformat()

    def account(self, account: Account) -> Mapping[str, Any]:
        return {
            "reader": account.reader.hex(),
            "address": account.mailbox.written,
            "known_as": account.mailbox.address,
            "language": account.language,
            "registered": self.time(account.created),
            "password": account.password is not None,
        }

    def newsletter(self, account: Account) -> Mapping[str, Any] | None:
        consent = account.newsletter
        return None if consent is None else {"agreed": self.time(consent.at), "to": consent.text}

    def entitlement(self, each: Entitlement) -> Mapping[str, Any]:
        return {
            "benefit": each.benefit.value,
            "since": self.time(each.since),
            "until": self.time(each.until),
            "basis": each.basis.value,
            "plan": each.plan,
            "fix_by": self.time(each.fix_by),
            "note": each.note,
        }

    def delivery(self, delivery: Delivery | None) -> Mapping[str, Any] | None:
        if delivery is None:
            return None
        return {**asdict(delivery.address), "changed": self.time(delivery.changed)}

    def session(self, each: OpenSession, known: SignedIn) -> Mapping[str, Any]:
        return {
            "device": each.device,
            "opened": self.time(each.opened),
            "last_seen": self.time(each.seen),
            "until": self.time(each.expires),
            "this_one": each.id == known.session.id,
        }

    def sale(self, sale: Sale) -> Mapping[str, Any]:
        return {
            "id": sale.id,
            "at": self.time(sale.at),
            "state": sale.state.value,
            "plan": sale.plan_name,
            "benefits": sorted(benefit.value for benefit in sale.benefits),
            "price": _price(sale.price),
            "introductory_price": None if sale.introductory is None else _price(sale.introductory),
            "offer": sale.offer,
            "trial_days": sale.trial_days,
            "ends": sale.ends,
            "agreed_to": sale.text,
            "subscription": sale.subscription,
        }

    def subscription(self, each: Subscription) -> Mapping[str, Any]:
        return {
            "id": each.id,
            "customer": each.customer,
            "purchase": each.sale,
            "plan": each.plan,
            "state": each.state.value,
            "started": self.time(each.started),
            "until": self.time(each.until),
            "trial_ends": self.time(each.trial_ends),
            "price": _price(each.price),
            "next_price": _price(each.next_price),
            "fix_by": self.time(each.fix_by),
            "ended": self.time(each.ended),
            "ending": None if each.ending is None else each.ending.value,
            "card": None if each.card is None else f"{each.card.brand}, {each.card.last4}",
        }

    def entry(self, entry: Entry) -> Mapping[str, Any]:
        return {
            "fact": entry.fact.value,
            "id": entry.external,
            "subscription": entry.subscription,
            "amount_minor": entry.money.minor,
            "currency": entry.money.currency,
            "at": self.time(entry.at),
        }

    def deed(self, deed: Deed) -> Mapping[str, Any]:
        return {
            "at": self.time(deed.at),
            "by": deed.actor,
            "what": deed.action,
            "note": deed.note,
        }

    def allowance(self, allowance: Allowance) -> Mapping[str, Any]:
        return {
            "limit": allowance.limit,
            "counted": allowance.used,
            "since": self.time(allowance.since),
            "resets": self.time(allowance.resets_at),
        }

    def decision(self, decision: Decision) -> Mapping[str, Any]:
        return {
            "at": self.time(decision.at),
            "article": decision.article,
            "opened": decision.granted,
            "counted": decision.newly_charged,
            "reason": decision.reason.value,
            "country": decision.country,
        }


def _price(price: Price) -> Mapping[str, Any]:
    return {
        "amount_minor": price.amount.minor,
        "currency": price.amount.currency,
        "every": f"{price.every.count} {price.every.unit}",
    }
