from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.credentials import (
    METER_COOKIE_LIFE,
    METER_COOKIE_RENEWAL,
    SESSION_HONOURED,
    SESSION_LIFE,
    CookieJar,
    MeterCookie,
    Session,
)
from presspass.core.ids import ArticleKey, ReaderId, SessionId
from presspass.core.meter import Entry
from presspass.core.reader import Reader, Standing
from presspass.core.seals import Keyring, Purpose
from presspass.gate.identify import Identify, Visitor

NOW = 1_800_000_000
OLD, NEW = b"o" * 32, b"n" * 32
RING = Keyring((NEW, OLD))
JAR = CookieJar(secure=True)
ANN, BEA = ReaderId(b"reader id of Ann"), ReaderId(b"reader id of Bea")
ANNS = MeterCookie(ANN, NOW - 5, Entry(ArticleKey(7), NOW - 5), "site")
HERE, THERE = SessionId(b"browser of hers."), SessionId(b"another of hers.")
SESSION = Session(HERE, BEA, Standing.SUBSCRIBED, NOW, NOW + 900, NOW + 9000)


@pytest.fixture
def identify() -> Identify:
    return Identify(RING, JAR)


def meter(cookie: MeterCookie = ANNS, ring: Keyring = RING) -> bytes:
    return f"{JAR.meter}={ring.seal(Purpose.METER, cookie.pack())}".encode()


def session(vouched: Session = SESSION, ring: Keyring = RING) -> bytes:
    return f"{JAR.session}={ring.seal(Purpose.SESSION, vouched.pack())}".encode()


def is_new(visitor: Visitor) -> bool:
    return visitor.reader.new and visitor.cookie is None and visitor.fresh


def test_a_stranger_gets_an_id_of_his_own(identify: Identify) -> None:
    one, other = identify.visitor(b"", NOW), identify.visitor(b"", NOW)
    assert is_new(one)
    assert one.reader.id != other.reader.id
    assert UUID(bytes=bytes(one.reader.id)).version == 7


def test_the_meter_cookie_names_its_reader(identify: Identify) -> None:
    for _ in range(2):  # read, then remembered
        assert identify.visitor(meter(), NOW) == Visitor(Reader(ANN), ANNS, fresh=True)


def test_a_usual_visitor_is_one_whose_cookies_stay_as_they_are() -> None:
    known = MeterCookie(ANN, NOW - 5)
    stale = replace(SESSION, expires=NOW)
    for cookies, usual in (
        (meter(known), True),
        (meter(known) + b"; " + session(), True),
        (meter(known) + b"; theme=dark", True),
        (b"", False),
        (b"theme=dark", False),
        (b"__Host-presspass_meter=forged", False),
        (meter(), False),
        (meter(known, Keyring((OLD,))), False),
        (session(stale), False),
        (meter(known) + b"; editor=1", False),
        (session() + b"; editor=1", False),
    ):
        identify = Identify(RING, JAR, ("editor",))
        for _ in range(2):  # read, then remembered
            found = identify.usual(cookies, NOW)
            assert (found is not None) is usual, cookies
            assert found is None or found == identify.visitor(cookies, NOW)


def test_a_usual_visitor_is_so_until_their_cookies_run_out(identify: Identify) -> None:
    assert identify.usual(session(), NOW + 899) is not None
    assert identify.usual(session(), NOW + 900) is None
    identify.end(HERE, NOW)
    assert identify.usual(session(), NOW + 899) is None
    known = meter(MeterCookie(ANN, NOW))
    assert identify.usual(known, NOW + METER_COOKIE_RENEWAL - 1) is not None
    assert identify.usual(known, NOW + METER_COOKIE_RENEWAL) is None


def test_a_session_vouches_and_the_meter_cookie_beside_it_is_seen_too(identify: Identify) -> None:
    for _ in range(2):
        assert identify.visitor(session(), NOW) == Visitor(
            SESSION.vouched(), None, fresh=True, session=SESSION
        )
        both = identify.visitor(meter() + b"; " + session(), NOW)
        assert both == Visitor(SESSION.vouched(), ANNS, fresh=True, session=SESSION)


def test_our_cookies_are_found_among_foreign_ones(identify: Identify) -> None:
    cookies = b"_ga=GA1.1; x; =;" + meter() + b" ;theme=dark"
    assert identify.visitor(cookies, NOW).reader.id == ANN


def test_a_session_wants_renewing_at_its_second_even_when_it_is_remembered(
    identify: Identify,
) -> None:
    assert not identify.visitor(session(), NOW + 899).stale
    assert identify.visitor(session(), NOW + 900).stale
    assert not identify.visitor(session(), NOW + 899).stale
    late = identify.visitor(meter() + b"; " + session(), NOW + 900)
    assert (late.session, late.cookie) == (SESSION, ANNS)


def test_a_session_left_alone_for_half_a_year_is_over(identify: Identify) -> None:
    assert identify.visitor(session(), NOW + SESSION_LIFE - 1).session == SESSION
    assert is_new(identify.visitor(session(), NOW + SESSION_LIFE))
    both = identify.visitor(meter() + b"; " + session(), NOW + SESSION_LIFE)
    assert both.reader == Reader(ANN)


def test_the_session_issued_last_counts(identify: Identify) -> None:
    past = Session(THERE, ANN, Standing.SUBSCRIBED, NOW - 1, NOW + 5)
    for both in (session(past) + b"; " + session(), session() + b"; " + session(past)):
        assert identify.visitor(both, NOW).reader.id == BEA


def test_a_session_that_was_ended_is_believed_no_more(identify: Identify) -> None:
    assert identify.visitor(session(), NOW).session == SESSION
    identify.end(HERE, NOW)
    assert is_new(identify.visitor(session(), NOW))
    assert identify.visitor(meter() + b"; " + session(), NOW).reader == Reader(ANN)
    identify.end(THERE, NOW + 5)
    assert is_new(identify.visitor(session(), NOW + SESSION_HONOURED))


def test_memory_of_ended_sessions_is_as_long_as_they_could_be_honoured(identify: Identify) -> None:
    identify.end(HERE, NOW)
    identify.outdate(BEA, NOW)
    identify.end(THERE, NOW + SESSION_HONOURED)
    identify.outdate(ANN, NOW + SESSION_HONOURED)
    assert set(identify._ended) == {THERE}
    assert set(identify._outdated) == {ANN}


def test_all_sessions_of_a_reader_can_be_made_to_want_renewing(identify: Identify) -> None:
    assert not identify.visitor(session(), NOW).stale
    identify.outdate(BEA, NOW)
    assert identify.visitor(session(), NOW + 1).stale
    renewed = Session(HERE, BEA, Standing.SUBSCRIBED, NOW + 1, NOW + 901)
    assert not identify.visitor(session(renewed), NOW + 1).stale


def test_a_visitor_signed_out_is_whom_the_meter_cookie_names(identify: Identify) -> None:
    both = identify.visitor(meter() + b"; " + session(), NOW)
    assert both.signed_out(NOW) == identify.visitor(meter(), NOW)
    assert is_new(identify.visitor(session(), NOW).signed_out(NOW))


def test_a_cookie_of_a_rotated_key_is_honoured_and_sealed_anew(identify: Identify) -> None:
    old = Keyring((OLD,))
    for _ in range(2):
        found = identify.visitor(meter(ring=old), NOW)
        assert found == Visitor(Reader(ANN), ANNS, fresh=False)
    assert identify.visitor(session(ring=old), NOW).reader.id == BEA


def test_a_cookie_is_sealed_anew_before_it_runs_out(identify: Identify) -> None:
    due = ANNS.issued + METER_COOKIE_RENEWAL
    assert identify.visitor(meter(), due - 1).fresh
    assert not identify.visitor(meter(), due).fresh
    assert not identify.visitor(meter() + b"; " + session(), due).fresh
    assert METER_COOKIE_RENEWAL < METER_COOKIE_LIFE


def test_a_clock_that_went_back_breaks_nothing(identify: Identify) -> None:
    assert identify.visitor(meter(), 0).fresh
    assert identify.visitor(b"", 0).reader.new


@pytest.mark.parametrize(
    "cookies",
    [
        meter(ring=Keyring((b"x" * 32,))),
        meter()[:-4] + b"AAA=",
        meter()[:-1],
        meter() + b"=",
        meter().replace(JAR.meter.encode(), JAR.meter.lower().encode()),
        JAR.meter.encode(),
        JAR.meter.encode() + b"=",
        JAR.meter.encode() + b"=" + b"A" * 100_000,
        JAR.meter.encode() + b"=\xff\xfe\x00",
        f"{JAR.meter}={RING.seal(Purpose.METER, b'')}".encode(),
        f"{JAR.meter}={RING.seal(Purpose.METER, bytes((2,)) * 25)}".encode(),
        f"{JAR.meter}={RING.seal(Purpose.SESSION, ANNS.pack())}".encode(),
        f"{JAR.meter}={RING.seal(Purpose.RECEIPT, ANNS.pack())}".encode(),
        f"{JAR.session}={RING.seal(Purpose.METER, SESSION.pack())}".encode(),
        f"{JAR.session}={RING.seal(Purpose.SESSION, ANNS.pack())}".encode(),
        session(ring=Keyring((b"x" * 32,))),
        meter().replace(b"__Host-", b""),
        b"x" + meter(),
    ],
)
def test_what_is_not_ours_is_ignored(identify: Identify, cookies: bytes) -> None:
    assert is_new(identify.visitor(cookies, NOW))


@given(value=st.binary(max_size=80), ours=st.booleans())
def test_no_cookie_raises(*, value: bytes, ours: bool) -> None:
    identify = Identify(RING, JAR)
    prefix = JAR.meter.encode() + b"=" if ours else b""
    assert identify.visitor(prefix + value, NOW).reader.new
    identify.without_ours(prefix + value)


def test_a_planted_cookie_beside_ours_does_not_hide_it(identify: Identify) -> None:
    planted = JAR.meter.encode() + b"=forged"
    assert identify.visitor(planted + b"; " + meter(), NOW).reader.id == ANN
    assert identify.visitor(b"; ".join([planted] * 3) + b";" + meter(), NOW).reader.id == ANN


def test_a_flood_of_forged_cookies_is_not_worked_through(identify: Identify) -> None:
    opened: list[bytes] = []

    class Counting(Keyring):
        def opened(self, purpose: Purpose, token: bytes) -> None:
            del purpose
            opened.append(token)

    flooded = Identify(Counting((NEW,)), JAR)
    flooded.visitor(b"; ".join([JAR.meter.encode() + b"=forged"] * 5000), NOW)
    assert 0 < len(opened) < 10
    assert is_new(identify.visitor(b"; ".join([meter(ring=Keyring((b"x" * 32,)))] * 9), NOW))


def test_memory_of_tokens_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presspass.gate.identify._REMEMBERED", 3)
    identify = Identify(Keyring((NEW,)), JAR)
    for number in range(8):
        reader = ReaderId(bytes([number]) * 16)
        assert identify.visitor(meter(MeterCookie(reader, NOW)), NOW).reader.id == reader
        late = Session(HERE, reader, Standing.REGISTERED, NOW, NOW + 1)
        assert identify.visitor(session(late), NOW).reader.id == reader
    assert len(identify._seen) <= 3


def test_long_cookie_headers_are_read_but_not_remembered(identify: Identify) -> None:
    long = meter() + b"; other=" + b"x" * 3000
    assert identify.visitor(long, NOW).reader.id == ANN
    assert identify._seen == {}


def test_the_cookie_that_we_set_is_the_one_that_we_read(identify: Identify) -> None:
    name, line = identify.meter_line(ANNS)
    assert name == b"set-cookie"
    assert f"Max-Age={METER_COOKIE_LIFE}; ".encode() in line
    assert identify.visitor(line.partition(b";")[0], NOW).cookie == ANNS


def test_the_session_that_we_set_is_the_one_that_we_read(identify: Identify) -> None:
    _, line = identify.session_line(SESSION)
    assert f"Max-Age={SESSION_LIFE}; ".encode() in line
    assert identify.visitor(line.partition(b";")[0], NOW).session == SESSION
    assert b"; Max-Age=0; " in identify.session_line(None)[1]


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        (b"", b""),
        (b"a=1", b"a=1"),
        (b"a=1; b=2", b"a=1; b=2"),
        (b"__Host-presspass_meter=T==", b""),
        (b"a=1; __Host-presspass_meter=T; b=2", b"a=1; b=2"),
        (b"__Host-presspass_session=T; b=2", b"b=2"),
        (b"a=1;__Host-presspass_session=T", b"a=1"),
        (b" __Host-presspass_meter =T;a=1", b"a=1"),
        (b"a=__Host-presspass_meter", b"a=__Host-presspass_meter"),
        (b"x__Host-presspass_meter=1", b"x__Host-presspass_meter=1"),
        (b"__Host-presspass_form=T;a=1; __Host-presspass_door=T", b"a=1"),
    ],
)
def test_the_origin_never_sees_our_cookies(identify: Identify, sent: bytes, seen: bytes) -> None:
    assert identify.without_ours(sent) == seen
