"""When something behind us is away.

```
Unavailable          who asks decides what readers get meanwhile
├── StoreAway        a store can't be reached, is locked for too long, or is full
├── OriginAway       the publisher's site can't be reached or broke off
└── MailerAway       the mail server can't be reached or takes no mail just now
```
"""


class Unavailable(Exception):  # noqa: N818  # it names a state of the world, not a fault of ours
    """Something behind us is away. The message says what, for the operator's log.

    `ours` says that it keeps us out for a fault that the operator can mend: no waiting helps.
    """

    def __init__(self, message: str = "", *, ours: bool = False) -> None:
        super().__init__(message)
        self.ours = ours


class StoreAway(Unavailable):
    """A store can't be reached, is locked for too long, or is full. Nothing was changed."""


class OriginAway(Unavailable):
    """The publisher's site can't be reached, took too long, or broke off."""
