"""Where a notice goes into a granted page: right after `<body>`, all other bytes as they came.

A page that begins with links past its own head keeps them first, where keyboards look for them.

A small tokenizer over the origin's own bytes (WHATWG HTML, 13.2.5). It walks what may stand before
`<body>` and gives up at anything else: no notice is better than a broken page.
"""

import re

from presspass.page.charset import ASCII_MARKUP

# Nothing here gives back what it took: a page of one long tag would be read again and again.
_NAME = r"[a-zA-Z][^\s/>]*+"
# An attribute: a name, perhaps a value in quotes or bare (13.2.5.32 to 13.2.5.39).
_ATTRIBUTES = r"(?:[\s/]++|[^\s/>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|(?=>)))*+"
_START = re.compile(rf"<({_NAME}){_ATTRIBUTES}>")
_END = re.compile(rf"</({_NAME}){_ATTRIBUTES}>")
_COMMENT = re.compile(r"<!--(?:>|->|.*?--!?>)", re.DOTALL)
# A comment that is never closed holds the rest of the page, and is no bogus one (13.2.5.43).
_BOGUS = re.compile(r"<(?:!(?!--)|\?|/[^a-zA-Z>])[^>]*+>|</>")
_SPACE = re.compile(r"[\t\n\f\r ]+")
_FRAMESET = re.compile(r"<frameset\b", re.IGNORECASE)
_BODY_START = re.compile(r"<body[\s/>]", re.IGNORECASE)

# A link of nothing but text to a place in the page itself.
_SKIP_LINK = re.compile(rf"<a(?=[\s/])({_ATTRIBUTES})>[^<]*</a[\t\n\f\r ]*>", re.IGNORECASE)
_TO_THIS_PAGE = re.compile(r"(?:^|[\s\"'/])href\s*=\s*[\"']?#[^\s\"'>]", re.IGNORECASE)

_BEFORE_BODY = frozenset({"html", "head", "base", "basefont", "bgsound", "link", "meta"})
_RAW = {
    name: re.compile(rf"</{name}[\s/>]", re.IGNORECASE)
    for name in ("title", "style", "script", "noscript", "noframes", "template")
}


def notice_offset(body: bytes, encoding: str) -> int | None:
    """The offset right after the `<body ...>` tag and the skip links that follow it.

    `None` where it isn't certain.
    """
    if encoding not in ASCII_MARKUP:
        return None
    text = body.decode("latin-1")  # one character a byte: offsets are the same
    if _FRAMESET.search(text):
        return None
    at = 3 if body.startswith(b"\xef\xbb\xbf") else 0
    while True:
        step = _past(text, at)
        if step is None:
            return None
        at, found = step
        if found:
            return _past_skip_links(text, at)


def splice(body: bytes, offset: int, html: str, encoding: str) -> bytes:
    """The page with a notice at an offset, in the page's own charset."""
    return body[:offset] + html.encode(encoding, "xmlcharrefreplace") + body[offset:]


def _past(text: str, at: int) -> tuple[int, bool] | None:
    """The end of the token at an offset, and whether it is `<body>`; `None` if we can't go on."""
    for harmless in (_SPACE, _COMMENT, _BOGUS):
        match = harmless.match(text, at)
        if match:
            return match.end(), False
    start = _START.match(text, at)
    if start is None:
        end = _END.match(text, at)
        closes_head = end is not None and end.group(1).lower() == "head"
        return (end.end(), False) if end is not None and closes_head else None
    name = start.group(1).lower()
    if name == "body":
        return start.end(), True
    if name in _BEFORE_BODY:
        return start.end(), False
    return _past_raw(text, start.end(), name)


def _past_skip_links(text: str, at: int) -> int:
    """The end of the last skip link that stands at an offset, with nothing but space before it."""
    while True:
        space = _SPACE.match(text, at)
        link = _SKIP_LINK.match(text, space.end() if space else at)
        if link is None or _TO_THIS_PAGE.search(link.group(1)) is None:
            return at
        at = link.end()


def _past_raw(text: str, at: int, name: str) -> tuple[int, bool] | None:
    closing = _RAW[name].search(text, at) if name in _RAW else None
    if closing is None:
        return None
    content = text[at : closing.start()]
    if name == "script" and "<!--" in content and "<script" in content.lower():
        return None  # the script may end later than it seems (13.2.5.20)
    if name in {"noscript", "template"} and (
        _BODY_START.search(content) or f"<{name}" in content.lower()
    ):
        return None
    end = _END.match(text, closing.start())
    return (end.end(), False) if end is not None else None
