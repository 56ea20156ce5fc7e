"""Pages, and what is left of them when they are cut."""

from collections.abc import Callable

from presspass.page.contract import Cut, cut, examine

URL = "https://paper.example/news/one"
PAID = "The harbour master counted forty-one ships before the fog closed in on the breakwater."
MORE = "Nobody at the tavern wanted to say who had signed the second letter, though all knew."
FREE = "Everyone may read this first line of the story, and it says little."
Page = Callable[..., bytes]


def denied(body: bytes, *, paragraphs: int = 1) -> Cut:
    facts = examine(body, url=URL, content_type="text/html")
    return cut(body, facts, teaser_paragraphs=paragraphs)


def html(made: Cut) -> str:
    return made.with_wall("<section>WALL</section>").decode()


def metered(inner: str, head: str = "") -> bytes:
    tier = "<meta property=article:content_tier content=metered>"
    return f"<!doctype html><head>{tier}{head}</head><body>{inner}".encode()
