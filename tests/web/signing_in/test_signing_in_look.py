"""The pages of signing in, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.house import House
from tests.web.looking import LOOKS, fits_zoomed, showing, states_of

pytestmark = pytest.mark.browser

Visiting = Callable[..., Any]
FIREFOX = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0"}
ANN = "ann@example.com"


class States:
    """Leads a new browser into each state of signing in, and answers the page that it gets."""

    def __init__(self, house: House, visiting: Visiting, language: str) -> None:
        self._house = house
        self._visiting = visiting
        self._ann = visiting(house.app, headers=FIREFOX)
        self._tail = f"page=/politics/the-vote&language={language}"

    def ask(self) -> Any:
        return self._get("sign-in")

    def ask_wrong(self) -> Any:
        self.ask()
        return self._post("sign-in", email="ann at example")

    def code(self) -> Any:
        self.ask()
        self._post("sign-in", email=ANN)
        return self._get("sign-in/code")

    def code_wrong(self) -> Any:
        self.code()
        return self._post("sign-in/code", code="12 34")

    def code_refused(self) -> Any:
        self.code()
        self._house.mailed("refused")
        return self._get("sign-in/code")

    def new_password(self) -> Any:
        self._tail += "&purpose=password"
        self.code()
        return self._post("sign-in/code", code="123456", password="short")

    def link(self) -> Any:
        self.code()
        return self._ann.get(self._house.mail()[1])

    def used(self) -> Any:
        self.code()
        code, link = self._house.mail()
        self._post("sign-in/code", code=code)
        return self._visiting(self._house.app).get(link)

    def password(self) -> Any:
        return self._get("sign-in/password")

    def password_wrong(self) -> Any:
        self.password()
        return self._post("sign-in/password", email=ANN, password="something else")

    def signed_in(self) -> Any:
        self.code()
        self._post("sign-in/code", code=self._house.mail()[0])
        return self._get("sign-in")

    def devices(self) -> Any:
        for _ in range(11):
            self._house.clock.forward(3600)
            self._ann = self._visiting(self._house.app, headers=FIREFOX)
            self.signed_in()
        self._get("sign-in/devices")
        return self._post("sign-in/devices")

    def _get(self, path: str) -> Any:
        return self._ann.get(f"/presspass/{path}?{self._tail}")

    def _post(self, path: str, **fields: str) -> Any:
        return self._ann.post(f"/presspass/{path}?{self._tail}", **fields)


@pytest.fixture
def show(house: House, visiting: Visiting, asking: Any, paper: Any) -> Callable[..., Any]:
    def lead(state: str, language: str) -> Any:
        return getattr(States(house, visiting, language), state)()

    return showing(house.app, lead, asking, paper)


@pytest.mark.parametrize("state", states_of(States))
@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
def test_every_page_is_accessible_and_fits_a_screen_zoomed_to_400_percent(
    show: Any, accessible: Any, state: str, language: str, width: int, scheme: str
) -> None:
    with show(state, language, width=width, scheme=scheme) as page:
        accessible(page)
        fits_zoomed(page)


def test_the_summary_of_what_is_wrong_leads_to_the_field(show: Any) -> None:
    with show("ask_wrong", "en") as page:
        summary = page.get_by_role("alert")
        assert "right yet" in summary.inner_text()
        summary.get_by_role("link").click()
        assert page.evaluate("document.activeElement.id") == "email"
        described = page.get_by_label("E-mail address").get_attribute("aria-describedby")
        assert "one @" in page.locator(f"#{described}").inner_text()


def test_keys_alone_lead_through_a_form(show: Any) -> None:
    with show("password", "en") as page:
        page.get_by_label("E-mail address").focus()
        page.keyboard.type("ann@example.com")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == "password"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.type") == "submit"
