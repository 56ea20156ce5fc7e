"""What a reader does on the way to a subscription, in one browser and without JavaScript."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

if TYPE_CHECKING:
    from tests.journeys.conftest import Demo

SUBSCRIPTION = "/presspass/account/subscription"
OPERATOR = "/presspass/demo/stripe/operator"
_CODE = re.compile(r"\b\d{6}\b")


class Buyer:
    """A reader with an address of their own; `look` has axe look at each page they come to."""

    def __init__(
        self, demo: "Demo", context: BrowserContext, address: str, look: Callable[[Page], None]
    ) -> None:
        self.demo = demo
        self.context = context
        self.address = address
        self.page = context.new_page()
        self._look = look

    def goes(self, path: str) -> Page:
        """Go to a page of the site."""
        self.page.goto(path)
        return self.page

    def seen(self) -> Page:
        """The page at hand, looked at for who can't see it."""
        self._look(self.page)
        return self.page

    def signs_in(self) -> None:
        """Ask for the mail on the page at hand, and type its code."""
        before = len(self.mails())
        self.seen().get_by_label("E-mail address").fill(self.address)
        self.page.get_by_role("button", name="Send me the mail").click()
        self.page.get_by_label("The six digits of the code").fill(self._code(before))
        self.page.get_by_role("button", name="Sign in").click()

    def chooses(self, offer: str) -> None:
        """Choose an offer on the page of offers, be it a link to its order or the order itself."""
        choice = self.page.locator(f"#offer-{offer}")
        choice.get_by_text(re.compile("^(Choose this|Order and pay|Begin the trial)$")).click()

    def pays(self, card: str = "visa") -> Page:
        """Pay on the sandbox's page."""
        expect(self.page.locator("body")).to_contain_text("No real money, no real cards.")
        self.page.locator(f"input[name=card][value={card}]").check()
        self.page.get_by_role("button", name=re.compile("^(Pay|Begin|Start|Use|Keep)")).click()
        return self.page

    def subscribes(self, offer: str = "first-month", card: str = "visa", code: str = "") -> Page:
        """From the page of offers to the page that says that all is open."""
        self.goes(f"/presspass/offers?page=/&code={code}")
        self.chooses(offer)
        if "/sign-in" in self.page.url:
            self.signs_in()
            self.page.get_by_role(
                "button", name=re.compile("^(Order and pay|Begin the trial)$")
            ).click()
        self.pays(card)
        self.is_in()
        return self.page

    def is_in(self) -> None:
        """The page says that all is open."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text("You\u2019re in")

    def reads(self, path: str) -> None:
        """An article is there to its last sentence, and nothing stands before it."""
        self.goes(path)
        assert self.page.locator(".presspass-wall").count() == 0
        text = " ".join(self.page.inner_text("body").split())
        assert self.demo.ending(path)[-1][:40] in text

    def waits(self, *moves: str) -> None:
        """Let time go by, with buttons of the demo's console."""
        for move in moves:
            orders(self.page, move)

    def payments(self) -> list[str]:
        """What the reader's own page says was paid and given back, the newest first."""
        rows = self.goes(SUBSCRIPTION).locator(".ledger li, .payments li")
        return [plain(row) for row in rows.all()]

    def mails(self) -> list[str]:
        """The mails that came for this reader, the newest first, with their subjects."""
        page = self.context.new_page()
        page.goto("/presspass/demo/mails")
        letters = page.locator(".letter").filter(has_text=f"To {self.address},").all()
        found = [plain(letter) for letter in letters]
        page.close()
        return found

    def gets(self, subject: str) -> str:
        """A mail with this subject, which may take a moment to come."""
        for _ in range(50):
            for mail in self.mails():
                if mail.startswith(subject):
                    return mail
            self.page.wait_for_timeout(200)
        raise AssertionError(f"no mail '{subject}' among {[mail[:60] for mail in self.mails()]}")

    def at_the_bank(self) -> Locator:
        """This reader's row on the sandbox's operator page."""
        self.goes(OPERATOR)
        return self.page.locator("ul.rows li").filter(has_text=self.address)

    def _code(self, before: int) -> str:
        for _ in range(50):
            mails = self.mails()
            if len(mails) > before and (found := _CODE.search(mails[0])):
                return found[0]
            self.page.wait_for_timeout(100)
        raise AssertionError("the mail did not come")


Reader: TypeAlias = Callable[[str], Buyer]
"""Makes a reader of an address."""


def orders(page: Page, button: str | re.Pattern[str]) -> None:
    """Press a button of the demo's console, and wait until it is done.

    Who goes elsewhere before the browser has sent the order takes it back.
    """
    if urlsplit(page.url).path != "/presspass/demo":
        page.goto("/presspass/demo")
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def plain(what: Locator) -> str:
    """A text without the marks around what was put into it, its spaces plain."""
    return " ".join(re.sub("[\u2066-\u2069]", "", what.inner_text()).split())
