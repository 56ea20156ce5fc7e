"""The mails that readers get, from Fluent messages to plain text and HTML."""

from presspass.services.mails.lines import Line, PlanName, Told
from presspass.services.mails.mails import Envelope, Mails

__all__ = ["Envelope", "Line", "Mails", "PlanName", "Told"]
