"""The application: the API under /api, the built interface for every other address, and errors as one sentence."""

from http import HTTPStatus
from pathlib import Path
from typing import cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException

from ..errors import AllegedlyError, CaseError, NotFoundError, RefusedInputError
from ..quiet import tell
from ..store import QueryError
from ..team import AttemptsError, BusyHashingError, NoAccountError, TeamError, WrongPasswordError
from ..version import __version__
from ..views import DamagedViewsError
from .answers import ALWAYS, given
from .asking import ANYBODY, READ, Needs
from .desk import Desk, NotYet
from .routes import ROUTERS
from .shapes import JobShape, Waiting

BUILT = Path(__file__).parent / "static"
NOT_BUILT = "The interface is not built; install Allegedly from a wheel, or from source with `make ui`."
# What is asked of a case is told to nobody, whatever collectors the environment names (OTEL_..., FASTAPI_OTEL_...).
_NO_TELEMETRY: TelemetryConfig = {
    "auto_configure": False,
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
}
NOT_EXPECTED = "Something went wrong that should not. Load the page again: it shows what the case keeps."
_STATUS: dict[type[AllegedlyError], HTTPStatus] = {
    NotFoundError: HTTPStatus.NOT_FOUND,
    NoAccountError: HTTPStatus.NOT_FOUND,
    WrongPasswordError: HTTPStatus.FORBIDDEN,
    AttemptsError: HTTPStatus.TOO_MANY_REQUESTS,
    BusyHashingError: HTTPStatus.SERVICE_UNAVAILABLE,
    TeamError: HTTPStatus.UNPROCESSABLE_ENTITY,
    QueryError: HTTPStatus.UNPROCESSABLE_ENTITY,
    RefusedInputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    CaseError: HTTPStatus.CONFLICT,
}


def create_app(desk: Desk | None = None) -> FastAPI:
    """The application over a desk; without one only its description can be asked for."""
    app = FastAPI(
        title="Allegedly",
        version=__version__,
        docs_url=None,  # its pages load scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/openapi.json",
        telemetry=_NO_TELEMETRY,
    )
    app.state.desk = desk
    for router in ROUTERS:
        app.include_router(router, prefix="/api", responses=ALWAYS)
    others = ["GET", "POST", "PUT", "DELETE"]
    app.add_api_route("/api/{path:path}", _no_route, include_in_schema=False, methods=others, dependencies=READ)
    app.add_api_route("/{path:path}", _page, include_in_schema=False, methods=["GET"], dependencies=ANYBODY)
    _tell_errors(app)
    _check_that_all_say_who_may()
    return app


def _check_that_all_say_who_may() -> None:
    """A route that was forgotten is not to be everybody's: without this the server does not start."""
    for router in ROUTERS:
        for route in router.routes:
            needs = [one.call for one in cast(APIRoute, route).dependant.dependencies]
            if not needs or not isinstance(needs[0], Needs):
                raise RuntimeError(f"{cast(APIRoute, route).path} does not say who may ask for it.")


def _tell_errors(app: FastAPI) -> None:
    @app.exception_handler(AllegedlyError)
    def told(_: Request, error: AllegedlyError) -> JSONResponse:
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), HTTPStatus.CONFLICT)
        wait = {"Retry-After": str(error.seconds)} if isinstance(error, AttemptsError | BusyHashingError) else None
        return JSONResponse({"detail": str(error)}, status, wait)

    @app.exception_handler(OSError)
    def refused_by_disk(_: Request, error: OSError) -> JSONResponse:
        return JSONResponse({"detail": f"The disk refused: {error.strerror or error}."}, HTTPStatus.CONFLICT)

    @app.exception_handler(DamagedViewsError)
    def damaged(request: Request, error: DamagedViewsError) -> JSONResponse:
        job = cast(Desk, request.app.state.desk).made_anew(error.path)
        return JSONResponse(Waiting(job=JobShape.of(job)).model_dump(), HTTPStatus.ACCEPTED)

    @app.exception_handler(NotYet)
    def not_yet(_: Request, waiting: NotYet) -> JSONResponse:
        return JSONResponse(Waiting(job=JobShape.of(waiting.job)).model_dump(), HTTPStatus.ACCEPTED)

    @app.exception_handler(RequestValidationError)
    def not_valid(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            return given({"detail": "What was sent is no JSON."}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        where = ".".join(str(part) for part in first["loc"][1:]) or "the request"
        return given({"detail": f"{where}: {first['msg']}."}, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    @app.exception_handler(HTTPException)
    def refused(_: Request, error: HTTPException) -> JSONResponse:
        return JSONResponse({"detail": f"{error.detail.rstrip('.')}."}, error.status_code, error.headers)

    @app.exception_handler(Exception)
    def not_expected(_: Request, error: Exception) -> JSONResponse:
        tell(error)
        return JSONResponse({"detail": NOT_EXPECTED}, HTTPStatus.INTERNAL_SERVER_ERROR)


def _no_route(path: str) -> Response:
    raise HTTPException(HTTPStatus.NOT_FOUND, "There is no such thing to ask for.")


def _page(path: str) -> Response:
    """A file of the built interface, or its page: which room an address means is known there."""
    if not (BUILT / "index.html").is_file():
        return PlainTextResponse(NOT_BUILT, HTTPStatus.SERVICE_UNAVAILABLE)
    if path.startswith("assets/"):
        file = _built(path)
        if file is None:
            return PlainTextResponse("There is no such file.", HTTPStatus.NOT_FOUND)
        # Their names change with their content.
        return FileResponse(file, headers={"Cache-Control": "private, max-age=31536000, immutable"})
    return FileResponse(BUILT / "index.html", media_type="text/html; charset=utf-8")


def _built(path: str) -> Path | None:
    """A file of the built interface, if there is one of that name inside of it."""
    try:
        file = (BUILT / path).resolve()
        return file if file.is_relative_to(BUILT.resolve()) and file.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None
