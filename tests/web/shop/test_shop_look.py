"""The pages of buying, in a real browser."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from presspass.core.money import Money
from presspass.core.plans import Interval, Price, Unit
from tests.web.looking import LOOKS, fits_zoomed, showing, states_of
from tests.web.shop.shop import HOME, Buyer, Shop, checkout_of

pytestmark = pytest.mark.browser

HERE = "/account/subscription"
FREE = Price(Money(0, "USD"), Interval(1, Unit.MONTH))


class States:
    """Leads a reader into each state of buying, and answers the page that they get."""

    def __init__(self, shop: Shop, visitor: Callable[[], Buyer], language: str) -> None:
        self._shop = shop
        self._ann = visitor().sign_in()
        self._tail = f"language={language}&page=/politics/the-vote"

    def offers(self) -> Any:
        trial = replace(self._shop.offers[0], key="trial", introductory=FREE, ends=True)
        rare = replace(self._shop.offers[0], key="rare", limit=1, code="Tide")
        offers = (*self._shop.offers, trial, rare)
        self._shop.edition = replace(self._shop.edition, offers=offers)
        return self._get("/offers", "code=reef")

    def offers_to_all(self) -> Any:
        self._ann.browser.jar.clear()
        return self.offers()

    def offers_to_subscribers(self) -> Any:
        self._ann.pay()
        return self.offers()

    def choice(self) -> Any:
        return self._get("/checkout", "offer=month")

    def choice_changed(self) -> Any:
        self.choice()
        return self._ann.post(f"/checkout?{self._tail}", terms="others")

    def choice_of_print(self) -> Any:
        return self._get("/checkout", "offer=summer")

    def choice_of_print_wrong(self) -> Any:
        self.choice_of_print()
        typed = {"recipient": "", "line2": "c/o " + "Möwe" * 30, "postal_code": "2045"}
        return self._ann.post(f"/checkout?{self._tail}", **{**HOME, **typed})

    def subscription_of_print(self) -> Any:
        self._ann.pay("offer=summer")
        return self._get(HERE, "")

    def not_sold(self) -> Any:
        return self._get("/checkout", "offer=none")

    def away(self) -> Any:
        self.choice()
        self._shop.payments.away = True
        return self._ann.post(f"/checkout?{self._tail}")

    def waiting(self) -> Any:
        return self._get("/checkout/return", f"session={checkout_of(self._ann.choose())}")

    def back(self) -> Any:
        return self._get("/checkout/back", "")

    def came_in(self) -> Any:
        self._ann.pay()
        return self._get("/checkout/return", f"session={next(iter(self._shop.payments.pages))}")

    def subscription(self) -> Any:
        self._ann.pay()
        return self._get(HERE, "")

    def no_subscription(self) -> Any:
        return self._get(HERE, "done=nothing")

    def past_due(self) -> Any:
        self._ann.pay()
        self._shop.payments.fail(self._shop.subscription().id)
        self._shop.arrivals.catch_up(self._shop.clock.now())
        self._shop.arrivals.handle(self._shop.clock.now())
        return self._get(HERE, "")

    def cancel(self) -> Any:
        self._ann.pay()
        return self._get(f"{HERE}/cancel", "")

    def cancelled(self) -> Any:
        self.cancel()
        self._ann.post(f"{HERE}/cancel")
        return self._get(HERE, "")

    def change(self) -> Any:
        self._ann.pay("plan=digital&price=999-usd-1-month")
        return self._get(f"{HERE}/change", "")

    def change_agree(self) -> Any:
        self.change()
        return self._get(f"{HERE}/change", "plan=complete&price=1999-usd-1-month")

    def withdraw(self) -> Any:
        self._ann.pay()
        return self._get(f"{HERE}/withdraw", "")

    def withdrawn(self) -> Any:
        self.withdraw()
        self._ann.post(f"{HERE}/withdraw")
        return self._get(HERE, "done=withdrawn")

    def receipt(self) -> Any:
        self._ann.pay()
        (billing,) = self._shop.payments.billings.values()
        return self._get(f"{HERE}/receipt", f"fact=paid&id={billing.payments[0].id}")

    def _get(self, path: str, query: str) -> Any:
        return self._ann.get(f"{path}?{query}&{self._tail}")


@pytest.fixture
def show(shop: Shop, visitor: Callable[[], Buyer], asking: Any, paper: Any) -> Callable[..., Any]:
    def lead(state: str, language: str) -> Any:
        return getattr(States(shop, visitor, language), state)()

    return showing(shop.app, lead, asking, paper)


@pytest.mark.parametrize("state", states_of(States))
@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
def test_every_page_is_accessible_and_fits_a_screen_zoomed_to_400_percent(
    show: Any, accessible: Any, state: str, language: str, width: int, scheme: str
) -> None:
    with show(state, language, width=width, scheme=scheme) as page:
        accessible(page)
        fits_zoomed(page)
