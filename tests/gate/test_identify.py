from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.credentials import (
    METER_COOKIE_LIFE,
    METER_COOKIE_RENEWAL,
    CookieJar,
    MeterCookie,
    Session,
)
from presspass.core.ids import ArticleKey, ReaderId
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
SESSION = Session(BEA, Standing.SUBSCRIBED, NOW, NOW + 900, NOW + 9000)


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


def test_a_session_vouches_and_the_meter_cookie_beside_it_is_seen_too(identify: Identify) -> None:
    for _ in range(2):
        assert identify.visitor(session(), NOW) == Visitor(SESSION.vouched(), None, fresh=True)
        both = identify.visitor(meter() + b"; " + session(), NOW)
        assert both == Visitor(SESSION.vouched(), ANNS, fresh=True)


def test_our_cookies_are_found_among_foreign_ones(identify: Identify) -> None:
    cookies = b"_ga=GA1.1; x; =;" + meter() + b" ;theme=dark"
    assert identify.visitor(cookies, NOW).reader.id == ANN


def test_a_session_ends_at_its_second_even_when_it_is_remembered(identify: Identify) -> None:
    assert identify.visitor(session(), NOW + 899).reader.known
    assert is_new(identify.visitor(session(), NOW + 900))
    assert identify.visitor(session(), NOW + 899).reader.known
    late = identify.visitor(meter() + b"; " + session(), NOW + 900)
    assert late.reader == Reader(ANN)


def test_a_second_session_counts_where_the_first_has_expired(identify: Identify) -> None:
    past = Session(ANN, Standing.SUBSCRIBED, 0, NOW - 1)
    found = identify.visitor(session(past) + b"; " + session(), NOW)
    assert found.reader.id == BEA


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
    opened: list[str] = []

    class Counting(Keyring):
        def open(self, purpose: Purpose, token: str) -> None:
            del purpose
            opened.append(token)

    flooded = Identify(Counting((NEW,)), JAR)
    flooded.visitor(b"; ".join([JAR.meter.encode() + b"=forged"] * 5000), NOW)
    assert len(opened) < 10
    assert is_new(identify.visitor(b"; ".join([meter(ring=Keyring((b"x" * 32,)))] * 9), NOW))


def test_memory_of_tokens_is_bounded(identify: Identify, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presspass.gate.identify._REMEMBERED", 3)
    for number in range(8):
        reader = ReaderId(bytes([number]) * 16)
        assert identify.visitor(meter(MeterCookie(reader, NOW)), NOW).reader.id == reader
        late = Session(reader, Standing.REGISTERED, NOW, NOW + 1)
        assert identify.visitor(session(late), NOW).reader.id == reader
    assert len(identify._visitors) <= 3
    assert len(identify._readers) <= 3


def test_the_cookie_that_we_set_is_the_one_that_we_read(identify: Identify) -> None:
    name, line = identify.set_cookie(ANNS)
    assert name == b"set-cookie"
    assert f"Max-Age={METER_COOKIE_LIFE}; ".encode() in line
    assert identify.visitor(line.partition(b";")[0], NOW).cookie == ANNS


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
    ],
)
def test_the_origin_never_sees_our_cookies(identify: Identify, sent: bytes, seen: bytes) -> None:
    assert identify.without_ours(sent) == seen
