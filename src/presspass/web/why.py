"""The "Why?" page: a decision's receipt in plain words."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from presspass.core.access import Decision
from presspass.core.instants import moment
from presspass.core.receipts import unpack
from presspass.core.seals import Keyring, Purpose
from presspass.services.links import path_of
from presspass.services.messages import Value
from presspass.services.wording import Wording
from presspass.web.shell import PERSONAL, Shell

RECEIPT = "presspass.receipt"
"""Where the gate leaves the receipt of the page that was asked about, in the request's scope."""


class Why:
    """Explains receipts to readers and to staff."""

    def __init__(self, shell: Shell, keyring: Keyring) -> None:
        self._shell = shell
        self._keyring = keyring

    def show(self, request: Request) -> Response:
        """Explain the page or the receipt asked about; asked about neither, ask for a receipt."""
        pasted = request.query_params.get("receipt", "").strip()
        if not pasted and "page" not in request.query_params:
            return self._ask(request)
        receipt = pasted or request.scope.get(RECEIPT)
        if receipt is None:
            return self._nothing(request)
        decision = self._open(receipt)
        return self._bad(request) if decision is None else self._told(request, decision, receipt)

    def _open(self, receipt: str) -> Decision | None:
        opened = self._keyring.open(Purpose.RECEIPT, receipt)
        return None if opened is None else unpack(opened.payload)

    def _told(self, request: Request, decision: Decision, receipt: str) -> Response:
        wording = self._shell.wording(request)
        shown = {
            "title": wording.say("why-title"),
            "heading": wording.say("why-granted" if decision.granted else "why-denied"),
            "sentences": _sentences(wording, decision),
            "facts": self._facts(wording, decision),
            "granted": decision.granted,
            "receipt": receipt,
        }
        return self._shell.page(request, "why.html", shown, PERSONAL)

    def _facts(self, wording: Wording, decision: Decision) -> list[tuple[str, str]]:
        """The receipt, line by line, for those who know the rules by name."""
        path = path_of(decision.article, self._shell.publication.url)
        decided = wording.say("why-decided", at=moment(decision.at, wording.zone))
        facts = [] if path is None else [("article", path)]
        facts += [("id", str(decision.article)), ("decided", decided)]
        if decision.limit is not None and decision.used is not None:
            count = wording.say("why-count", used=decision.used, limit=decision.limit)
            facts.append(("count", count))
        facts += [
            ("reader", wording.standing(decision.standing)),
            *(() if decision.country is None else [("country", decision.country)]),
            ("situation", decision.situation.value),
            ("reason", decision.reason.value),
            ("rule", decision.rule),
            ("policy", decision.policy),
        ]
        return [(wording.say(f"why-fact-{name}"), value) for name, value in facts]

    def _ask(self, request: Request) -> Response:
        say = self._shell.wording(request).say
        shown = {
            "title": say("why-title"),
            "heading": say("why-ask"),
            "explanation": say("why-ask-introduction"),
        }
        return self._shell.page(request, "why_ask.html", shown, PERSONAL)

    def _bad(self, request: Request) -> Response:
        say = self._shell.wording(request).say
        shown = {
            "title": say("why-title"),
            "heading": say("why-bad"),
            "explanation": say("why-bad-explanation"),
        }
        return self._shell.page(request, "why_ask.html", shown, PERSONAL, HTTPStatus.BAD_REQUEST)

    def _nothing(self, request: Request) -> Response:
        say = self._shell.wording(request).say
        shown = {
            "title": say("why-title"),
            "heading": say("why-nothing"),
            "explanation": say("why-nothing-explanation"),
        }
        return self._shell.page(request, "plain.html", shown, PERSONAL, HTTPStatus.NOT_FOUND)


def _sentences(wording: Wording, decision: Decision) -> list[str]:
    """The decision in plain words, the most telling first."""
    names = [f"why-{decision.reason.value.replace('_', '-')}"]
    if decision.resets_at is not None:
        names.append("why-resets")
    if decision.offered:
        names.append("why-offered")
    if not decision.binding:
        names.append("why-observed")
    values = _values(wording, decision)
    return [wording.say(name, **values) for name in names]


def _values(wording: Wording, decision: Decision) -> dict[str, Value]:
    """What sentences about a decision are given."""
    values: dict[str, Value] = {
        "granted": "yes" if decision.granted else "no",
        "limit": decision.limit or 0,
        "used": decision.used or 0,
        "offered": decision.offered or 0,
        "period": "month" if decision.days is None else "days",
        "days": decision.days or 0,
    }
    if decision.resets_at is not None:
        values["resets"] = wording.day(decision.resets_at, decision.at)
    return values
