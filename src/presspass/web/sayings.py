"""What is wrong with what a reader typed, in words."""

from presspass.core.instants import MINUTE
from presspass.core.mailbox import MAX_ADDRESS_OCTETS, MAX_LOCAL_OCTETS, NotAMailbox
from presspass.services.accounts.passwords import MAX_CHARACTERS, MIN_CHARACTERS, UnfitPassword
from presspass.services.wording import Wording


def of_mailbox(wording: Wording, fault: NotAMailbox) -> str:
    """What to do about a text that is no e-mail address."""
    name = f"mailbox-{fault.flaw.value.replace('_', '-')}"
    return wording.say(name, local=MAX_LOCAL_OCTETS, most=MAX_ADDRESS_OCTETS)


def of_password(wording: Wording, fault: UnfitPassword) -> str:
    """What to do about a text that can't be a password."""
    return wording.say(f"password-{fault.flaw}", least=MIN_CHARACTERS, most=MAX_CHARACTERS)


def minutes(seconds: int) -> int:
    """Seconds in whole minutes, rather too many than too few."""
    return max(1, -(-seconds // MINUTE))
