"""Real news pages: none crashes, none leaks; what happened to each goes into a table.

The pages belong to their publishers and stay outside the project: `PRESSPASS_PAGES` names a folder
with `manifest.json` and gzipped pages. The table is `test-report/pages.md`.
"""

import gzip
import json
import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from presspass.core.article import Tier
from presspass.page.contract import Cut, Facts, cut, examine, paid_text, runs_in

SHOWN = 400  # characters of a table cell
NOT_TEXT = ["script", "style", "noscript", "template", "textarea", "title", "iframe"]


def folder() -> Path | None:
    """The folder of real pages, or none. A folder that is named has to be there where CI runs."""
    named = os.environ.get("PRESSPASS_PAGES")
    if named and (Path(named) / "manifest.json").is_file():
        return Path(named)
    if named and os.environ.get("CI") == "true":
        raise FileNotFoundError(f"PRESSPASS_PAGES is {named}, which holds no manifest.json")
    return None


def names() -> list[str]:
    """The file names of the real pages."""
    pages = folder()
    if pages is None:
        return []
    return [entry["file"] for entry in json.loads((pages / "manifest.json").read_text())]


@dataclass
class Row:
    """What happened to a page; times in milliseconds of the processor."""

    name: str
    facts: Facts
    denied: Cut
    kilobytes: int
    examined: float
    cut: float


@dataclass
class Report:
    """The rows that were tried, written as a table at the end."""

    rows: list[Row] = field(default_factory=list)

    def write(self, path: Path) -> None:
        heads = "page KB tier declared selectors matched paid removed-elsewhere fallback ms"
        lines = [
            "# What the page contract makes of real pages",
            "",
            "Pages that declare themselves free are cut too, as a rule of the policy may ask.",
            "",
            "| " + " | ".join(heads.split()) + " |",
            "|---" * len(heads.split()) + "|",
            *(self._line(row) for row in self.rows),
        ]
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n")

    @staticmethod
    def _line(row: Row) -> str:
        facts, denied = row.facts, row.denied
        cells = (
            row.name.partition(".")[0],
            str(row.kilobytes),
            facts.article.tier.value,
            "; ".join(f"{said.source}: {said.says}" for said in facts.declared),
            " ".join(facts.paid_part.selectors),
            str(facts.paid_part.matched),
            str(facts.paid_part.characters),
            "; ".join(f"{leak.where} ({leak.characters})" for leak in denied.leaks),
            denied.fallback.value if denied.fallback else "",
            f"{row.examined:.0f} + {row.cut:.0f}",
        )
        return "| " + " | ".join(cell[:SHOWN].replace("|", "/") for cell in cells) + " |"


@pytest.fixture(scope="module")
def report() -> Iterator[Report]:
    made = Report()
    yield made
    made.write(Path(__file__).parents[2] / "test-report" / "pages.md")


@pytest.mark.skipif(not names(), reason="PRESSPASS_PAGES names no folder of real pages")
@pytest.mark.parametrize("name", names())
def test_a_real_page_is_cut_without_a_leak(
    name: str, report: Report, leaking: Callable[..., list[str]]
) -> None:
    pages = folder()
    assert pages is not None
    body = gzip.decompress((pages / name).read_bytes())
    url = address(body)
    began = time.process_time()
    facts = examine(body, url=url, content_type="text/html")
    examined = time.process_time()
    denied = cut(body, facts, teaser_paragraphs=2)
    done = time.process_time()
    times = (examined - began) * 1000, (done - examined) * 1000
    report.rows.append(Row(name, facts, denied, len(body) // 1024, *times))

    page = denied.with_wall("<p>WALLMARK</p>")
    paid, said = paid_and_said(body, page, facts)
    assert denied.clean
    assert paid, "the oracle sees no paid part"
    assert leaking(page, paid, f"{said}\n\n{facts.title}\n\n{url}", quick=True) == []
    known = paid_text(body, facts).runs
    assert known
    assert runs_in(body, "text/html") & known
    assert not runs_in(page, "text/html; charset=utf-8") & known
    assert sum(times) < 2000
    # A claim on a page that declares nothing gates it like any other.
    assert examine(body, url=url, content_type="text/html", claim=Tier.LOCKED).gated


def address(body: bytes) -> str:
    """The page's own canonical address, as if it had been fetched from there."""
    link = re.search(rb"<link[^>]*canonical[^>]*>", body)
    target = re.search(rb"href=[\"']?([^\"'> ]+)", link.group()) if link else None
    return target.group(1).decode() if target else "https://paper.example/news/one"


def paid_and_said(body: bytes, page: bytes, facts: Facts) -> tuple[str, str]:
    """The paid part and the teaser as this test sees them, by other means than the cut's."""
    original = LexborHTMLParser(body.decode(facts.encoding, "replace"))
    titles = title_texts(original)
    original.strip_tags(NOT_TEXT, recursive=True)
    selected = [node for selector in facts.paid_part.selectors for node in original.css(selector)]
    denied = LexborHTMLParser(page.decode())
    denied.strip_tags(NOT_TEXT, recursive=True)
    if facts.paid_part.matched and not facts.fallback and selected:
        paid = "\n\n".join(flat(node.text(separator=" ")) for node in selected)
    else:
        visible = flat(denied.body.text(separator=" ")) if denied.body else ""
        paid = "\n\n".join(
            text
            for node in original.css("p, div.bodytext, span.bodytext")
            if len(text := flat(node.text(separator=" "))) > 80  # an article's, not a caption's
            and text not in visible
            and sum(len(link.text()) for link in node.css("a")) < len(text) / 2
        )
    return paid, "\n\n".join([*titles, before_wall(denied), urlsplit(address(body)).path])


def title_texts(tree: LexborHTMLParser) -> list[str]:
    found = [node.text() for node in tree.css("title, h1")[:3]]
    metas = tree.css("meta[property='og:title'], meta[name='twitter:title']")
    found += [node.attributes.get("content") or "" for node in metas]
    for node in tree.css("script[type='application/ld+json']"):
        found += re.findall(r'"headline"\s*:\s*"((?:[^"\\]|\\.)*)"', node.text())
    return found


def before_wall(tree: LexborHTMLParser) -> str:
    """The text of the article that stands before the wall."""
    root: LexborNode | None = None
    for node in tree.css("p"):
        if node.text() == "WALLMARK":
            root = node.parent
    while root is not None and root.tag not in {"article", "main", "body"}:
        root = root.parent
    text = flat(root.text(separator=" ")) if root is not None else ""
    return text.partition("WALLMARK")[0]


def flat(text: str) -> str:
    return " ".join(text.split())
