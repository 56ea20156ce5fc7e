"""The tables of the commerce database. `migrations/` makes and changes them; a test compares."""

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text

HEAD = "0001"
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
