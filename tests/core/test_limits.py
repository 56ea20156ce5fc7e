import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.limits import Limit, Tally, network_of

limits = st.builds(Limit, st.just("any"), st.integers(1, 5), st.integers(1, 100))


def taken(limit: Limit, times: list[int]) -> list[int]:
    """Those of the times at which the limit let one more through."""
    tally, through = None, []
    for at in times:
        after = limit.take(tally, at)
        if after is not None:
            tally = after
            through.append(at)
    return through


def test_a_limit_counts_in_its_window_and_begins_anew_in_the_next() -> None:
    limit = Limit("mails", 2, 100)
    assert taken(limit, [100, 150, 199, 200, 201, 202]) == [100, 150, 200, 201]
    assert limit.take(Tally(100, 2), 199) is None
    assert limit.take(Tally(100, 2), 200) == Tally(200, 1)


def test_turning_the_clock_back_wins_nobody_a_try() -> None:
    assert taken(Limit("mails", 1, 100), [200, 150, 50, 200]) == [200]


@given(limits, st.lists(st.integers(0, 1000), max_size=40).map(sorted))
def test_no_window_lets_through_more_and_none_refuses_before(
    limit: Limit, times: list[int]
) -> None:
    through = taken(limit, times)
    for start in {limit.since(at) for at in times}:
        window = range(start, start + limit.seconds)
        asked, allowed = (sum(at in window for at in some) for some in (times, through))
        assert allowed == min(asked, limit.count)


@given(limits, st.lists(st.integers(0, 1000), max_size=40).map(sorted), st.integers(0, 1000))
def test_no_stretch_as_long_as_a_window_lets_through_more_than_twice_the_count(
    limit: Limit, times: list[int], start: int
) -> None:
    stretch = range(start, start + limit.seconds)
    assert sum(at in stretch for at in taken(limit, times)) <= 2 * limit.count


@pytest.mark.parametrize(("count", "seconds"), [(0, 60), (1, 0)])
def test_a_limit_that_forbids_everything_is_refused(count: int, seconds: int) -> None:
    with pytest.raises(ValueError, match="mails"):
        Limit("mails", count, seconds)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_a_network_is_what_a_household_shares(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize("text", ["", "localhost", "192.0.2.1:80", "%eth0"])
def test_what_is_no_ip_address_has_no_network(text: str) -> None:
    with pytest.raises(ValueError, match="does not appear"):
        network_of(text)


@given(st.ip_addresses())
def test_an_address_is_in_its_own_network(address: object) -> None:
    assert network_of(network_of(str(address)).partition("/")[0]) == network_of(str(address))
