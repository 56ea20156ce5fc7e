"""Answers that the gate gives of itself, and sending."""

from html import escape
from http import HTTPStatus

from presspass.gate.request import Request
from presspass.ports import Headers

PRIVATE: Headers = [(b"cache-control", b"private, no-store"), (b"accept-ranges", b"none")]
"""The lines of every answer that depends on its reader."""


async def send_whole(request: Request, status: int, headers: Headers, body: bytes) -> None:
    """Send an answer that is all there; HEAD gets its header lines alone."""
    await request.send({"type": "http.response.start", "status": status, "headers": headers})
    await request.send(
        {"type": "http.response.body", "body": b"" if request.method == "HEAD" else body}
    )


async def send_plain(
    request: Request, status: HTTPStatus, message: str, extra: Headers | None = None
) -> None:
    """Send a page that says in a sentence what is the matter, and what to do."""
    body = (
        "<!doctype html><html lang=en><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width">'
        f"<title>{status.phrase}</title><h1>{status.phrase}</h1><p>{escape(message)}</p>"
    ).encode()
    headers: Headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        *PRIVATE,
        *(extra or ()),
    ]
    await send_whole(request, status, headers, body)
