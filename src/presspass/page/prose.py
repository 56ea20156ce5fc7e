"""The running text of a page: paragraphs, the article's body, and where its teaser ends."""

from collections import Counter
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from presspass.page.limits import Fallback, LimitReached
from presspass.page.markup import BLOCKS, NO_TEXT, Markup, ancestors, is_hidden, stands_in

_PARAGRAPH_CHARACTERS = 40
_LINKED_SHARE = 0.5
_MARKED_BODY = "[itemprop~=articleBody], [property~=articleBody], [property='schema:articleBody']"
NOTES = frozenset({"rt", "rp", "sup"})
"""Elements amid a text that its plain copies lack, as furigana and the marks of footnotes."""
_BESIDE = frozenset({"nav", "footer", "aside", "header", "form", "button", "figure"})


@dataclass(slots=True)
class Paragraph:
    """Text nodes that read as one, the element that they stand in, and their text."""

    block: LexborNode
    nodes: list[LexborNode]
    text: str = ""
    linked: int = 0

    @property
    def is_linked(self) -> bool:
        """Whether it is mostly links."""
        return self.linked > len(self.text) * _LINKED_SHARE

    @property
    def is_prose(self) -> bool:
        """Whether it is long enough, and not all links, as an article's paragraphs are."""
        return len(self.text) >= _PARAGRAPH_CHARACTERS and not self.is_linked


def paragraphs(
    top: LexborNode, *, even_hidden: bool = False, notes: bool = True
) -> list[Paragraph]:
    """What a reader may see under a node, paragraph by paragraph; line breaks separate too.

    `even_hidden`: also what attributes hide, and what a browser without canvas shows. Without
    `notes`, how characters are read and the marks of footnotes are left out.
    """
    if top.is_text_node:
        return [_finished(Paragraph(top.parent or top, [top]))]
    found: list[Paragraph] = []
    current: Paragraph | None = None
    skipped: set[int] = set()
    blocks: dict[int, LexborNode] = {}
    for node in top.traverse(include_text=True):
        parent = node.parent
        above = parent.mem_id if parent is not None else 0
        if above in skipped:
            skipped.add(node.mem_id)
        elif node.is_text_node:
            block = blocks.get(above, top)
            if current is None or current.block.mem_id != block.mem_id:
                current = Paragraph(block, [])
                found.append(current)
            current.nodes.append(node)
        elif node.is_element_node:
            hidden = node.tag in NO_TEXT or (not even_hidden and is_hidden(node))
            if hidden or (not notes and node.tag in NOTES):
                skipped.add(node.mem_id)
                continue
            is_block = node.tag in BLOCKS
            blocks[node.mem_id] = node if is_block else blocks.get(above, top)
            if is_block or node.tag == "br":
                current = None
    return [paragraph for paragraph in map(_finished, found) if paragraph.text]


def text_of(
    top: LexborNode, *, links: bool = True, even_hidden: bool = False, notes: bool = True
) -> str:
    """The text that a reader may see under a node, paragraphs apart by a blank line.

    Without `links`, paragraphs that are mostly links are left out.
    """
    found = paragraphs(top, even_hidden=even_hidden, notes=notes)
    return "\n\n".join(part.text for part in found if links or not part.is_linked)


def after_teaser(markup: Markup, count: int) -> list[LexborNode]:
    """All of the article after its first `count` paragraphs, as the nodes to take away.

    The teaser never is more than half of the article. Raises `LimitReached` with `no_article`
    where the page has no text.
    """
    body = markup.tree.body
    everything = paragraphs(body) if body is not None else []
    if body is None or not everything:
        raise LimitReached(Fallback.NO_ARTICLE)
    container = _densest(markup, everything, body)
    scope = _scope(container)
    known: dict[int, bool] = {}
    inside = [
        part
        for part in everything
        if part.block.mem_id == container.mem_id
        or stands_in(part.block, lambda above: above.mem_id == container.mem_id, known)
    ]
    text = [part for part in inside if not part.is_linked] or inside
    return _from(_first_paid(text, count), scope)


def _finished(paragraph: Paragraph) -> Paragraph:
    texts = [node.text_content or "" for node in paragraph.nodes]
    paragraph.text = " ".join("".join(texts).split())
    for node, text in zip(paragraph.nodes, texts, strict=True):
        if any(above.tag == "a" for above in _up_to(node, paragraph.block)):
            paragraph.linked += len(text)
    return paragraph


def _up_to(node: LexborNode, top: LexborNode) -> list[LexborNode]:
    found = []
    for above in ancestors(node):
        found.append(above)
        if above.mem_id == top.mem_id:
            break
    return found


def _densest(markup: Markup, everything: list[Paragraph], body: LexborNode) -> LexborNode:
    # The element that most prose stands in: its parent's share is whole, its grandparent's half.
    marked = {node.mem_id for node in markup.tree.css(_MARKED_BODY) if node.tag != "meta"}
    held = Counter(paragraph.block.mem_id for paragraph in everything)
    scores: dict[int, float] = {}
    elements: dict[int, LexborNode] = {}
    beside: dict[int, bool] = {}
    for paragraph in everything:
        first = paragraph.nodes[0]
        if not paragraph.is_prose or stands_in(first, lambda above: above.tag in _BESIDE, beside):
            continue
        home: LexborNode | None = paragraph.block
        if held[paragraph.block.mem_id] == 1:
            home = paragraph.block.parent
        share = float(len(paragraph.text))
        while home is not None and home.tag not in {"html", "-document"} and share > 1:
            elements[home.mem_id] = home
            scores[home.mem_id] = scores.get(home.mem_id, 0) + share
            home, share = home.parent, share / 2
        for element in ancestors(first) if marked else ():
            if element.mem_id in marked:
                elements[element.mem_id] = element
                scores[element.mem_id] = scores.get(element.mem_id, 0) + 4 * len(paragraph.text)
    if not scores:
        return body
    return elements[max(scores, key=scores.__getitem__)]


def _scope(container: LexborNode) -> LexborNode:
    for element in (container, *ancestors(container)):
        if element.tag in {"article", "main"} or element.attributes.get("role") in {
            "main",
            "article",
        }:
            return element
    return container


def _first_paid(text: list[Paragraph], count: int) -> LexborNode:
    prose = [part for part in text if part.is_prose] or text
    half = sum(len(part.text) for part in text) / 2
    counted = {id(part) for part in prose}
    kept = paragraphs_kept = 0
    for part in text:
        counts = id(part) in counted
        if (counts and paragraphs_kept >= count) or kept + len(part.text) > half:
            return part.nodes[0]
        paragraphs_kept += counts
        kept += len(part.text)
    return prose[0].nodes[0]


def _from(first: LexborNode, scope: LexborNode) -> list[LexborNode]:
    """A node and everything after it within a scope."""
    node = first
    while node.parent is not None and node.mem_id != scope.mem_id and _begins(node):
        if node.parent.mem_id == scope.mem_id:
            break
        node = node.parent
    found = [node]
    while node.mem_id != scope.mem_id:
        following = node.next
        while following is not None:
            found.append(following)
            following = following.next
        if node.parent is None:
            break
        node = node.parent
    return found


def _begins(node: LexborNode) -> bool:
    """Whether nothing that a reader sees stands before a node in its parent."""
    before = node.prev
    while before is not None:
        if before.is_element_node or (before.is_text_node and (before.text_content or "").strip()):
            return False
        before = before.prev
    return True
