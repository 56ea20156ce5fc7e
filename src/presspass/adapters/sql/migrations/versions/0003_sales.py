"""Sales, subscriptions and payments."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of what is sold."""
    _sales()
    _subscriptions()
    _ledger()
    _inbox()
    _trials()


def _sales() -> None:
    op.create_table(
        "sale",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("reader", sa.LargeBinary, nullable=False),
        sa.Column("offer", sa.Text),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("checkout", sa.Text),
        sa.Column("subscription", sa.Text),
        sa.Column("terms", sa.LargeBinary, nullable=False),
    )
    op.create_index("sale_reader", "sale", ["reader", "at"])
    op.create_index("sale_offer", "sale", ["offer", "at"])
    op.create_index("sale_pending", "sale", ["state", "at"])


def _subscriptions() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("reader", sa.LargeBinary),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("started", sa.BigInteger),
        sa.Column("until", sa.BigInteger),
        sa.Column("due", sa.BigInteger),
        sa.Column("asked", sa.Integer, nullable=False),
        sa.Column("found", sa.Integer, nullable=False),
        sa.Column("state", sa.LargeBinary),
    )
    op.create_index("subscription_reader", "subscription", ["reader"])
    op.create_index("subscription_until", "subscription", ["live", "until"])
    op.create_index("subscription_due", "subscription", ["live", "due"])


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("fact", sa.Text, primary_key=True),
        sa.Column("external", sa.Text, primary_key=True),
        sa.Column("subscription", sa.Text, nullable=False),
        sa.Column("reader", sa.LargeBinary, nullable=False),
        sa.Column("minor", sa.BigInteger, nullable=False),
        sa.Column("currency", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ledger_reader", "ledger", ["reader", "at"])


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("subscription", sa.Text),
        sa.Column("checkout", sa.Text),
        sa.Column("received", sa.BigInteger, nullable=False),
        sa.Column("due", sa.BigInteger),
        sa.Column("handled", sa.BigInteger),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("why", sa.Text),
    )
    op.create_index("inbox_due", "inbox", ["due"])
    op.create_index("inbox_created", "inbox", ["created"])
    op.create_index("inbox_handled", "inbox", ["handled"])
    op.create_table(
        "inbox_asked",
        sa.Column("provider", sa.Text, primary_key=True),
        sa.Column("until", sa.BigInteger, nullable=False),
    )


def _trials() -> None:
    op.create_table(
        "trial",
        sa.Column("person", sa.LargeBinary, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
