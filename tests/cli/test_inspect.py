import gzip
import json
from pathlib import Path
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
