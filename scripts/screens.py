"""What pages are looked at on."""

from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext


@dataclass(frozen=True, slots=True)
class Screen:
    """A kind of screen, sizes in CSS pixels."""

    name: str
    width: int
    height: int
    dark: bool = False
    touch: bool = False

    def context(self, browser: Browser) -> BrowserContext:
        """A reader before this screen, who was never here."""
        return browser.new_context(
            viewport={"width": self.width, "height": self.height},
            color_scheme="dark" if self.dark else "light",
            has_touch=self.touch,
            is_mobile=self.touch,
            reduced_motion="reduce",
        )
