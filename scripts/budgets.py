"""Checks what pages cost their readers: `make budgets`.

Looks at each kind of page of the demo on a phone and on a desk, prints a table, and ends with 1
and what to do if a page exceeds a budget of `scripts/page_budget.py`.
"""

import sys
from collections.abc import Mapping

from playwright.sync_api import sync_playwright

from scripts.page_budget import BUDGETS, Breach, Finding, breaches, measure
from scripts.running import CHROMIUM, articles, demo
from scripts.screens import Screen

SCREENS = (
    Screen("phone, dark", 390, 780, dark=True, touch=True),
    Screen("desk", 1280, 860),
)
_MOST_DETAILS = 5


def pages(site: str) -> dict[str, str]:
    """Every kind of page by its name."""
    paper = articles(site)
    return {
        "front": "/",
        "section": "/sections/world",
        "topic": "/topics/ferries",
        "author": "/authors/jonah-pell",
        "search": "/search?q=ferry",
        "about": "/about",
        "not found": "/nope",
        "notice": "/articles/mount-asker-erupts",
        "locked": paper.locked,
        "register": paper.letters,
        "sponsored": paper.sponsored,
        **{f"in {language}": address for language, address in paper.languages.items()},
        "offers": "/presspass/offers",
        "why": f"/presspass/why?page={paper.locked}",
    }


def main() -> int:
    """Measure everything; 1 if a budget is exceeded."""
    exceeded: dict[str, list[Breach]] = {}
    print(_line("page", "screen", [budget.name for budget in BUDGETS]))
    print(_line("", "at most", [_shown(budget.limit) for budget in BUDGETS]))
    with demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, address in pages(site).items():
            for screen in SCREENS:
                found = measure(browser, site + address, screen)
                print(_row(name, screen, found), flush=True)
                if over := breaches(found):
                    exceeded[f"{name} ({address}), {screen.name}"] = over
        browser.close()
    for page, over in exceeded.items():
        print(f"\n{page}")
        for breach in over:
            print(said(breach))
    return 1 if exceeded else 0


def said(breach: Breach) -> str:
    """What is exceeded, what to do, and what did it."""
    budget, finding = breach
    head = f"  {budget.name} {_shown(finding.value)}, at most {_shown(budget.limit)}:"
    lines = [f"{head} {budget.advice}", *(f"    {it}" for it in finding.details[:_MOST_DETAILS])]
    return "\n".join(lines)


def _row(name: str, screen: Screen, found: Mapping[str, Finding]) -> str:
    values = []
    for budget in BUDGETS:
        value = found[budget.name].value
        values.append(_shown(value) + ("!" if value > budget.limit else ""))
    return _line(name, screen.name, values)


def _line(page: str, screen: str, values: list[str]) -> str:
    columns = (
        value.rjust(max(len(budget.name), 6)) for value, budget in zip(values, BUDGETS, strict=True)
    )
    return "  ".join([page.ljust(10), screen.ljust(12), *columns])


def _shown(value: float) -> str:
    return f"{value:.0f}" if value == int(value) or value >= 100 else f"{value:.2g}"  # noqa: PLR2004  # three digits say enough


if __name__ == "__main__":
    sys.exit(main())
