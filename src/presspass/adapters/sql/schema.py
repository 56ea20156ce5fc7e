"""The tables of the commerce database. `migrations/` makes and changes them; a test compares."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

HEAD = "0005"
"""The newest migration."""

metadata = MetaData()

edition = Table(
    "edition",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("effective_from", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("note", Text, nullable=False),
)
Index("edition_in_force", edition.c.effective_from, edition.c.number)

gate_opening = Table(
    "gate_opening",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("until", BigInteger),
    Column("at", BigInteger, nullable=False),
)

purge = Table(
    "purge",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("url", Text),
    Column("at", BigInteger, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("note", Text, nullable=False),
)
Index("audit_subject", audit.c.subject)

account = Table(
    "account",
    metadata,
    Column("reader", LargeBinary, primary_key=True),
    Column("address", Text, nullable=False),
    Column("written", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("password", Text),
    Column("newsletter_at", BigInteger),
    Column("newsletter_text", Text),
)
Index("account_address", account.c.address, unique=True)

challenge = Table(
    "challenge",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("purpose", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("written", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("return_to", Text, nullable=False),
    Column("reader", LargeBinary),
    Column("link_digest", LargeBinary, nullable=False),
    Column("code_digest", LargeBinary, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("used", BigInteger),
)
Index("challenge_address", challenge.c.address)
Index("challenge_expires", challenge.c.expires)

session = Table(
    "session",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("reader", LargeBinary, ForeignKey("account.reader"), nullable=False),
    Column("opened", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("device", Text, nullable=False),
)
Index("session_reader", session.c.reader)
Index("session_expires", session.c.expires)

session_change = Table(
    "session_change",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("reader", LargeBinary, nullable=False),
    Column("session", LargeBinary),
)
Index("session_change_at", session_change.c.at)

entitlement = Table(
    "entitlement",
    metadata,
    Column("id", Text, primary_key=True),
    Column("reader", LargeBinary, ForeignKey("account.reader"), nullable=False),
    Column("benefit", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("until", BigInteger),
    Column("basis", Text, nullable=False),
    Column("plan", Text),
    Column("fix_by", BigInteger),
    Column("note", Text, nullable=False),
)
Index("entitlement_reader", entitlement.c.reader)

attempt = Table(
    "attempt",
    metadata,
    Column("name", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("since", BigInteger, nullable=False),
    Column("times", Integer, nullable=False),
)
Index("attempt_since", attempt.c.since)

outbox = Table(
    "outbox",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("address", Text),
    Column("recipient", Text),
    Column("language", Text, nullable=False),
    Column("subject", Text),
    Column("text", Text),
    Column("html", Text),
    Column("created", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("why", Text),
    sqlite_autoincrement=True,
)
Index("outbox_key", outbox.c.key, unique=True)
Index("outbox_state", outbox.c.state, outbox.c.at)
Index("outbox_address", outbox.c.address)

sale = Table(
    "sale",
    metadata,
    Column("id", Text, primary_key=True),
    Column("reader", LargeBinary, nullable=False),
    Column("offer", Text),
    Column("at", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("checkout", Text),
    Column("subscription", Text),
    Column("terms", LargeBinary, nullable=False),
)
Index("sale_reader", sale.c.reader, sale.c.at)
Index("sale_offer", sale.c.offer, sale.c.at)
Index("sale_pending", sale.c.state, sale.c.at)

subscription = Table(
    "subscription",
    metadata,
    Column("id", Text, primary_key=True),
    Column("reader", LargeBinary),
    Column("live", Boolean, nullable=False),
    Column("started", BigInteger),
    Column("until", BigInteger),
    Column("due", BigInteger),
    Column("asked", Integer, nullable=False),
    Column("found", Integer, nullable=False),
    Column("state", LargeBinary),
)
Index("subscription_reader", subscription.c.reader)
Index("subscription_live", subscription.c.live, subscription.c.id)
Index("subscription_due", subscription.c.live, subscription.c.due, subscription.c.id)

ledger = Table(
    "ledger",
    metadata,
    Column("fact", Text, primary_key=True),
    Column("external", Text, primary_key=True),
    Column("subscription", Text, nullable=False),
    Column("reader", LargeBinary, nullable=False),
    Column("minor", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)
Index("ledger_reader", ledger.c.reader, ledger.c.at)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("subscription", Text),
    Column("checkout", Text),
    Column("received", BigInteger, nullable=False),
    Column("due", BigInteger),
    Column("handled", BigInteger),
    Column("tries", Integer, nullable=False),
    Column("why", Text),
)
Index("inbox_due", inbox.c.due, inbox.c.created, inbox.c.id)
Index("inbox_created", inbox.c.created)
Index("inbox_handled", inbox.c.handled)

inbox_asked = Table(
    "inbox_asked",
    metadata,
    Column("provider", Text, primary_key=True),
    Column("until", BigInteger, nullable=False),
)

trial = Table(
    "trial",
    metadata,
    Column("person", LargeBinary, primary_key=True),
    Column("at", BigInteger, nullable=False),
)

delivery = Table(
    "delivery",
    metadata,
    Column("reader", LargeBinary, ForeignKey("account.reader"), primary_key=True),
    Column("recipient", Text, nullable=False),
    Column("line1", Text, nullable=False),
    Column("line2", Text, nullable=False),
    Column("postal_code", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("changed", BigInteger, nullable=False),
)
