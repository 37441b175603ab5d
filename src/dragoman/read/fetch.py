"""Pages from the network: politely, never from inside the house, and only as much as a page can be."""

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpcore
import httpx

from dragoman import __version__
from dragoman.errors import SourceError
from dragoman.read.addresses import AddressGuard, InwardAddressError
from dragoman.read.connect import GuardedBackend
from dragoman.read.inflate import decoded
from dragoman.read.limits import MAX_SOURCE_BYTES
from dragoman.read.politeness import ROBOTS_BYTES, Politeness, retry_at

MOST_REDIRECTS = 5
_LONGEST_URL = 4_000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to ask later whether a page has changed."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server answered.

    Attributes:
        url: the address that answered, after redirects.
        body: the page; empty when ``unchanged``.
        unchanged: the page is the one that the validators name (304).
        validators: to be sent at the next request.
        content_type: the header, lower case, without parameters.
    """

    url: str
    body: bytes = b""
    unchanged: bool = False
    validators: Validators = field(default_factory=Validators)
    content_type: str = ""


class FetchError(SourceError):
    """A page that could not be fetched.

    Attributes:
        retry_at: the server asked not to come back before this time (seconds since 1970), or None.
        lasting: trying again will not help: the page is gone, forbidden, or no page.
    """

    def __init__(self, source: str, problem: str, *, retry_at: float | None = None, lasting: bool = False) -> None:
        super().__init__(source, problem)
        self.retry_at = retry_at
        self.lasting = lasting


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """The caps on one request.

    Attributes:
        wait_seconds: the longest silence of the server.
        total_seconds: from the connection to the last byte.
        page_bytes: the page, unpacked.
        patience_seconds: how long a host that asked for patience is waited for; above it the page fails.
    """

    wait_seconds: float = 15.0
    total_seconds: float = 30.0
    page_bytes: int = MAX_SOURCE_BYTES
    patience_seconds: float = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetcher:
    """Fetches pages one at a time.

    Attributes:
        guard: which addresses may be asked.
        politeness: when a host may be asked, and what its robots.txt allows.
        contact: an address or a page of the user for the ``User-Agent``, so that a site can complain.
        limits: the caps on one request.
        ssl_context: how certificates are checked.
        connector: opens the connections.
    """

    guard: AddressGuard
    politeness: Politeness
    contact: str = ""
    limits: FetchLimits = FetchLimits()
    ssl_context: ssl.SSLContext = field(default_factory=httpx.create_ssl_context)
    connector: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)

    def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        """The page at ``url``, or the word that it is unchanged; redirects are followed, each checked anew.

        Nothing but the address, the names of this program and of its user, and the validators is sent: no cookie, no
        credential, no referring page.

        Raises:
            FetchError: if the address may not be asked or gives no page.
        """
        asked, headers = checked_url(url), _conditional(validators)
        source = str(asked)
        for _ in range(MOST_REDIRECTS + 1):
            self._ask_robots(asked, source)
            answer = self._get(asked, headers, source=source, limit=self.limits.page_bytes)
            if answer.status not in _REDIRECTS:
                return self._fetched(answer, source)
            asked = _redirected(answer, source)
        raise FetchError(source, f"redirects more than {MOST_REDIRECTS} times", lasting=True)

    def _ask_robots(self, asked: httpx.URL, source: str) -> None:
        """Nothing, when the host's robots.txt lets us read the address; it is fetched once a day."""
        host = _host_key(asked)
        if not self.politeness.knows_rules(host):
            try:
                self.politeness.learn_rules(host, self._robots(asked, source))
            except FetchError:
                self.politeness.learn_rules(host, None)
                raise
        verdict = self.politeness.verdict(host, str(asked))
        if verdict == "forbidden":
            raise FetchError(source, "the site's robots.txt asks not to read it", lasting=True)
        if verdict == "unknown":
            raise FetchError(source, "the site's robots.txt cannot be read; it is left alone for an hour")

    def _robots(self, asked: httpx.URL, source: str) -> str | None:
        """The host's robots.txt; empty where it has none, None where the server fails to say."""
        url = asked.copy_with(raw_path=b"/robots.txt")
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._get(url, {}, source=source, limit=ROBOTS_BYTES, cut=True)
            if answer.status not in _REDIRECTS:
                break
            url = _redirected(answer, source)
        if answer.status >= 500 or answer.status == 429:
            return None
        return answer.body.decode("utf-8-sig", "replace") if answer.status == 200 else ""

    def _get(
        self, asked: httpx.URL, headers: dict[str, str], *, source: str, limit: int, cut: bool = False
    ) -> "_Answer":
        """One request and its answer; a body over ``limit`` is refused, or ``cut`` off there."""
        self._await_turn(_host_key(asked), source)
        deadline = time.monotonic() + self.limits.total_seconds
        backend = GuardedBackend(self.guard, deadline=deadline, connector=self.connector)
        target = httpcore.URL(scheme=asked.raw_scheme, host=asked.raw_host, port=asked.port, target=asked.raw_path)
        sent = [("Host", asked.netloc.decode("ascii")), ("User-Agent", self._agent()), *_ACCEPTED, *headers.items()]
        times = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), self.limits.wait_seconds)}
        with (
            _told_of(source),
            # a pool of its own for each request: no connection outlives it, none is shared between two names
            httpcore.ConnectionPool(ssl_context=self.ssl_context, network_backend=backend) as pool,
            pool.stream("GET", target, headers=sent, extensions=times) as response,
        ):
            received = httpx.Headers(response.headers)
            pieces = _cut(response.iter_stream(), limit) if cut else response.iter_stream()
            packed = received.get("content-encoding", "")
            body = decoded(pieces, encoding=packed, limit=limit, source=source) if response.status == 200 else b""
            return _Answer(response.status, received, body, asked)

    def _await_turn(self, host: str, source: str) -> None:
        free_at = self.politeness.free_at(host)
        if free_at - self.politeness.clock.now() > self.limits.patience_seconds:
            raise FetchError(source, "the site asked not to come back so soon", retry_at=free_at)
        self.politeness.wait(host)

    def _agent(self) -> str:
        contact = f"; {self.contact}" if self.contact else ""
        return f"{self.politeness.agent}/{__version__} (reads news about negotiations{contact})"

    def _fetched(self, answer: "_Answer", source: str) -> Fetched:
        validators = Validators(
            etag=answer.headers.get("etag", "")[:500] or None,
            last_modified=answer.headers.get("last-modified", "")[:100] or None,
        )
        if answer.status == 304:
            return Fetched(url=str(answer.url), unchanged=True, validators=validators)
        if answer.status != 200:
            raise self._refusal(answer, source)
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Fetched(url=str(answer.url), body=answer.body, validators=validators, content_type=kind[:100])

    def _refusal(self, answer: "_Answer", source: str) -> FetchError:
        """Why there is no page; a host that asks for patience is left alone as long as it says."""
        until = retry_at(answer.headers.get("retry-after"), self.politeness.clock.now())
        if until is not None:
            self.politeness.leave_alone(_host_key(answer.url), until)
        lasting = 400 <= answer.status < 500 and answer.status not in (408, 425, 429)
        return FetchError(source, f"the server answered {answer.status}", retry_at=until, lasting=lasting)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx.Headers
    body: bytes
    url: httpx.URL


_ACCEPTED = (("Accept", _ACCEPT), ("Accept-Encoding", "gzip, deflate"), ("Connection", "close"))


def checked_url(url: str) -> httpx.URL:
    """The address, when it is one that may be asked at all.

    Raises:
        FetchError: if it is not http or https, names no host, carries a user name, or cannot be an address.
    """
    shown = ascii(url[:200])[1:-1]
    try:
        parsed = httpx.URL(url.strip()) if len(url) <= _LONGEST_URL else None
    except (httpx.InvalidURL, ValueError, UnicodeError):
        parsed = None
    if parsed is None or not parsed.host:
        raise FetchError(shown, "is no address of a page", lasting=True)
    if parsed.scheme not in ("http", "https"):
        raise FetchError(shown, "is no http or https address", lasting=True)
    if parsed.userinfo:
        raise FetchError(shown, "carries a user name; none is sent", lasting=True)
    return parsed.copy_with(fragment=None)


def _redirected(answer: _Answer, source: str) -> httpx.URL:
    try:
        target = answer.url.join(answer.headers.get("location", "").strip())
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise FetchError(source, "redirects to no address", lasting=True) from None
    return checked_url(str(target))


def _host_key(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _conditional(validators: Validators | None) -> dict[str, str]:
    """The headers that ask for the page only if it has changed."""
    if validators is None:
        return {}
    known = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in known.items() if value}


def _cut(pieces: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """The first ``limit`` bytes of ``pieces``."""
    left = limit
    for piece in pieces:
        yield piece[:left]
        left -= len(piece)
        if left <= 0:
            return


@contextmanager
def _told_of(source: str) -> Iterator[None]:
    """Whatever goes wrong on the network, said as a FetchError of ``source``."""
    try:
        yield
    except FetchError:
        raise
    except SourceError as problem:
        raise FetchError(source, problem.problem, lasting=isinstance(problem, InwardAddressError)) from None
    except (httpcore.TimeoutException, TimeoutError):
        raise FetchError(source, "the server does not answer in time") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError, ssl.SSLError) as bad:
        raise FetchError(source, f"the connection failed ({_reason(bad)})") from None


def _reason(problem: Exception) -> str:
    return " ".join(str(problem).split())[:120] or type(problem).__name__
