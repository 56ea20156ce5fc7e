"""The page as a denied reader gets it: cut, searched for what it should not say, searched again."""

import re
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from typing import Any

from selectolax.lexbor import LexborNode

from presspass.page import carriers, jsonld, metadata
from presspass.page.carriers import Leak
from presspass.page.facts import Facts
from presspass.page.leaks import Measure, Text, share_said
from presspass.page.limits import Deadline, Fallback, LimitReached, Limits
from presspass.page.markup import Markup, ancestors, is_hidden
from presspass.page.metadata import Metas
from presspass.page.paid import Paid
from presspass.page.prose import paragraphs
from presspass.page.words import names

_ROUNDS = 3
_COPY_SHARE = 1 / 3  # a "teaser" that says more than this of the paid part is a copy of it
_TEASER_ROOTS = frozenset({"article", "main"})
_FLOW = names(
    """address article aside blockquote body center dd details dialog div fieldset figcaption
    figure footer form header hgroup li main nav search section td th"""
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A denied page in UTF-8, with room for the wall between `before` and `after`.

    `leaks` is what stood outside the paid part and was taken out; `clean` is false where that was
    not enough and the page was closed instead; `fallback` says which stated outcome this is.
    """

    before: bytes
    after: bytes
    leaks: tuple[Leak, ...] = ()
    clean: bool = True
    fallback: Fallback | None = None

    def with_wall(self, html: str) -> bytes:
        """The page with a wall in place of the paid part."""
        return self.before + html.encode("utf-8", "xmlcharrefreplace") + self.after


def closed(facts: Facts, fallback: Fallback, leaks: tuple[Leak, ...] = ()) -> Cut:
    """A page of our own that holds nothing of the publisher's but title and address."""
    language = f' lang="{escape(facts.language)}"' if facts.language else ""
    title = escape(facts.title)
    heading = f'<h1 dir="auto">{title}</h1>' if title else ""
    address = escape(facts.article.id if facts.article.id.startswith("https://") else facts.url)
    before = (
        f'<!doctype html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{title or address}</title>\n<link rel="canonical" href="{address}">\n'
        f"</head>\n<body>\n<main>\n{heading}\n"
    )
    after = "\n</main>\n</body>\n</html>\n"
    clean = fallback is not Fallback.LEAKS
    return Cut(before.encode("utf-8", "replace"), after.encode(), leaks, clean, fallback)


def cut(markup: Markup, paid: Paid, facts: Facts, limits: Limits, deadline: Deadline) -> Cut:
    """Cut a page. Raises `LimitReached` where the result can't be trusted."""
    teaser = teaser_of(markup, paid)
    measure = _measure(markup, paid, said_of(markup, paid, facts, teaser))
    excerpt = carriers.excerpt_of(" ".join(teaser)) or facts.title
    if markup.tree.css_first("plaintext") is not None:
        raise LimitReached(Fallback.UNREADABLE)  # nothing that follows it can be closed again
    wall = _unused_name(markup)
    _place_wall(markup, paid.nodes, wall)
    for node in paid.nodes:
        node.decompose()
    deadline.check()
    leaks: list[Leak] = []
    for _ in range(_ROUNDS):
        leaks += carriers.clean(markup, measure, facts, excerpt)
        _declare_utf8(markup)
        html = markup.html
        deadline.check()
        markup = Markup(html, limits)
        if not measure.characters(html) and not carriers.flows(markup, measure):
            return _split(html, wall, tuple(leaks), paid.fallback)
        deadline.check()
    return closed(facts, Fallback.LEAKS, tuple(leaks))


def said_of(markup: Markup, paid: Paid, facts: Facts, teaser: list[str]) -> list[str]:
    """What everyone may read of an article: titles, addresses, and the teaser.

    That is no teaser but a copy if it says much of the paid part; then it isn't here.
    """
    nodes = [node for block in _json_ld(markup) for node in jsonld.articles(block)]
    nodes = jsonld.of_page(nodes, facts.url)
    titles = metadata.titles(markup, Metas.of(markup), nodes)
    public = [*titles, facts.article.id, facts.url]
    is_copy = share_said(paid.text, "\n".join(teaser)) > _COPY_SHARE
    return public if is_copy else [*teaser, *public]


def _measure(markup: Markup, paid: Paid, said: list[str]) -> Measure:
    """What must not be found again: the paid part, and what else `articleBody` says."""
    bodies = [body for block in _json_ld(markup) for body in jsonld.strings(block, "articleBody")]
    texts = [paid.text, paid.plain] if paid.plain else [paid.text]
    if not bodies:
        return Measure(Text(texts, said))
    rest = said if paid.fallback else [*said, *_rest(markup, paid)]
    return Measure(Text(texts, said), Text(bodies, rest, mixed=True))


def _json_ld(markup: Markup) -> list[Any]:
    blocks = []
    for text in markup.scripts(jsonld.TYPE):
        with suppress(ValueError):
            blocks.append(jsonld.load(text))
    return blocks


def teaser_of(markup: Markup, paid: Paid) -> list[str]:
    """The text of the article before the paid part, paragraph by paragraph."""
    if not paid.nodes:
        return []
    first = paid.nodes[0]
    root = markup.tree.body
    for above in ancestors(first):
        if above.tag in _TEASER_ROOTS:
            root = above
            break
    if root is None:
        return []
    before = {node.mem_id for node in _nodes_before(root, first)}
    return [part.text for part in paragraphs(root) if part.nodes[-1].mem_id in before]


def _nodes_before(root: LexborNode, first: LexborNode) -> list[LexborNode]:
    found = []
    for node in root.traverse(include_text=True):
        if node.mem_id == first.mem_id:
            break
        found.append(node)
    return found


def _rest(markup: Markup, paid: Paid) -> list[str]:
    body = markup.tree.body
    if body is None:
        return []
    inside = {inner.mem_id for node in paid.nodes for inner in node.traverse(include_text=True)}
    return [part.text for part in paragraphs(body) if part.nodes[0].mem_id not in inside]


def _unused_name(markup: Markup) -> str:
    html, number = markup.html, 0
    while f"presspass-wall-{number}" in html:
        number += 1
    return f"presspass-wall-{number}"


def _place_wall(markup: Markup, nodes: list[LexborNode], name: str) -> None:
    wall = markup.tree.create_node(name)
    if not nodes:
        raise LimitReached(Fallback.NO_ARTICLE)
    place = nodes[0]
    climbed = False
    for above in ancestors(nodes[0]):
        if above.tag in {"body", "html"}:
            break
        if above.tag not in _FLOW or is_hidden(above):
            place, climbed = above, True
    if place.parent is None or place.parent.tag in {None, "-document"}:
        body = markup.tree.body
        if body is None:
            raise LimitReached(Fallback.UNREADABLE)
        body.insert_child(wall)
    elif climbed:
        place.insert_after(wall)
    else:
        place.insert_before(wall)


def _declare_utf8(markup: Markup) -> None:
    head = markup.tree.head
    if head is None:
        raise LimitReached(Fallback.UNREADABLE)
    for node in markup.tree.css("meta[charset], meta[http-equiv='content-type' i]"):
        node.decompose()
    meta = markup.tree.create_node("meta")
    meta.attrs["charset"] = "utf-8"
    first = head.first_child
    if first is None:
        head.insert_child(meta)
    else:
        first.insert_before(meta)


def _split(html: str, wall: str, leaks: tuple[Leak, ...], fallback: Fallback | None) -> Cut:
    before, found, after = re.sub(rf"</{wall}>", "", html).partition(f"<{wall}>")
    if not found:
        raise LimitReached(Fallback.UNREADABLE)
    return Cut(
        before.encode("utf-8", "replace"),
        after.encode("utf-8", "replace"),
        leaks,
        fallback=fallback,
    )
