"""The views that are measured, and the requests of each."""

import pickle
import secrets
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from random import Random

from bench.readers import crowd, fill, meter_cookie, new_readers, session_cookie
from bench.site import ARTICLES

from presspass.core.instants import Instant
from presspass.core.seals import Keyring

GATED = ("subscriber", "reread", "first_read", "denied")
VIEWS = (*GATED, "free")


@dataclass(frozen=True, slots=True)
class Stage:
    """All that a run needs: the gate's settings, and for each view a file of requests."""

    settings: Path
    secret: str
    lines: dict[str, Path]


def stage(folder: Path, origin: int, now: Instant, *, rows: int, first_reads: int) -> Stage:
    """Write settings, a meter that holds a million rows, and the requests of every view."""
    secret = secrets.token_urlsafe(48)
    keyring = Keyring((secret.encode(),))
    settings = folder / "presspass.toml"
    settings.write_text(
        f'secrets = ["{secret}"]\n[publication]\nname = "Bench"\nurl = "http://127.0.0.1"\n'
        f'zone = "UTC"\n[origin]\nurl = "http://127.0.0.1:{origin}"\n[server]\ndata = "data"\n',
        encoding="utf-8",
    )
    (folder / "data").mkdir()
    fill(folder / "data" / "meter.db", rows, now)
    source = Random(11)  # noqa: S311  # the same requests in every run
    spent = {
        view: [("/articles/1", meter_cookie(keyring, reader, now)) for reader in crowd(view, now)]
        for view in ("reread", "denied")
    }
    subscribers = crowd("subscriber", now)
    lines = {
        **spent,
        "subscriber": [("/articles/1", session_cookie(keyring, who, now)) for who in subscribers],
        "first_read": [
            (f"/articles/{place % ARTICLES}", meter_cookie(keyring, reader, now))
            for place, reader in enumerate(new_readers(first_reads, now, source))
        ],
        "free": [("/free", "theme=dark")],
    }
    files = {}
    for view, requests in lines.items():
        files[view] = folder / f"{view}.txt"
        text = "".join(f"{path}\t{cookie}\n" for path, cookie in requests)
        files[view].write_text(text, encoding="ascii")
    return Stage(settings, secret, files)


def capture(port: int, stage_: Stage, answers: Path) -> None:
    """Ask the gate once for each page of each view, and keep its answers for the bare server.

    First reads are of many pages, and so are the bare server's: one page sent again and again stays
    in the processor's cache.
    """
    kept: dict[str, tuple[list[tuple[bytes, bytes]], bytes]] = {}
    for view in VIEWS:
        lines = stage_.lines[view].read_text(encoding="ascii").splitlines()
        for line in reversed(lines[-ARTICLES:]):
            path, _, cookie = line.partition("\t")
            if f"/{view}{path}" not in kept:
                kept[f"/{view}{path}"] = ask(port, path, cookie)
        bare_file(stage_, view).write_text(
            "".join(f"/{view}{line}\n" for line in lines), encoding="ascii"
        )
    answers.write_bytes(pickle.dumps(kept))


def warm_first_reads(port: int, stage_: Stage) -> int:
    """Have the gate fetch every article and make its face; answers how many lines were used."""
    lines = stage_.lines["first_read"].read_text(encoding="ascii").splitlines()[:ARTICLES]
    for line in lines:
        path, _, cookie = line.partition("\t")
        ask(port, path, cookie)
    return len(lines)


def bare_file(stage_: Stage, view: str) -> Path:
    """The same requests with the bare server's path."""
    return stage_.lines[view].with_suffix(".bare.txt")


def ask(port: int, path: str, cookie: str) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """One answer: its header lines as an application would send them, and its body."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(
        "GET", path, headers={"Host": "127.0.0.1", "Accept": "text/html", "Cookie": cookie}
    )
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:  # noqa: PLR2004  # anything else is no page
        raise RuntimeError(f"{path} answers {answer.status}")
    lines = [
        (name.lower().encode(), value.encode())
        for name, value in answer.getheaders()
        if name.lower() not in ("date", "server")
    ]
    connection.close()
    return lines, body
