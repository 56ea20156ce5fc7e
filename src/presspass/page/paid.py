"""The paid part: which nodes of a page it is, by selectors, by markers, or by the fallback."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from presspass.page.hidden import hidden_text
from presspass.page.limits import Fallback
from presspass.page.markup import Markup, ancestors, outermost
from presspass.page.prose import NOTES, after_teaser, text_of

OPENS, CLOSES = "presspass:paid", "/presspass:paid"

_ARTICLE_CHARACTERS = 300
"""What is hidden and shorter, such as a plea to turn scripts on, is no article."""

_WHOLE = frozenset({"html", "body"})


@dataclass(slots=True)
class Paid:
    """The paid part. `nodes` stand in document order, none within another."""

    nodes: list[LexborNode] = field(default_factory=list)
    marked: int = 0
    fallback: Fallback | None = None
    matched: int = 0
    notices: list[str] = field(default_factory=list)
    text: str = ""
    plain: str = ""
    """The text without furigana and footnote marks, if it has any: so its copies are, often."""


def locate(markup: Markup, selectors: tuple[str, ...], teaser_paragraphs: int) -> Paid:
    """Find the paid part of a page that has one.

    Raises `LimitReached` with `no_article` if there is neither a paid part nor any text.
    """
    paid = _declared(markup, selectors)
    paid.matched = len(paid.nodes)
    hidden = _hidden(markup, paid.nodes)
    if _text(paid.nodes) or len(hidden) >= _ARTICLE_CHARACTERS:
        paid.fallback = None
        paid.nodes = _in_order(markup, paid.nodes)
        paid.text = _joined([_text(paid.nodes), hidden])
        paid.plain = _plain(markup, paid, links=True)
        return paid
    if paid.fallback is None:
        declared = selectors or paid.marked
        paid.fallback = Fallback.NO_MATCH if declared else Fallback.NO_SELECTOR
    paid.nodes = outermost(paid.nodes + after_teaser(markup, teaser_paragraphs))
    paid.nodes = _in_order(markup, paid.nodes)
    # What follows an article links to others: their titles are not its paid text.
    paid.text = _joined([_text(paid.nodes, links=False), _hidden(markup, paid.nodes, links=False)])
    paid.plain = _plain(markup, paid, links=False)
    return paid


def _plain(markup: Markup, paid: Paid, *, links: bool) -> str:
    if not markup.select(", ".join(sorted(NOTES))):
        return ""
    shown = _text(paid.nodes, links=links, notes=False)
    plain = _joined([shown, _hidden(markup, paid.nodes, links=links, notes=False)])
    return plain if plain != paid.text else ""


def _text(nodes: list[LexborNode], *, links: bool = True, notes: bool = True) -> str:
    return _joined(text_of(node, links=links, notes=notes) for node in nodes)


def _hidden(
    markup: Markup, nodes: list[LexborNode], *, links: bool = True, notes: bool = True
) -> str:
    return _joined(
        text for node in nodes for text in hidden_text(markup, node, links=links, notes=notes)
    )


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(text for text in texts if text)


def count_markers(markup: Markup) -> int:
    """How many parts of the page marker comments mark."""
    counted = Paid()
    _marked(markup, counted)
    return counted.marked


def _declared(markup: Markup, selectors: tuple[str, ...]) -> Paid:
    paid = Paid()
    marked = _marked(markup, paid)
    for selector in selectors:
        found = markup.select(selector)
        if found is None:
            paid.notices.append(f"{selector[:100]!r} is no CSS selector that we can read")
        elif not found:
            paid.notices.append(f"{selector[:100]!r} matches nothing")
        else:
            if any(node.tag in _WHOLE for node in found):
                paid.fallback = Fallback.WHOLE_PAGE
                paid.notices.append(f"{selector[:100]!r} matches the whole page")
            marked += [node for node in found if node.tag not in _WHOLE and not _in_head(node)]
    paid.nodes = outermost(marked)
    if paid.fallback and _is_everything(markup, paid.nodes):
        paid.nodes = []
    return paid


def _is_everything(markup: Markup, nodes: list[LexborNode]) -> bool:
    body = markup.tree.body
    return body is None or len(_text(nodes)) >= len(text_of(body))


def _in_head(node: LexborNode) -> bool:
    return node.tag == "head" or any(above.tag == "head" for above in ancestors(node))


def _marked(markup: Markup, paid: Paid) -> list[LexborNode]:
    """The nodes between marker comments; what is never closed ends with its parent."""
    body = markup.tree.body
    found: list[LexborNode] = []
    for top in (body, *markup.templates()):
        if top is None:
            continue
        nodes = list(top.traverse(include_text=True))
        markers = [
            (place, node.comment_content == OPENS)
            for place, node in enumerate(nodes)
            if node.is_comment_node and node.comment_content in {OPENS, CLOSES}
        ]
        depth = start = 0
        for place, opens in markers:
            if opens:
                start = start if depth else place
                depth += 1
            elif not depth:
                paid.notices.append("a closing marker comment has no opening one")
            else:
                depth -= 1
                if not depth:
                    paid.marked += 1
                    found += _between(nodes, start, place)
        if depth:
            paid.marked += 1
            paid.notices.append("a marker comment is never closed; its parent's end closes it")
            found += _to_end_of_parent(nodes, start)
    return found


def _between(nodes: list[LexborNode], start: int, end: int) -> list[LexborNode]:
    around = {above.mem_id for above in ancestors(nodes[end])}
    return [node for node in nodes[start : end + 1] if node.mem_id not in around]


def _to_end_of_parent(nodes: list[LexborNode], start: int) -> list[LexborNode]:
    found = []
    node: LexborNode | None = nodes[start]
    while node is not None:
        found.append(node)
        node = node.next
    return found


def _in_order(markup: Markup, nodes: list[LexborNode]) -> list[LexborNode]:
    wanted = {node.mem_id: node for node in nodes}
    ordered = [wanted.pop(node.mem_id) for node in markup.nodes() if node.mem_id in wanted]
    return ordered + list(wanted.values())
