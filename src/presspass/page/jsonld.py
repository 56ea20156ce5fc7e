"""JSON-LD: reading its blocks, however broken, and what they say of access.

Google's paywalled-content markup is the shape; the rest is what publishers make of it.
"""

import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from presspass.core.article import Tier
from presspass.page.facts import Declaration
from presspass.page.words import names

SOURCE = "JSON-LD"
TYPE = "application/ld+json"

_MOST_NODES = 20_000
_WRAPPING = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|"
    r"(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*$"
)
# What is never closed is taken to the block's end: else each opening would be read that far.
_STRING = r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)'
_NEVER_CLOSED = r"/\*(?:[^*]|\*(?!/))*+\Z"
_TRAILING_COMMA = re.compile(rf"({_STRING})|,(?=\s*[}}\]])", re.DOTALL)
_COMMENT = re.compile(rf"({_STRING}|{_NEVER_CLOSED})|/\*.*?\*/|(?m:^[^\S\n]*+//[^\n]*)", re.DOTALL)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_UNFREE = re.compile(
    r'"isAccessibleForFree"\s*+:\s*+(?:"\s*+)?+(?:https?://schema\.org/)?(?:false|no|0)\b',
    re.IGNORECASE,
)
_SELECTOR = re.compile(r'"cssSelector"\s*+:\s*+"((?:[^"\\]|\\.){1,200}+)"')

_OF_OTHERS = names(
    """itemListElement mentions citation isPartOf image video audio associatedMedia review
    comment relatedLink significantLink recordedIn author publisher speakable subjectOf about
    breadcrumb isBasedOn workExample"""
)
_NOT_READ = names(
    """VideoObject AudioObject ImageObject MediaObject BreadcrumbList ItemList WebSite
    Organization NewsMediaOrganization Person Product Service Event Offer
    SpeakableSpecification"""
)
_TRUE = frozenset({"true", "yes", "1"})
_FALSE = frozenset({"false", "no", "0"})

Node = dict[str, Any]


def load(block: str) -> Any:
    """The value of a block, common faults mended; raises `ValueError` where that is not enough."""
    mended = block.strip().lstrip("\ufeff")
    for mend in (_as_is, _unwrapped, _without_commas, _with_escapes):
        mended = mend(mended)
        try:
            return json.loads(mended, strict=False)
        except (ValueError, RecursionError):
            continue
    raise ValueError("this is not JSON")


def _as_is(block: str) -> str:
    return block


def _unwrapped(block: str) -> str:
    return _COMMENT.sub(r"\1", _WRAPPING.sub("", block)).strip().rstrip(";")


def _without_commas(block: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", block)


def _with_escapes(block: str) -> str:
    return _BAD_ESCAPE.sub(r"\\\\", block)


def articles(value: Any) -> list[Node]:
    """The objects of a block that may be the page's article, with `mainEntity` followed."""
    found: list[Node] = []
    waiting = deque([value])
    while waiting and len(found) < _MOST_NODES:
        item = waiting.popleft()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            waiting.extend(item[key] for key in ("@graph", "mainEntity") if key in item)
            if isinstance(item.get("mainEntityOfPage"), dict):
                waiting.append(item["mainEntityOfPage"])
            if not types(item) & _NOT_READ:
                found.append(item)
    return found


def of_page(nodes: list[Node], url: str) -> list[Node]:
    """The nodes that are this page's: where several declare access and some name it, those."""
    declaring = [node for node in nodes if "isAccessibleForFree" in node or "hasPart" in node]
    if len(declaring) > 1:
        path = urlsplit(url).path.rstrip("/")
        own = [node for node in declaring if path in _paths(node)]
        if own:
            others = {id(node) for node in declaring if _paths(node) and path not in _paths(node)}
            return [node for node in nodes if id(node) not in others]
    return nodes


def _paths(node: Node) -> set[str]:
    entity = node.get("mainEntityOfPage")
    named = [node.get("url"), node.get("@id"), entity]
    if isinstance(entity, dict):
        named += [entity.get("@id"), entity.get("url")]
    return {
        urlsplit(name.partition("#")[0]).path.rstrip("/")
        for name in named
        if isinstance(name, str) and name.startswith(("http", "/"))
    }


def types(node: Node) -> set[str]:
    """The last parts of a node's types."""
    said = node.get("@type")
    names = said if isinstance(said, list) else [said]
    return {re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str)}


def free(value: Any) -> bool | None:
    """`isAccessibleForFree` as seen in the wild; `None` where it says nothing that we know."""
    if isinstance(value, list):
        said = [free(item) for item in value]
        return False if False in said else next((item for item in said if item is not None), None)
    if isinstance(value, dict):
        return free(value.get("@id", value.get("@value")))
    if isinstance(value, bool | int | float):
        return bool(value)
    word = re.split(r"[/#:]", str(value).strip().lower())[-1]
    return True if word in _TRUE else False if word in _FALSE else None


def access(node: Node) -> Iterator[Declaration]:
    """What an article says of access, its parts included."""
    whole = free(node["isAccessibleForFree"]) if "isAccessibleForFree" in node else None
    if "isAccessibleForFree" in node:
        yield declared(SOURCE, node["isAccessibleForFree"], is_free=whole)
    for part in parts(node):
        said = part.get("isAccessibleForFree")
        part_free = free(said)
        if said is not None and part_free is not True and part_free != whole:
            yield Declaration(
                f"{SOURCE} hasPart", f"isAccessibleForFree: {said!s:.60}", Tier.METERED
            )


def selectors(node: Node) -> Iterator[str]:
    """The selectors of an article's parts that are not free."""
    whole = free(node.get("isAccessibleForFree"))
    for part in parts(node):
        said = free(part.get("isAccessibleForFree"))
        if said is False or (said is None and whole is False):
            listed = part.get("cssSelector")
            for selector in listed if isinstance(listed, list) else [listed]:
                if isinstance(selector, str) and selector.strip():
                    yield selector.strip()


def parts(node: Node) -> list[Node]:
    """An article's parts, be they one or a list."""
    said = node.get("hasPart")
    listed = said if isinstance(said, list) else [said]
    return [part for part in listed if isinstance(part, dict)]


def declared(source: str, value: Any, *, is_free: bool | None) -> Declaration:
    """A declaration of `isAccessibleForFree`. What nobody understands is taken for `false`."""
    if isinstance(value, bool):
        value = str(value).lower()
    tier = Tier.FREE if is_free else Tier.METERED
    return Declaration(source, f"isAccessibleForFree: {value!s:.60}", tier)


def strings(value: Any, key: str) -> Iterator[str]:
    """Every string that stands under a key, at any depth, other people's articles left out."""
    waiting = [value]
    seen = 0
    while waiting and seen < _MOST_NODES:
        seen += 1
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            if isinstance(item.get(key), str):
                yield item[key]
            waiting.extend(inner for name, inner in item.items() if name not in _OF_OTHERS)


def broken(block: str) -> tuple[list[Declaration], list[str]]:
    """What can be made out in a block that can't be read: what it denies, and selectors."""
    if not _UNFREE.search(block):
        return [], []
    said = Declaration(f"broken {SOURCE}", "isAccessibleForFree: false", Tier.METERED)
    return [said], _SELECTOR.findall(block)
