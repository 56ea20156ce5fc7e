"""Whatever carries the paid text, however it is encoded, a denied reader doesn't get it."""

import base64
import html
import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presspass.page.contract import cut, examine, notice_offset, paid_text, runs_in

URL = "https://paper.example/news/one"
TEASER = "Everyone may read this first line of it."
PAID = (
    "The harbour master counted forty-one ships before the fog closed in on the breakwater.",
    "Nobody at the caf\u00e9 wanted to say who had signed the second letter, though everyone knew!",
    "It was not the mayor. Her deputy, \u201cthe quiet one\u201d, had left town by train.",
)
JAPANESE = (
    "港の管理者は霧が防波堤を覆う前に四十一隻の船を数えたが誰もその理由を語ろうとはしなかった。"
)

Encoding = Callable[[str], str]


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(letter):04x}" for letter in text)


def _broken_by_tags(text: str) -> str:
    return " ".join(f"<b>{word[:1]}</b>{word[1:]}" for word in text.split())


ENCODINGS: dict[str, Encoding] = {
    "plain": lambda text: text,
    "upper case": str.upper,
    "json": lambda text: json.dumps(text)[1:-1],
    "json in json": lambda text: json.dumps(json.dumps(text))[1:-1],
    "json in json in json": lambda text: json.dumps(json.dumps(json.dumps(text)))[1:-1],
    "unicode escapes": _escaped,
    "unicode escapes twice": lambda text: _escaped(_escaped(text)),
    "entities": html.escape,
    "numeric entities": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    "hex entities twice": lambda text: "".join(f"&amp;#x{ord(letter):x};" for letter in text),
    "percent": quote,
    "percent twice": lambda text: quote(quote(text)),
    "percent of json": lambda text: quote(json.dumps(text)),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64 url": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "base64 after a path": lambda text: "ab/" + base64.b64encode(text.encode()).decode(),
    "base64 of json": lambda text: base64.b64encode(json.dumps({"a": text}).encode()).decode(),
    "base64 twice": lambda text: base64.b64encode(base64.b64encode(text.encode())).decode(),
    "soft hyphens": "\u00ad".join,
    "zero width": lambda text: text.replace("e", "e\u200b"),
    "full width": lambda text: "".join(
        chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text
    ),
    "no-break spaces": lambda text: text.replace(" ", "&nbsp;"),
    "tags": _broken_by_tags,
    "tags in json": lambda text: json.dumps(_broken_by_tags(text))[1:-1],
    "escaped tags": lambda text: _broken_by_tags(text).replace("<", "\\u003c"),
}

CARRIERS = {
    "attribute": '<div data-text="{}"></div>',
    "unquoted attribute": "<div data-text={}></div>",
    "alt": '<img alt="{}" src="x.png">',
    "description": '<meta name="description" content="{}">',
    "open graph": '<meta property="og:description" content="{}">',
    "comment": "<!-- {} -->",
    "script": '<script>window.state = {{"body": "{}"}};</script>',
    "single quotes": "<script>var body = '{}'; start();</script>",
    "json": '<script type="application/json">{{"props": {{"body": "{}"}}}}</script>',
    "json words": '<script type="application/json">["{}"]</script>',
    "broken json": '<script type="application/ld+json">{{"articleBody": "{}", }},</script>',
    "json-ld": '<script type="application/ld+json">{{"articleBody": "{}"}}</script>',
    "flight": '<script>self.push([1,"a:[\\"$\\",\\"p\\",null,{{}},\\"{}\\"]"])</script>',
    "template": "<template><p>{}</p></template>",
    "nested template": "<template><i><template>{}</template></i></template>",
    "noscript": "<noscript><p>{}</p></noscript>",
    "frame": '<iframe srcdoc="{}"></iframe>',
    "link": '<a href="data:text/html,{}">more</a>',
    "mail": '<a href="mailto:?body={}">send</a>',
    "textarea": "<textarea>{}</textarea>",
    "hidden copy": "<div hidden><p>{}</p></div>",
    "visible copy": "<section><p>{}</p></section>",
    "svg": "<svg><title>{}</title><text>{}</text></svg>",
    "style": "<style>p::after {{ content: '{}' }}</style>",
    "title": "<title>{}</title>",
    "option": "<select><option>{}</option></select>",
    "table": "<table><tr>{}<td>x</td></tr></table>",
    "stray": "</body></html>{}",
    "frames": "<noframes>{}</noframes>",
    "xmp": "<xmp>{}</xmp>",
    "custom": "<amp-list [src]='{}'></amp-list>",
    "cdata": "<svg><![CDATA[{}]]></svg>",
    "instruction": "<?php {} ?>",
}

LEAKS = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(
    hidden=st.lists(
        st.tuples(
            st.sampled_from(sorted(CARRIERS)),
            st.sampled_from(sorted(ENCODINGS)),
            st.sampled_from([*PAID, " ".join(PAID), JAPANESE]),
        ),
        min_size=1,
        max_size=5,
    ),
    place=st.sampled_from(["head", "after"]),
)
@LEAKS
def test_paid_text_is_found_in_every_carrier_and_encoding(
    hidden: list[tuple[str, str, str]],
    place: str,
    leaking: Callable[..., list[str]],
    article: Callable[..., bytes],
) -> None:
    markup = "".join(_hidden(*one) for one in hidden)
    paragraphs = "".join(f"<p>{text}</p>" for text in (*PAID, JAPANESE))
    body = article(paragraphs, **{place: markup})
    facts = examine(body, url=URL, content_type="text/html; charset=utf-8")
    denied = cut(body, facts, teaser_paragraphs=1).with_wall("<p>WALL</p>")
    assert denied.count(b"WALL") == 1
    assert leaking(denied, "\n\n".join((*PAID, JAPANESE)), f"{TEASER}\n\nA plain title") == []


def _hidden(carrier: str, way: str, text: str) -> str:
    markup = CARRIERS[carrier].replace("{{", "{").replace("}}", "}")
    return markup.replace("{}", ENCODINGS[way](text))


@pytest.mark.parametrize("carrier", sorted(CARRIERS))
@pytest.mark.parametrize("way", sorted(ENCODINGS))
def test_each_carrier_is_cleaned_in_each_encoding(
    carrier: str, way: str, leaking: Callable[..., list[str]], article: Callable[..., bytes]
) -> None:
    text = " ".join(PAID)
    paragraphs = "".join(f"<p>{text}</p>" for text in PAID)
    body = article(paragraphs, after=_hidden(carrier, way, text))
    facts = examine(body, url=URL, content_type="text/html")
    denied = cut(body, facts, teaser_paragraphs=1)
    assert denied.leaks
    page = denied.with_wall("<p>WALL</p>")
    assert leaking(page, "\n\n".join(PAID), f"{TEASER}\n\nA plain title") == []


@pytest.mark.parametrize("carrier", sorted(CARRIERS))
@pytest.mark.parametrize("way", sorted(ENCODINGS))
def test_the_oracle_itself_finds_what_is_hidden(
    carrier: str, way: str, leaking: Callable[..., list[str]], article: Callable[..., bytes]
) -> None:
    text = " ".join(PAID)
    assert leaking(article("", after=_hidden(carrier, way, text)), text, "")


@given(body=st.binary(max_size=400), url=st.text(max_size=60), kind=st.text(max_size=40))
@settings(deadline=None, max_examples=200)
def test_no_bytes_make_it_raise(body: bytes, url: str, kind: str) -> None:
    facts = examine(body, url=url, content_type=kind)
    cut(body, facts, teaser_paragraphs=1).with_wall("<p>wall</p>")
    paid_text(body, facts)
    runs_in(body, kind)
    notice_offset(body, facts.encoding)


_FRAGMENTS = st.sampled_from(
    [
        "<div class=paid>", "</div>", "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>",
        "<!--presspass:paid-->", "<!--/presspass:paid-->", "<article>", "</article>", "<a href=x>",
        "<b>", "</b>", "<svg>", "</svg>", "<math>", "<template>", "</template>", "<select>",
        "<option>", "<script>", "</script>", "<style>", "</style>", "<!--", "-->", "<![CDATA[",
        "]]>", "</body>", "</html>", "<body class=paid>", "<frameset>", "<noscript>",
        "</noscript>", "<textarea>", "</textarea>", "<title>", "</title>", "<br>", "<li>",
        "<form>", "<button>", "<h1>", "<iframe>", "</iframe>", "&lt;", "\x00", "\ufffd",
        *PAID,
    ]
)  # fmt: skip


@given(pieces=st.lists(_FRAGMENTS, max_size=25))
@LEAKS
def test_soup_never_leaks_what_the_selector_takes(
    pieces: list[str], leaking: Callable[..., list[str]], article: Callable[..., bytes]
) -> None:
    hidden = "".join(f"<p>{text}</p>" for text in PAID)
    body = article(hidden, after="".join(pieces))
    facts = examine(body, url=URL, content_type="text/html")
    denied = cut(body, facts, teaser_paragraphs=1).with_wall("<p>WALL</p>")
    assert denied.count(b"WALL") == 1
    assert leaking(denied, "\n\n".join(PAID), f"{TEASER}\n\nA plain title") == []
