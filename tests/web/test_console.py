import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest

from presspass.core.access import Decision
from presspass.core.credentials import MeterCookie, Session
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY, instant, moment
from presspass.core.reader import Standing
from presspass.core.seals import Keyring, Purpose
from presspass.ports import Mail, Record
from presspass.web.console import a_month_on
from presspass.web.personas import Persona

Ask = Callable[..., Any]
HERE = {"sec-fetch-site": "same-origin"}
READER = ReaderId(b"0123456789abcdef")


def token_in(answer: Any, name: str) -> str:
    found = next(line for line in answer.cookies() if line.startswith(f"{name}="))
    return str(found.removeprefix(f"{name}=").partition(";")[0])


def session_in(answer: Any, keyring: Keyring) -> Session | None:
    opened = keyring.open(Purpose.SESSION, token_in(answer, "presspass_session"))
    return None if opened is None else Session.unpack(opened.payload)


def test_the_console_says_what_it_is_and_offers_everyone(ask: Ask) -> None:
    text = ask("/presspass/demo").text
    assert "Demo console — not part of your site" in text
    for persona in Persona:
        assert f'action="/presspass/demo/persona/{persona.value}"' in text


@pytest.mark.parametrize("persona", [one for one in Persona if one is not Persona.NEW])
def test_choosing_a_persona_gives_a_session_that_vouches_for_it(
    ask: Ask, keyring: Keyring, clock: Any, persona: Persona
) -> None:
    answer = ask(f"/presspass/demo/persona/{persona.value}", "POST", HERE)
    assert answer.status == 303
    assert answer.header("location") == "/presspass/demo"
    session = session_in(answer, keyring)
    assert session is not None
    reader = session.vouched()
    assert reader.standing is Standing(persona.value)
    open_to_all = persona in (Persona.TRIALING, Persona.SUBSCRIBED, Persona.PAST_DUE)
    assert reader.entitled(clock.now()) is open_to_all
    assert (reader.fix_by is not None) is (persona is Persona.PAST_DUE)
    assert session.expires > clock.now() + 366 * DAY
    assert token_in(answer, "presspass_meter") == ""


def test_a_new_reader_has_neither_cookie(ask: Ask) -> None:
    answer = ask("/presspass/demo/persona/new", "POST", HERE)
    assert len(answer.cookies()) == 2
    assert all("=; Max-Age=0;" in line for line in answer.cookies())


def test_two_readers_are_never_the_same(ask: Ask, keyring: Keyring) -> None:
    sessions = [
        session_in(ask("/presspass/demo/persona/registered", "POST", HERE), keyring)
        for _ in range(2)
    ]
    assert sessions[0]
    assert sessions[1]
    assert sessions[0].reader != sessions[1].reader


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", "origin": "http://localhost"},
    ],
)
@pytest.mark.parametrize("target", ["persona/subscribed", "clock/day"])
def test_no_other_site_can_press_its_buttons(
    ask: Ask, clock: Any, headers: dict[str, str], target: str
) -> None:
    answer = ask(f"/presspass/demo/{target}", "POST", headers)
    assert answer.status == 403
    assert answer.cookies() == []
    assert clock.ahead == 0


def test_a_browser_that_tells_its_origin_alone_is_believed(ask: Ask) -> None:
    headers = {"origin": "http://localhost"}
    assert ask("/presspass/demo/clock/day", "POST", headers).status == 303


@pytest.mark.parametrize("target", ["persona/king", "clock/reset", "persona/anonymous"])
def test_there_are_no_other_buttons(ask: Ask, target: str) -> None:
    assert ask(f"/presspass/demo/{target}", "POST", HERE).status == 404


@pytest.mark.parametrize(
    ("move", "reached"),
    [
        ("day", "2026-07-13 00:00"),
        ("month", "2026-08-12 02:00"),
        ("next-month", "2026-08-01 00:00"),
    ],
)
def test_the_clock_moves_on(ask: Ask, clock: Any, move: str, reached: str) -> None:
    ask(f"/presspass/demo/clock/{move}", "POST", HERE)
    assert f"{moment(clock.now(), ZoneInfo('Europe/Berlin')):%Y-%m-%d %H:%M}" == reached


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-01-31T12:00", "2026-02-28T12:00"),
        ("2028-01-30T12:00", "2028-02-29T12:00"),
        ("2026-12-15T23:30", "2027-01-15T23:30"),
        ("2026-09-25T02:30", "2026-10-25T02:30"),
        ("2026-02-28T08:00", "2026-03-28T08:00"),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last_of_a_shorter_month(now: str, then: str) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    at = instant(datetime.fromisoformat(now).replace(tzinfo=berlin))
    assert f"{moment(a_month_on(at, berlin), berlin):%Y-%m-%dT%H:%M}" == then


@pytest.mark.parametrize(
    ("persona", "moves", "becomes"),
    [
        (Persona.TRIALING, 1, Standing.LAPSED_TRIAL),
        (Persona.PAST_DUE, 1, Standing.LAPSED_SUBSCRIBER),
        (Persona.SUBSCRIBED, 13, Standing.LAPSED_SUBSCRIBER),
    ],
)
def test_time_ends_trials_and_grace(
    ask: Ask, keyring: Keyring, persona: Persona, moves: int, becomes: Standing
) -> None:
    chosen = ask(f"/presspass/demo/persona/{persona.value}", "POST", HERE)
    before = session_in(chosen, keyring)
    headers = {**HERE, "cookie": f"presspass_session={token_in(chosen, 'presspass_session')}"}
    for _ in range(moves):
        answer = ask("/presspass/demo/clock/month", "POST", headers)
    after = session_in(answer, keyring)
    assert before
    assert after
    assert (after.standing, after.entitled_until, after.reader) == (becomes, None, before.reader)


def test_time_leaves_those_alone_who_have_more_of_it(ask: Ask) -> None:
    chosen = ask("/presspass/demo/persona/trialing", "POST", HERE)
    headers = {**HERE, "cookie": f"presspass_session={token_in(chosen, 'presspass_session')}"}
    assert ask("/presspass/demo/clock/day", "POST", headers).cookies() == []


def test_the_console_shows_who_reads_and_what_they_have_read(
    ask: Ask, keyring: Keyring, clock: Any, pile: Any, spent: Decision, sealed: Any
) -> None:
    cookie = keyring.seal(Purpose.METER, MeterCookie(READER, clock.now()).pack())
    free = spent._replace(limit=None, used=None)
    pile.records = [
        Record(free.at, READER, sealed(free)),
        Record(spent.at, READER, sealed(spent._replace(used=3))),
        Record(spent.at, ReaderId(b"somebody else id"), sealed(spent)),
    ]
    text = ask("/presspass/demo", headers={"cookie": f"presspass_meter={cookie}"}).text
    assert "you had read <strong>3 of 5</strong> free ones" in text
    assert re.search(r'persona/new".*\n.*aria-current="true"', text)
    for decision in (spent._replace(used=3), spent):
        assert text.count(f"/presspass/why?receipt={quote(sealed(decision))}") == 1
    assert "Sunday, 12 July 2026, 00:00" in text
    assert "in Europe/Berlin" in text
    assert ">/politics/the-vote</td>" in text


def test_a_forged_cookie_is_no_persona(ask: Ask) -> None:
    text = ask("/presspass/demo", headers={"cookie": "presspass_session=AAAA"}).text
    assert re.search(r'persona/new".*\n.*aria-current="true"', text)


def test_the_console_stands_while_the_journal_is_away(ask: Ask, pile: Any) -> None:
    pile.away = True
    answer = ask("/presspass/demo")
    assert answer.status == 200
    assert "journal can" in answer.text


def test_who_came_to_sign_in_is_led_back(ask: Ask) -> None:
    text = ask("/presspass/demo?page=%2Fpolitics%2Fthe-vote").text
    assert 'href="/presspass/sign-in?page=%2Fpolitics%2Fthe-vote"' in text
    target = "/presspass/demo/persona/subscribed?page=%2Fpolitics%2Fthe-vote"
    assert f'action="{target}"' in text
    assert ask(target, "POST", HERE).header("location") == "/politics/the-vote"


def test_nobody_is_led_to_another_site(ask: Ask) -> None:
    target = "/presspass/demo/persona/new?page=//evil.example"
    assert ask(target, "POST", HERE).header("location") == "/presspass/demo"
    assert "evil" not in ask("/presspass/demo?page=//evil.example").text


def test_mails_can_be_read_and_their_links_followed(ask: Ask, pile: Any) -> None:
    assert "None yet." in ask("/presspass/demo/mails").text
    text = "Sign in:\nhttp://127.0.0.1:8000/presspass/sign-in/link?token=a-_&language=en\n"
    pile.mails = [Mail("1", "ann@example.com", "en", "<b>Sign in</b>", text, "", 1_800_000_000)]
    page = ask("/presspass/demo/mails").text
    assert "&lt;b&gt;Sign in&lt;/b&gt;" in page
    assert 'href="http://127.0.0.1:8000/presspass/sign-in/link?token=a-_&amp;language=en"' in page


def test_a_stop_leads_straight_to_its_situation(ask: Ask, keyring: Keyring) -> None:
    text = ask("/presspass/demo").text
    assert "A trial that is over" in text
    (action,) = re.findall(r'action="([^"]*/lapsed_trial\?[^"]*)"', text)
    answer = ask(unescape(action), "POST", HERE)
    assert answer.header("location") == "/a?b=1&c=2"
    session = session_in(answer, keyring)
    assert session is not None
    assert session.standing is Standing.LAPSED_TRIAL


def test_the_console_leads_to_what_can_be_bought_and_to_the_sandbox(ask: Ask) -> None:
    text = ask("/presspass/demo").text
    assert 'href="/presspass/offers?code=TRY"' in text
    assert 'href="/pay/operator"' in text
