"""Answers made once a second: who gets the same, and what ends that."""

import asyncio
from dataclasses import replace
from ipaddress import ip_network

import pytest

from presspass.adapters.memory_meter import MemoryMeter
from presspass.core import meter
from presspass.core.credentials import SESSION_FRESH
from presspass.core.ids import ReaderId, SessionId
from presspass.core.meter import Charge, Reading
from presspass.core.periods import LastDays
from presspass.core.policy import Effect, Metering, Policy, Rule, When
from presspass.core.reader import Standing
from presspass.core.situations import Situation
from presspass.gate import ready
from presspass.gate.composer import Composer
from presspass.ports import Snapshot
from tests.gate.house import NOON, Answer, House, Plain, policy
from tests.gate.readers import SESSION, named, signed_in
from tests.gate.site import HTML, PAID, Slip, always


class Knowing(MemoryMeter):
    """A meter that knows at once what charges nothing, as one with a memory before it does."""

    def known(self, reader: ReaderId, wanted: Charge) -> Reading | None:  # type: ignore[override]
        reading = meter.peek(self._entries(reader, wanted.pool), wanted)
        return None if reading.newly_charged else reading


def get(house: House, target: str, *lines: tuple[bytes, bytes], method: str = "GET") -> Answer:
    return asyncio.run(house.get(target, *lines, method=method))


@pytest.fixture(params=[MemoryMeter, Knowing])
def metered(composer: Composer, request: pytest.FixtureRequest) -> House:
    """A house with a meter that remembers nothing, and with one that does."""
    return House(
        composer, Snapshot("1", policy("1", limit=2), Plain("first")), meter=request.param()
    )


def test_readers_alike_get_the_same_answer_and_each_has_a_record(house: House) -> None:
    one, other = (get(house, "/locked/a", signed_in(number=number)) for number in (1, 2))
    assert one == other
    assert one.told.situation is Situation.ENTITLED
    asyncio.run(house.recorder.flush())
    kept = house.journal.recent(9)
    assert [record.reader[0] for record in kept] == [2, 1]
    assert {record.receipt.encode() for record in kept} == {one.one(b"presspass-receipt")}


def test_every_second_has_receipts_of_its_own(house: House) -> None:
    told = []
    for second in (0, 0, 1, 2):
        house.clock.at = NOON + second
        told.append(get(house, "/locked/a", signed_in()).told.at - NOON)
    assert told == [0, 0, 1, 2]


def test_readers_who_differ_in_what_rules_look_at_are_never_alike(house: House) -> None:
    over = replace(SESSION, standing=Standing.LAPSED_SUBSCRIBER, entitled_until=NOON)
    grace = replace(SESSION, standing=Standing.PAST_DUE, fix_by=NOON + 9 * 86_400)
    later = replace(grace, fix_by=NOON + 19 * 86_400)
    trial = replace(SESSION, standing=Standing.TRIALING, entitled_until=None)
    readers = [named(1), *map(signed_in, (SESSION, over, grace, later, trial))]
    for turn in range(2):  # made, then at hand
        answers = [get(house, "/locked/a", reader) for reader in readers]
        assert [it.told.situation for it in answers] == [
            "locked", "entitled", "access_expired", "payment_failed", "payment_failed", "locked",
        ], turn  # fmt: skip
        assert [PAID.encode() in it.body for it in answers] == [
            False,
            True,
            False,
            True,
            True,
            False,
        ]
        assert answers[0].told.standing != answers[5].told.standing


def test_an_entitlement_ends_at_its_second(house: House) -> None:
    granted = []
    for second in (SESSION_FRESH - 2, SESSION_FRESH - 2):
        house.clock.at = NOON + second
        granted.append(get(house, "/locked/a", signed_in()).told.granted)
    short = replace(SESSION, entitled_until=NOON + 5)
    for second in (4, 5, 4):
        house.clock.at = NOON + second
        granted.append(get(house, "/locked/a", signed_in(short)).told.granted)
    assert granted == [True, True, True, False, True]


def test_a_revoked_session_is_over_at_once_though_others_are_alike(house: House) -> None:
    assert get(house, "/locked/a", signed_in(number=1)).told.granted
    assert get(house, "/locked/a", signed_in(number=2)).told.granted
    house.sessions._identify.end(SessionId(bytes([1]) * 16), NOON)
    assert not get(house, "/locked/a", signed_in(number=1)).told.granted
    assert get(house, "/locked/a", signed_in(number=2)).told.granted


def test_a_new_snapshot_counts_from_the_next_view_on(house: House) -> None:
    before = get(house, "/locked/a", named(1))
    assert b"first locked" in before.body
    house.snapshots.value = Snapshot("2", policy("2"), Plain("second"))
    after = get(house, "/locked/a", named(1))
    assert b"second locked" in after.body
    assert (before.told.policy, after.told.policy) == ("1", "2")
    opened = Rule("all", Effect.FREE)
    house.snapshots.value = Snapshot("3", policy("3", rules=(opened,)), Plain("third"))
    assert get(house, "/locked/a", named(1)).one(b"presspass-receipt") is None
    house.snapshots.value = Snapshot("4", policy("4"), Plain("fourth"))
    assert b"fourth locked" in get(house, "/locked/a", named(1)).body


def test_gates_that_stand_open_until_a_time_close_at_it(house: House) -> None:
    house.snapshots.value = Snapshot("2", policy("2", open_until=NOON + 1), Plain("wall"))
    opened = get(house, "/locked/a", named(1))
    house.clock.at = NOON + 1
    closed = get(house, "/locked/a", named(1))
    assert (opened.told.reason, closed.told.reason) == ("open", "locked")


def test_a_purged_page_is_asked_for_anew_within_the_second(house: House) -> None:
    for target in ("/locked/a", "/free/a"):
        get(house, target, signed_in())
    house.pages.purge(None)
    html = [HTML, (b"cache-control", b"max-age=60")]
    house.site.answer = always(Slip(headers=html, parts=[b"<html><body>changed</body></html>"]))
    for target in ("/locked/a", "/free/a"):
        assert b"changed" in get(house, target, signed_in()).body


def test_readers_before_the_same_meter_get_what_is_theirs(metered: House) -> None:
    async def run() -> list[tuple[str, int | None, bool]]:
        order = [(1, "a"), (2, "a"), (1, "b"), (1, "a"), (1, "c"), (2, "c"), (2, "b"), (1, "b")]
        answers = [
            await metered.get(f"/metered/{article}", named(reader)) for reader, article in order
        ]
        return [(it.told.situation, it.told.used, PAID.encode() in it.body) for it in answers]

    assert asyncio.run(run()) == [
        ("meter_left", 1, True),
        ("meter_left", 1, True),
        ("meter_last", 2, True),
        ("meter_reread", 2, True),
        ("meter_spent", 2, False),
        ("meter_last", 2, True),
        ("meter_spent", 2, False),
        ("meter_reread", 2, True),
    ]


def test_new_charges_and_re_reads_are_told_apart_within_the_second(metered: House) -> None:
    told = [get(metered, "/metered/a", named(reader)).told for reader in (1, 1, 2, 2)]
    assert [(it.reason, it.newly_charged) for it in told] == [
        ("allowance", True), ("reread", False), ("allowance", True), ("reread", False),
    ]  # fmt: skip


def test_what_comes_back_after_so_many_days_is_told_for_each(composer: Composer) -> None:
    metering = Metering(5, 5, LastDays(7))
    rolling = Policy("1", (), metering).compiled()
    house = House(composer, Snapshot("1", rolling, Plain("wall")), meter=Knowing())
    get(house, "/metered/a", named(1))
    house.clock.at = NOON + 9
    told = [
        get(house, target, named(reader)).told
        for target, reader in [("/metered/b", 1), ("/metered/a", 2), ("/metered/b", 2)]
    ]
    house.clock.at = NOON + 10
    told += [get(house, "/metered/b", named(reader)).told for reader in (1, 2, 1)]
    week = 7 * 86_400
    assert [it.resets_at - NOON - week for it in told] == [0, 9, 9, 0, 9, 0]


def test_a_reader_who_is_to_be_given_a_cookie_gets_it_though_others_are_alike(
    metered: House,
) -> None:
    async def run() -> None:
        for number in range(2):
            first = await metered.get("/metered/a")
            assert b"presspass_meter=" in first.cookie
            back = await metered.get(f"/metered/b{number}", (b"cookie", first.cookie))
            assert (back.told.used, back.cookie != b"") == (2, True)
            known = await metered.get(f"/metered/b{number}", (b"cookie", back.cookie))
            assert (known.told.used, known.cookie) == (2, b"")

    asyncio.run(run())


def test_the_meter_being_away_is_over_when_it_is_back(metered: House) -> None:
    away, back = MemoryMeter(), metered.meter
    away.close()
    deciding = metered.alike._deciding
    deciding._meter = away
    for reader in (1, 2):
        assert get(metered, "/metered/a", named(reader)).told.reason == "meter_away"
    deciding._meter = back
    assert get(metered, "/metered/a", named(1)).told.reason == "allowance"


def test_head_and_asking_ahead_charge_nothing_whatever_is_at_hand(metered: House) -> None:
    get(metered, "/metered/a", named(1))
    head = get(metered, "/metered/a", named(2), method="HEAD")
    assert (head.body, head.told.newly_charged) == (b"", True)
    assert get(metered, "/metered/a", named(2), (b"sec-purpose", b"prefetch")).status == 503
    assert get(metered, "/metered/a", named(2)).told.reason == "allowance"


def test_zipped_and_plain_answers_are_kept_apart(house: House) -> None:
    zipped = (b"accept-encoding", b"gzip")
    for target in ("/locked/a", "/free/a"):
        for _ in range(2):
            assert get(house, target, signed_in(), zipped).one(b"content-encoding") == b"gzip"
            assert get(house, target, signed_in()).one(b"content-encoding") is None


def test_a_shared_page_is_the_same_for_all_and_grows_older(house: House) -> None:
    html = [HTML, (b"cache-control", b"max-age=60"), (b"etag", b'"1"')]
    body = b"<html><body>free</body></html>"
    house.site.answer = always(Slip(headers=html, parts=[body]))
    ages = []
    for second in (0, 0, 7):
        house.clock.at = NOON + second
        answer = get(house, "/free/a", named(1))
        assert answer.body == body
        ages.append(answer.one(b"age"))
        assert get(house, "/free/a", (b"if-none-match", b'"1"')).status == 304
    assert ages == [b"0", b"0", b"7"]


def test_readers_in_two_countries_are_not_alike(composer: Composer) -> None:
    home = Rule("home", Effect.FREE, When(countries=frozenset({"DE"})))
    asking = Snapshot("1", policy("1", rules=(home,)), Plain("wall"), asks_country=True)
    networks = (ip_network("192.0.2.0/24"),)
    house = House(composer, asking, country_header=b"where", trusted_proxies=networks)
    for _ in range(2):
        for country, granted in ((b"DE", True), (b"FR", False), (b"XX", False)):
            told = get(house, "/locked/a", named(1), (b"where", country)).told
            assert told.granted is granted
            assert told.country == (None if country == b"XX" else country.decode())


def test_what_is_kept_in_a_second_is_bounded_and_answers_go_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready, "_MOST", 5)
    for turn in range(2):
        house.clock.at = NOON + turn
        for number in range(9):
            assert get(house, f"/locked/{number}", signed_in()).told.granted
            assert not get(house, f"/locked/{number}", named(1)).told.granted
        moment = house.alike._moment
        sights = moment._sights
        answers = sum(len(sight.answers) for sight in sights.values())
        assert len(sights) + len(moment._met) + answers == 5
