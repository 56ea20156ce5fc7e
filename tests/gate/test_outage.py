"""What the operator hears of an origin that is away."""

import logging

import pytest

from presspass.gate.outage import Outage

AWAY, AGAIN = "the origin is away: refused", "the origin answers again"
NOW = 1_782_864_000


@pytest.fixture
def outage(caplog: pytest.LogCaptureFixture) -> Outage:
    caplog.set_level(logging.INFO, "presspass.gate.outage")
    return Outage()


def test_an_outage_is_told_once_with_its_first_cause_and_its_end_once(
    outage: Outage, caplog: pytest.LogCaptureFixture
) -> None:
    outage.began("refused", NOW)
    outage.began("too slow", NOW + 1)
    outage.began("refused", NOW + 3600)
    assert caplog.messages == [AWAY]
    outage.ended()
    outage.ended()
    assert caplog.messages == [AWAY, AGAIN]
    assert {record.levelno for record in caplog.records} == {logging.WARNING}


def test_an_origin_that_was_never_away_is_not_told_to_be_back(
    outage: Outage, caplog: pytest.LogCaptureFixture
) -> None:
    outage.ended()
    assert caplog.messages == []


def test_one_bad_page_among_good_ones_is_told_once_a_minute_and_its_end_no_more_often(
    outage: Outage, caplog: pytest.LogCaptureFixture
) -> None:
    for second in range(120):
        outage.began("refused", NOW + second)
        outage.ended()
    assert caplog.messages == [AWAY, AGAIN] * 2


@pytest.mark.parametrize(("seconds", "told"), [(59, 1), (60, 2)])
def test_an_outage_is_told_again_from_a_minute_after_the_last_was_told(
    outage: Outage, caplog: pytest.LogCaptureFixture, seconds: int, told: int
) -> None:
    outage.began("refused", NOW)
    outage.ended()
    outage.began("refused", NOW + seconds)
    assert caplog.messages.count(AWAY) == told


def test_an_outage_that_began_within_the_minute_is_told_once_it_lasts_beyond_it(
    outage: Outage, caplog: pytest.LogCaptureFixture
) -> None:
    outage.began("refused", NOW)
    outage.ended()
    outage.began("refused", NOW + 30)
    outage.began("refused", NOW + 60)
    assert caplog.messages == [AWAY, AGAIN, AWAY]
