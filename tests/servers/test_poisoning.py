"""Nothing that one reader says ends up in a page that others get."""

import pytest

from tests.servers.gate import Gate
from tests.servers.site import Asked, Reply, Site

pytestmark = pytest.mark.server

KEPT = ("cache-control", "max-age=60")
HTML = ("content-type", "text/html")
OURS = {
    "host",
    "accept",
    "accept-encoding",
    "user-agent",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
}
EVIL = "\"><script src='//evil.example'></script>"


def reflect(site: Site, path: str, *lines: tuple[str, str]) -> None:
    """A site that writes all that it is asked into its page."""

    async def answer(asked: Asked, reply: Reply) -> None:
        said = "\n".join([asked.target, *(f"{name}: {value}" for name, value in asked.headers)])
        await reply.send(f"<p>{said}".encode(), headers=[HTML, KEPT, *lines])

    site.on(path, answer)


@pytest.mark.parametrize(
    "name",
    [
        "accept",
        "accept_language",
        "cache_control",
        "cookie",
        "forwarded",
        "if_none_match",
        "origin",
        "referer",
        "user_agent",
        "via",
        "x_debug",
        "x_forwarded_for",
        "x_forwarded_host",
        "x_forwarded_port",
        "x_forwarded_prefix",
        "x_forwarded_proto",
        "x_forwarded_scheme",
        "x_forwarded_server",
        "x_host",
        "x_http_method_override",
        "x_original_host",
        "x_original_url",
        "x_rewrite_url",
    ],
)
def test_what_a_site_reflects_of_a_request_is_not_kept(
    site: Site, behind_proxy: Gate, name: str
) -> None:
    path = f"/reflected-{name}"
    reflect(site, path)
    more = {"accept": "text/html"} if name == "cookie" else {}
    value = f"text/html, {EVIL}" if name == "accept" else EVIL
    first = behind_proxy.get(path, **more, **{name: value})
    second = behind_proxy.get(path)
    assert first.body == second.body
    assert b"evil" not in second.body
    assert len(site.hits(path)) == 1
    assert {said for said, _ in site.hits(path)[0].headers} <= OURS


@pytest.mark.parametrize("query", ["utm_source=EVIL", "a=1&utm_x=EVIL&b=2", "fbclid=EVIL&_gl=EVIL"])
def test_what_a_site_reflects_of_tracking_is_not_kept(site: Site, gate: Gate, query: str) -> None:
    path = f"/reflecting-{len(query)}"
    reflect(site, path)
    assert b"EVIL" not in gate.get(f"{path}?{query}").body
    assert b"EVIL" not in gate.get(f"{path}?{query.replace('EVIL', 'x')}").body
    assert len(site.hits(path)) == 1


def test_a_link_by_plain_http_does_not_make_a_page_of_plain_http(
    site: Site, behind_proxy: Gate
) -> None:
    reflect(site, "/schemes")
    for scheme in ("https", "http", "javascript"):
        body = behind_proxy.get("/schemes", x_forwarded_proto=scheme).body
        assert b"x-forwarded-proto: http\n" in body


def test_a_page_is_told_what_it_says_it_depends_on_and_kept_by_that(site: Site, gate: Gate) -> None:
    reflect(site, "/varied", ("vary", "Accept-Language, X-Theme"))
    for _ in range(2):
        for language in ("fr", "de"):
            body = gate.get("/varied", accept_language=language, user_agent=EVIL).body
            assert f"accept-language: {language}".encode() in body
            assert b"evil" not in body
        assert b"accept-language" not in gate.get("/varied", x_other=EVIL).body
        body = gate.get("/varied", accept_language="fr", x_theme="dark").body
        assert b"accept-language: fr" in body
        assert b"x-theme: dark" in body
    assert len(site.hits("/varied")) == 5  # the first of all brought to light on what it depends


def test_a_page_that_depends_on_more_in_one_language_is_told_more(site: Site, gate: Gate) -> None:
    async def answer(asked: Asked, reply: Reply) -> None:
        language, theme = asked.one("accept-language"), asked.one("x-theme")
        vary = "Accept-Language, X-Theme" if language == "fr" else "Accept-Language"
        lines = [HTML, KEPT, ("vary", vary)]
        await reply.send(f"<p>{language} {theme}".encode(), headers=lines)

    site.on("/deeper", answer)
    for _ in range(2):
        for theme in ("dark", "light"):
            fr = gate.get("/deeper", accept_language="fr", x_theme=theme)
            assert fr.body == f"<p>fr {theme}".encode()
            assert gate.get("/deeper", accept_language="de").body == b"<p>de None"


def test_a_page_that_comes_to_depend_on_more_is_asked_for_anew(site: Site, gate: Gate) -> None:
    depends = [("etag", '"1"'), ("cache-control", "max-age=0")]

    async def answer(asked: Asked, reply: Reply) -> None:
        if asked.one("if-none-match"):
            await reply.head("304 Not Modified", depends)
        else:
            body = f"<p>in {asked.one('accept-language')}".encode()
            await reply.send(body, headers=[HTML, *depends])

    site.on("/changing", answer)
    assert gate.get("/changing", accept_language="fr").body == b"<p>in None"
    depends.append(("vary", "Accept-Language"))
    for language in ("fr", "de", "fr"):
        got = gate.get("/changing", accept_language=language)
        assert got.body == f"<p>in {language}".encode()


@pytest.mark.parametrize("body", [b"", b"<p>Moved"])
def test_a_redirect_is_for_who_asked(site: Site, gate: Gate, body: bytes) -> None:
    async def answer(asked: Asked, reply: Reply) -> None:
        language = asked.one("accept-language") or "en"
        query = asked.target.partition("?")[2]
        lines = [("location", f"/{language}/?{query}"), *([HTML] if body else [])]
        await reply.send(body, status="302 Found", headers=lines)

    path = f"/entrance-{len(body)}"
    site.on(path, answer)
    for language in ("fr", "de", "fr"):
        got = gate.get(f"{path}?utm_source={language}", accept_language=language)
        assert got.all("location") == [f"/{language}/?utm_source={language}"]


@pytest.mark.parametrize("body", [b"", b"<p>Welcome"])
def test_a_link_that_works_once_works(site: Site, gate: Gate, body: bytes) -> None:
    used: list[str] = []

    async def answer(asked: Asked, reply: Reply) -> None:
        lines = [("location", "/old" if asked.target in used else "/welcome")]
        lines += [("set-cookie", "session=1")] * (asked.target not in used) + [HTML] * bool(body)
        used.append(asked.target)
        await reply.send(body, status="302 Found", headers=lines)

    path = f"/confirm-{len(body)}"
    site.on(path, answer)
    got = gate.get(f"{path}?token=x", accept="text/html,*/*;q=0.8")
    assert (got.status, got.one("location"), got.body) == (302, "/welcome", body)
    assert "session=1" in got.all("set-cookie")
    assert len(used) == 1


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
@pytest.mark.parametrize("kind", ["text/html", "application/json"])
def test_who_has_a_key_of_his_own_is_not_answered_as_nobody(
    site: Site, gate: Gate, status: str, kind: str
) -> None:
    async def answer(asked: Asked, reply: Reply) -> None:
        if asked.one("x-api-key") == "k":
            await reply.send(b"{}", headers=[("content-type", "application/json"), KEPT])
        else:
            await reply.send(b"who?", status=status, headers=[("content-type", kind), KEPT])

    path = f"/keyed-{status[:3]}-{len(kind)}"
    site.on(path, answer)
    for _ in range(2):
        assert gate.get(path, x_api_key="k").body == b"{}"
        assert gate.get(path).status == int(status[:3])


def test_who_wants_no_page_is_asked_for_in_his_own_name(site: Site, gate: Gate) -> None:
    async def answer(asked: Asked, reply: Reply) -> None:
        json = asked.one("accept") == "application/json, */*"
        lines = [("content-type", "application/json" if json else "text/html"), KEPT]
        await reply.send(b"{}" if json else b"<p>page", headers=lines)

    site.on("/either", answer)
    assert gate.get("/either", accept="application/json, */*").body == b"{}"
    assert gate.get("/either", accept="text/html").body == b"<p>page"
    assert len(site.hits("/either")) == 2
