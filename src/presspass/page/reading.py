"""Reading a page: from its bytes to the facts."""

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from presspass.core.article import Article, Tier
from presspass.core.policy import TEASER_PARAGRAPHS
from presspass.page import identity, jsonld, metadata, microdata, paid
from presspass.page.charset import Text, decode
from presspass.page.facts import Declaration, Facts, PaidPart
from presspass.page.limits import Clock, Deadline, Fallback, LimitReached, Limits
from presspass.page.markup import Markup
from presspass.page.metadata import Metas

_TIER_NAMES = ("article:content_tier",)
_ID_NAMES = ("presspass:id",)
_TIER_NAMED = re.compile(r"content_tier", re.IGNORECASE)
_DECLARING = re.compile(r"isAccessibleForFree|presspass:paid", re.IGNORECASE)
_HEAD_ENDS = re.compile(r"</head\b|<body\b", re.IGNORECASE)
_NOT_READ = "page that was not read"

_BEGINNING = 262_144
"""Of a page beyond its limits, no more characters are read than these; its head, as a rule."""


@dataclass(frozen=True, slots=True)
class Request:
    """How the page came: its URL, the Content-Type header, the tier that its route claims."""

    url: str
    content_type: str
    claim: Tier | None


@dataclass(slots=True)
class _Said:
    """What was gathered of access: declarations, selectors, notices, and the article's nodes."""

    declared: list[Declaration]
    selectors: list[str]
    notices: list[str]
    nodes: list[dict[str, Any]]


def facts_of(body: bytes, request: Request, limits: Limits, clock: Clock) -> Facts:
    """The facts of a page. Never raises: what can't be read is a fact too."""
    deadline = Deadline.after(clock, limits.seconds)
    try:
        text = _text(body, request.content_type, limits)
    except LimitReached as limit:
        plain = body.replace(b"\0", b"").decode("latin-1")  # of UTF-16, the letters are left
        return _unread(Text(plain, "latin-1"), request, limits, limit.fallback)
    try:
        markup = Markup(text.text, limits)
        deadline.check()
        facts = _facts(markup, text, request)
        deadline.check()
        return _with_paid_part(markup, facts)
    except LimitReached as limit:
        return _unread(text, request, limits, limit.fallback)


def parsed(body: bytes, content_type: str, limits: Limits) -> Markup:
    """The page's tree. Raises `LimitReached`."""
    return Markup(_text(body, content_type, limits).text, limits)


def _text(body: bytes, content_type: str, limits: Limits) -> Text:
    if len(body) > limits.bytes:
        raise LimitReached(Fallback.TOO_LARGE)
    return decode(body, content_type)


def _unread(text: Text, request: Request, limits: Limits, fallback: Fallback) -> Facts:
    """The facts of a page beyond its limits: what its beginning says, and what may come after.

    Such a page is closed to whom the rules don't let in; so it matters that the tier isn't taken
    for a lesser one, and that the id is that of the same page within its limits.
    """
    facts = _beginning(text, request, limits)
    further = _further(text, facts)
    declared = facts.declared if further is None else (*facts.declared, further)
    tier, contradictions = _resolved(list(declared), request.claim)
    return replace(
        facts,
        article=replace(facts.article, tier=tier),
        declared=declared,
        contradictions=tuple(contradictions),
        notices=(*facts.notices, f"the page was not read: {fallback.value.replace('_', ' ')}"),
        fallback=fallback,
    )


def _beginning(text: Text, request: Request, limits: Limits) -> Facts:
    beginning = _HEAD_ENDS.split(text.text[:_BEGINNING], maxsplit=1)[0]
    try:
        return _facts(Markup(beginning, limits), text, request)
    except LimitReached:
        article_id, notices = identity.of_page(request.url, [], [])
        article = Article(article_id, Tier.FREE)
        return Facts(
            article, request.url, request.content_type, text.encoding, notices=tuple(notices)
        )


def _further(text: Text, facts: Facts) -> Declaration | None:
    """What a page that was not read may declare; a tier that we can't see is the strictest."""
    plain = unescape(text.text)
    tiers = any(item.source in _TIER_NAMES for item in facts.declared)
    if not tiers and _TIER_NAMED.search(plain):
        return Declaration(_NOT_READ, "names a content tier", Tier.LOCKED)
    if not facts.declared and _DECLARING.search(plain):
        return Declaration(_NOT_READ, "names a declaration", Tier.METERED)
    return None


def _facts(markup: Markup, text: Text, request: Request) -> Facts:
    metas = Metas.of(markup)
    said = _said(markup, metas, request)
    article_id, notices = identity.of_page(
        request.url, list(metas.all(*_ID_NAMES)), metas.canonicals
    )
    tier, contradictions = _resolved(said.declared, request.claim)
    article = Article(
        article_id,
        tier,
        next(iter(metadata.titles(markup, metas, said.nodes)), ""),
        metadata.section(metas, said.nodes),
        metadata.tags(metas, said.nodes),
        metadata.published(metas, said.nodes),
    )
    return Facts(
        article,
        request.url,
        request.content_type,
        text.encoding,
        metadata.language(markup),
        tuple(said.declared),
        tuple(contradictions),
        (*text.notices, *notices, *said.notices),
        PaidPart(tuple(dict.fromkeys(said.selectors))),
    )


def _said(markup: Markup, metas: Metas, request: Request) -> _Said:
    said = _Said([], [], [], [])
    _read_tiers(metas, said)
    _read_jsonld(markup, said, request.url)
    scopes = list(microdata.parts(markup))
    said.declared += microdata.access(scopes)
    said.selectors += microdata.selectors(scopes)
    markers = paid.count_markers(markup)
    if markers:
        said.declared.append(Declaration("marker comments", f"{markers} paid parts", Tier.METERED))
    return said


def _read_tiers(metas: Metas, said: _Said) -> None:
    for value in metas.all(*_TIER_NAMES):
        word = value.lower()
        if word in set(Tier):
            said.declared.append(Declaration("article:content_tier", value, Tier(word)))
        else:
            said.declared.append(Declaration("article:content_tier", f"{value:.60}", Tier.METERED))
            said.notices.append(
                f"the content tier {value[:60]!r} is none that we know; read as metered"
            )


def _read_jsonld(markup: Markup, said: _Said, url: str) -> None:
    nodes: list[dict[str, Any]] = []
    for block in markup.scripts(jsonld.TYPE):
        try:
            nodes += jsonld.articles(jsonld.load(block))
        except ValueError:
            declared, selectors = jsonld.broken(block)
            said.declared += declared
            said.selectors += selectors
            said.notices.append(f"a JSON-LD block of {len(block)} characters is not JSON")
    said.nodes = jsonld.of_page(nodes, url)
    for article in said.nodes:
        said.declared += jsonld.access(article)
        said.selectors += jsonld.selectors(article)


def _resolved(declared: list[Declaration], claim: Tier | None) -> tuple[Tier, list[str]]:
    """The most restrictive tier declared, and a sentence for each that says another."""
    said = [
        (f"{item.source} ({item.says})", item.tier, item.source) for item in declared if item.tier
    ]
    if claim is not None:
        said.append((f"the route ({claim.value})", claim, "route"))
    if not said:
        return Tier.FREE, []
    tier = max((item[1] for item in said), key=lambda item: item.restriction)
    strictest = next(words for words, item, _ in said if item is tier)
    contradictions = [
        f"{words} says {item.value}, but {strictest} says {tier.value}; the more restrictive holds"
        for words, item, source in said
        if item is not tier and not (item is Tier.METERED and _says_only_unfree(source))
    ]
    return tier, list(dict.fromkeys(contradictions))


def _says_only_unfree(source: str) -> bool:
    # isAccessibleForFree knows no tiers: `false` agrees with metered and with locked.
    return source not in {"article:content_tier", "route"}


def _with_paid_part(markup: Markup, facts: Facts) -> Facts:
    if not facts.gated:
        return facts
    try:
        part = paid.locate(markup, facts.paid_part.selectors, TEASER_PARAGRAPHS)
    except LimitReached as limit:
        return replace(facts, fallback=limit.fallback)
    found = PaidPart(facts.paid_part.selectors, part.marked, part.matched, len(part.text))
    notices = tuple(dict.fromkeys((*facts.notices, *part.notices)))
    return replace(facts, notices=notices, paid_part=found, fallback=part.fallback)
