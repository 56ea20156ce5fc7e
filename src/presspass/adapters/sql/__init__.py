"""The databases: commerce in one, the journal of decisions in another."""

from presspass.adapters.sql.commerce import SqlCommerce
from presspass.adapters.sql.database import open_database
from presspass.adapters.sql.editions import SqlEditions
from presspass.adapters.sql.journal import SqlJournal, open_journal

__all__ = [
    "SqlCommerce",
    "SqlEditions",
    "SqlJournal",
    "open_database",
    "open_journal",
]
