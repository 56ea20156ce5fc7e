"""A choice, a consent and a subscription in the words of one language."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from presspass.core.instants import DAY, Instant, moment
from presspass.core.money import Money
from presspass.core.plans import Benefit, Offer, Plan, days_of
from presspass.core.sale import Sale
from presspass.core.subscription import Ending, State, Subscription
from presspass.ports import Quote
from presspass.services.checkout.offering import Choice, Chosen
from presspass.services.messages import Day
from presspass.services.wording import Wording


@dataclass(frozen=True, slots=True)
class ChoiceLines:
    """One thing to buy as readers see it, all of it before any button.

    `price` is what it costs now, `then` what follows (`None`: the same), `notes` when it renews or
    ends, `cancel` how to cancel what would go on. `consent` stands beside the button, `terms`
    proves that it stood there, and `fields` name the choice in forms and links. `delivers` says
    that it needs an address to deliver to.
    """

    anchor: str
    plan: str
    price: str
    then: str | None
    notes: tuple[str, ...]
    cancel: str | None
    ends: str | None
    audience: tuple[str, ...]
    button: str
    consent: str
    terms: str
    fields: dict[str, str]
    delivers: bool


def of_choice(wording: Wording, chosen: Chosen, now: Instant) -> ChoiceLines:
    """A choice, bought at `now`."""
    offer, plan = chosen.offer, wording.plan(chosen.plan.key)
    told = next(iter(wording.offer_lines([] if offer is None else [offer], now)), None)
    price = wording.price(chosen.price) if told is None else told.now
    then = None if told is None else told.then
    terms = price if then is None else wording.say("sale-terms", now=price, then=then)
    kind = "ends" if offer is not None and offer.ends else "renews"
    consent = wording.say(f"sale-consent-{kind}", plan=plan, terms=terms)
    return ChoiceLines(
        f"price-{chosen.plan.key}-{chosen.price.key}" if told is None else told.anchor,
        plan,
        price,
        then,
        _notes(wording, chosen, now),
        None if kind == "ends" else wording.say("sale-cancel"),
        None if told is None else told.ends,
        () if told is None else told.audience,
        wording.say("sale-try" if offer is not None and offer.trial else "sale-buy"),
        consent,
        proof(consent),
        fields_of(chosen),
        delivers(chosen.plan),
    )


def of_change(wording: Wording, chosen: Chosen, quote: Quote) -> tuple[str, str]:
    """What a change costs at once, and what is agreed to with it."""
    due = quote.due.minor
    cost = wording.say(
        "change-credited" if due < 0 else "change-due" if due else "change-free",
        due=Money(abs(due), quote.due.currency),
    )
    consent = wording.say(
        "change-consent",
        plan=wording.plan(chosen.plan.key),
        price=wording.price(chosen.price),
        cost=cost,
    )
    return cost, consent


def proof(text: str) -> str:
    """What a form carries so that nobody agrees to other words than were shown."""
    return blake2b(text.encode(), digest_size=12).hexdigest()


def delivers(plan: Plan) -> bool:
    """Whether a plan brings something to a door."""
    return Benefit.PRINT in plan.benefits


def fields_of(chosen: Chosen) -> dict[str, str]:
    """What a choice is called in forms and links."""
    if chosen.offer is None:
        return {"plan": chosen.plan.key, "price": chosen.price.key}
    code = {} if chosen.offer.code is None else {"code": chosen.offer.code}
    return {"offer": chosen.offer.key, **code}


def choice_of(get: Callable[[str], str]) -> Choice:
    """The choice that fields name; `get` answers a field, or an empty text."""
    return Choice(
        get("offer") or None, get("plan") or None, get("price") or None, get("code") or None
    )


def dated(wording: Wording, at: Instant) -> Day:
    """The day of something past, with its year."""
    return Day(moment(at, wording.zone).date(), with_year=True)


def _notes(wording: Wording, chosen: Chosen, now: Instant) -> tuple[str, ...]:
    """When it renews or ends."""
    offer = chosen.offer
    every = chosen.price.every if offer is None else offer.introductory.every
    day = wording.day(now + days_of(every, now, wording.zone) * DAY, now)
    if offer is not None and offer.ends:
        asked = () if not offer.trial else (_card(wording, offer),)
        return (*asked, wording.say("sale-ends", day=day))
    if offer is None or not offer.trial:
        return (wording.say("sale-renews", day=day),)
    after = "sale-trial-then" if offer.card else "sale-trial-stops"
    said = wording.say(after, day=day, price=offer.then.amount)
    return (_card(wording, offer), said)


def _card(wording: Wording, offer: Offer) -> str:
    return wording.say("sale-card" if offer.card else "sale-no-card")


def plan_of(wording: Wording, sale: Sale) -> str:
    """The name of the plan that was sold; the one that it had then, where it is sold no more."""
    name = wording.plan(sale.plan)
    return sale.plan_name if name == sale.plan else name


def of_state(wording: Wording, held: Subscription, sale: Sale, now: Instant) -> str:
    """How a subscription stands, in a sentence."""
    if held.ended is not None:
        ending = (held.ending or Ending.CANCELLED).replace("_", "-")
        return wording.say(f"held-ended-{ending}", day=dated(wording, held.ended))
    if held.state is State.PAST_DUE and held.fix_by is not None:
        return wording.say("held-past-due", day=wording.day(held.fix_by, now))
    if held.state in (State.INCOMPLETE, State.PAST_DUE) or held.until is None:
        return wording.say("held-incomplete")
    day = wording.day(held.until, now)
    if held.state is State.CANCELLING:
        return wording.say("held-fixed" if sale.ends else "held-cancelling", day=day)
    if held.state is State.TRIALING:
        name = "held-trial" if held.card is not None else "held-trial-no-card"
        return wording.say(name, day=day)
    return wording.say("held-active")


def of_facts(
    wording: Wording, held: Subscription, sale: Sale, now: Instant
) -> tuple[tuple[str, str], ...]:
    """What a subscription is, costs now and costs next, and when it renews, each with its name."""
    say = wording.say
    facts = [(say("held-plan"), plan_of(wording, sale))]
    if not held.live:
        return (*facts,)
    renews = held.state is not State.CANCELLING and not sale.ends
    until = None if held.until is None else wording.day(held.until, now)
    first = held.state is State.TRIALING or (
        sale.introductory is not None and held.price == sale.introductory
    )
    if until is not None and (first or not renews):
        free = held.trial_ends is not None and held.trial_ends == held.until
        name = "held-free-until" if free else "held-price-until"
        facts.append((say("held-price"), say(name, price=held.price.amount, day=until)))
    else:
        facts.append((say("held-price"), wording.price(held.price)))
    following = sale.price if first else held.next_price
    if renews and (first or following != held.price):
        facts.append((say("held-next-price"), wording.price(following)))
    if until is not None and held.state is not State.PAST_DUE:
        name = "held-renews-on" if renews else "held-ends-on"
        facts.append((say(name), say("held-day", day=until)))
    card = held.card
    if card is not None:
        expires = f"{card.expires[1]:02}/{card.expires[0]}"
        said = say("held-card-is", brand=card.brand.title(), last=card.last4, expires=expires)
        facts.append((say("held-card"), said))
    return (*facts,)
