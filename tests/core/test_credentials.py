import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.credentials import CookieJar, MeterCookie, Session
from presspass.core.ids import ArticleKey, ReaderId, SessionId
from presspass.core.meter import Entry, charge
from presspass.core.reader import Reader, Standing

ANN = ReaderId(b"reader id of Ann")
ONE = SessionId(b"a browser of Ann")
instants = st.integers(0, 2**63)
readers = st.binary(min_size=16, max_size=16).map(ReaderId)
entries = st.builds(Entry, st.integers(-(2**63), 2**63 - 1).map(ArticleKey), instants)
cookies = st.builds(MeterCookie, readers, instants) | st.builds(
    MeterCookie, readers, instants, entries, st.text(st.characters(codec="utf-8"), max_size=20)
)
sessions = st.builds(
    Session,
    st.binary(min_size=16, max_size=16).map(SessionId),
    readers,
    st.sampled_from(Standing).filter(lambda standing: standing is not Standing.ANONYMOUS),
    instants,
    instants,
    st.none() | st.integers(1, 2**63),
    st.none() | st.integers(1, 2**63),
)


@given(cookies)
def test_a_meter_cookie_comes_back_as_it_was_given(cookie: MeterCookie) -> None:
    assert MeterCookie.unpack(cookie.pack()) == cookie


def test_what_is_pending_is_charged_whatever_the_limit() -> None:
    pending = Entry(ArticleKey(7), 100)
    already_read = MeterCookie(ANN, 90, pending, "articles").already_read()
    assert already_read is not None
    assert already_read.pool == "articles"
    assert charge((), already_read)[0] == (pending,)
    assert MeterCookie(ANN, 90).already_read() is None


@given(sessions)
def test_a_session_comes_back_as_it_was_given(session: Session) -> None:
    assert Session.unpack(session.pack()) == session


@given(st.binary(max_size=120))
def test_no_payload_raises(payload: bytes) -> None:
    MeterCookie.unpack(payload)
    Session.unpack(payload)


@given(cookies, st.data())
def test_no_meter_cookie_cut_or_changed_raises(cookie: MeterCookie, data: st.DataObject) -> None:
    payload = bytearray(cookie.pack())
    payload[data.draw(st.integers(0, len(payload) - 1))] = data.draw(st.integers(0, 255))
    MeterCookie.unpack(bytes(payload))
    MeterCookie.unpack(bytes(payload[: data.draw(st.integers(0, len(payload)))]))


@given(sessions, st.data())
def test_no_session_cut_or_changed_raises(session: Session, data: st.DataObject) -> None:
    payload = bytearray(session.pack())
    payload[data.draw(st.integers(0, len(payload) - 1))] = data.draw(st.integers(0, 255))
    Session.unpack(bytes(payload))
    assert Session.unpack(bytes(payload[:-1])) is None


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\x01",
        b"\x00" * 25,
        b"\x02" + bytes(24),
        MeterCookie(ANN, 1).pack()[:-1],
        MeterCookie(ANN, 1).pack() + b"\x00",
        MeterCookie(ANN, 1, Entry(ArticleKey(1), 1)).pack()[:-1],
        MeterCookie(ANN, 1, Entry(ArticleKey(1), 1), "site").pack() + b"\xff",
    ],
)
def test_a_meter_cookie_of_another_shape_is_none(payload: bytes) -> None:
    assert MeterCookie.unpack(payload) is None


def test_a_session_of_another_version_or_of_an_unknown_standing_is_none() -> None:
    good = Session(ONE, ANN, Standing.SUBSCRIBED, 1, 2, 3, 4).pack()
    assert Session.unpack(b"\x01" + good[1:]) is None
    assert Session.unpack(good[:33] + b"\x06" + good[34:]) is None
    assert Session.unpack(good + b"\x00") is None


def test_standings_keep_their_places_in_cookies() -> None:
    # Cookies live longer than releases: places are added to, never reordered.
    packed = {
        standing: struct.unpack_from(">B", Session(ONE, ANN, standing, 0, 0).pack(), 33)[0]
        for standing in Standing
        if standing is not Standing.ANONYMOUS
    }
    assert packed == {
        Standing.REGISTERED: 0,
        Standing.TRIALING: 1,
        Standing.SUBSCRIBED: 2,
        Standing.PAST_DUE: 3,
        Standing.LAPSED_TRIAL: 4,
        Standing.LAPSED_SUBSCRIBER: 5,
    }


def test_a_session_vouches_for_a_known_reader() -> None:
    session = Session(ONE, ANN, Standing.PAST_DUE, 1, 2, 30, 20)
    assert session.vouched() == Reader(ANN, Standing.PAST_DUE, 30, 20)
    assert session.vouched().known
    assert not session.vouched().new


def test_cookies_over_https_are_bound_to_the_host() -> None:
    jar = CookieJar(secure=True)
    assert jar.line(jar.meter, "TOKEN", 5) == (
        "__Host-presspass_meter=TOKEN; Max-Age=5; Path=/; HttpOnly; SameSite=Lax; Secure"
    )
    assert jar.session.startswith("__Host-")


def test_cookies_over_plain_http_are_not_lost() -> None:
    jar = CookieJar(secure=False)
    line = jar.line(jar.session, "TOKEN", 0)
    assert line == "presspass_session=TOKEN; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"
    assert not jar.meter.startswith("__")
