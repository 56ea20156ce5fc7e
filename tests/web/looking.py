"""What the pages of every state are looked at for, in a real browser."""

from collections.abc import Callable
from typing import Any

LOOKS = [("en", 390, "light"), ("pl", 1280, "dark"), ("ar", 390, "dark")]
"""Language, width and colour scheme: narrow and wide, light and dark, both directions."""

ZOOMED = {"width": 320, "height": 256}
"""A screen of 1280 by 1024 at 400 percent, as WCAG 1.4.10 measures it."""


def states_of(leader: type) -> list[str]:
    """The names of the states that a class leads into: its public methods."""
    return [name for name in vars(leader) if not name.startswith("_")]


def showing(
    app: Any, lead: Callable[[str, str], Any], asking: Any, paper: Any
) -> Callable[..., Any]:
    """Shows the page that `lead` answers for a state and a language.

    It is led into beside the browser, whose loop runs in this thread.
    """

    def shown(state: str, language: str, **more: Any) -> Any:
        def serve(target: str) -> tuple[int, dict[str, str], str]:
            answer = lead(state, language) if target == "/shown" else asking(app, target)
            unwanted = {"content-length", "set-cookie"}
            headers = {name: value for name, value in answer.headers if name not in unwanted}
            return 200, headers, answer.text

        return paper(serve).page("/shown", **more)

    return shown


def fits_zoomed(page: Any) -> None:
    """Fail where a page zoomed to 400 percent is wider than the screen."""
    page.set_viewport_size(ZOOMED)
    assert page.evaluate("document.documentElement.scrollWidth") == ZOOMED["width"]
