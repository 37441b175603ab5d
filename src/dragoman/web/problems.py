"""What goes wrong, told clearly: as JSON under ``/api``, as a page elsewhere."""

from collections.abc import Sequence
from typing import Any, cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from dragoman.errors import DragomanError, UsageError
from dragoman.web.rendering import rendered

_MEANING = {
    303: "Sign in", 403: "Refused", 404: "Not found", 405: "Not allowed", 409: "Decided meanwhile", 413: "Too large",
    422: "Not understood", 429: "Too many attempts", 503: "Not available",
}  # fmt: skip


class NotFound(DragomanError):  # noqa: N818
    """The ledger holds nothing of that name."""


def tell_problems(app: FastAPI) -> None:
    """Let an application tell what goes wrong in words."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(DragomanError, _ours)


def _http(request: Request, problem: Exception) -> Response:
    found = cast(HTTPException, problem)
    words = "there is no such page" if found.status_code == 404 else str(found.detail)
    return _told(request, found.status_code, words, dict(found.headers or {}))


def _invalid(request: Request, problem: Exception) -> Response:
    """Which parameter is wrong, and how; what was given is not repeated."""
    errors = cast(RequestValidationError, problem).errors()
    kept = [{name: error[name] for name in ("loc", "msg", "type")} for error in errors]
    words = "; ".join(f"{error['loc'][-1]}: {error['msg'].removeprefix('Value error, ')}" for error in kept)
    return _told(request, 422, words, detail=kept)


def _ours(request: Request, problem: Exception) -> Response:
    if isinstance(problem, NotFound):
        return _told(request, 404, str(problem))
    if isinstance(problem, UsageError):
        detail = [{"loc": ["query"], "msg": str(problem), "type": "usage_error"}]
        return _told(request, 422, str(problem), detail=detail)
    return _told(request, 503, str(problem))


def _told(
    request: Request, status: int, words: str, headers: dict[str, str] | None = None, *,
    detail: Sequence[dict[str, Any]] | None = None,
) -> Response:  # fmt: skip
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": detail or words}, status_code=status, headers=headers)
    page = rendered(request, "problem.html", heading=_MEANING.get(status, "Problem"), words=words)
    return Response(page, status_code=status, media_type="text/html", headers=headers)
