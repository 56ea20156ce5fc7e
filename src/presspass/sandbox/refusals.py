"""Why a request is not done, in Stripe's words."""

from presspass.sandbox.objects import Object


class Refusal(Exception):  # noqa: N818  # an answer, not a fault
    """An error of Stripe's shape with its HTTP status."""

    def __init__(
        self,
        message: str,
        code: str | None = None,
        param: str | None = None,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        more: Object | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.param = param
        self.status = status
        self.kind = kind
        self.more = more or {}

    @property
    def before_it_began(self) -> bool:
        """Whether the request was wrong by itself: no idempotency key keeps such an answer."""
        return self.status in {401, 404} or (self.code or "").startswith("parameter_")

    def body(self) -> Object:
        """The body of the answer."""
        told = {"code": self.code, "param": self.param, **self.more}
        given = {key: value for key, value in told.items() if value is not None}
        return {"error": {"message": self.message, "type": self.kind, **given}}


def missing(kind: str, given: str, param: str | None) -> Refusal:
    """That there is no such object; `param` is `None` where the address names it."""
    name = kind.rpartition(".")[2].replace("_", " ")
    return Refusal(
        f"No such {name}: '{given}'",
        "resource_missing",
        param or "id",
        status=404 if param is None else 400,
    )
