"""One file for each change to the tables; `schema.HEAD` names the newest."""
