"""The mails that readers get, from Fluent messages to plain text and HTML."""

from presspass.services.mails.mails import Envelope, Mails

__all__ = ["Envelope", "Mails"]
