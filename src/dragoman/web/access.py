"""Who may read and who may correct: the one user of this machine, people with passwords, or whom a proxy names."""

from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from pathlib import Path
from typing import Annotated, Final, Protocol
from urllib.parse import quote, urlencode, urlsplit

from fastapi import Depends, HTTPException, Request

from dragoman.errors import UsageError
from dragoman.web.attempts import is_right
from dragoman.web.passwords import read_users
from dragoman.web.sessions import Session, Sessions

_HARMLESS: Final = ("GET", "HEAD", "OPTIONS")
_OPEN: Final = "/login"
_PASSED_ON: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""What a proxy adds: who comes through one is not the user of this machine."""
_NAME: Final = 100


class Access(Protocol):
    """How it is known who somebody is."""

    @property
    def closed(self) -> bool:
        """Whether only those whose name is known may read."""

    def who(self, request: Request) -> str | None:
        """The name of who asks; None when it is not known."""


class Anybody:
    """Whoever comes reads, and nobody's name is known."""

    closed = False

    def who(self, request: Request) -> str | None:
        """None."""


@dataclass(frozen=True, slots=True)
class LocalUser:
    """Whoever reaches the page is the user of this machine, for it listens to this machine alone."""

    name: str
    closed: bool = field(default=False, init=False)

    def who(self, request: Request) -> str | None:
        """The user's name, unless a proxy passed the request on."""
        return None if any(name in request.headers for name in _PASSED_ON) else self.name


@dataclass(frozen=True, slots=True)
class PasswordFile:
    """Those in a file of names and passwords, which is read anew at each request: who is taken out is out at once."""

    path: Path
    closed: bool = field(default=True, init=False)

    def who(self, request: Request) -> str | None:
        """Who signed in with the password that is still in the file, or gives it with a request to the API."""
        users, session = self.users(), session_of(request)
        if session is not None and session.name:
            kept = users.get(session.name)
            return session.name if kept and proof(kept) == session.proof else None
        name, password = _given(request) if _is_of_api(request) else ("", "")
        return name if name and is_right(request, name, password, users.get(name)) else None

    def users(self) -> dict[str, str]:
        """The names with what is kept of their passwords.

        Raises:
            HTTPException: 503 if the file cannot be read; where it is, is told to nobody.
        """
        try:
            return read_users(self.path)
        except UsageError:
            raise HTTPException(503, "the file of names and passwords cannot be read") from None


@dataclass(frozen=True, slots=True)
class TrustedHeader:
    """Whom a proxy names in a header; from any other address the header counts for nothing."""

    header: str
    proxies: Iterable[IPv4Network | IPv6Network]
    closed: bool = field(default=True, init=False)

    def who(self, request: Request) -> str | None:
        """The name in the header, when the proxy sent it, once and not empty."""
        given = request.headers.getlist(self.header)
        if len(given) != 1 or not _comes_from(request, self.proxies):
            return None
        name = _as_utf8(given[0]).strip()
        return name if 0 < len(name) <= _NAME and name.isprintable() else None


def _is_of_api(request: Request) -> bool:
    return request.method == "GET" and request.url.path.startswith("/api/")


def _given(request: Request) -> tuple[str, str]:
    """The name and password of the header ``Authorization: Basic``, empty when it holds none."""
    scheme, _, told = request.headers.get("authorization", "").partition(" ")
    try:
        name, _, password = b64decode(told, validate=True).decode().partition(":")
    except ValueError:
        return "", ""
    return (name, password) if scheme.lower() == "basic" else ("", "")


def _comes_from(request: Request, proxies: Iterable[IPv4Network | IPv6Network]) -> bool:
    try:
        address = ip_address(request.client.host if request.client else "")
    except ValueError:
        return False
    plain = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return any((plain or address) in proxy for proxy in proxies)


def _as_utf8(header: str) -> str:
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


def proof(kept: str) -> str:
    """What a session remembers of the line of the password file by which it began."""
    return sha256(kept.encode()).hexdigest()[:16]


def sessions(request: Request) -> Sessions:
    """The sessions of this server."""
    found: Sessions = request.app.state.sessions
    return found


def cookie_name(request: Request) -> str:
    """The name of the cookie: of two servers on one machine each has its own, for cookies know no ports."""
    return f"dragoman-{request.url.port or 'web'}"


def session_of(request: Request) -> Session | None:
    """The session of the browser that asks, or None."""
    return sessions(request).read(request.cookies.get(cookie_name(request), ""))


def admitted(request: Request) -> None:
    """Let a request in, or refuse it; who asks is then ``request.state.who``.

    Raises:
        HTTPException: 403 when another site's page sends it, or when one has to sign in first; 303 to where, 401 in
            the API.
    """
    if request.method not in _HARMLESS and not _from_our_page(request):
        raise HTTPException(403, "this was not sent from a page of this site; open the page here and send it again")
    access: Access = request.app.state.access
    request.state.who = access.who(request)
    request.state.signs_in = isinstance(access, PasswordFile)
    request.state.may_correct = bool(request.state.who) and not request.app.state.read_only
    if access.closed and request.state.who is None and request.url.path != _OPEN:
        raise _refused(request, access)


def _refused(request: Request, access: Access) -> HTTPException:
    """What whoever is not known is told: where to sign in, if that is of use."""
    if not isinstance(access, PasswordFile):
        return HTTPException(403, "nobody is signed in, or the request does not come through the proxy that says who")
    if _is_of_api(request):
        return HTTPException(401, "give name and password", {"www-authenticate": 'Basic realm="Dragoman"'})
    if request.method != "GET":
        return HTTPException(403, "sign in first; what was sent is not kept")
    asked = quote(request.url.path) + (f"?{request.url.query}" if request.url.query else "")
    return HTTPException(303, "sign in first", {"location": f"{_OPEN}?{urlencode({'next': asked})}"})


def _from_our_page(request: Request) -> bool:
    """Whether the browser says that a page of this very host sends the request; one that does not say is refused."""
    told = request.headers.get("origin") or request.headers.get("referer") or ""
    try:
        parts = urlsplit(told)
    except ValueError:
        return False
    same = parts.scheme in ("http", "https") and parts.netloc.lower() == request.headers.get("host", "").lower()
    return same and request.headers.get("sec-fetch-site", "same-origin") == "same-origin"


def _corrector(request: Request) -> str:
    if not request.state.may_correct:
        raise HTTPException(403, "here nobody can correct; `dragoman serve --help` tells how somebody may")
    name: str = request.state.who
    return name


Corrector = Annotated[str, Depends(_corrector)]
"""The name of who corrects; 403 for whoever may not."""
