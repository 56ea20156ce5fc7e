"""Microdata and RDFa: what elements say of access by their attributes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from presspass.core.article import Tier
from presspass.page.facts import Declaration
from presspass.page.jsonld import declared, free
from presspass.page.markup import Markup, ancestors

_OTHERS = frozenset({"itemlistelement", "mentions", "citation", "relatedlink", "video", "image"})
_SCOPES = (("itemprop", "itemscope", "microdata"), ("property", "typeof", "RDFa"))


@dataclass(frozen=True, slots=True)
class Part:
    """A scope that says something of access; `of_article`: it is a part of the article's scope."""

    source: str
    of_article: bool
    free: bool | None
    says: str | None
    selectors: tuple[str, ...]


def parts(markup: Markup) -> Iterator[Part]:
    """Every scope of the page that says whether it is free, or which elements it is."""
    for name, scope_name, source in _SCOPES:
        scopes: dict[int, tuple[frozenset[str], list[str], list[str]]] = {}
        for node in markup.tree.css(f"[{name}]"):
            said_by = _names(node.attributes.get(name)) & {"isaccessibleforfree", "cssselector"}
            if not said_by:
                continue
            scope = _scope(node, scope_name)
            if scope is not None and any(
                _names(above.attributes.get(name)) & _OTHERS for above in (scope, *ancestors(scope))
            ):
                continue
            roles = _names(scope.attributes.get(name)) if scope is not None else frozenset()
            key = scope.mem_id if scope is not None else 0
            _, said, selectors = scopes.setdefault(key, (roles, [], []))
            (said if "isaccessibleforfree" in said_by else selectors).append(_value(node))
        for roles, said, selectors in scopes.values():
            word = said[0] if said else None
            is_free = free(said) if said else None
            yield Part(source, "haspart" in roles, is_free, word, tuple(selectors))


def access(found: list[Part]) -> Iterator[Declaration]:
    """What the scopes say of access."""
    for part in found:
        if part.says is None or (part.of_article and part.free is True):
            continue
        if part.of_article:
            yield Declaration(
                f"{part.source} hasPart", f"isAccessibleForFree: {part.says:.60}", Tier.METERED
            )
        else:
            yield declared(part.source, part.says, is_free=part.free)


def selectors(found: list[Part]) -> Iterator[str]:
    """The selectors of parts that are not free. What search engines may speak is not ours."""
    unfree = any(part.free is False for part in found)
    for part in found:
        if part.of_article and (part.free is False or (part.free is None and unfree)):
            yield from (selector.strip() for selector in part.selectors if selector.strip())


def _scope(node: LexborNode, scope_name: str) -> LexborNode | None:
    return next((above for above in ancestors(node) if scope_name in above.attributes), None)


def _names(properties: str | None) -> frozenset[str]:
    return frozenset(re.split(r"[/#:]", name)[-1].lower() for name in (properties or "").split())


def _value(node: LexborNode) -> str:
    attributes = node.attributes
    for name in ("content", "href", "value"):
        value = attributes.get(name)
        if value is not None:
            return value
    return node.text().strip()
