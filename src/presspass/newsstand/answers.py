"""Answers with validators: conditional requests and HEAD as RFC 9110 has them."""

from email.utils import formatdate, parsedate_to_datetime
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response

from presspass.core.instants import Instant

PAGE_AGE, ICON_AGE, FINGERPRINTED_AGE = 60, 86_400, 31_536_000
PAGE_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture opened by itself styles itself, and does nothing else."""


def answer(
    request: Request,
    body: bytes,
    media_type: str,
    changed: Instant,
    *,
    policy: str = PAGE_POLICY,
    max_age: int = PAGE_AGE,
) -> Response:
    """The answer to a GET or HEAD of a resource that is there."""
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = {
        "etag": tag,
        "last-modified": formatdate(changed, usegmt=True),
        "cache-control": f"public, max-age={max_age}"
        + (", immutable" if max_age == FINGERPRINTED_AGE else ""),
        **_guards(policy),
    }
    if _known(request, tag, changed):
        return Response(status_code=304, headers=headers)
    return _response(request, body, media_type, 200, headers)


def refusal(request: Request, body: bytes, status: int, headers: dict[str, str]) -> Response:
    """The page for a request that can't be answered; kept by nobody."""
    kept = {**headers, "cache-control": "no-store", **_guards(PAGE_POLICY)}
    return _response(request, body, "text/html", status, kept)


def _guards(policy: str) -> dict[str, str]:
    return {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "strict-origin-when-cross-origin",
    }


def _response(
    request: Request, body: bytes, media_type: str, status: int, headers: dict[str, str]
) -> Response:
    sized = {**headers, "content-length": str(len(body))}
    sent = b"" if request.method == "HEAD" else body
    return Response(sent, status, sized, media_type)


def _known(request: Request, tag: str, changed: Instant) -> bool:
    """Whether the client has this already (RFC 9110, 13.2.2: a tag outweighs a date)."""
    if (given := request.headers.get("if-none-match")) is not None:
        tags = (one.strip().removeprefix("W/") for one in given.split(","))
        return any(one in (tag, "*") for one in tags)
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
        return changed <= since.timestamp()
    except (ValueError, OverflowError):
        return False
