"""More than 200 hostile requests to a site whose user may correct: nothing is written, nothing leaks, the status is right.

They are sent over a socket as they stand here, for a client library would mend some of them.
"""

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest

from dragoman.ledger.opening import open_ledger
from dragoman.web.access import LocalUser
from tests.web.desk import desk_at
from tests.web.serving import served

CUT_OFF = 0
"""In place of a status: the server hung up."""
FORM = "application/x-www-form-urlencoded"
SQL = (
    "' OR '1'='1", "'; DROP TABLE report; --", '" OR ""="', "1 UNION SELECT name FROM sqlite_master", "%' --",
    "x' AND load_extension('evil') --", "NEAR(a b)", "a* OR b", "'||(SELECT hex(randomblob(9)))||'", "1; ATTACH 'x' AS y",
)  # fmt: skip
CLIMBS = (
    "/static/../site.py", "/static/%2e%2e/site.py", "/static/..%2fsite.py", "/static/%2e%2e%2f%2e%2e%2fcli/serve.py",
    "/static/..%5csite.py", "/static//etc/passwd", "/static/%2fetc/passwd", "/static/....//site.py", "/static/%00style.css",
    "/static/style.css%00.js", "/static/./../templates/base.html", "/static/%252e%252e/site.py", "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd", "/article/../../etc/passwd", "/article/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/record/..%2f..%2fetc%2fpasswd", "/record/%2e%2e/accept", "/.git/config", "/users", "/talks.db", "/static/keys.js/..",
    "/api/v1/articles/..%2f..%2ftalks.db", "/api/v1/../../talks.db", "//etc/passwd", "/\\..\\..\\etc\\passwd", "/static/%c0%ae%c0%ae/site.py",
)  # fmt: skip
HOSTS = (
    "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example:{port}", "127.0.0.2:{port}",
    "0.0.0.0:{port}", "127.0.0.1@evil.example", "localhost:{port}@evil.example", "", "2130706433", "0x7f000001",
    "[::ffff:127.0.0.1]:{port}", "localhost.", "LOCALHOST.evil.example", "127.1:{port}", "*", "null", "127.0.0.1/evil",
)  # fmt: skip
ORIGINS = (
    "null", "http://evil.example", "https://evil.example", "http://127.0.0.1", "http://127.0.0.1:1", "http://localhost:{port}",
    "http://127.0.0.1:{port}.evil.example", "http://evil.example#http://127.0.0.1:{port}", "http://127.0.0.1:{port}@evil.example",
    "http://evil.example\\@127.0.0.1:{port}", "ftp://127.0.0.1:{port}", "file://", "127.0.0.1:{port}", "//127.0.0.1:{port}",
    "http://[::1]:{port}", "http://127.0.0.2:{port}", "http:127.0.0.1:{port}", "http://127.0.0.1:{port}, http://evil.example",
    "javascript://127.0.0.1:{port}", "data:", "http://[::1", "chrome-extension://abcdef",
)  # fmt: skip
PARTS = (
    "offset=-1", "offset=1000001", "offset=1e9", "offset=99999999999999999999999", "limit=0", "limit=-5", "limit=1001",
    "limit=NaN", "limit=1&limit=2000", "offset=%00", "offset=0x10", "offset=1;limit=9999", "page=1", "limit[]=5",
)  # fmt: skip


@dataclass
class Site:
    """A served ledger, what a browser of its user knows, and its answers to what is sent."""

    port: int
    claim: str
    cookie: str = ""
    token: str = ""

    def sent(
        self, method: str, target: str, headers: dict[str, str | None] | None = None, body: bytes = b""
    ) -> tuple[int, str]:
        """The status and the whole of an answer; a header that is None is left out."""
        told: dict[str, str | None] = {"Host": f"127.0.0.1:{self.port}", "Connection": "close"}
        told |= {"Content-Length": str(len(body))} if body else {}
        told |= headers or {}
        lines = [
            f"{method} {target} HTTP/1.1",
            *(f"{name}: {value}" for name, value in told.items() if value is not None),
        ]
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            answer = b"".join(exchanged(connection, "\r\n".join(lines).encode() + b"\r\n\r\n" + body))
        shown = answer.decode("utf-8", "replace")
        return int(shown.split(" ", 2)[1]) if shown else CUT_OFF, shown

    def form(self, **other: str | None) -> bytes:
        """The fields of a form that would be taken, some of them otherwise."""
        fields = {"token": self.token, "seen": "", "why": "hostile", **other}
        return urlencode({name: value for name, value in fields.items() if value is not None}).encode()

    def headers(self, **other: str | None) -> dict[str, str | None]:
        """The headers of a form that would be taken, some of them otherwise."""
        own = f"http://127.0.0.1:{self.port}"
        told: dict[str, str | None] = {"Origin": own, "Content-Type": FORM, "Cookie": self.cookie}
        return told | {name.replace("_", "-"): value for name, value in other.items()}

    def open_form(self, path: str) -> tuple[str, str]:
        """The cookie and the token that a browser gets with a form."""
        _, page = self.sent("GET", path)
        cookie = re.search(r"set-cookie: ([^;]+)", page, re.IGNORECASE)
        token = re.search(r'name="token" value="([0-9a-f]+)"', page)
        assert cookie
        assert token
        return cookie[1], token[1]


def exchanged(connection: socket.socket, request: bytes) -> Iterator[bytes]:
    """The pieces of an answer, as far as they come: a server may hang up on who sends too much."""
    try:
        connection.sendall(request)
        while piece := connection.recv(65536):
            yield piece
    except (ConnectionError, TimeoutError):
        return


@pytest.fixture
def target(ledger: Path) -> Iterator[Site]:
    with open_ledger(ledger) as opened:
        claim = next(iter(opened.rows())).claim
    with served(ledger, access=LocalUser("ana")) as base:
        made = Site(urlsplit(base).port or 0, claim)
        made.cookie, made.token = made.open_form(f"/record/{claim}/reject")
        yield made


def held(address: Path) -> str:
    """A digest of all that the ledger holds."""
    with open_ledger(address) as opened:
        return sha256("\n".join(map(str, opened.everything())).encode("utf-8", "replace")).hexdigest()


Hostile = tuple[str, str, dict[str, str | None], bytes, set[int]]


def hosts_and_origins(site: Site, to: str) -> Iterator[Hostile]:
    for host in HOSTS:
        yield "GET", "/", {"Host": host.format(port=site.port)}, b"", {400}
        yield "POST", to, site.headers(Host=host.format(port=site.port)), site.form(), {400}
    for origin in ORIGINS:
        yield "POST", to, site.headers(Origin=origin.format(port=site.port)), site.form(), {403}
    for origin in ORIGINS[:12]:
        told = site.headers(Origin=None, Referer=origin.format(port=site.port) + "/x")
        yield "POST", to, told, site.form(), {403}
    yield "POST", to, site.headers(Origin=None), site.form(), {403}
    for fetched in ("cross-site", "same-site", "none", ""):
        yield "POST", to, site.headers(Sec_Fetch_Site=fetched), site.form(), {403}


def tokens_and_cookies(site: Site, to: str) -> Iterator[Hostile]:
    cookie, foreign = site.open_form(to)
    other = "".join(reversed(site.token))
    for token in (
        None,
        "",
        "0",
        foreign,
        site.token[:-1],
        site.token + "0",
        site.token.upper() + "Z",
        other,
        "null",
        "\x00",
        "é",
        "' OR 1=1",
    ):
        yield "POST", to, site.headers(), site.form(token=token), {403}
    name = site.cookie.partition("=")[0]
    forged = (
        "",
        name,
        f"{name}=",
        f"{name}=.",
        f"{name}={'A' * 3000}",
        f"{name}=e30.{'0' * 64}",
        cookie,
        site.cookie[:-1],
        "other=1",
    )
    for one in forged:
        yield "POST", to, site.headers(Cookie=one), site.form(), {403}
    yield "POST", to, site.headers(Cookie=None), site.form(), {403}
    yield "POST", to, site.headers(), site.form() + b"&token=" + foreign.encode(), {422}


def bodies(site: Site, to: str) -> Iterator[Hostile]:
    for kind in (
        "application/json",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/x-www-form",
        "",
        None,
        "application/xml",
    ):
        yield "POST", to, site.headers(Content_Type=kind), site.form(), {415}
    yield "POST", to, site.headers(), site.form(why="x" * 300_000), {413, CUT_OFF}
    yield "POST", to, site.headers(), site.form() + b"&x=" * 200_000, {413, CUT_OFF}
    yield "POST", to, site.headers(), site.form(why="x" * 2_000), {422}
    yield "POST", to, site.headers(), site.form(why=None), {422}
    yield "POST", to, site.headers(), site.form(why="a\x00b"), {422}
    yield "POST", to, site.headers(), site.form() + b"".join(b"&f%d=1" % n for n in range(200)), {422}
    for rest in (
        b"&why=again",
        b"&=",
        b"&x",
        b"&why%00=1&why%00=2",
        b"&x=%ff",
        b"&x=%ed%a0%80",
        b"\xff\xfe",
        b"&x=\xc3\xa9",
        b"&&",
    ):
        expected = {422} if rest != b"&=" else {422, 303}
        yield "POST", to, site.headers(), site.form() + rest if rest != b"&=" else b"=", expected | {403}
    yield "POST", to, site.headers(Content_Length="5"), site.form(), {403, 422}
    yield "POST", to, site.headers(Content_Length="-1"), site.form(), {400}
    chunked = site.headers(Transfer_Encoding="chunked", Content_Length=None)
    yield "POST", to, chunked, b"8\r\nwhy=none\r\n0\r\n\r\n", {403}
    yield "POST", to, chunked, b"not a number\r\n\r\n", {400, CUT_OFF}


def targets(site: Site) -> Iterator[Hostile]:
    for path in CLIMBS:
        yield "GET", path, {}, b"", {400, 404, 405, 422}
    for words in SQL:
        yield "GET", f"/search?{urlencode({'q': words})}", {}, b"", {200}
        for path in ("/article/{}", "/record/{}", "/correction/{}/undo", "/p/{}", "/api/v1/articles/{}"):
            yield "GET", path.format(quote(words, safe="")), {}, b"", {404, 422}
        yield "GET", f"/p/rus-ukr/who?{urlencode({'meeting': words})}", {}, b"", {422}
        yield "GET", f"/correct/actor/split?{urlencode({'one': words})}", {}, b"", {200}
    for part in PARTS:
        yield "GET", f"/corrections?{part}", {}, b"", {422}
        yield "GET", f"/search?q=a&{part}", {}, b"", {422}
    yield "GET", "/search?q=" + "a" * 401, {}, b"", {422}
    yield "GET", "/search?q=" + "a" * 100_000, {}, b"", {400, 414, 422}
    yield "GET", "/record/" + "a" * 5_000, {}, b"", {404, 422}
    yield "GET", f"/correct/actor/merge?one={'a' * 500}", {}, b"", {422}


def methods(site: Site, to: str) -> Iterator[Hostile]:
    undo, plain = "/correction/0/undo", "/corrections"
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "OPTIONS", "get", "WRITE"):
        yield method, to, site.headers(), site.form(), {400, 403, 405}
    for path in ("/", plain, "/search", "/p/rus-ukr", f"/record/{site.claim}", "/api/v1/processes", "/static/keys.js"):
        yield "POST", path, site.headers(), site.form(), {403, 405}
        yield "DELETE", path, site.headers(), b"", {403, 405}
    yield "POST", undo, site.headers(), site.form(), {404}
    for action in ("delete", "undo", "merge", "ACCEPT", "reject%00", "accept;edit", ".", "__class__"):
        yield "POST", f"/record/{site.claim}/{action}", site.headers(), site.form(), {404, 405, 422}
    for path in ("/correct/row/merge", "/correct/meeting/reject", "/correct/meeting/merge", "/correct/actor/merge"):
        yield "POST", path, site.headers(), site.form(one="", other=""), {404, 422}
    for override in ("X-HTTP-Method-Override", "X-Method-Override", "X-Original-URL", "X-Rewrite-URL"):
        yield "GET", "/corrections", {override: "POST" if "Method" in override else to}, b"", {200}
    for passed in ("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"):
        yield "POST", to, site.headers(**{passed: "127.0.0.1"}), site.form(), {403}
    yield "GET", f"http://evil.example{to}", {}, b"", {200, 400, 404}
    for header in ("X-User", "Remote-User", "X-Remote-User", "Authorization"):
        yield "POST", to, {header: "ana", "Content-Type": FORM}, site.form(), {403}


def test_nothing_is_written_nothing_leaks_and_the_status_is_right(ledger: Path, target: Site) -> None:
    to, before = f"/record/{target.claim}/reject", held(ledger)
    tried = [
        *hosts_and_origins(target, to), *tokens_and_cookies(target, to), *bodies(target, to), *targets(target),
        *methods(target, to),
    ]  # fmt: skip
    assert len({repr(one[:4]) for one in tried}) >= 200
    wrong, leaks = [], []
    for method, path, headers, body, expected in tried:
        status, answer = target.sent(method, path, headers, body)
        shown = f"{method} {path[:80]} {headers} {body[:60]!r}"
        wrong += [f"{status}: {shown}"] if status not in expected else []
        leaks += [shown for word in ("Traceback", str(ledger.parent), "root:", "sqlite3", "import ") if word in answer]
    assert wrong == [], "\n".join(wrong)
    assert leaks == []
    assert held(ledger) == before


def test_what_is_too_large_is_told_so(ledger: Path) -> None:
    desk, before = desk_at(ledger), held(ledger)
    to = f"/record/{desk.claim()}/reject"
    assert desk.post(to, {**desk.fields(to), "why": "x" * 300_000}).status_code == 413
    assert held(ledger) == before


def test_the_request_that_they_were_made_of_is_taken(ledger: Path, target: Site) -> None:
    before = held(ledger)
    status, _ = target.sent("POST", f"/record/{target.claim}/reject", target.headers(), target.form())
    assert status == 303
    assert held(ledger) != before
