"""The mails of the demo, as its own page shows them."""

from playwright.sync_api import BrowserContext


def sent(context: BrowserContext) -> int:
    """How many mails there are."""
    page = context.new_page()
    page.goto("/presspass/demo/mails")
    count = page.locator(".letter").count()
    page.close()
    return count
