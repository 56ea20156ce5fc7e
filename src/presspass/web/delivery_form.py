"""The fields of a delivery address, for every form that asks for one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request

from presspass.core.address import (
    LONGEST,
    NOWHERE,
    DeliveryAddress,
    Fault,
    Part,
    postal_example,
    tidied,
)
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.services.deliveries.addresses import Addresses, UnfitAddress
from presspass.services.deliveries.countries import countries, country_name, country_of
from presspass.services.wording import Wording
from presspass.web.forms import Form, Forms, Problem

_MESSAGES = {
    **{part: f"delivery-{part.replace('_', '-')}" for part in Part},
    Part.LINE1: "delivery-street",
    Part.LINE2: "delivery-further",
}
"""What names a part to readers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the fields, what to choose from, and what is wrong with what was typed."""

    address: DeliveryAddress
    countries: Sequence[tuple[str, str]]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a reader's paper goes, line by line; empty where it is yet to be told."""

    lines: tuple[str, ...]


class DeliveryForm:
    """Asks readers where their paper goes, and shows what they told. Raises `StoreAway`.

    The form's fields have the names of `core.address.Part`.
    """

    def __init__(self, forms: Forms, addresses: Addresses) -> None:
        self._shell = forms.shell
        self._addresses = addresses

    def destination(self, request: Request, reader: ReaderId, now: Instant) -> Destination | None:
        """Where a reader's paper goes; `None` for who gets none and has told us no address."""
        delivery = self._addresses.of(reader)
        if delivery is None:
            return Destination(()) if self._addresses.wanted(reader, now) else None
        address, language = delivery.address, self._shell.wording(request).language
        return Destination((*address.lines, country_name(address.country, language)))

    def asked(self, request: Request, reader: ReaderId) -> Asked:
        """The fields as a page first shows them: with what is kept."""
        delivery = self._addresses.of(reader)
        if delivery is not None:
            return self._asked(request, delivery.address)
        here = country_of(self._shell.publication.zone) or ""
        return self._asked(request, replace(NOWHERE, country=here))

    def typed(self, request: Request, form: Form) -> Asked:
        """The fields as somebody filled them in."""
        return self._asked(request, DeliveryAddress(**{part: form.get(part) for part in Part}))

    def keep(self, request: Request, reader: ReaderId, form: Form, now: Instant) -> Asked:
        """Keep what somebody filled in; if it wasn't kept, `problems` say why.

        Raises `NoAccount`.
        """
        asked = self.typed(request, form)
        try:
            self._addresses.keep(reader, asked.address, now)
        except UnfitAddress as unfit:
            wording, country = self._shell.wording(request), tidied(asked.address).country
            problems = [_problem(wording, *one, country) for one in unfit.faults.items()]
            return replace(asked, problems=tuple(problems))
        return asked

    def _asked(self, request: Request, address: DeliveryAddress) -> Asked:
        return Asked(address, countries(self._shell.wording(request).language))


def _problem(wording: Wording, part: Part, fault: Fault, country: str) -> Problem:
    name = _MESSAGES[part]
    if fault in (Fault.MISSING, Fault.UNKNOWN):
        return Problem(part, wording.say(f"{name}-missing"))
    if fault is Fault.SHAPE:
        example = postal_example(country) or ""
        return Problem(part, wording.say("delivery-postal-code-shape", example=example))
    if fault is Fault.TOO_LONG:
        field, most = wording.say(name), LONGEST[part]
        return Problem(part, wording.say("delivery-too-long", field=field, most=most))
    return Problem(part, wording.say("delivery-signs", field=wording.say(name)))
