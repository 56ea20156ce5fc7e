"""An address is read in one way by everybody, or refused."""

import pytest

from tests.servers.gate import Gate
from tests.servers.site import Site

pytestmark = pytest.mark.server

HOST = b"host: 127.0.0.1\r\nconnection: close\r\n\r\n"


@pytest.mark.parametrize(
    "target",
    [
        b"/locked/../free",
        b"/free/../locked/a",
        b"/%2e%2e/locked/a",
        b"/x/%2E%2e/locked/a",
        b"/x/..;/locked/a",
        b"//locked/a",
        b"/locked//a",
        b"/locked%2fa",
        b"/locked%5Ca",
        b"/locked\\a",
        b"/locked/%2561",
        b"/locked/a%00",
        b"/locked/a%0d%0ax:y",
        b"/locked/%",
        b"/locked/%zz",
        b"/locked/%c0%afa",
        b"/./locked/a",
        b"/locked/.",
    ],
)
def test_an_unclear_address_is_refused(site: Site, gate: Gate, target: bytes) -> None:
    asked = len(site.asked)
    answer = gate.raw(b"GET " + target + b" HTTP/1.1\r\n" + HOST)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert len(site.asked) == asked
    assert site.paid not in answer


@pytest.mark.parametrize(
    "target",
    [
        b"/locked/%61",
        b"/%6cocked/a",
        b"/locked/a;x=1",
        b"/locked/a?x=/../free",
        b"/locked/a?",
        b"/locked/a#part",
        b"/Locked/a",
        b"/locked/a/",
        b"/locked/caf\xc3\xa9",
        b"http://127.0.0.1/locked/a",
        b"http://evil.example/locked/a",
    ],
)
def test_no_spelling_opens_a_locked_page(site: Site, gate: Gate, target: bytes) -> None:
    for _ in range(2):
        answer = gate.raw(b"GET " + target + b" HTTP/1.1\r\n" + HOST)
        assert answer.split(b" ")[1] in (b"200", b"400", b"404", b"421"), answer
        assert site.paid not in answer


def test_one_page_in_two_spellings_is_asked_for_once(site: Site, gate: Gate) -> None:
    site.page("/spelt/~a", b"<p>spelt", ("cache-control", "max-age=60"))
    for target in ("/spelt/~a", "/spelt/%7Ea", "/%73pelt/%7e%61"):
        assert gate.get(target).body == b"<p>spelt"
    assert [asked.target for asked in site.asked if "spel" in asked.target] == ["/spelt/~a"]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:80", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("evil.example:80", 421),
        ("127.0.0.1@evil.example", 421),
        ("evil.example, 127.0.0.1", 421),
        ("127.0.0.1:80:80", 421),
        ("", 421),
    ],
)
def test_only_our_own_hosts_are_answered_for(
    site: Site, gate: Gate, host: str, status: int
) -> None:
    site.page("/hosted", b"<p>hosted")
    asked = len(site.hits("/hosted"))
    answer = gate.get("/hosted", host=host)
    assert answer.status in ({status, 400} if status == 421 else {status})
    if status != 200:
        assert len(site.hits("/hosted")) == asked
        assert gate.get("/presspass/offers", host=host).status in (400, 421)


@pytest.mark.parametrize(
    "request_lines",
    [
        b"GET /locked/a HTTP/1.1\r\nconnection: close\r\n\r\n",
        b"GET /locked/a HTTP/1.0\r\n\r\n",
        b"GET /locked/a HTTP/1.1\r\nhost: evil.example\r\n" + HOST,
        b"GET /locked/a HTTP/1.1\r\n" + HOST[:-2] + b"host: evil.example\r\n\r\n",
        b"GET /locked/a HTTP/1.1\r\nhost : 127.0.0.1\r\nconnection: close\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n",
        b"CONNECT 127.0.0.1:80 HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n",
        b"GET locked/a HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n",
    ],
)
def test_a_request_without_one_clear_host_and_path_is_refused(
    site: Site, gate: Gate, request_lines: bytes
) -> None:
    asked = len(site.asked)
    answer = gate.raw(request_lines)
    assert answer == b"" or answer.split(b" ")[1].startswith(b"4"), answer
    assert len(site.asked) == asked


def test_http_1_0_with_a_host_is_answered(site: Site, gate: Gate) -> None:
    answer = gate.raw(b"GET /metered/ancient HTTP/1.0\r\nhost: 127.0.0.1\r\n\r\n")
    assert answer.split(b" ")[1] == b"200"
    assert site.paid in answer


def test_two_framings_at_once_reach_nobody(site: Site, gate: Gate) -> None:
    gate.raw(
        b"POST /smuggled HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 4\r\n"
        b"transfer-encoding: chunked\r\nconnection: close\r\n\r\n"
        b"0\r\n\r\nGET /smuggled-too HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"
    )
    assert site.hits("/smuggled-too") == []
    for asked in site.hits("/smuggled"):
        assert asked.body == b""


def test_our_own_pages_are_never_asked_of_the_origin(site: Site, gate: Gate) -> None:
    asked = len(site.asked)
    for target in ("/presspass", "/presspass/", "/presspass/offers", "/%70resspass/offers"):
        gate.get(target)
    assert gate.get("/presspass/nothing").status == 404
    assert len(site.asked) == asked
    gate.get("/presspassing")
    assert {it.target for it in site.asked[asked:]} == {"/presspassing"}


def test_a_websocket_is_refused(gate: Gate) -> None:
    answer = gate.raw(
        b"GET /socket HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: upgrade\r\nupgrade: websocket\r\n"
        b"sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
        b"connection: close\r\n\r\n"
    )
    assert b" 101 " not in answer.partition(b"\r\n")[0]


def test_a_trusted_proxy_is_believed_about_its_client(site: Site, behind_proxy: Gate) -> None:
    site.page("/client", b"<p>client", ("cache-control", "no-store"))
    for chain, client in {
        "203.0.113.9": "203.0.113.9",
        "6.6.6.6, 203.0.113.9": "203.0.113.9",
        "203.0.113.9, 127.0.0.5": "203.0.113.9",
        "nonsense": "127.0.0.1",
    }.items():
        behind_proxy.get("/client", x_forwarded_for=chain, x_forwarded_proto="https")
        asked = site.hits("/client")[-1]
        assert asked.all("x-forwarded-for") == [client]
        assert asked.all("x-forwarded-proto") == ["https"]
