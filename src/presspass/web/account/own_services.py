"""What the reader's own pages work with."""

from dataclasses import dataclass

from presspass.services.accounts.changing_mailbox import ChangingMailbox
from presspass.services.accounts.deleting import Deleting
from presspass.services.accounts.membership import Memberships
from presspass.services.accounts.own_data import OwnData
from presspass.services.accounts.profile import Profile
from presspass.services.accounts.reading import OwnReading
from presspass.services.deliveries.addresses import Addresses


@dataclass(frozen=True, slots=True)
class OwnServices:
    """A service for each thing that readers do with their own accounts.

    `selling` is whether there is a page at `/account/subscription` to lead to.
    """

    memberships: Memberships
    reading: OwnReading
    profile: Profile
    changing_mailbox: ChangingMailbox
    own_data: OwnData
    deleting: Deleting
    addresses: Addresses
    selling: bool = False
