"""Renders walls and notices as fragments of HTML that go into any page."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from presspass.core.edition import Edition
from presspass.core.instants import Instant
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.core.situations import Situation
from presspass.ports import Fragment, View
from presspass.services.links import Links
from presspass.services.messages import Messages
from presspass.services.wording import Wording

_EXPIRED = frozenset({Situation.TRIAL_EXPIRED, Situation.ACCESS_EXPIRED})


class Walls:
    """`ports.Fragments` of one edition: no reader is in what it renders, only their situation.

    Fragments hold no inline style or script, no form, and no address outside the site but those
    of `links`; the one style sheet they need is linked at their head, and the one script that they
    do without where they must stands apart.
    """

    def __init__(self, publication: Publication, edition: Edition, links: Links) -> None:
        self._publication = publication
        self._edition = edition
        self._links = links
        self._messages = Messages(edition.messages, publication.language)
        self._templates = Environment(
            loader=PackageLoader("presspass.services.walls"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def render(self, view: View, language: str, page: str, now: Instant) -> Fragment:
        """The wall or notice of a view, in the nearest language there is to a page's own.

        Raises `ValueError` for a situation in which nothing is said.
        """
        if not (view.situation.walled or view.situation.noticed):
            raise ValueError(f"nothing is said to a reader in the situation '{view.situation}'")
        wording = Wording(self._messages, self._publication, self._edition, language)
        # Who is a subscriber already is not asked to become one.
        selling = wording.selling and view.situation is not Situation.PAYMENT_FAILED
        shown = self._wall if view.situation.walled else self._notice
        name = "wall.html" if view.situation.walled else "notice.html"
        html = self._templates.get_template(name).render(
            shown(view, wording, page, now),
            say=wording.say,
            language=wording.language,
            direction=wording.direction,
            situation=view.situation.value,
            stylesheet=self._links.asset("presspass.css"),
            offers_link=self._links.offers(wording.language, page) if selling else None,
            why=self._links.why(page, wording.language),
        )
        script = f'<script src="{self._links.asset("presspass.js")}" defer></script>\n'
        return Fragment(html, wording.until(view, now), script)

    def _notice(self, view: View, wording: Wording, page: str, now: Instant) -> dict[str, object]:  # noqa: ARG002  # called as _wall is
        values = wording.of_view(view, now)
        lines = [wording.say(f"{_name(view.situation)}.text", **values)]
        if view.situation is Situation.PAYMENT_FAILED and view.fix_by is not None:
            lines.append(wording.say("payment-failed.fix-by", **values))
        if view.situation in _USED_UP and view.resets_on is not None:
            lines.append(wording.say("meter-returns", **values))
        failed = view.situation is Situation.PAYMENT_FAILED
        mend = self._links.mending(wording.language) if failed else None
        return {"text": lines[0], "details": lines[1:], "mend": mend}

    def _wall(self, view: View, wording: Wording, page: str, now: Instant) -> dict[str, object]:
        register = self._links.registering(page, wording.language)
        said = _spoken(view, can_register=register is not None)
        selling = wording.selling and said is not Situation.METER_AWAY
        offers = wording.offers(view, now) if selling else ()
        benefits = wording.benefits(offers) if selling else ()
        heading, explanation = _attributes(said, view, benefits=bool(benefits))
        values = wording.of_view(view, now)
        name = _name(said)
        return {
            "heading": wording.say(f"{name}.{heading}", **values),
            "explanation": wording.say(f"{name}.{explanation}", **values),
            "returns": wording.say("meter-returns", **values)
            if said in _EXPIRED and view.resets_on is not None
            else None,
            "invitation": wording.say(f"{name}.invitation", **values) if selling else None,
            "benefits": benefits,
            "benefits_first": said in _EXPIRED,
            "picture": self._links.asset("benefits.svg"),
            "offers": wording.offer_lines(offers, now),
            "register": register if said is Situation.REGISTRATION else None,
            "retry": page if said is Situation.METER_AWAY else None,
            **self._way_in(view, wording, page),
        }

    def _way_in(self, view: View, wording: Wording, page: str) -> dict[str, object]:
        """Where readers sign in; who is known has done that, and is led to their account."""
        if view.standing is Standing.ANONYMOUS:
            return {"sign_in": self._links.signing_in(page, wording.language), "account": None}
        return {"sign_in": None, "account": self._links.account(wording.language)}


_USED_UP = frozenset({Situation.METER_LAST, Situation.METER_REREAD})


def _name(situation: Situation) -> str:
    """The message of a situation."""
    return situation.value.replace("_", "-")


def _attributes(said: Situation, view: View, *, benefits: bool) -> tuple[str, str]:
    """Which heading and which explanation of a situation are true of a view."""
    if said is Situation.REGISTRATION and view.offered is None:
        return "heading-unlimited", "explanation"
    if said is Situation.METER_SPENT and view.limit and view.resets_on is None:
        return "heading", "explanation-undated"
    if said in _EXPIRED and not benefits:
        return "heading", "explanation-plain"
    return "heading", "explanation"


def _spoken(view: View, *, can_register: bool) -> Situation:
    """The situation whose words a wall uses: nobody is sent to register where they can't."""
    if view.situation is not Situation.REGISTRATION or can_register:
        return view.situation
    return Situation.LOCKED if view.limit is None else Situation.METER_SPENT
