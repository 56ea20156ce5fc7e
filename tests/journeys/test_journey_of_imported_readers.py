"""A publisher brings ten thousand paying readers along, and one of them reads on at once."""

import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.post_office import PostOffice, post_office
from tests.servers.gate import Gate, free_port, gate_before, until
from tests.servers.site import PAID, Site

pytestmark = [pytest.mark.browser, pytest.mark.server]

READERS = 10_000
MAIL = """
[mail]
from = "The Harbour Courier <readers@courier.example>"
host = "127.0.0.1"
port = {port}
security = "none"
"""


def table(folder: Path) -> Path:
    """Ten thousand readers who pay, and one row with a mistake."""
    paying = "articles apps,2099-12-31,from paper"
    rows = [f"reader{number}@example.org,{paying}" for number in range(READERS)]
    rows[4_321] = "nobody at example.org,articles,2099-12-31,"
    file = folder / "readers.csv"
    file.write_text("e-mail,benefits,until,note\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return file


def presspass(gate: Gate, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "presspass", "-s", gate.folder / "presspass.toml", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def code_for(office: PostOffice, address: str) -> str:
    def look() -> str | None:
        for received in office.received:
            if received.to == [address]:
                found = re.search(r"\b\d{6}\b", received.part("plain"))
                return found and found[0]
        return None

    code = until(look, 15)
    assert code is not None
    return code


def test_one_of_ten_thousand_imported_readers_reads_on(
    tmp_path: Path, chromium: Browser, read_by: Callable[..., None]
) -> None:
    origin = Site(free_port())
    origin.start()
    origin.page("/articles/locked", origin.article(1, "locked"))
    with (
        closing(origin),
        post_office() as office,
        gate_before(origin, tmp_path, more=MAIL.format(port=office.port)) as gate,
    ):
        file = str(table(tmp_path))
        tried, told = presspass(gate, "readers", "import", file, "--dry-run", "--brief")
        assert (tried, "4323" in told) == (1, True), told
        assert presspass(gate, "readers", "import", file, "--brief")[0] == 1
        read_by(chromium, gate, office, "reader77@example.org", granted=True)
        read_by(chromium, gate, office, "somebody@example.org", granted=False)


@pytest.fixture
def read_by() -> Callable[..., None]:
    """Signs somebody in from the wall of a locked article, who then sees it or doesn't."""

    def read(
        chromium: Browser, gate: Gate, office: PostOffice, address: str, *, granted: bool
    ) -> None:
        context = chromium.new_context(base_url=f"http://127.0.0.1:{gate.port}")
        page = context.new_page()
        page.goto("/articles/locked")
        expect(page.get_by_text(PAID)).to_have_count(0)
        page.get_by_role("link", name="Already a subscriber? Sign in").click()
        page.get_by_label("E-mail address").fill(address)
        page.get_by_role("button", name="Send me the mail").click()
        page.get_by_label("The six digits of the code").fill(code_for(office, address))
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/articles/locked")
        expect(page.get_by_text(PAID)).to_have_count(1 if granted else 0)
        context.close()

    return read
