"""The one wiring room: doors and adapters meet here and nowhere else.

`rehearsal` is not imported here: it brings along what no real site needs.

```
doors         what `serve` runs
rehearsal     what `demo` runs
worker        one worker: the gate, our own pages, and what runs beside them
stores        what a worker keeps things in
gating        its gate
accounts      the pages of readers with accounts
selling       what is done about subscriptions
commands      what commands need
surroundings  what differs between a real site and the demo
```
"""

from presspass.bootstrap.commands import (
    clock,
    commerce,
    http_origin,
    jobs,
    prepare,
    publishing,
    try_mail,
    try_meter,
    try_payments,
    work,
)
from presspass.bootstrap.doors import serve

__all__ = [
    "clock",
    "commerce",
    "http_origin",
    "jobs",
    "prepare",
    "publishing",
    "serve",
    "try_mail",
    "try_meter",
    "try_payments",
    "work",
]
