"""Pages of publishers, which know nothing of walls and notices."""

from collections.abc import Callable
from typing import Any

STRICT = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'"
SCRIPTED = f"{STRICT}; script-src 'self'"

PLAIN = "body { margin: 1rem auto; max-width: 42rem; background: #fff; color: #222 }"
DARK = """:root { color-scheme: light dark }
body { background: light-dark(#fff, #111); color: light-dark(#222, #ddd); margin: 1rem }
"""
BLACK = "body { background: #000; color: #fff } a { color: #9cf }"
SHOUTING = """html { font-size: 62.5% }
body { font: 1.8rem/1.6 serif; text-transform: uppercase; letter-spacing: 3px; text-align: right }
#main a, #main article a { color: lime; background: red; display: block; font-weight: 900 }
#main article section, #main section { background: yellow; display: inline; float: left }
#main p, #main h2 { font-size: 40px; margin: 80px; color: #eee }
#main ul li::before { content: "X" }
#main details, #main summary { display: none }
#main img { width: 2000px; max-width: none }
"""
SWEEPING = """* { font-size: 30px; line-height: 3; box-sizing: content-box; max-width: 9em }
a { color: white; border: 9px solid; padding: 2em }
div { float: left; width: 120px }
:is(section, aside, details, ul, li, p, span, strong) { float: right; opacity: .2; display: flex }
*::after { content: "!" }
"""
DEEP = """#page #main #content :is(a, p, h2, ul, li, section, aside, details, summary, img) {
  color: lime; display: block; font-size: 8px; margin: 60px; text-align: right; padding: 1em }
"""

Show = Callable[..., Any]


def host_page(fragment: str) -> str:
    """A publisher's page with a wall or notice in it."""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>The vote</title>
<link rel="stylesheet" href="/host.css"></head><body id="page"><main id="main">
<article id="content"><h1>The vote</h1>
<p id="teaser">The hall was full before the lamps were lit.</p>
{fragment}
<p id="after">More from the harbour</p>
</article></main></body></html>"""
