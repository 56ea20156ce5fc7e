"""The least that a first read takes in this interpreter and store.

A cookie is opened, a row committed, the gate's own answer sent from memory. Nobody's articles are
counted, and nothing is decided.
"""

import os
import sqlite3
from typing import Any

from bench import bare

from presspass.core.credentials import MeterCookie
from presspass.core.seals import Keyring, Purpose

_KEYRING = Keyring((os.environ["BENCH_SECRET"].encode(),))
_ROWS = sqlite3.connect(os.environ["BENCH_ROWS"], isolation_level=None, check_same_thread=False)
for _pragma in ("journal_mode = WAL", "synchronous = NORMAL"):
    _ROWS.execute(f"PRAGMA {_pragma}")
_CURSOR = _ROWS.cursor()


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answer a first read."""
    if scope["type"] != "http":
        return
    cookies = dict(scope["headers"])[b"cookie"]
    opened = _KEYRING.open(Purpose.METER, cookies.partition(b"=")[2].decode())
    cookie = None if opened is None else MeterCookie.unpack(opened.payload)
    if cookie is None:
        raise ValueError("a cookie of another bench")
    entry = b"twelve bytes"
    _CURSOR.execute("INSERT OR IGNORE INTO meter VALUES (?, 1, ?)", (cookie.reader, entry))
    scope["path"] = "/first_read" + scope["path"]
    await bare.app(scope, receive, send)
