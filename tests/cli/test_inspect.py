import gzip
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner, Result

from presspass.cli.main import main

PAID = "nobody could say afterwards who had first seen the empty boats drifting past the mole"
PAGE = f"""<!doctype html><html lang="en"><head><title>Boats</title>
<link rel="canonical" href="https://news.example/boats">
<meta property="article:content_tier" content="metered">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Boats",
"articleBody":"{PAID}",
"isAccessibleForFree":"False","hasPart":{{"isAccessibleForFree":false,"cssSelector":".paid"}}}}</script>
</head><body><h1>Boats</h1><p>Teaser.</p><div class="paid"><p>{PAID}.</p></div></body></html>"""


JPEG = bytes.fromhex("ffd8ffe000104a46494600010101004800480000ffdb0043") + bytes(range(256))
FREE = "<p>" + "</p><p>".join([PAID, *(f"{PAID} {n}" for n in range(4)), PAID]) + "</p>"


def inspect(*words: str) -> Result:
    return CliRunner().invoke(main, ["inspect", *words])


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def report(*words: str) -> Any:
    result = inspect(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_report_says_what_the_gate_sees(page: Path) -> None:
    found = report(str(page), "--url", "https://news.example/boats?utm_source=x")
    assert found["article"] == {"id": "https://news.example/boats", "title": "Boats"}
    assert found["tier"] == "metered"
    assert found["contradictions"] == []
    assert found["paid_part"]["selectors"] == [".paid"]
    assert found["paid_part"]["matched"] == 1
    assert found["paid_part"]["characters"] > 50
    assert [leak["characters"] > 0 for leak in found["leaks"]] == [True]
    assert "ld+json" in found["leaks"][0]["where"]
    assert found["fallback"] is None


def test_a_gzipped_file_is_read_as_it_is(page: Path, tmp_path: Path) -> None:
    zipped = tmp_path / "page.html.gz"
    zipped.write_bytes(gzip.compress(page.read_bytes()))
    assert report(str(zipped))["tier"] == "metered"


def test_the_denied_page_holds_nothing_of_the_paid_part(page: Path) -> None:
    result = inspect(str(page), "--denied")
    assert result.exit_code == 0
    assert "Teaser." in result.stdout
    assert "empty boats drifting" not in result.stdout


def test_a_free_page_needs_no_fallback(tmp_path: Path) -> None:
    path = tmp_path / "free.html"
    path.write_text("<p>Hello</p>", encoding="utf-8")
    found = report(str(path))
    assert found["tier"] == "free"
    assert found["fallback"] is None


def test_a_person_is_told_in_lines(page: Path) -> None:
    result = inspect(str(page))
    assert result.exit_code == 0
    for words in ("tier:          metered", "paid part:", ".paid", "also found:", "none is needed"):
        assert words in result.stdout


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("missing.html",), "can't be read", 1),
        (("http://127.0.0.1:1/x",), "does not answer", 3),
        (("x.html", "--json", "--denied"), "either --json or --denied", 2),
    ],
)
def test_a_fault_is_told_without_a_traceback(words: tuple[str, ...], said: str, code: int) -> None:
    result = inspect(*words)
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_broken_gzip_is_told(tmp_path: Path) -> None:
    path = tmp_path / "broken.gz"
    path.write_bytes(b"\x1f\x8bnonsense")
    result = inspect(str(path))
    assert result.exit_code == 1
    assert "broken" in result.stderr


class Paper(BaseHTTPRequestHandler):
    """A page under any address but `/old`, which has moved, and `/photo`, a picture."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(302 if self.path == "/old" else 200)
        if self.path == "/old":
            self.send_header("location", "/new?a=1&b=2")
        self.send_header("content-type", "image/jpeg" if self.path == "/photo" else "text/html")
        self.end_headers()
        self.wfile.write(JPEG if self.path == "/photo" else PAGE.encode())

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def paper() -> Iterator[str]:
    Paper.asked = []
    with HTTPServer(("127.0.0.1", 0), Paper) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_an_address_is_asked_for_as_browsers_do(paper: str) -> None:
    assert report(f"HTTP://{paper}/ä ö?q=ü#part")["tier"] == "metered"
    assert Paper.asked == ["/%C3%A4%20%C3%B6?q=%C3%BC"]


def test_a_redirect_names_what_to_try_instead(paper: str) -> None:
    result = inspect(f"http://{paper}/old")
    assert result.exit_code == 1
    assert f"presspass inspect 'http://{paper}/new?a=1&b=2'\n" in result.stderr


@pytest.mark.parametrize(
    "typed",
    [
        *("http://", "http://[::1", "http://127.0.0.1:99999/", "http://127.0.0.1:abc/"),
        *("http://a..b/", f"http://{'a' * 64}/", "http://exa mple/", "ftp://news.example/"),
    ],
)
def test_what_is_no_address_is_told_so(page: Path, typed: str) -> None:
    for words in ((typed,), (str(page), "--url", typed)):
        result = inspect(*words)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"Error: '{typed}' is no address")
    assert inspect(str(page), "--url", "notaurl").exit_code == 1


def test_a_picture_is_no_page(paper: str, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(JPEG)
    for place, said in ((str(path), "is no page"), (f"http://{paper}/photo", "is image/jpeg")):
        result = inspect(place)
        assert result.exit_code == 1
        assert said in result.stderr
    path.write_bytes(PAGE.encode("utf-16"))
    assert report(str(path))["tier"] == "metered"


def test_on_a_free_page_no_text_is_paid_and_none_is_found_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "free.html"
    path.write_text(f'<meta name="description" content="{PAID}">{FREE}', encoding="utf-8")
    found = report(str(path))
    assert (found["tier"], found["leaks"]) == ("free", [])
    assert "also found" not in inspect(str(path)).stdout
