"""Paying at a pay page without a browser, for the demo's personas."""

from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit

from presspass.ports import PaymentsAway

_SECONDS = 10


def pay(page: str, card: str) -> None:
    """Send the form of a pay page's address, as its button does, with a card's key.

    Raises `PaymentsAway`. Whether the card was taken is for who asks the sandbox afterwards.
    """
    address = urlsplit(page)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=_SECONDS)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request("POST", address.path, urlencode({"card": card}), form)
        connection.getresponse().read()
    except (OSError, HTTPException) as fault:
        raise PaymentsAway(f"the sandbox's pay page can't be reached: {fault}") from fault
    finally:
        connection.close()
