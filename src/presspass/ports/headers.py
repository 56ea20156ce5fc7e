"""Header lines, as every port that speaks HTTP has them."""

Headers = list[tuple[bytes, bytes]]
"""Header lines in order, names in lower case, as ASGI has them."""
