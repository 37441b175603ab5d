"""Signing in and out with a password."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response

from dragoman.web.access import PasswordFile, cookie_name, proof, session_of, sessions
from dragoman.web.attempts import is_right
from dragoman.web.forms import Posted, form_page, keep, own_path, see

router = APIRouter(include_in_schema=False)

Next = Annotated[str, Query(max_length=2000)]


@router.get("/login")
def ask(request: Request, next: Next = "/") -> Response:
    """Ask for name and password; who is signed in can sign out here."""
    return _page(request, next)


@router.post("/login")
def sign_in(request: Request, fields: Posted) -> Response:
    """Sign in, with a new session: one that somebody else may know is not kept."""
    name, password = fields.get("name", ""), fields.get("password", "")
    kept = _of_file(request).users().get(name)
    if not is_right(request, name, password, kept) or kept is None:
        return _page(request, fields.get("next", "/"), problem="Name and password do not belong together.")
    reply = see(own_path(fields.get("next", "/")))
    keep(request, reply, sessions(request).new(name, proof(kept)))
    return reply


@router.post("/logout")
def sign_out(request: Request, fields: Posted) -> Response:
    """End the session."""
    session = session_of(request)
    if session:
        sessions(request).end(session)
    reply = see("/login")
    reply.delete_cookie(cookie_name(request), httponly=True, samesite="strict")
    return reply


def _page(request: Request, next: str, problem: str = "") -> Response:
    _of_file(request)
    values: Mapping[str, str] = {"next": own_path(next), "problem": problem, "who": request.state.who or ""}
    return form_page(request, "login.html", status=403 if problem else 200, **values)


def _of_file(request: Request) -> PasswordFile:
    access = request.app.state.access
    if not isinstance(access, PasswordFile):
        raise HTTPException(404, "there is no such page")
    return access
