"""How long is kept what isn't kept for as long as an account, and forgetting it after that."""

from presspass.core.instants import DAY, Instant
from presspass.ports import Books

ATTEMPTS_KEPT = 1
CHALLENGES_KEPT = 1
SESSIONS_KEPT = 7
MAILS_KEPT = 30
EVENTS_KEPT = 30
ADDRESSES_KEPT = 90
"""Days: longer than any window counts; so that an old link can be told from a forged one; longer
than any gate honours a session that was revoked; for the operator; as long as payment providers
tell of an event again; for complaints about the last papers, and for who comes back."""


def forget_old(books: Books, now: Instant) -> None:
    """Forget what has had its time. Raises `StoreAway`.

    Decisions and charges are apart from the books, and their own keepers forget them: the journal
    after `DECISIONS_KEPT` days, the gate when no period counts them any more.
    """
    books.attempts.prune(now - ATTEMPTS_KEPT * DAY)
    books.challenges.prune(now - CHALLENGES_KEPT * DAY)
    books.sessions.prune(now - SESSIONS_KEPT * DAY)
    books.outbox.prune(now - MAILS_KEPT * DAY)
    books.inbox.prune(now - EVENTS_KEPT * DAY)
    books.deliveries.prune(now - ADDRESSES_KEPT * DAY)
