"""However time is cut up, the same things happen at the same times."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from presspass.core.instants import DAY
from presspass.sandbox import cards, catalogue, changes, schedules, sessions
from presspass.sandbox.objects import Object
from presspass.sandbox.params import Params, opened
from presspass.sandbox.passing import advance
from presspass.sandbox.periods import boundary, following
from presspass.sandbox.world import World
from tests.sandbox.running import NOON

LONG = 100 * DAY


def asked(form: str) -> Params:
    return Params(opened(form))


def priced(world: World, amount: int, unit: str, count: int) -> str:
    if world.get("product", "p") is None:
        catalogue.create_product(world, asked("id=p&name=Digital"))
    form = f"product=p&currency=usd&unit_amount={amount}"
    form += f"&recurring[interval]={unit}&recurring[interval_count]={count}"
    return str(catalogue.create_price(world, asked(form))["id"])


def bought(world: World, price: str, card: str, days: int | None) -> str:
    form = f"mode=subscription&line_items[0][price]={price}&line_items[0][quantity]=1"
    form += "&success_url=x&customer_email=a@b.example"
    form += "" if days is None else f"&subscription_data[trial_period_days]={days}"
    session = sessions.create(world, asked(form))
    assert sessions.complete(world, session, cards.CARDS[card], None) is None
    return str(session["subscription"])


def begun(start: int, plans: list[tuple[str, int, str, int | None, bool, bool]]) -> World:
    """A world with some subscriptions."""
    world = World("time", start)
    world.webhooks = True
    then = priced(world, 999, "month", 1)
    for unit, count, card, days, scheduled, ending in plans:
        price = priced(world, 99, unit, count)
        subscription = bought(world, price, card, days)
        if scheduled:
            made = schedules.create(world, asked(f"from_subscription={subscription}"))
            form = f"phases[0][start_date]={made['phases'][0]['start_date']}"
            form += f"&phases[0][end_date]={made['phases'][0]['end_date']}"
            form += f"&phases[0][items][0][price]={price}&phases[1][items][0][price]={then}"
            if days is None:
                schedules.update(world, asked(form), made["id"])
        elif ending:
            changes.update(world, asked("cancel_at_period_end=true"), subscription)
    return world


PLANS = st.lists(
    st.tuples(
        st.sampled_from(["day", "week", "month", "year"]),
        st.integers(1, 3),
        st.sampled_from(["visa", "later"]),
        st.none() | st.integers(1, 40),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)
STARTS = st.integers(NOON, NOON + 400 * DAY)


def told(world: World) -> Object:
    """All that a world holds."""
    return world.dump()


@given(STARTS, PLANS, st.lists(st.integers(0, LONG), max_size=12))
@settings(max_examples=40, deadline=None)
def test_time_in_steps_and_in_one_go_come_to_the_same(
    start: int, plans: list[tuple[str, int, str, int | None, bool, bool]], steps: list[int]
) -> None:
    stepped, at_once = begun(start, plans), begun(start, plans)
    for step in sorted(steps):
        advance(stepped, start + step)
    advance(stepped, start + LONG)
    advance(at_once, start + LONG)
    assert told(stepped) == told(at_once)


@given(STARTS, PLANS)
@settings(max_examples=40, deadline=None)
def test_what_came_in_is_what_the_invoices_say_was_paid(
    start: int, plans: list[tuple[str, int, str, int | None, bool, bool]]
) -> None:
    world = begun(start, plans)
    advance(world, start + LONG)
    came = sum(each["net"] for each in world.all("balance_transaction"))
    assert came == sum(each["amount_paid"] for each in world.all("invoice"))
    charges = [each for each in world.all("charge") if each["paid"]]
    assert came == sum(each["amount"] for each in charges)
    for subscription in world.all("subscription"):
        covered = sorted(
            (line["period"]["start"], line["period"]["end"])
            for each in world.all("invoice")
            if each["parent"]["subscription_details"]["subscription"] == subscription["id"]
            for line in each["lines"]["data"]
        )
        assert all(one[1] == other[0] for one, other in pairwise(covered))
    created = [each["created"] for each in world.all("event")]
    assert created == sorted(created, reverse=True)


@given(
    st.integers(NOON, NOON + 2000 * DAY),
    st.sampled_from(["day", "week", "month", "year"]),
    st.integers(1, 12),
    st.integers(0, 4000 * DAY),
)
def test_the_following_boundary_is_the_first_one_later(
    anchor: int, unit: str, count: int, after: int
) -> None:
    every = {"interval": unit, "interval_count": count}
    found = following(anchor, every, anchor + after)
    number = next(n for n in range(1, 5000) if boundary(anchor, every, n) > anchor + after)
    assert found == boundary(anchor, every, number)
