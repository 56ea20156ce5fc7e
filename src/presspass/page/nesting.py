"""How deep and how large a page is, from its text alone: what it would cost to parse.

Counted are the tags that a browser would take for tags (WHATWG HTML, 13.2.5). The parser may close
more elements than are counted here; where it isn't certain what is a tag, more are counted.
"""

import re
import sys

from presspass.page.limits import Fallback, LimitReached, Limits
from presspass.page.words import names

_SPACE = r"\t\n\f\r "
# Nothing gives back what it took, and what is never closed goes to the page's end: linear.
_VALUE = rf"\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^{_SPACE}>\"'][^{_SPACE}>]*+|(?=>)|\Z"
_ATTRIBUTE = rf"[^{_SPACE}/>][^{_SPACE}/>=]*+(?:[{_SPACE}]*+=[{_SPACE}]*+(?:{_VALUE}))?+"
_TOKEN = re.compile(
    rf"<(?:(/?)([a-zA-Z][^{_SPACE}/>]*+)(?:[{_SPACE}/]++|{_ATTRIBUTE})*+(?:>|\Z)"
    r"|!--(?:-?>|.*?(?:--!?>|\Z))|(!\[CDATA\[)|[!?/][^>]*+)",
    re.DOTALL,
)
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_LIKE_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)(?=[\s/>])()")  # not `i<n;` of a script
_CDATA_ENDS = re.compile(r"\]\]>")
_SCRIPT_MARKS = re.compile(r"<!--(?:-*>)?|-->|</?script[\s/>]", re.IGNORECASE)
# Elements whose content is text, unless they stand in SVG.
_RAW_ENDS = {
    name: re.compile(rf"</{name}[\s/>]", re.IGNORECASE)
    for name in names("script style textarea title xmp iframe noembed noframes noscript")
}
_RAW_ENDS["plaintext"] = re.compile(r"\Z")
# Elements that hold nothing, or that the next of their kind closes: they make no depth.
_SHALLOW = names(
    """area base br col embed hr img input link meta param source track wbr p li dt dd option
    optgroup tr td th tbody thead tfoot colgroup caption rt rp html head body path use circle
    ellipse line polygon polyline rect stop"""
)


def refuse_costly(text: str, limits: Limits) -> None:
    """Raise `LimitReached` for a page that must not be parsed.

    The time that takes grows with depth times size, and with the square of an element's attributes.
    """
    count = _Count(limits)
    at: int | None = 0
    while at is not None:
        opening = count.read(_TOKEN, text, at)
        at = None
        if opening is not None:
            at = _raw_end(text, opening.end(), opening.group(2))
            count.raw(text, opening.end(), at)
    if count.deepest > limits.depth:
        raise LimitReached(Fallback.TOO_DEEP)
    if count.elements > limits.nodes:
        raise LimitReached(Fallback.TOO_MANY_NODES)


class _Count:
    """The tags of a page, and how many of those that open an element are not closed."""

    __slots__ = ("_limits", "_open", "deepest", "depth", "elements")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._open: dict[str, int] = {}
        self.elements = self.depth = self.deepest = 0

    def read(
        self, tags: re.Pattern[str], text: str, start: int, end: int = sys.maxsize
    ) -> re.Match[str] | None:
        """Count tags up to one after which text begins, and answer that one."""
        opened = self._open
        for match in tags.finditer(text, start, end):
            closing, name, cdata = match.groups()
            if name is None:
                if cdata:
                    return match
                continue
            name = name.lower()
            self.elements += 1
            if match.end() - match.start() > self._limits.attributes:
                _refuse_attributes(match.group(), self._limits)
            if name not in _SHALLOW:
                known = opened.get(name, 0)
                if not closing:
                    opened[name] = known + 1
                    self.depth += 1
                    self.deepest = max(self.deepest, self.depth)
                    if name in _RAW_ENDS:
                        return match
                elif known:
                    opened[name] = known - 1
                    self.depth -= 1
        return None

    def raw(self, text: str, start: int, end: int) -> None:
        """Count what looks like tags in text that may hold none: it closes nothing outside."""
        within = _Count(self._limits)
        while (opening := within.read(_LIKE_TAG, text, start, end)) is not None:
            start = opening.end()
        self.elements += within.elements
        self.deepest = max(self.deepest, self.depth + within.deepest)
        self.depth += within.depth


def _raw_end(text: str, at: int, name: str | None) -> int:
    if name and name.lower() == "script":
        return _script_end(text, at)
    closing = (_RAW_ENDS[name.lower()] if name else _CDATA_ENDS).search(text, at)
    return closing.start() if closing else len(text)


def _script_end(text: str, at: int) -> int:
    """Where a script ends: not at once, if it opens a comment and a script in it (13.2.5.20)."""
    commented = within = False
    for match in _SCRIPT_MARKS.finditer(text, at):
        mark = match.group().lower()
        if mark == "<!--":
            commented = True
        elif mark == "-->":
            commented = within = False
        elif mark.startswith("<script"):
            within = commented
        elif within:
            within = False
        elif mark.startswith("</"):
            return match.start()
    return len(text)


def _refuse_attributes(tag: str, limits: Limits) -> None:
    if len(_ATTRIBUTES.findall(tag)) > limits.attributes:
        raise LimitReached(Fallback.TOO_MANY_NODES)
