"""The demo console: be any reader, at any time. It is no part of a publication's site."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol
from urllib.parse import quote
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from presspass.core.credentials import SESSION_LIFE, CookieJar, MeterCookie, Session
from presspass.core.ids import ArticleId, ReaderId
from presspass.core.instants import DAY, MINUTE, Instant, instant, moment
from presspass.core.periods import CalendarMonth
from presspass.core.seals import Keyring, Purpose
from presspass.ports import Journal, Mail, Record, StoreAway, Unavailable
from presspass.services.links import on_this_site, path_of
from presspass.web.personas import DESCRIBED, Persona, Stop
from presspass.web.shell import PERSONAL, Shell

SHOWN = 20
"""How many decisions the console lists."""


_UNTIL_CHARGED = 120 * MINUTE
"""A renewal is paid an hour after it falls due, and who moves on by a month wants to see it."""


class MovableClock(Protocol):
    """A clock that can be moved on."""

    def now(self) -> Instant:
        """The instant that the clock has reached."""
        ...

    def forward(self, seconds: int) -> None:
        """Move on by so many seconds."""
        ...


class Players(Protocol):
    """Plays the personas. Both methods block, and raise `Unavailable`."""

    def become(self, persona: Persona) -> Session | None:
        """A new reader of that kind, signed in; `None` for one without an account."""
        ...

    def time_passed(self, session: Session | None) -> Session | None:
        """Let happen what has come due; the session as it then stands, if it still holds."""
        ...


@dataclass(frozen=True, slots=True)
class Demo:
    """What the console plays with: the decisions made, the clock they go by, and the cookies.

    `mails` answers those that were sent, newest first; `stops` are situations to go straight to.
    `operator` is the page on which the sandbox is looked into, and `code` one that opens a trial.
    """

    journal: Journal
    clock: MovableClock
    jar: CookieJar
    mails: Callable[[], Sequence[Mail]]
    players: Players
    stops: Sequence[Stop]
    operator: str
    code: str


class Console:
    """The console's page and its buttons. Each button is a POST of its own, so none has a body."""

    def __init__(self, shell: Shell, keyring: Keyring, demo: Demo) -> None:
        self._shell = shell
        self._keyring = keyring
        self._demo = demo
        self._zone = shell.publication.zone

    def routes(self) -> list[Route]:
        """Where the console stands under the prefix."""
        return [
            Route("/demo", self.show),
            Route("/demo/mails", self.read),
            Route("/demo/persona/{persona}", self.become, methods=["POST"]),
            Route("/demo/clock/{move}", self.move, methods=["POST"]),
        ]

    def show(self, request: Request) -> Response:
        """The console."""
        now = self._demo.clock.now()
        session = self._session(request)
        reader = self._reader(request, session)
        records = self._recent()
        own = (one.decision for one in records or () if one.reader == reader)
        counted = (decision for decision in own if decision is not None and decision.limit)
        shown = {
            "title": "Demo console",
            "wording": self._shell.wording(request, "en"),
            "personas": DESCRIBED,
            "current": _persona(session),
            "stops": self._demo.stops,
            "records": records,
            "counted": next(counted, None),
            "now": self._written(now, "EEEE, d MMMM y, HH:mm"),
            "noted": self._noted,
            "short": self._short,
            "zone": self._zone.key,
            "onward": _onward(request),
            "demo": self._demo,
        }
        return self._shell.page(request, "console.html", shown, PERSONAL)

    def read(self, request: Request) -> Response:
        """The mails that the demo would have sent."""
        shown = {
            "title": "Mails",
            "wording": self._shell.wording(request, "en"),
            "mails": self._demo.mails(),
            "noted": self._noted,
        }
        return self._shell.page(request, "mails.html", shown, PERSONAL)

    def become(self, request: Request) -> Response:
        """Turn the visitor into a persona."""
        if not _from_here(request):
            return _refused()
        try:
            persona = Persona(request.path_params["persona"])
        except ValueError:
            return self._shell.missing(request)
        try:
            session = self._demo.players.become(persona)
        except Unavailable as away:
            return _came_to_nothing(away)
        answer = self._back(request)
        jar = self._demo.jar
        answer.headers.append("Set-Cookie", jar.line(jar.meter, "", 0))
        self._issue(answer, session)
        return answer

    def move(self, request: Request) -> Response:
        """Move the clock on, and let everything happen that has come due."""
        if not _from_here(request):
            return _refused()
        now = self._demo.clock.now()
        match request.path_params["move"]:
            case "day":
                self._demo.clock.forward(DAY)
            case "month":
                self._demo.clock.forward(a_month_on(now, self._zone) + _UNTIL_CHARGED - now)
            case "next-month":
                self._demo.clock.forward(CalendarMonth(self._zone).resets_at(now, None) - now)
            case _:
                return self._shell.missing(request)
        session = self._session(request)
        try:
            renewed = self._demo.players.time_passed(session)
        except Unavailable as away:
            return _came_to_nothing(away)
        answer = self._back(request)
        if renewed != session:
            self._issue(answer, renewed)
        return answer

    def _session(self, request: Request) -> Session | None:
        token = request.cookies.get(self._demo.jar.session, "")
        opened = self._keyring.open(Purpose.SESSION, token)
        return None if opened is None else Session.unpack(opened.payload)

    def _reader(self, request: Request, session: Session | None) -> ReaderId | None:
        if session is not None:
            return session.reader
        opened = self._keyring.open(Purpose.METER, request.cookies.get(self._demo.jar.meter, ""))
        cookie = None if opened is None else MeterCookie.unpack(opened.payload)
        return None if cookie is None else cookie.reader

    def _issue(self, answer: Response, session: Session | None) -> None:
        jar = self._demo.jar
        if session is None:
            answer.headers.append("Set-Cookie", jar.line(jar.session, "", 0))
            return
        token = self._keyring.seal(Purpose.SESSION, session.pack())
        answer.headers.append("Set-Cookie", jar.line(jar.session, token, SESSION_LIFE))

    def _recent(self) -> list[Record] | None:
        """The last decisions; `None` while they can't be read."""
        try:
            return list(self._demo.journal.recent(SHOWN))
        except StoreAway:
            return None

    def _noted(self, at: Instant) -> str:
        return self._written(at, "d MMM, HH:mm:ss")

    def _written(self, at: Instant, pattern: str) -> str:
        return format_datetime(moment(at, self._zone), pattern, locale="en")

    def _short(self, article: ArticleId) -> str:
        """An article's path, where its id is an address on this publication's site."""
        return path_of(article, self._shell.publication.url) or article

    def _back(self, request: Request) -> RedirectResponse:
        page = request.query_params.get("page", "")
        target = page if on_this_site(page) else f"{self._shell.links.prefix}/demo"
        return RedirectResponse(target, HTTPStatus.SEE_OTHER, PERSONAL)


def a_month_on(now: Instant, zone: ZoneInfo) -> Instant:
    """The same day and time of the next month, or of its last day if it is shorter."""
    here = moment(now, zone)
    year, month = divmod(here.year * 12 + here.month, 12)
    day = min(here.day, monthrange(year, month + 1)[1])
    return instant(here.replace(year=year, month=month + 1, day=day))


def _persona(session: Session | None) -> Persona:
    return Persona.NEW if session is None else Persona(session.standing.value)


def _onward(request: Request) -> str:
    """What the console's buttons must be told, so that they lead back to where one came from."""
    page = request.query_params.get("page", "")
    return f"?page={quote(page, safe='')}" if on_this_site(page) else ""


def _from_here(request: Request) -> bool:
    """Whether the browser says that one of our own pages sent this.

    `Sec-Fetch-Site` is told by every browser of today; older ones tell `Origin` with each POST.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin", "")
    return origin.partition("://")[2] == request.headers.get("host", "/")


def _came_to_nothing(away: Unavailable) -> Response:
    return PlainTextResponse(
        f"This came to nothing: {away}. Please try again.\n",
        HTTPStatus.SERVICE_UNAVAILABLE,
        PERSONAL,
    )


def _refused() -> Response:
    return PlainTextResponse(
        "The demo console takes orders from its own page only.\n", HTTPStatus.FORBIDDEN, PERSONAL
    )
