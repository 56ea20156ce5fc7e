"""Use cases: what editors and readers do, on plain synchronous Python."""
