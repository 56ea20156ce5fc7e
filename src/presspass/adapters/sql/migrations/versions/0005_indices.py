"""Indices by which a worker goes through very many subscriptions and events in order."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Put the order of each question into its index, so that nothing is sorted for it."""
    op.drop_index("inbox_due", "inbox")
    op.create_index("inbox_due", "inbox", ["due", "created", "id"])
    op.drop_index("subscription_due", "subscription")
    op.create_index("subscription_due", "subscription", ["live", "due", "id"])
    op.drop_index("subscription_until", "subscription")
    op.create_index("subscription_live", "subscription", ["live", "id"])
