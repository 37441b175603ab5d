"""Forms sent from our pages: small, of this browser, read strictly; and the pages that hold them."""

from collections.abc import Mapping
from typing import Annotated, Any, Final
from unicodedata import category
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, HTTPException, Request, Response
from starlette.requests import ClientDisconnect

from dragoman.web.access import cookie_name, session_of, sessions
from dragoman.web.rendering import rendered
from dragoman.web.sessions import LIFE, Session

_BYTES: Final = 256 * 1024
_FIELDS: Final = 100
_TYPE: Final = "application/x-www-form-urlencoded"


async def _posted(request: Request) -> Mapping[str, str]:
    """The fields of a form.

    Raises:
        HTTPException: 415 when it is no form, 413 when it is too large, 422 when it cannot be read, 403 when its token
            is not the one that this browser was given.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _TYPE:
        raise HTTPException(415, f"only forms are taken here ({_TYPE})")
    fields = _read(await _body(request))
    session = session_of(request)
    if session is None or not sessions(request).is_token(fields.pop("token", ""), session, request.state.who or ""):
        raise HTTPException(403, "the form is old or of another browser; open the page again and send it from there")
    return fields


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > _BYTES:
                raise HTTPException(413, f"a form holds at most {_BYTES // 1024} KiB")
    except ClientDisconnect:
        raise HTTPException(400, "the form did not come whole") from None
    return bytes(body)


def _read(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=_FIELDS
        )
    except ValueError:
        raise HTTPException(422, "the form cannot be read") from None
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise HTTPException(422, "the form names a field twice")
    return fields


Posted = Annotated[Mapping[str, str], Depends(_posted)]
"""The fields of a form that was sent from a page of ours in this browser."""


def form_page(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
    """A page with a form, which is kept nowhere; the browser gets a session when it has none."""
    session = session_of(request)
    begun = session or sessions(request).new()
    token = sessions(request).token(begun, request.state.who or "")
    page = rendered(request, template, token=token, **values)
    reply = Response(page, status_code=status, media_type="text/html", headers={"cache-control": "no-store"})
    if session is None:
        keep(request, reply, begun)
    return reply


def keep(request: Request, reply: Response, session: Session) -> None:
    """Let the browser keep a session, for this site alone and out of reach of scripts."""
    told = request.headers.get("origin") or request.headers.get("referer") or str(request.url)
    reply.set_cookie(
        cookie_name(request), sessions(request).cookie(session), max_age=LIFE, httponly=True, samesite="strict",
        secure=told.startswith("https:"),
    )  # fmt: skip


def has_controls(text: str) -> bool:
    """Whether a text holds control characters other than line ends, which no word of a form needs."""
    return any(category(character) == "Cc" and character != "\n" for character in text)


def see(path: str) -> Response:
    """An answer to a form that was taken: look there now."""
    return Response(status_code=303, headers={"location": path, "cache-control": "no-store"})


def own_path(text: str) -> str:
    """The path when it is one of this site, else the first page: no link leads a reader who signs in elsewhere."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return "/"
    ours = text.startswith("/") and text.isprintable() and text.isascii() and not set(text) & set("\\ ")
    return text if ours and not text.startswith("//") and not (parts.scheme or parts.netloc) else "/"
