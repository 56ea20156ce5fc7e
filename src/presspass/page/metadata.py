"""What a page says of itself beside access: title, section, tags, time, language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from presspass.core.instants import Instant, instant
from presspass.page.escapes import unescape
from presspass.page.markup import Markup

TITLE_CHARACTERS = 200
"""Everyone may read a title; what is longer is none."""

_MOST_TAGS = 64
_TAG_CHARACTERS = 100
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass(slots=True)
class Metas:
    """The `<meta>` and `<link>` elements of a page, by name."""

    values: dict[str, list[str]] = field(default_factory=dict)
    canonicals: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, markup: Markup) -> "Metas":
        """Read them."""
        metas = cls()
        for node in markup.tree.css("meta"):
            attributes = node.attributes
            for name in {attributes.get("property"), attributes.get("name")} - {None}:
                said = metas.values.setdefault((name or "").strip().lower(), [])
                said.append(attributes.get("content") or "")
        for node in markup.tree.css("link[rel~=canonical i]"):
            metas.canonicals.append(node.attributes.get("href") or "")
        return metas

    def all(self, *names: str) -> Iterator[str]:
        """Every value that is not blank under any of the names, in the names' order."""
        for name in names:
            yield from (tidy(value) for value in self.values.get(name, ()) if value.strip())


def titles(markup: Markup, metas: Metas, nodes: list[dict[str, Any]]) -> list[str]:
    """The page's titles, best first: Open Graph, headline, first heading, `<title>`."""
    heading = markup.tree.css_first("h1")
    element = markup.tree.css_first("title")
    said = (
        *metas.all("og:title"),
        *(unescape(text) for text in _values(nodes, "headline")),
        *metas.all("twitter:title"),
        tidy(heading.text()) if heading is not None else "",
        tidy(element.text()) if element is not None else "",
    )
    return [text for text in said if text and len(text) <= TITLE_CHARACTERS]


def section(metas: Metas, nodes: list[dict[str, Any]]) -> str | None:
    """The section."""
    return next(chain(metas.all("article:section"), _values(nodes, "articleSection")), None)


def tags(metas: Metas, nodes: list[dict[str, Any]]) -> frozenset[str]:
    """The tags and keywords."""
    found = [
        *metas.all("article:tag"),
        *_values(nodes, "keywords"),
        *metas.all("news_keywords", "keywords"),
    ]
    split = (tag.strip() for said in found for tag in said.split(","))
    return frozenset([tag for tag in split if 0 < len(tag) <= _TAG_CHARACTERS][:_MOST_TAGS])


def published(metas: Metas, nodes: list[dict[str, Any]]) -> Instant | None:
    """When the article was first published; a time without a zone is taken for UTC."""
    for said in (*metas.all("article:published_time"), *_values(nodes, "datePublished")):
        try:
            when = datetime.fromisoformat(said)
            return instant(when if when.tzinfo else when.replace(tzinfo=UTC))
        except (ValueError, OverflowError):
            continue
    return None


def language(markup: Markup) -> str | None:
    """The BCP 47 tag of `<html lang>`."""
    said = (markup.root.attributes.get("lang") or "").strip()
    return said.replace("_", "-") if _LANGUAGE.fullmatch(said) else None


def tidy(text: str) -> str:
    """A text on one line, with nothing in it that can't be written."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _values(nodes: list[dict[str, Any]], key: str) -> Iterator[str]:
    for node in nodes:
        said = node.get(key)
        for value in said if isinstance(said, list) else [said]:
            name = value.get("name") if isinstance(value, dict) else value
            if isinstance(name, str) and name.strip():
                yield tidy(name)
