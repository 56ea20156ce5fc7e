"""A page's markup as a tree, within limits, and what the rest of the room asks of it.

Parsed as a browser with scripts on does: the content of `<noscript>` is text, not elements.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from presspass.page.limits import Fallback, LimitReached, Limits
from presspass.page.nesting import refuse_costly
from presspass.page.words import names

_DOCTYPE = re.compile(
    r"\s*+(?><!--.{0,2000}?-->\s*+)*+(<!doctype[^>]*>)", re.IGNORECASE | re.DOTALL
)
# Elements that no tag opens, such as <tbody>, come to those that were counted before parsing.
_MOST_ANCESTORS = 2_000
NO_TEXT = names(
    """script style template noscript textarea title iframe noembed noframes xmp plaintext
    select datalist object audio video"""
)
"""Elements that hold no running text of the page."""
BLOCKS = names(
    """address article aside blockquote body center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol
    p pre search section summary table tbody td tfoot th thead tr ul"""
)


class Markup:
    """A parsed page. Whoever removes nodes must hold none that lie within them."""

    def __init__(self, text: str, limits: Limits) -> None:
        self._limits = limits
        refuse_costly(text, limits)
        self.tree = LexborHTMLParser(text, scripting=True)
        doctype = _DOCTYPE.match(text)
        self._doctype = doctype.group(1) if doctype else None
        root = self.tree.root
        if root is None or root.parent is None:
            raise LimitReached(Fallback.UNREADABLE)
        self.root = root
        self.document = root.parent

    @property
    def html(self) -> str:
        """The page as text. The doctype is the page's own: without it, layouts change."""
        html = self.tree.html or ""
        if self._doctype is None:
            return html
        return re.sub(
            r"<!doctype[^>]*>", lambda _: self._doctype or "", html, count=1, flags=re.IGNORECASE
        )

    def inner(self, text: str) -> "Markup":
        """A document within this one, under the same limits. Raises `LimitReached`."""
        return Markup(text, self._limits)

    def nodes(self) -> Iterator[LexborNode]:
        """Every node in document order, text and comments too, templates' content not."""
        return self.document.traverse(include_text=True)

    def select(self, selector: str) -> list[LexborNode] | None:
        """What a CSS selector matches, templates' content too; `None` if it is no selector."""
        try:
            found = self.tree.css(selector)
            for fragment in self.templates():
                found.extend(fragment.css(selector))
        except SelectolaxError:
            return None
        return found

    def scripts(self, kind: str) -> list[str]:
        """The content of every script element of a type that holds any."""
        found = (node.text() for node in self.tree.css(f"script[type='{kind}' i]"))
        return [text for text in found if text.strip()]

    def templates(self) -> list[LexborNode]:
        """The content of every template, those within templates too."""
        found: list[LexborNode] = []
        waiting = deque(self.tree.template_fragments())
        while waiting:
            fragment = waiting.popleft()
            found.append(fragment)
            waiting.extend(fragment.template_fragments())
        return found


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The elements that a node stands in, the nearest first.

    Raises `LimitReached` where they are more than any page needs that passed the limit of depth.
    """
    parent = node.parent
    for _ in range(_MOST_ANCESTORS):
        if parent is None:
            return
        yield parent
        parent = parent.parent
    raise LimitReached(Fallback.TOO_DEEP)


def stands_in(
    node: LexborNode, wanted: Callable[[LexborNode], bool], known: dict[int, bool]
) -> bool:
    """Whether any element that a node stands in is wanted.

    `known` is what was found of elements before: in deep pages, thousands stand in the same ones.
    """
    passed = []
    found = False
    for above in ancestors(node):
        if above.mem_id in known:
            found = known[above.mem_id]
            break
        passed.append(above.mem_id)
        if wanted(above):
            found = True
            break
    known.update(dict.fromkeys(passed, found))
    return found


def outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """The nodes that stand in none of the others, each once, in the order given."""
    ids = {node.mem_id for node in nodes}
    found: dict[int, LexborNode] = {}
    inside: dict[int, bool] = {}
    for node in nodes:
        if not stands_in(node, lambda above: above.mem_id in ids, inside):
            found.setdefault(node.mem_id, node)
    return list(found.values())


def is_hidden(node: LexborNode) -> bool:
    """Whether markup alone says that an element isn't shown; style sheets may hide more."""
    if node.tag in NO_TEXT or node.tag == "canvas":
        return True
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style
