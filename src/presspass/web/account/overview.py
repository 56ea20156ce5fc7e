"""The reader's page: what they are to the publication, what they read, where they are signed in."""

import logging
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.core.access import Decision
from presspass.core.entitlement import FOREVER
from presspass.ports import DECISIONS_KEPT, OpenSession, Unavailable
from presspass.services.accounts.membership import Kind, Membership
from presspass.services.accounts.reading import Allowance
from presspass.services.accounts.sessions import SignedIn
from presspass.services.links import path_of
from presspass.services.wording import Wording
from presspass.web.account.desk import Desk
from presspass.web.delivery_form import DeliveryForm

log = logging.getLogger(__name__)

_SHOWN = 50
"""Counted articles that the page lists; the reader's data has all of them."""

_DONE = (
    "address",
    "delivery",
    "newsletter",
    "newsletter-left",
    "password",
    "password-dropped",
    "sessions",
)
_Found = TypeVar("_Found")


class Overview:
    """The page `/account`. While meter or journal is away it says so, and shows the rest."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._forms = desk.forms
        self._delivery = DeliveryForm(desk.forms, desk.own.addresses)

    def routes(self) -> list[Route]:
        """Where the page stands under the prefix."""
        return [self._desk.get("/account", self.show)]

    def show(self, request: Request, known: SignedIn) -> Response:
        """The page."""
        wording = self._forms.shell.wording(request)
        account, now = known.account, self._desk.now()
        member = self._desk.own.memberships.of(account.reader, now)
        done = request.query_params.get("done")
        shown = {
            "title": wording.say("account-title"),
            "done": wording.say(f"account-done-{done}") if done in _DONE else None,
            "account": account,
            "registered": wording.say("account-since", day=self._desk.day(account.created)),
            "member": _standing(wording, member, self._desk),
            "guest": _guest(wording, member, self._desk),
            "benefits": wording.benefit_lines(member.benefits),
            "destination": self._delivery.destination(request, account.reader, now),
            "articles": self._articles(wording, known, member),
            "sessions": [
                self._session(wording, each, known)
                for each in self._desk.door.services.sessions.of(account.reader, now)
            ],
            "mail_language": wording.languages.get(account.language, account.language),
            "selling": self._desk.own.selling,
        }
        return self._forms.page(request, "account/account.html", shown)

    def _articles(
        self, wording: Wording, known: SignedIn, member: Membership
    ) -> dict[str, Any] | None:
        """What is left, and what was counted; nothing for who reads everything."""
        if member.entitled:
            return None
        reader, now = known.account.reader, self._desk.now()
        reading = self._desk.own.reading
        allowance = _or_none(lambda: reading.allowance(reader, now))
        counted = _or_none(lambda: reading.counted(reader, now))
        return {
            "left": self._left(wording, allowance),
            "counted": None
            if counted is None
            else [self._counted(each) for each in counted[:_SHOWN]],
            "unnamed": _unnamed(wording, allowance, counted),
            "kept": wording.say("account-counted-kept", days=DECISIONS_KEPT),
        }

    def _left(self, wording: Wording, allowance: Allowance | None) -> list[str]:
        if allowance is None:
            return [wording.say("account-left-away")]
        if allowance.left is None or allowance.limit is None:
            return [wording.say("account-left-unlimited")]
        period = "month" if allowance.days is None else "days"
        said = wording.say(
            "account-left",
            left=allowance.left,
            limit=allowance.limit,
            period=period,
            days=allowance.days or 0,
        )
        if allowance.days is not None and not allowance.used:
            return [said]
        resets = self._desk.day(allowance.resets_at, with_year=False)
        return [said, wording.say("account-resets", resets=resets, period=period)]

    def _counted(self, decision: Decision) -> dict[str, Any]:
        path = path_of(decision.article, self._forms.shell.publication.url)
        return {
            "name": path or decision.article,
            "path": path,
            "day": self._desk.day(decision.at, with_year=False),
        }

    def _session(self, wording: Wording, each: OpenSession, known: SignedIn) -> dict[str, Any]:
        device = each.device or wording.say("device-unknown")
        return {
            "name": each.id.hex(),
            "device": device,
            "since": wording.say("account-session-since", day=self._desk.day(each.opened)),
            "seen": wording.say("device-seen", day=self._desk.day(each.seen)),
            "here": each.id == known.session.id,
            "end": wording.say("account-session-end", device=device),
        }


def _standing(wording: Wording, member: Membership, desk: Desk) -> str:
    if member.day is None or member.kind is Kind.REGISTERED:
        forever = "" if member.kind is Kind.REGISTERED else "-forever"
        return wording.say(f"account-{member.kind}{forever}")
    return wording.say(f"account-{member.kind}", day=desk.day(member.day))


def _guest(wording: Wording, member: Membership, desk: Desk) -> str | None:
    """What is complimentary beside what the reader is."""
    if member.guest_until is None:
        return None
    if member.guest_until >= FOREVER:
        return wording.say("account-also-guest-forever")
    return wording.say("account-also-guest", day=desk.day(member.guest_until - 1))


def _unnamed(
    wording: Wording, allowance: Allowance | None, counted: Sequence[Decision] | None
) -> str | None:
    """That more was counted than there are names of: before signing in, or too long ago."""
    if allowance is None or counted is None:
        return None
    named = (each.at >= allowance.since and each.rule in allowance.rules for each in counted)
    more = allowance.used - sum(named)
    return wording.say("account-counted-unnamed", count=more) if more > 0 else None


def _or_none(find: Callable[[], _Found]) -> _Found | None:
    try:
        return find()
    except Unavailable as away:
        log.warning("a reader's page lacks what was read: %s", away)
        return None
