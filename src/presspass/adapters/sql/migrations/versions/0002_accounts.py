"""Accounts, and all that is kept with them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of readers' accounts."""
    op.create_index("audit_subject", "audit", ["subject"])
    _accounts()
    _challenges()
    _sessions()
    _entitlements()
    _attempts()
    _outbox()


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("reader", sa.LargeBinary, primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("written", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("newsletter_at", sa.BigInteger),
        sa.Column("newsletter_text", sa.Text),
    )
    op.create_index("account_address", "account", ["address"], unique=True)


def _challenges() -> None:
    op.create_table(
        "challenge",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("written", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("return_to", sa.Text, nullable=False),
        sa.Column("reader", sa.LargeBinary),
        sa.Column("link_digest", sa.LargeBinary, nullable=False),
        sa.Column("code_digest", sa.LargeBinary, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("used", sa.BigInteger),
    )
    op.create_index("challenge_address", "challenge", ["address"])
    op.create_index("challenge_expires", "challenge", ["expires"])


def _sessions() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        sa.Column("reader", sa.LargeBinary, sa.ForeignKey("account.reader"), nullable=False),
        sa.Column("opened", sa.BigInteger, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
    )
    op.create_index("session_reader", "session", ["reader"])
    op.create_index("session_expires", "session", ["expires"])
    op.create_table(
        "session_change",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("reader", sa.LargeBinary, nullable=False),
        sa.Column("session", sa.LargeBinary),
    )
    op.create_index("session_change_at", "session_change", ["at"])


def _entitlements() -> None:
    op.create_table(
        "entitlement",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("reader", sa.LargeBinary, sa.ForeignKey("account.reader"), nullable=False),
        sa.Column("benefit", sa.Text, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("plan", sa.Text),
        sa.Column("fix_by", sa.BigInteger),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_index("entitlement_reader", "entitlement", ["reader"])


def _attempts() -> None:
    op.create_table(
        "attempt",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
    )
    op.create_index("attempt_since", "attempt", ["since"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("address", sa.Text),
        sa.Column("recipient", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("subject", sa.Text),
        sa.Column("text", sa.Text),
        sa.Column("html", sa.Text),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("why", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_index("outbox_key", "outbox", ["key"], unique=True)
    op.create_index("outbox_state", "outbox", ["state", "at"])
    op.create_index("outbox_address", "outbox", ["address"])
