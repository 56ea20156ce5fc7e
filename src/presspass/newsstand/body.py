"""The body of an article: Markdown made HTML, its paid part set apart."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from presspass.newsstand.pictures import Figure, Picture

TEASER_PARAGRAPHS = 2

FindPicture = Callable[[str], Picture | None]
Complain = Callable[[int, str], None]
"""Called with a line of the Markdown, counted from 0, and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Body:
    """`teaser` is its first two paragraphs, `paid` all the rest; together they are the article."""

    teaser: Markup
    paid: Markup
    words: int


class _Blocks(RendererHTML):
    """Leaves out pictures amid text; `_blocks` has taken care of those that stand alone."""

    def image(self, tokens: Sequence[Token], idx: int, options: object, env: object) -> str:
        _ = tokens, idx, options, env
        return ""


# Raw HTML is off, so nothing in a file can reach the page but what Markdown makes.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_RENDERER = _Blocks()


def render(markdown: str, find: FindPicture, complain: Complain, dateline: str = "") -> Body:
    """Render an article's Markdown; its first paragraph begins with the dateline.

    A picture stands in a paragraph of its own, its title being `caption | credit`; a block fenced
    as `pull` is a pull quote, its last line, if it begins with a dash, saying whose.
    """
    tokens = _MARKDOWN.parse(markdown)
    blocks = [(_html(block, find, complain), _prose(block)) for block in _blocks(tokens)]
    if dateline and blocks and blocks[0][1]:
        opening = Markup('<p><span class="dateline">{}</span> ').format(dateline)
        blocks[0] = (opening + blocks[0][0].removeprefix("<p>"), True)
    cut = _teaser_end([prose for _, prose in blocks])
    words = sum(len(token.content.split()) for token in tokens if token.type == "inline")
    teaser, paid = (
        Markup("\n").join(html for html, _ in part) for part in (blocks[:cut], blocks[cut:])
    )
    return Body(teaser, paid, words)


def _teaser_end(prose: list[bool]) -> int:
    """Where the paid part begins: after the second paragraph, and never after the last block."""
    seen = 0
    for at, paragraph in enumerate(prose[:-1], 1):
        seen += paragraph
        if seen == TEASER_PARAGRAPHS:
            return at
    return max(len(prose) - 1, 0)


def _blocks(tokens: list[Token]) -> Iterator[list[Token]]:
    block: list[Token] = []
    depth = 0
    for token in tokens:
        block.append(token)
        depth += token.nesting
        if depth == 0:
            yield block
            block = []


def _prose(block: list[Token]) -> bool:
    return block[0].type == "paragraph_open" and _lone_picture(block) is None


def _lone_picture(block: list[Token]) -> Token | None:
    if block[0].type != "paragraph_open":
        return None
    children = block[1].children or []
    return children[0] if [child.type for child in children] == ["image"] else None


def _html(block: list[Token], find: FindPicture, complain: Complain) -> Markup:
    if picture := _lone_picture(block):
        return _figure(picture, block[0], find, complain)
    for token in block:
        if any(child.type == "image" for child in token.children or ()):
            complain(_line(token), "a picture amid text was left out; give it its own paragraph")
        if token.type.startswith("heading") and token.tag == "h1":
            token.tag = "h2"  # the headline is the page's one h1
    if block[0].type == "fence" and block[0].info.strip() == "pull":
        return _pull_quote(block[0].content)
    return Markup(_RENDERER.render(block, _MARKDOWN.options, {}).rstrip())  # noqa: S704  # our renderer escapes


def _figure(image: Token, block: Token, find: FindPicture, complain: Complain) -> Markup:
    name = str(image.attrs["src"])
    picture = find(name)
    if picture is None:
        complain(_line(block), f'the picture "{name}" was left out: missing or broken')
        return Markup()
    alt = _RENDERER.renderInlineAsText(image.children, _MARKDOWN.options, {})
    if not alt:
        complain(_line(block), f'the picture "{name}" has no description for those who can\'t see')
    caption, _, credit = str(image.attrs.get("title", "")).partition("|")
    return Figure(picture, alt, caption.strip(), credit.strip()).html()


def _pull_quote(text: str) -> Markup:
    *lines, last = text.strip().split("\n")
    if not last.startswith(("\u2014", "-")):
        lines, last = [*lines, last], ""
    said_by = last.lstrip("\u2014- ")
    below = Markup("<figcaption>{}</figcaption>").format(said_by) if said_by else Markup()
    return Markup(
        '<figure class="pull-quote"><blockquote><p>{}</p></blockquote>{}</figure>'
    ).format(" ".join(lines), below)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0
