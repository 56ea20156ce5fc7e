"""Photographs the demo's pages for the docs: `make screenshots`.

Starts `presspass demo`, reads as each kind of reader would, and leaves the pictures in
`docs/pictures`, with `docs/pictures.md` to look through them.
"""

import sys
from shutil import which
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from scripts.camera import Camera
from scripts.running import CHROMIUM, ROOT, articles, demo
from scripts.screens import Screen
from scripts.subjects import Subject, subjects

OUT = ROOT / "docs" / "pictures"
SHEET = ROOT / "docs" / "pictures.md"
SCREENS = tuple(
    Screen(f"{name}{'-dark' if dark else ''}", width, height, dark, touch)
    for name, width, height, touch in (
        ("phone", 390, 780, True),
        ("tablet", 820, 1060, True),
        ("desk", 1280, 860, False),
    )
    for dark in (False, True)
)


def main() -> None:
    """Take all pictures anew."""
    if which("pdftoppm") is None:
        sys.exit("Sheets from the printer need pdftoppm: sudo apt-get install poppler-utils")
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.iterdir():
        old.unlink()
    with demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        camera = Camera(browser, OUT)
        album = subjects(articles(site))
        for subject in (subject for part in album.values() for subject in part):
            cookies = become(browser, site, subject.persona)
            for screen in SCREENS[-2:-1] if subject.printed else SCREENS:
                photograph(browser, site, camera, subject, screen, cookies)
            print(subject.name, flush=True)
        pair = [OUT / f"{name}-desk.webp" for name in ("meter-left", "meter-spent")]
        camera.spread(pair, "demo", 800)
        browser.close()
    SHEET.write_text(sheet(album), encoding="utf-8")


def become(browser: Browser, site: str, persona: str) -> Any:
    """The cookies of a persona, if one is asked for. Once for all screens: some let time pass."""
    if not persona:
        return []
    context = browser.new_context()
    button = f"{site}/presspass/demo/persona/{persona}"
    context.request.post(button, headers={"sec-fetch-site": "same-origin"})
    cookies = context.cookies()
    context.close()
    return cookies


def photograph(
    browser: Browser, site: str, camera: Camera, subject: Subject, screen: Screen, cookies: Any
) -> None:
    """Meet a subject as its reader would, and keep a picture."""
    context = screen.context(browser)
    context.add_cookies(cookies)
    page = context.new_page()
    for address in (*subject.before, subject.address):
        page.goto(site + address)
    if subject.situation:
        middle = "element => element.scrollIntoView({block: 'center'})"
        page.locator(f"[data-presspass={subject.situation}]").evaluate(middle)
    page.wait_for_load_state("networkidle")
    if subject.printed:
        camera.print(page, subject.name)
    else:
        camera.take(page, subject.name, screen)
    context.close()


def sheet(album: dict[str, tuple[Subject, ...]]) -> str:
    """The page of the docs that shows all pictures."""
    lines = ["# How it looks", "", "Made by `make screenshots` from `presspass demo`."]
    for part, shown in album.items():
        lines += ["", f"## {part}"]
        for subject in shown:
            lines += ["", f"### {subject.title}", "", *_shown(subject)]
    return "\n".join(lines) + "\n"


def _shown(subject: Subject) -> list[str]:
    if subject.printed:
        return [f"![{subject.title}, printed](pictures/{subject.name}.webp)"]
    names = [screen.name for screen in SCREENS]
    pictures = (
        f"![{subject.title}, {name.replace('-', ', ')}](pictures/{subject.name}-{name}.webp)"
        for name in names
    )
    return [
        f"| {' | '.join(name.replace('-', ', ') for name in names)} |",
        f"|{'---|' * len(names)}",
        f"| {' | '.join(pictures)} |",
    ]


if __name__ == "__main__":
    main()
