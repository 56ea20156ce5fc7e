import asyncio
from http import HTTPStatus
from typing import Any

from presspass.gate.answers import send_plain, send_whole
from presspass.gate.request import Request


class Browser:
    """Takes what is sent to it."""

    def __init__(self, method: str = "GET") -> None:
        self.sent: list[dict[str, Any]] = []
        scope = {"method": method, "headers": []}
        self.request = Request(scope, self._receive, self._send, {}, 0)

    @property
    def headers(self) -> dict[bytes, bytes]:
        return dict(self.sent[0]["headers"])

    @property
    def body(self) -> bytes:
        assert [message["type"] for message in self.sent] == [
            "http.response.start",
            "http.response.body",
        ]
        body: bytes = self.sent[1]["body"]
        return body

    async def _receive(self) -> dict[str, Any]:
        raise AssertionError

    async def _send(self, message: Any) -> None:
        self.sent.append(dict(message))


def test_an_answer_that_is_all_there_is_sent_whole() -> None:
    browser = Browser()
    lines = [(b"content-length", b"2")]
    asyncio.run(send_whole(browser.request, 203, lines, b"hi"))
    assert (browser.sent[0]["status"], browser.sent[0]["headers"]) == (203, lines)
    assert browser.body == b"hi"


def test_head_gets_the_header_lines_of_get_alone() -> None:
    get, head = Browser(), Browser("HEAD")
    for browser in (get, head):
        asyncio.run(send_plain(browser.request, HTTPStatus.BAD_GATEWAY, "Later."))
    assert head.sent[0] == get.sent[0]
    assert head.body == b""
    assert int(head.headers[b"content-length"]) == len(get.body)


def test_a_plain_page_is_nobody_elses_and_says_what_is_the_matter() -> None:
    browser = Browser()
    extra = [(b"retry-after", b"30")]
    asyncio.run(send_plain(browser.request, HTTPStatus.BAD_GATEWAY, "Later.", extra))
    assert browser.sent[0]["status"] == 502
    assert browser.headers[b"cache-control"] == b"private, no-store"
    assert browser.headers[b"retry-after"] == b"30"
    assert browser.headers[b"content-type"] == b"text/html; charset=utf-8"
    assert b"<h1>Bad Gateway</h1><p>Later.</p>" in browser.body


def test_what_a_message_quotes_cannot_become_markup() -> None:
    browser = Browser()
    asyncio.run(
        send_plain(browser.request, HTTPStatus.BAD_REQUEST, "<script>alert('x')</script> & \"é\"")
    )
    assert b"<script" not in browser.body
    assert "&lt;script&gt;" in browser.body.decode()
    assert "é" in browser.body.decode()
