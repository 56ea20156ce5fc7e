"""Text that markup keeps from readers until a script shows it: part of the paid part all the same.

Walls that run in the browser hide the article and show it to who may read it. What they hide has
to be known, or its copies elsewhere on the page would pass.
"""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from presspass.page.markup import Markup, is_hidden
from presspass.page.prose import text_of
from presspass.page.words import names

_MARKUP = names("noscript noembed noframes xmp textarea iframe")
"""Elements whose text is markup to whoever shows it."""

_TEMPLATES = ("template", "html", "handlebars", "mustache")
"""What the types of scripts say that hold markup, and no program."""


def hidden_text(
    markup: Markup, top: LexborNode, *, links: bool = True, notes: bool = True
) -> Iterator[str]:
    """What a node of a page holds that markup doesn't show, the node itself included.

    Programs, style sheets, form fields and what stands in for media hold no text of the article.
    Without `links`, paragraphs that are mostly links are left out, without `notes` what stands
    amid the text. Raises `LimitReached`.
    """
    waiting = [top]
    while waiting:
        tree = waiting.pop()
        if tree is not top:
            yield text_of(tree, links=links, even_hidden=True, notes=notes)
        passed: set[int] = set()
        for node in tree.traverse():
            parent = node.parent
            if parent is not None and parent.mem_id in passed:
                passed.add(node.mem_id)
            elif node.is_element_node and is_hidden(node) and tree is top:
                passed.add(node.mem_id)
                yield text_of(node, links=links, even_hidden=True, notes=notes)
            waiting += _documents(markup, node)


def _documents(markup: Markup, node: LexborNode) -> Iterator[LexborNode]:
    """The trees that an element holds beside the page's own."""
    if node.tag == "template":
        yield from node.template_fragments()[:1]
    elif node.tag in _MARKUP or (node.tag == "script" and _holds_markup(node)):
        for source in (node.text(), node.attributes.get("srcdoc")):
            body = markup.inner(source).tree.body if source else None
            if body is not None:
                yield body


def _holds_markup(script: LexborNode) -> bool:
    kind = (script.attributes.get("type") or "").lower()
    return any(one in kind for one in _TEMPLATES)
