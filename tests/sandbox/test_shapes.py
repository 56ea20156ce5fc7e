"""The sandbox's answers beside Stripe's own examples of its objects.

The examples are Stripe's and stay outside the project: `PRESSPASS_STRIPE` names their folder.
"""

import re
from pathlib import Path

import pytest

from presspass.core.instants import DAY
from presspass.sandbox import disputes, sessions
from presspass.sandbox.objects import Object
from tests.sandbox.running import Running
from tests.sandbox.shapes import CLASSES, differences, examples

DOCUMENT = Path(__file__).parents[2] / "docs" / "sandbox.md"


@pytest.fixture
def answered(run: Running) -> dict[str, list[Object]]:
    """All objects of a sandbox in which all that it can do has happened."""
    intro, plan, yearly = run.price(99), run.price(999), run.price(9900, "year")
    trial = {"trial_period_days": 14}
    first = run.subscribed(intro)
    schedule = run.asked.subscription_schedules.create({"from_subscription": first})
    start, end = schedule.phases[0].start_date, schedule.phases[0].end_date
    run.asked.subscription_schedules.update(
        schedule.id,
        {
            "phases": [
                {"start_date": start, "end_date": end, "items": [{"price": intro}]},
                {"items": [{"price": plan}]},
            ]
        },
    )
    run.subscribed(plan, subscription_data=trial)
    failing = run.subscribed(plan, "later")
    changing = run.subscribed(plan)
    run.pass_time(10 * DAY)
    item = run.asked.subscriptions.retrieve(changing)["items"].data[0].id
    run.asked.subscriptions.update(changing, {"items": [{"id": item, "price": yearly}]})
    run.pass_time(25 * DAY)
    run.asked.subscriptions.cancel(failing)
    run.asked.subscriptions.update(changing, {"cancel_at_period_end": True})
    run.subscribed(plan, "disputed")
    charges = run.asked.charges.list({"limit": 100}).data
    paid = [each for each in charges if each.paid and not each.disputed]
    run.asked.refunds.create({"charge": paid[0].id})
    with run.sandbox.account.world() as world:
        disputes.close(world, disputes.begin(world, world.find("charge", paid[1].id)), won=True)
    customer = run.asked.subscriptions.retrieve(first).customer
    card = run.asked.checkout.sessions.create(
        {"mode": "setup", "currency": "usd", "customer": customer, "success_url": "http://x/"}
    )
    run.session(plan, custom_text={"submit": {"message": "Then more."}})
    run.pay(card, "mastercard")
    with run.sandbox.account.world() as world:
        found = {kind: world.all(kind) for kind in CLASSES}
        found["item"] = [
            each
            for session in found["checkout.session"]
            for each in sessions.line_items(world, session)
        ]
    items = [each["items"]["data"][0] for each in found["subscription"]]
    found["subscription_item"] = items
    found["plan"] = [each["plan"] for each in items]
    found["line_item"] = [line for each in found["invoice"] for line in each["lines"]["data"]]
    return found


@pytest.mark.skipif(not examples(), reason="PRESSPASS_STRIPE names no folder of Stripe's examples")
def test_answers_differ_from_stripes_examples_where_the_document_says_so_alone(
    answered: dict[str, list[Object]],
) -> None:
    theirs = examples()
    assert all(answered[kind] for kind in CLASSES)
    found = {
        each
        for kind, objects in answered.items()
        for ours in objects
        for each in differences(ours, theirs[kind])
    }
    said = re.findall(r"^\| `([\w.]+)` \| (\w[\w ]*) \|", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert found == {f"{name}: {how}" for name, how in said}
