"""An article's id: the same for all of its addresses, and no other article's."""

from urllib.parse import quote, urljoin, urlsplit

from presspass.core.ids import ArticleId
from presspass.core.tracking import is_tracking

_MOST_CHARACTERS = 2000
_PORTS = {"http": 80, "https": 443}
_KEEP = "/:@!$&'()*+,;=~-._%"


def of_page(url: str, identifiers: list[str], canonicals: list[str]) -> tuple[ArticleId, list[str]]:
    """The id of a page and what was wrong with what it declares.

    `identifiers` are the page's own names for the article, `canonicals` its canonical links.
    """
    names = {name.strip() for name in identifiers if name.strip()}
    if len(names) == 1:
        (name,) = names
        if len(name) <= _MOST_CHARACTERS and name.isprintable() and " " not in name:
            return ArticleId(name), []
    notices = ["the page declares several ids, or one that is no id; none is used"] if names else []
    targets = {_joined(url, link.strip()) for link in canonicals if link.strip()}
    if len(targets) > 1:
        notices.append("the page has several canonical links that differ; none is used")
    elif targets:
        target = targets.pop()
        fault = _fault(url, target)
        if fault is None:
            return normal(target), notices
        notices.append(f"the canonical link {target[:200]!r} {fault}; it is not used")
    elif canonicals:
        notices.append("the canonical link is empty; it is not used")
    return normal(url), notices


def normal(url: str) -> ArticleId:
    """A URL as an id: https, host in lower case, no default port, fragment or tracking."""
    try:
        split = urlsplit(url)
        port = split.port
    except ValueError:
        return ArticleId(url)
    host = (split.hostname or "").rstrip(".")
    if port and port != _PORTS.get(split.scheme):
        host = f"{host}:{port}"
    path = quote(split.path, _KEEP, errors="replace")
    query = "&".join(
        quote(pair, _KEEP + "?", errors="replace")
        for pair in split.query.split("&")
        if pair and not is_tracking(pair)
    )
    return ArticleId(f"https://{host}{path or '/'}{'?' + query if query else ''}" if host else path)


def _joined(url: str, link: str) -> str:
    try:
        return urljoin(url, link)
    except ValueError:
        return link


def _fault(url: str, target: str) -> str | None:
    try:
        page, link = urlsplit(url), urlsplit(target)
    except ValueError:
        return "is no URL"
    if link.scheme not in _PORTS or not link.hostname:
        return "is no web address"
    if page.hostname and _bare(page.hostname) != _bare(link.hostname):
        return "is on another host"
    if link.path in {"", "/"} and not link.query and (page.path not in {"", "/"} or page.query):
        return "is the site's front page"
    return None


def _bare(host: str) -> str:
    return host.lower().rstrip(".").removeprefix("www.")
