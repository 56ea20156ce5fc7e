"""A reader with a subscription at the stand-in provider, and the mails that they are sent."""

from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.core.account import Account
from presspass.core.edition import Edition
from presspass.core.instants import Instant
from presspass.core.mailbox import Mailbox
from presspass.core.notice import Asked
from presspass.core.periods import CalendarMonth
from presspass.core.policy import Metering, Policy
from presspass.core.publication import Publication
from presspass.core.sale import Sale
from presspass.ports import Mail
from presspass.services.links import Links
from presspass.services.mails import Mails
from presspass.services.subscriptions.letters import Letters
from presspass.services.subscriptions.notices import Notices
from presspass.services.subscriptions.settling import Settling
from presspass.services.subscriptions.tidings import MailedTidings
from tests.services.subscriptions.provider import ANN, BEGIN, CHECKOUT, SALE, SUB, Provider

BERLIN = ZoneInfo("Europe/Berlin")
COURIER = Publication("The Courier", "https://courier.example", "en", BERLIN)
SUBSCRIPTION_PAGE = "https://courier.example/presspass/account/subscription?language=en"


@dataclass
class Reader:
    """Ann, and what she is told."""

    sale: Sale = SALE
    language: str = "en"
    asked: Asked = field(default_factory=Asked)
    provider: Provider = field(default_factory=Provider)
    books: MemoryCommerce = field(default_factory=MemoryCommerce)

    def __post_init__(self) -> None:
        usual = Metering(5, 5, CalendarMonth(BERLIN))
        edition = Edition(Policy("1", (), usual), notices=self.asked)
        letters = Letters(Mails(COURIER, lambda: edition), COURIER, Links())
        self.settling = Settling(self.books, self.provider, MailedTidings(letters))
        self.notices = Notices(self.books, letters, lambda: edition, COURIER)
        ann = Account(ANN, Mailbox.parse("ann@example.org"), self.language, BEGIN)
        with self.books.transaction() as books:
            books.accounts.create(ann)
            books.sales.add(replace(self.sale, checkout=self.sale.checkout and CHECKOUT))

    def settled(self, later: int = 0) -> dict[str, Mail]:
        """The mails that settling now, or later, adds."""
        self.settling.settle(SUB, self.provider.now + later)
        return self.new(self.provider.now + later)

    def noticed(self, at: Instant) -> dict[str, Mail]:
        """The mails that looking for notices at a time adds."""
        self.notices.tell(at)
        return self.new(at)

    def new(self, now: Instant) -> dict[str, Mail]:
        """The mails that were added since this was last asked."""
        with self.books.transaction() as books:
            claimed = books.outbox.claim(now, 99)
            for each in claimed:
                books.outbox.sent(each.number, now)
        return {each.mail.key: each.mail for each in claimed}
