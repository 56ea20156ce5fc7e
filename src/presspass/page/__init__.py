"""The page contract: bytes in, facts and cuts out; pure."""
