"""A server that answers what a test tells it to, and remembers what it was asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass
class Canned:
    """Answers `answers` by path, else `usual`. While `late` is set, it waits for `let_go`."""

    address: str = ""
    usual: tuple[int, Any] = (500, {"error": {"message": "out of order", "type": "api_error"}})
    answers: dict[str, Any] = field(default_factory=dict)
    first: list[tuple[int, Any]] = field(default_factory=list)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    late: bool = False
    let_go: Event = field(default_factory=Event)

    def answer(self, method: str, path: str, headers: dict[str, str]) -> tuple[int, Any]:
        self.asked.append((method, path, headers))
        if self.late:
            self.let_go.wait(10)
        if self.first:
            return self.first.pop(0)
        found = self.answers.get(path.partition("?")[0])
        return self.usual if found is None else (200, found)


@contextmanager
def canned() -> Iterator[Canned]:
    """Such a server on a free port."""
    told = Canned()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _do(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, body = told.answer(self.command, self.path, dict(self.headers))
            sent = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(sent)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(sent)
            except BrokenPipeError:
                pass  # who asked has given up, as the test wants

        do_GET = do_POST = do_DELETE = _do  # noqa: N815  # named by the library

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield told
    finally:
        told.let_go.set()
        server.shutdown()
        thread.join()
        server.server_close()
