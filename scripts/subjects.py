"""What is photographed for the docs: each kind of page, and each situation of a reader."""

from dataclasses import dataclass, replace

from babel import Locale

from scripts.running import Articles

ALLOWANCE = 5
"""How many articles the demo gives a month."""

_LEAD = "/articles/mount-asker-erupts"


@dataclass(frozen=True, slots=True)
class Subject:
    """A page as a persona meets it, having read others `before`, put in a situation by it."""

    name: str
    title: str
    address: str
    persona: str = ""
    before: tuple[str, ...] = ()
    situation: str = ""
    printed: bool = False


def subjects(paper: Articles) -> dict[str, tuple[Subject, ...]]:
    """Every subject, under the headings of the docs."""
    situations = _situations(paper)
    spent = next(subject for subject in situations if subject.name == "meter-spent")
    return {
        "The paper": _pages(paper),
        "What readers are told": situations,
        "In other languages": tuple(
            subject
            for language, address in sorted(paper.languages.items())
            for spoken in [Locale.parse(language, sep="-").get_language_name("en")]
            for subject in (
                Subject(
                    f"notice-{language}", f"A notice in {spoken}", address, situation="meter_left"
                ),
                replace(
                    spent, name=f"wall-{language}", title=f"A wall in {spoken}", address=address
                ),
            )
        ),
        "On paper": (
            Subject("print-article", "An article", _LEAD, "subscribed", printed=True),
            Subject("print-locked", "One that is locked", paper.locked, printed=True),
            Subject("print-sponsored", "An advertisement", paper.sponsored, printed=True),
        ),
        "Presspass's own pages": (
            Subject("offers", "Offers", "/presspass/offers"),
            Subject("order", "An order", "/presspass/checkout?offer=first-month", "registered"),
            Subject(
                "subscription",
                "A reader's subscription",
                "/presspass/account/subscription",
                "subscribed",
            ),
            Subject("why", "Why a wall stands here", f"/presspass/why?page={paper.locked}"),
            Subject("demo", "The demo's console", "/presspass/demo"),
        ),
    }


def _pages(paper: Articles) -> tuple[Subject, ...]:
    return (
        Subject("front", "Front page", "/"),
        Subject("article", "Article", _LEAD, "subscribed"),
        Subject("sponsored", "Sponsored article", paper.sponsored),
        Subject("section", "Section", "/sections/world"),
        Subject("author", "Author", "/authors/jonah-pell"),
        Subject("search", "Search", "/search?q=ferry"),
        Subject("missing", "A page that is not there", "/nope"),
    )


def _situations(paper: Articles) -> tuple[Subject, ...]:
    first, read = paper.metered[0], tuple(paper.metered[:ALLOWANCE])
    last, closed, locked = read[-1], paper.metered[ALLOWANCE], paper.locked
    return (
        Subject("meter-left", "Articles left", first, situation="meter_left"),
        Subject("meter-last", "The last one", last, before=read[:-1], situation="meter_last"),
        Subject("meter-reread", "Read again", first, before=read, situation="meter_reread"),
        Subject("meter-spent", "None left", closed, before=read, situation="meter_spent"),
        Subject("registration", "Register to read", paper.letters, situation="registration"),
        Subject("locked", "For subscribers", locked, situation="locked"),
        Subject("trial-expired", "Trial over", locked, "lapsed_trial", situation="trial_expired"),
        Subject(
            "access-expired",
            "Subscription over",
            locked,
            "lapsed_subscriber",
            situation="access_expired",
        ),
        Subject("payment-failed", "Payment failed", first, "past_due", situation="payment_failed"),
    )
