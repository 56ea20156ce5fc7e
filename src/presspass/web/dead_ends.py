"""Where a mail's code or link leads nowhere any more: why, and the way on."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from presspass.core.challenge import Answer, Exhausted, Expired, Used, Wrong
from presspass.web.door import Door


class DeadEnds:
    """The pages that say so. Each leads on to `way`, where a new mail can be asked for."""

    def __init__(self, door: Door, way: str = "/sign-in") -> None:
        self._door = door
        self._way = way

    def of(self, request: Request, answer: Answer | None) -> Response:
        """The page of an answer; `None` is a mail that nobody knows of any more."""
        if isinstance(answer, Used) and self._door.signed_in(request) is not None:
            return self._door.forms.on(request, self._way)
        say = self._door.forms.shell.wording(request).say
        group = f"proof-{_word(answer)}"
        shown = {
            "title": say(f"{group}-title"),
            "explanation": say(f"{group}-explanation"),
            "way": self._way,
            "way_on": say("proof-again"),
        }
        return self._door.forms.page(request, "dead-end.html", shown, status=HTTPStatus.GONE)


def _word(answer: Answer | None) -> str:
    match answer:
        case Expired() | None:
            return "expired"
        case Used():
            return "used"
        case Exhausted():
            return "exhausted"
        case Wrong():
            return "broken"
    raise ValueError(f"{answer} is no dead end")
