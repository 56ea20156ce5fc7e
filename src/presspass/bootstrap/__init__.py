"""The one wiring room: doors and adapters meet here and nowhere else.

```
doors         what `serve` and `demo` run
worker        one worker: the gate, our own pages, and what runs beside them
accounts      the pages of readers with accounts
commands      what commands need
surroundings  what differs between a real site and the demo
```
"""

from presspass.bootstrap.commands import (
    commerce,
    http_origin,
    now,
    prepare,
    publishing,
    try_mail,
    try_meter,
    work,
)
from presspass.bootstrap.doors import demo, serve

__all__ = [
    "commerce",
    "demo",
    "http_origin",
    "now",
    "prepare",
    "publishing",
    "serve",
    "try_mail",
    "try_meter",
    "work",
]
