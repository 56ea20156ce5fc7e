"""Our style sheets, pictures and scripts."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from presspass.services.assets import assets, plain

_SAFE = {"X-Content-Type-Options": "nosniff"}


def static_file(request: Request) -> Response:
    """One file.

    A digest that is not the current one gets the current file too, but not to keep: while a new
    version goes round the nodes, pages of the other one still find their style sheet.
    """
    name = request.path_params["name"]
    asset = assets().get(plain(name))
    if asset is None:
        return PlainTextResponse("There is no such file.\n", HTTPStatus.NOT_FOUND, _SAFE)
    kept = "public, max-age=31536000, immutable" if asset.name == name else "no-cache"
    return Response(
        asset.content, media_type=asset.media_type, headers={**_SAFE, "Cache-Control": kept}
    )
