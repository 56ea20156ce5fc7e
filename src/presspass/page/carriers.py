"""Whatever on a page can carry text beside the paid part itself, and how each is cleaned.

Each carrier is cleaned so that the page goes on working: JSON keeps its shape with strings
shortened, an attribute that scripts may read stays, a script goes as a whole or not at all.
"""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from presspass.page import shorten
from presspass.page.facts import Facts
from presspass.page.leaks import Measure
from presspass.page.markup import Markup
from presspass.page.words import names

_SHORTEST = 8  # letters; less is no leak
_RAW = frozenset(
    {"script", "style", "noscript", "textarea", "title", "iframe", "noembed", "noframes", "xmp"}
)
_ADDRESSES = names(
    "href src srcset action formaction data poster cite background longdesc ping xlink:href"
)
_DESCRIPTIONS = re.compile(r"description|abstract|excerpt|summary|title|headline", re.IGNORECASE)
_ODD_TEXT = re.compile(r"[\\%&<]|[A-Za-z0-9+/_-]{24}")
_MANY_NAMES = 5  # a sentence out of its quotes becomes so many attributes
_NAMES = ""  # stands for the names of all of an element's attributes
_EXCERPT_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Leak:
    """Paid text that stood outside the paid part: where, and how many letters of it."""

    where: str
    characters: int


@dataclass(slots=True)
class Carrier:
    """A place that holds text: its node, its attribute where it is one, and what it says."""

    node: LexborNode
    text: str
    where: str
    attribute: str | None = None


def clean(markup: Markup, measure: Measure, facts: Facts, excerpt: str) -> list[Leak]:
    """Take the paid part's text out of all that carries it; what was found is answered.

    `excerpt` is the beginning of the teaser, to rebuild descriptions from.
    """
    carriers, flowing = _collect(markup)
    leaks = []
    for place, characters in sorted(measure.parts([carrier.text for carrier in carriers]).items()):
        carrier = carriers[place]
        leaks.append(Leak(carrier.where, characters))
        _mend(carrier, measure, facts, excerpt)
    gone: set[int] = set()
    for first, last, characters in measure.stretches([carrier.text for carrier in flowing]):
        leaks.append(Leak(flowing[first].where, characters))
        for place in range(first, last + 1):
            if place not in gone and flowing[place].text.strip():
                gone.add(place)
                flowing[place].node.replace_with("")
    return leaks + _clean_templates(markup, measure)


def flows(markup: Markup, measure: Measure) -> bool:
    """Whether the running text of a page leaks."""
    texts = [
        node.text_content or ""
        for node in markup.nodes()
        if node.is_text_node and (node.parent is None or node.parent.tag not in _RAW)
    ]
    return bool(measure.stretches(texts))


def _clean_templates(markup: Markup, measure: Measure) -> list[Leak]:
    fragments = markup.tree.template_fragments()
    leaking = measure.parts([fragment.html or "" for fragment in fragments])
    for place in leaking:
        _empty(fragments[place])
    return [Leak("template", characters) for characters in leaking.values()]


def _collect(markup: Markup) -> tuple[list[Carrier], list[Carrier]]:
    """What is searched piece by piece, and the running text, which is searched as one."""
    carriers: list[Carrier] = []
    flowing: list[Carrier] = []
    for node in markup.nodes():
        if node.is_text_node:
            parent = node.parent
            text = node.text_content or ""
            tag = parent.tag if parent is not None else None
            if parent is not None and tag in _RAW:
                carriers.append(Carrier(parent, text, _name(parent)))
            else:
                flowing.append(Carrier(node, text, f"text in {_name(parent)}"))
                if _ODD_TEXT.search(text):
                    carriers.append(Carrier(node, text, f"text in {_name(parent)}"))
        elif node.is_element_node:
            attributes = node.attributes
            for name, value in attributes.items():
                if value and len(value) >= _SHORTEST:
                    carriers.append(Carrier(node, value, f"{_name(node)} {name}", name))
            if len(attributes) >= _MANY_NAMES:
                said = " ".join(f"{name} {value or ''}" for name, value in attributes.items())
                carriers.append(Carrier(node, said, f"{node.tag} attribute names", _NAMES))
        elif node.tag not in {"-document", "-doctype"}:
            carriers.append(Carrier(node, node.html or "", "comment"))
    return carriers, flowing


def _name(node: LexborNode | None) -> str:
    if node is None:
        return "page"
    attributes = node.attributes
    mark = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
    if node.tag == "script":
        mark = attributes.get("type") or mark
    if mark:
        return f"{node.tag}[{mark:.60}]"
    if attributes.get("id"):
        return f"{node.tag}#{attributes['id']:.60}"
    classes = (attributes.get("class") or "").split()
    return f"{node.tag}.{classes[0]:.60}" if classes else f"{node.tag}"


def _mend(carrier: Carrier, measure: Measure, facts: Facts, excerpt: str) -> None:
    node = carrier.node
    if carrier.attribute is not None:
        _mend_attribute(carrier, carrier.attribute, measure, excerpt)
    elif not node.is_element_node:
        node.replace_with("")
    elif node.tag == "script":
        _mend_script(carrier, measure)
    elif node.tag == "title":
        _put(node, facts.title)
    else:
        _put(node, "")


def _mend_script(carrier: Carrier, measure: Measure) -> None:
    node, text = carrier.node, carrier.text
    kind = (node.attributes.get("type") or "").lower()
    if "json" in kind or kind in {"importmap", "speculationrules"}:
        empty = "[]" if text.lstrip().startswith("[") else "{}"
        node.inner_html = shorten.block(text, measure) or empty
    elif kind in {"", "module"} or "javascript" in kind or "ecmascript" in kind:
        node.inner_html = shorten.script(text, measure)
    else:
        node.inner_html = ""


def _mend_attribute(carrier: Carrier, name: str, measure: Measure, excerpt: str) -> None:
    node, text = carrier.node, carrier.text
    attributes = node.attributes
    if name == _NAMES:
        for stray in [key for key, value in attributes.items() if not value or key.endswith("\\")]:
            del node.attrs[stray]
    elif node.tag == "meta" and name == "content":
        kind = f"{attributes.get('property')} {attributes.get('name')} {attributes.get('itemprop')}"
        rebuilt = shorten.prose(text, measure)
        if not rebuilt and _DESCRIPTIONS.search(kind):
            rebuilt = excerpt
        node.attrs[name] = rebuilt
    elif name in _ADDRESSES:
        del node.attrs[name]
    elif text.lstrip()[:1] in {"{", "["}:
        empty = "[]" if text.lstrip().startswith("[") else "{}"
        node.attrs[name] = shorten.block(text, measure) or empty
    else:
        node.attrs[name] = shorten.prose(text, measure)


def _put(node: LexborNode, text: str) -> None:
    for child in list(node.iter(include_text=True)):
        child.replace_with("")
    if text:
        node.insert_child(text)


def _empty(fragment: LexborNode) -> None:
    children: list[LexborNode] = []
    child = fragment.first_child
    while child is not None:
        children.append(child)
        child = child.next
    for gone in children:
        gone.decompose()


def excerpt_of(teaser: str) -> str:
    """The beginning of a teaser, cut between words."""
    if len(teaser) <= _EXCERPT_CHARACTERS:
        return teaser
    return teaser[: teaser.rfind(" ", 0, _EXCERPT_CHARACTERS) + 1].rstrip() + "…"
