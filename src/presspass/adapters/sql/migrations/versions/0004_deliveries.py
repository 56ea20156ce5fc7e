"""Delivery addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table of where the paper goes."""
    op.create_table(
        "delivery",
        sa.Column("reader", sa.LargeBinary, sa.ForeignKey("account.reader"), primary_key=True),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("line1", sa.Text, nullable=False),
        sa.Column("line2", sa.Text, nullable=False),
        sa.Column("postal_code", sa.Text, nullable=False),
        sa.Column("city", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("country", sa.Text, nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
    )
