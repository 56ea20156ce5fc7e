"""What happens because time has passed: renewals, ends of trials, phases, retries, expiries."""

from presspass.core.instants import Instant
from presspass.sandbox import changes, invoices, schedules, sessions, subscriptions
from presspass.sandbox.collecting import collect, subscription_of, try_again
from presspass.sandbox.invoices import DRAFT_SECONDS
from presspass.sandbox.objects import Object
from presspass.sandbox.world import World


def advance(world: World, until: Instant) -> bool:
    """Do all that has come due, in order, each at its own time. Answers whether there was any."""
    happened = False
    world.request = (None, None)
    for what, given in world.due(until):
        happened = True
        if what == "phase":
            schedules.phase_over(world, world.find("subscription_schedule", given))
        elif what == "period":
            _period_over(world, world.find("subscription", given))
        elif what == "finalize":
            _final(world, world.find("invoice", given))
        elif what == "retry":
            _retry(world, world.find("invoice", given))
        else:
            sessions.expire_due(world, world.find("checkout.session", given))
    return happened


def _period_over(world: World, subscription: Object) -> None:
    item = subscriptions.item_of(subscription)
    if subscription["status"] in subscriptions.ENDED or item["current_period_end"] != world.now:
        return
    if subscription["cancel_at_period_end"]:
        subscriptions.end(world, subscription, "cancellation_requested")
        return
    before = {"status": subscription["status"], "latest_invoice": subscription["latest_invoice"]}
    was = dict(item)
    if subscription["status"] == "trialing":
        behaviour = subscription["trial_settings"]["end_behavior"]["missing_payment_method"]
        if subscriptions.card_of(world, subscription) is None and behaviour == "cancel":
            subscriptions.end(world, subscription, "payment_failed")
            return
        subscription["status"] = "active"
    until = subscriptions.next_boundary(subscription, item["price"], world.now)
    item.update(current_period_start=world.now, current_period_end=until)
    world.at(until, "period", subscription["id"])
    lines = [*changes.pending(world, subscription), subscriptions.period_line(world, subscription)]
    world.notes("pending").pop(subscription["id"], None)
    invoice = invoices.draw(world, subscription, "subscription_cycle", lines)
    invoice["automatically_finalizes_at"] = world.now + DRAFT_SECONDS
    invoice["period_start"] = was["current_period_start"]
    world.at(world.now + DRAFT_SECONDS, "finalize", invoice["id"])
    subscriptions.changed(world, subscription, {**before, "items": {"data": [was]}})


def _final(world: World, invoice: Object) -> None:
    if invoice["status"] == "draft" and invoice["auto_advance"]:
        invoices.finalize(world, invoice)
        collect(world, invoice)


def _retry(world: World, invoice: Object) -> None:
    due = invoice["status"] == "open" and invoice["next_payment_attempt"] == world.now
    if due and subscription_of(world, invoice)["status"] not in subscriptions.ENDED:
        try_again(world, invoice)
