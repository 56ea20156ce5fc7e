"""The hot path: raw ASGI, from a request to the right face of a page."""
