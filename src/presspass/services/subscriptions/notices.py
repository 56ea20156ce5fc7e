"""What subscribers are told ahead of time, found by going through all subscriptions."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from presspass.core.edition import Edition
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.notice import Due, due
from presspass.core.publication import Publication
from presspass.core.subscription import Subscription
from presspass.ports import Books, Commerce, Mail
from presspass.services.subscriptions.letters import About, Letters
from presspass.services.subscriptions.onward import Onward, to_the_end

_TOGETHER = 500


class _Written(NamedTuple):
    reader: ReaderId
    mail: Mail


class Notices:
    """Mails the notices that are due: each once, however often and by how many this is done."""

    def __init__(
        self,
        commerce: Commerce,
        letters: Letters,
        edition: Callable[[], Edition],
        publication: Publication,
    ) -> None:
        self._commerce = commerce
        self._letters = letters
        self._edition = edition
        self._zone = publication.zone

    def tell(self, now: Instant, onward: Onward = to_the_end) -> int:
        """Mail all that is due; answers how many mails. Raises `StoreAway`.

        However many subscriptions there are, few are held at a time.
        """
        asked = self._edition().notices
        count, after = 0, ""
        while True:
            with self._commerce.reading() as books:
                chunk = books.subscriptions.live(after, _TOGETHER)
                found = [
                    (subscription, each)
                    for subscription in chunk
                    for each in due(subscription, asked, self._zone, now)
                ]
                written = list(self._write(books, found, now))
            if written:
                count += self._post(written)
            if not chunk or not onward(len(chunk)):
                return count
            after = chunk[-1].id

    def _write(
        self, books: Books, found: Sequence[tuple[Subscription, Due]], now: Instant
    ) -> Iterator[_Written]:
        """The mails that are not in the outbox yet."""
        for subscription, (notice, key) in found:
            if books.outbox.state(key) is not None:
                continue
            account = books.accounts.by_reader(subscription.reader)
            sale = books.sales.get(subscription.sale)
            if account is not None and sale is not None:
                about = About(key, account, sale, subscription, now)
                yield _Written(account.reader, self._letters.notice(about, notice))

    def _post(self, written: Sequence[_Written]) -> int:
        """Keep mails to be sent, but for readers who are gone meanwhile."""
        with self._commerce.transaction() as books:
            there = [each for each in written if books.accounts.by_reader(each.reader) is not None]
            for each in there:
                books.outbox.add(each.mail)
        return len(there)
