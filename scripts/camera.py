"""A camera for pages: pictures of what is on the screen, and of what comes out of the printer."""

import base64
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page

from scripts.screens import Screen

_QUALITY = 55  # per cent; drawings and text of this size show no trace of it
_PRINTED_DPI = 72
_SPREAD = (
    "body{margin:0;display:flex;gap:14px;padding:14px;background:#8d9096;width:max-content}"
    "img{display:block;box-shadow:0 2px 12px #0006}"
)


class Camera:
    """Keeps its pictures in one folder, as WebP."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser = browser
        self._folder = folder

    def take(self, page: Page, name: str, screen: Screen) -> None:
        """What is on the screen."""
        self._keep(page, f"{name}-{screen.name}")

    def print(self, page: Page, name: str) -> None:
        """The first sheets of A4 that a page prints on, side by side.

        Needs `pdftoppm`, of the Debian package poppler-utils.
        """
        with tempfile.TemporaryDirectory() as folder:
            page.pdf(path=f"{folder}/page.pdf", format="A4")
            pdf, sheets = f"{folder}/page.pdf", f"{folder}/sheet"
            command = ["pdftoppm", "-r", str(_PRINTED_DPI), "-l", "3", "-png", pdf, sheets]
            subprocess.run(command, check=True)
            self.spread(sorted(Path(folder).glob("*.png")), name)

    def spread(self, pictures: Sequence[Path], name: str, width: int | None = None) -> None:
        """Several pictures side by side, each of a width."""
        sized = f' width="{width}"' if width else ""
        shown = "".join(f'<img src="{_inline(path)}"{sized}>' for path in pictures)
        page = self._browser.new_page(viewport={"width": 400, "height": 400})
        page.set_content(f"<style>{_SPREAD}</style>{shown}")
        box = page.evaluate("[document.body.offsetWidth, document.body.offsetHeight]")
        page.set_viewport_size({"width": box[0], "height": box[1]})
        self._keep(page, name)
        page.close()

    def _keep(self, page: Page, name: str) -> None:
        session = page.context.new_cdp_session(page)
        asked = {"format": "webp", "quality": _QUALITY}
        picture = session.send("Page.captureScreenshot", asked)["data"]
        (self._folder / f"{name}.webp").write_bytes(base64.b64decode(picture))


def _inline(path: Path) -> str:
    data = base64.b64encode(path.read_bytes()).decode()
    return f"data:image/{path.suffix[1:]};base64,{data}"
