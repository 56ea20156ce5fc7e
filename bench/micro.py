"""Microseconds of the steps of a page view, alone and warm."""

from collections.abc import Callable
from timeit import repeat
from zoneinfo import ZoneInfo

from presspass.core import receipts
from presspass.core.access import NeedsMeter, conclude, decide
from presspass.core.article import Article, Tier
from presspass.core.credentials import CookieJar, MeterCookie
from presspass.core.ids import ArticleId, new_reader_id
from presspass.core.meter import Reading
from presspass.core.periods import CalendarMonth
from presspass.core.policy import Metering, Policy
from presspass.core.reader import Reader
from presspass.core.seals import Keyring, Purpose
from presspass.gate.faces import view_of
from presspass.gate.identify import Identify

_RUNS = 50_000
_NOW = 1_790_000_000
_ZONE = ZoneInfo("Europe/London")


def measure() -> dict[str, float]:
    """What each step costs, in microseconds: the best of five rounds."""
    policy = Policy("1", (), Metering(5, 5, CalendarMonth(_ZONE))).compiled()
    article = Article(ArticleId("https://news.example/a/story"), Tier.METERED)
    reader = Reader(new_reader_id(_NOW, b"0123456789"))
    reading = Reading(granted=True, used=3, limit=5, newly_charged=True, oldest=_NOW)
    keyring = Keyring((b"0123456789abcdef" * 3,))
    jar = CookieJar(secure=False)
    identify = Identify(keyring, jar)
    token = keyring.seal(Purpose.METER, MeterCookie(reader.id, _NOW).pack())
    cookies = f"_ga=GA1.1.1; {jar.meter}={token}; theme=dark".encode()

    def decision() -> None:
        needed = decide(policy, reader, article, _NOW)
        if isinstance(needed, NeedsMeter):
            conclude(needed, reading)

    needed = decide(policy, reader, article, _NOW)
    if not isinstance(needed, NeedsMeter):
        raise TypeError("the benchmark's article must be metered")
    made = conclude(needed, reading)
    faces = {(view_of(made, reader, _ZONE, {}), False): b"face"}
    return _timed(
        {
            "decision": decision,
            "cookie, first seen": lambda: keyring.open(Purpose.METER, token),
            "cookie, seen before": lambda: identify.visitor(cookies, _NOW),
            "receipt": lambda: keyring.seal(Purpose.RECEIPT, receipts.pack(made)),
            "face look-up": lambda: faces[view_of(made, reader, _ZONE, {}), False],
        }
    )


def _timed(steps: dict[str, Callable[[], object]]) -> dict[str, float]:
    return {
        name: round(min(repeat(step, number=_RUNS, repeat=5)) / _RUNS * 1e6, 2)
        for name, step in steps.items()
    }
