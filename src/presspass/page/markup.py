"""A page's markup as a tree, within limits, and what the rest of the room asks of it.

Parsed as a browser with scripts on does: the content of `<noscript>` is text, not elements.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from presspass.page.limits import Fallback, LimitReached, Limits
from presspass.page.words import names

_OPENING = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_DOCTYPE = re.compile(
    r"\s*+(?><!--.{0,2000}?-->\s*+)*+(<!doctype[^>]*>)", re.IGNORECASE | re.DOTALL
)
# Elements that hold nothing, or that the next of their kind closes: they make no depth.
_SHALLOW = names(
    """area base br col embed hr img input link meta param source track wbr p li dt dd option
    optgroup tr td th tbody thead tfoot colgroup caption rt rp html head body path use circle
    ellipse line polygon polyline rect stop"""
)
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
        _refuse_costly(text, limits)
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
        waiting = self.tree.template_fragments()
        while waiting:
            fragment = waiting.pop(0)
            found.append(fragment)
            waiting.extend(fragment.template_fragments())
        return found


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The elements that a node stands in, the nearest first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """The nodes that stand in none of the others, each once, in the order given."""
    ids = {node.mem_id for node in nodes}
    found: dict[int, LexborNode] = {}
    for node in nodes:
        if not any(above.mem_id in ids for above in ancestors(node)):
            found.setdefault(node.mem_id, node)
    return list(found.values())


def is_hidden(node: LexborNode) -> bool:
    """Whether markup alone says that an element isn't shown; style sheets may hide more."""
    if node.tag in NO_TEXT or node.tag == "canvas":
        return True
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style


def _refuse_costly(text: str, limits: Limits) -> None:
    # Before the parser sees it: the time it takes grows with depth times size, and with the
    # square of an element's attributes.
    depths: dict[str, int] = {}
    elements = deepest = 0
    for match in _OPENING.finditer(text):
        closing, name = match.group(1), match.group(2).lower()
        elements += 1
        if closing:
            depths[name] = max(0, depths.get(name, 0) - 1)
        elif name not in _SHALLOW:
            depths[name] = depth = depths.get(name, 0) + 1
            deepest = max(deepest, depth)
    if deepest > limits.depth:
        raise LimitReached(Fallback.TOO_DEEP)
    if elements > limits.nodes:
        raise LimitReached(Fallback.TOO_MANY_NODES)
    for chunk in text.split(">"):
        if (
            len(chunk) > limits.attributes
            and len(chunk[chunk.rfind("<") :].split()) > limits.attributes
        ):
            raise LimitReached(Fallback.TOO_MANY_NODES)
