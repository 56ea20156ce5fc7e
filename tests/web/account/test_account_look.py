"""The reader's own pages, in a real browser."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.instants import DAY
from presspass.core.plans import Benefit
from presspass.ports import Answered
from tests.web.house import House
from tests.web.looking import LOOKS, fits_zoomed, showing, states_of

pytestmark = pytest.mark.browser

Visiting = Callable[..., Any]
FIREFOX = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0"}
PHONE = {"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0"}
ANN = "ann@example.com"


class States:
    """Leads a signed-in reader into each state of the pages, and answers the page that it gets."""

    def __init__(
        self,
        house: House,
        visiting: Visiting,
        language: str,
        sealed: Callable[..., str],
        spent: Any,
    ) -> None:
        self._house = house
        self._visiting = visiting
        self._tail = f"language={language}"
        self._phone = self._signed_in(PHONE)
        house.clock.forward(DAY)
        self._ann = self._signed_in(FIREFOX)
        session = house.session(self._ann)
        assert session is not None
        self._reader = session.reader
        one = spent._replace(newly_charged=True)
        house.journal.write([Answered(one.at, sealed(one), [self._reader])])

    def account(self) -> Any:
        return self._get("?done=password&")

    def account_of_a_subscriber(self) -> Any:
        now = self._house.clock.now()
        with self._house.commerce.transaction() as books:
            for benefit in (Benefit.ARTICLES, Benefit.PRINT):
                held = EntitlementId(benefit), self._reader, benefit, 0, now + DAY, Basis.IMPORT
                books.entitlements.put(Entitlement(*held))
        return self._get("?")

    def delivery(self) -> Any:
        self.account_of_a_subscriber()
        return self._get("/delivery?")

    def delivery_wrong(self) -> Any:
        self.account_of_a_subscriber()
        return self._post("/delivery", country="US", line1="1 Pier Road", postal_code="2110")

    def account_while_the_meter_is_away(self) -> Any:
        self._house.meter_away = True
        return self._get("?")

    def email_wrong(self) -> Any:
        return self._post("/email", email="ann at home")

    def email_code_wrong(self) -> Any:
        where = self._post("/email", email="ann@home.example").header("location")
        self._ann.get(where)
        return self._ann.post(where, code="12")

    def email_confirm(self) -> Any:
        self._post("/email", email="ann@home.example")
        with self._house.commerce.transaction() as books:
            claimed = books.outbox.claim(self._house.clock.now(), 10)
        proof = next(each.mail for each in claimed if each.mail.to == "ann@home.example")
        found = re.search(r"/presspass/\S+", proof.text)
        assert found
        return self._visiting(self._house.app).get(found[0])

    def password_new(self) -> Any:
        return self._post("/password", password="short")

    def password_change(self) -> Any:
        self._post("/password", password="seven herons at low tide")
        return self._post("/password", password="eight herons at high tide", current="x")

    def newsletter(self) -> Any:
        return self._get("/newsletter?")

    def newsletter_agreed(self) -> Any:
        self._post("/newsletter")
        return self._get("/newsletter?")

    def language(self) -> Any:
        return self._get("/language?")

    def delete_unsure(self) -> Any:
        return self._post("/delete")

    def deleted(self) -> Any:
        return self._post("/delete", sure="yes")

    def again(self) -> Any:
        self._house.clock.forward(DAY)
        return self._get("/delete?")

    def _signed_in(self, headers: dict[str, str]) -> Any:
        visitor = self._visiting(self._house.app, headers=headers)
        visitor.get("/presspass/sign-in")
        visitor.post("/presspass/sign-in", email=ANN)
        visitor.get("/presspass/sign-in/code")
        visitor.post("/presspass/sign-in/code", code=self._house.mail()[0])
        return visitor

    def _get(self, path: str) -> Any:
        return self._ann.get(f"/presspass/account{path}{self._tail}")

    def _post(self, path: str, **fields: str) -> Any:
        self._get(f"{path}?")
        return self._ann.post(f"/presspass/account{path}?{self._tail}", **fields)


@pytest.fixture
def show(
    house: House, visiting: Visiting, asking: Any, paper: Any, sealed: Any, spent: Any
) -> Callable[..., Any]:
    def lead(state: str, language: str) -> Any:
        return getattr(States(house, visiting, language, sealed, spent), state)()

    return showing(house.app, lead, asking, paper)


STATES = states_of(States)
SEEN = [(state, *LOOKS[place % 3]) for place, state in enumerate(STATES)]
SEEN += [("account", *LOOKS[1]), ("account", *LOOKS[2])]
"""Each page in one look, and the largest in all of them."""


@pytest.mark.parametrize(("state", "language", "width", "scheme"), SEEN)
def test_every_page_is_accessible_and_fits_a_screen_zoomed_to_400_percent(
    show: Any, accessible: Any, state: str, language: str, width: int, scheme: str
) -> None:
    with show(state, language, width=width, scheme=scheme) as page:
        accessible(page)
        fits_zoomed(page)


def test_keys_alone_lead_to_every_button_of_the_sessions(show: Any) -> None:
    with show("account", "en") as page:
        page.get_by_role("link", name="Choose another").focus()
        seen = []
        for _ in range(3):
            page.keyboard.press("Tab")
            seen.append(page.evaluate("document.activeElement.innerText"))
        assert seen == ["Sign out", "Sign out", "Sign out everywhere else"]
        named = page.get_by_role("button", name="Sign out of Safari, iPhone")
        assert named.count() == 1
