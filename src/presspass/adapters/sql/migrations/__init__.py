"""The history of the commerce database's tables, run by `adapters.sql.migrating`."""
