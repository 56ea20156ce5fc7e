"""The meter in one SQLite file, for any number of processes on one machine; see docs/meter.md.

```
store     the port: answers in place what can be, hands on what would have to wait
turn      charges that come in one turn of an event loop, made as one
book      one connection, and the few statements that are run on it
recent    rows seen lately, whose readers need no look at the file
packing   a reader's entries in one pool as bytes, and a charge upon them
writer    the thread that waits for other processes' locks, and commits what waited as one
keeper    the thread that checkpoints, and opens the file again after a fault
faults    what SQLite's faults are called when an operator reads of them
```
"""

from presspass.adapters.sqlite_meter.store import SqliteMeter

__all__ = ["SqliteMeter"]
