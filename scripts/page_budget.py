"""What one page may cost its reader, and how that is measured in Chromium.

The figures: under 100 kB without pictures is the project's own promise; layout shift, largest
paint and throttling are what Lighthouse calls good on a phone (web.dev/articles/vitals); taps and
contrast are axe's rules for WCAG 2.2 AA.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request

from scripts.screens import Screen

_SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8,
    "uploadThroughput": 750 * 1024 / 8,
}
_OBSERVE = """
window.budget = { shift: 0, largest: 0 };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) { window.budget.shift += entry.value; }
}).observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) { window.budget.largest = entry.startTime; }
}).observe({ type: "largest-contentful-paint", buffered: true });
"""
_PAINTED = """async () => {
  const first = () => performance.getEntriesByName("first-contentful-paint")[0];
  while (!first() || !window.budget.largest) {
    await new Promise((done) => setTimeout(done, 20));  // told a little after it is done
  }
  return {
    first: first().startTime,
    largest: window.budget.largest,
    blocking: performance.getEntriesByType("resource")
      .filter((entry) => entry.renderBlockingStatus === "blocking").map((entry) => entry.name),
  };
}"""
_TO_THE_END = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
    scrollTo(0, top);
    await frame();
  }
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  await frame();
  scrollTo(0, 0);
  return window.budget.shift;
}"""
_PICTURES = """() => [...document.images]
  .filter((image) => !image.hasAttribute("alt") || !image.hasAttribute("width")
    || !image.hasAttribute("height") || !image.naturalWidth)
  .map((image) => image.currentSrc || image.outerHTML)"""


@dataclass(frozen=True, slots=True)
class Budget:
    """A limit: above it, the advice is due."""

    name: str
    limit: float
    advice: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A measured value, and what made it so."""

    value: float
    details: Sequence[str] = ()


BUDGETS = (
    Budget("kB", 100, "take weight out of the markup, style sheets or scripts named"),
    Budget("requests", 6, "join or drop some of what is fetched beside pictures"),
    Budget("blocking", 2, "load scripts with defer, and join style sheets"),
    Budget("fonts", 0, "use typefaces that readers have"),
    Budget("script kB", 10, "do it with HTML and CSS"),
    Budget("shift", 0.01, "give what comes late its room from the start"),
    Budget("paint ms", 2500, "let less stand before the headline and the main picture"),
    Budget("paint ratio", 2, "fetch the main picture first: fetchpriority, no lazy loading"),
    Budget("errors", 0, "mend what the console says"),
    Budget("taps", 0, "give links and buttons 24 by 24 pixels, or room around them"),
    Budget("contrast", 0, "darken the text or lighten its ground, in both colour schemes"),
    Budget("axe", 0, "mend what axe says"),
    Budget("pictures", 0, "give each picture width, height and alt, and a file that is there"),
)


class Breach(NamedTuple):
    """A budget that a page exceeds."""

    budget: Budget
    finding: Finding


def breaches(found: Mapping[str, Finding]) -> list[Breach]:
    """The budgets that a page's findings exceed."""
    return [
        Breach(budget, found[budget.name])
        for budget in BUDGETS
        if found[budget.name].value > budget.limit
    ]


def measure(browser: Browser, url: str, screen: Screen) -> dict[str, Finding]:
    """A page's findings by the names of their budgets, for a reader who was never here."""
    context = screen.context(browser)
    try:
        return _measured(context, url)
    finally:
        context.close()


@dataclass
class _Log:
    """What a page fetches and complains about while it is open."""

    url: str
    requests: list[Request] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("requestfinished", self._fetched)
        page.on("pageerror", lambda fault: self.errors.append(str(fault)))
        page.on("console", self._said)

    def _fetched(self, request: Request) -> None:
        self.requests.append(request)

    def _said(self, message: Any) -> None:
        own = message.location["url"] == self.url and "Failed to load" in message.text
        if message.type == "error" and not own:  # a page that says 404 is meant to
            self.errors.append(message.text)


def _measured(context: BrowserContext, url: str) -> dict[str, Finding]:
    page = context.new_page()
    log = _Log(url)
    log.listen(page)
    page.add_init_script(_OBSERVE)
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", _SLOW_4G)
    page.goto(url, wait_until="networkidle")
    painted = page.evaluate(_PAINTED)
    fetched = [request for request in log.requests if request.resource_type != "image"]
    shift = page.evaluate(_TO_THE_END)
    pictures = page.evaluate(_PICTURES)
    return {
        **_weighed(fetched),
        **_accessible(page),
        "blocking": _counted(painted["blocking"]),
        "shift": Finding(shift),
        "paint ms": Finding(painted["largest"]),
        "paint ratio": Finding(painted["largest"] / painted["first"]),
        "errors": _counted(log.errors),
        "pictures": _counted(pictures),
    }


def _weighed(fetched: Sequence[Request]) -> dict[str, Finding]:
    sizes = {request: _kilobytes(request) for request in fetched}
    scripts = [request for request in fetched if request.resource_type == "script"]
    heaviest = sorted(fetched, key=lambda request: -sizes[request])
    return {
        "kB": Finding(sum(sizes.values()), [f"{it.url}: {sizes[it]:.0f} kB" for it in heaviest]),
        "requests": _counted([request.url for request in fetched]),
        "fonts": _counted([it.url for it in fetched if it.resource_type == "font"]),
        "script kB": Finding(sum(sizes[it] for it in scripts), [it.url for it in scripts]),
    }


def _kilobytes(request: Request) -> float:
    sizes = request.sizes()
    return (sizes["responseBodySize"] + sizes["responseHeadersSize"]) / 1000


def _accessible(page: Page) -> dict[str, Finding]:
    asked = {"rules": {"target-size": {"enabled": True}}}
    found: dict[str, list[str]] = {"target-size": [], "color-contrast": [], "": []}
    for violation in Axe().run(page, options=asked).response["violations"]:
        kind = violation["id"] if violation["id"] in found else ""
        found[kind] += [f"{violation['id']}: {node['html'][:120]}" for node in violation["nodes"]]
    return {
        "taps": _counted(found["target-size"]),
        "contrast": _counted(found["color-contrast"]),
        "axe": _counted(found[""]),
    }


def _counted(found: Sequence[str]) -> Finding:
    return Finding(len(found), found)
