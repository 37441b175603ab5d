"""Addresses that lead inwards, in all the ways in which they are written, reached and changed."""

import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import httpcore

from dragoman.read.addresses import AddressGuard, is_public
from dragoman.read.fetch import Fetcher
from dragoman.read.politeness import Politeness

PUBLIC = "93.184.215.14"

_NAMES: Mapping[str, tuple[str, ...]] = {
    "localhost": ("127.0.0.1",),
    "localhost.": ("127.0.0.1",),
    "LOCALHOST": ("127.0.0.1",),
    "ip6-localhost": ("::1",),
    "a.localhost": ("::1",),
    "127.0.0.1.nip.example": ("127.0.0.1",),
    "7f000001.nip.example": ("127.0.0.1",),
    "metadata.internal.example": ("169.254.169.254",),
    "intranet.example": ("10.1.2.3",),
    "ula.example": ("fd12:3456::1",),
    "mapped.example": ("::ffff:192.168.1.1",),
    "mixed.example": (PUBLIC, "10.0.0.1"),
    "mixed-six.example": ("2606:2800:21f::1", "::1"),
    "last.example": (PUBLIC, PUBLIC, PUBLIC, "127.0.0.1"),
    "broadcast.example": ("255.255.255.255",),
    "cgnat.example": ("100.99.1.1",),
    "xn--mnchen-3ya.example": ("172.20.0.1",),
    "scoped.example": ("fe80::1%eth0",),
}
_OTHER = (
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:11211/_stats",
    "dict://127.0.0.1:11211/",
    "ldap://127.0.0.1/",
    "jar:http://127.0.0.1!/",
    "data:text/html,<p>x",
    "javascript:alert(1)",
    "//127.0.0.1/",
    "http://",
    "http:///x",
    "",
    "http://user:pass@127.0.0.1/",
    "http://93.184.215.14@127.0.0.1/",
    "http://127.0.0.1#@93.184.215.14/",
    "http://127.0.0.1\\@93.184.215.14/",
    "http://127。0。0。1/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127.0.0.1:22/",
    "http://127.0.0.1%2f@93.184.215.14/",
    "http://127.0.0.1%00.example/",
    "http://[::1]:6379/",
    "https://127.0.0.1:443/",
    "HTTP://127.0.0.1/",
    "http://127.0.0.1:80:80/",
    "http://127.0.0.1\t/",
    "\nhttp://127.0.0.1/",
    "http://127.0.0.1\r\nHost: x/",
    "http://0x7f000001:80/",
    "http://[::ffff:127.0.0.1]:80/",
)


def inward_urls() -> list[str]:
    """Over 120 addresses that lead to this machine, the house, the cloud's own servers, or nowhere on the web."""
    lines = Path(__file__).with_name("inward_hosts.txt").read_text(encoding="utf-8").splitlines()
    hosts = [line for line in lines if line and not line.startswith("#")]
    return [f"http://{host}/x" for host in (*hosts, *_NAMES)] + list(_OTHER)


def resolve(host: str, port: int) -> list[str]:
    """The made-up names, public ones for ``*.public.example``, and whatever the system takes for a number."""
    known = {name.lower(): addresses for name, addresses in _NAMES.items()}.get(host.lower())
    if known is not None:
        return list(known)
    if host.endswith("public.example"):
        return [PUBLIC]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    return [str(entry[4][0]) for entry in found]


@dataclass(slots=True)
class Rebinding:
    """A resolver that says a public address so often, and an inward one ever after."""

    public_times: int
    asked: int = 0

    def __call__(self, host: str, port: int) -> Iterable[str]:
        """The addresses of any host."""
        self.asked += 1
        return [PUBLIC] if self.asked <= self.public_times else ["127.0.0.1"]


class Recorder(httpcore.NetworkBackend):
    """Connects to nothing, notes every address, and answers public ones from a script.

    Attributes:
        connected: the addresses that were to be connected to.
        sent: what was sent to them.
    """

    def __init__(self, answers: Mapping[bytes, bytes]) -> None:
        self._answers = answers
        self.connected: list[str] = []
        self.sent: list[bytes] = []

    def connect_tcp(self, host: str, port: int, *others: Any, **more: Any) -> httpcore.NetworkStream:
        """A stream that answers by the path asked for."""
        self.connected.append(host)
        return _Scripted(self._answers, self.sent)

    @property
    def inward(self) -> list[str]:
        """The addresses that were connected to although they are not public."""
        return [address for address in self.connected if not is_public(ip_address(address))]


@dataclass(slots=True)
class _Scripted(httpcore.NetworkStream):
    answers: Mapping[bytes, bytes]
    sent: list[bytes]
    asked: bytes = b""
    given: bool = field(default=False)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self.given:
            return b""
        self.given = True
        path = self.asked.split(b" ", 2)[1] if self.asked.count(b" ") > 1 else b""
        return self.answers.get(path, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.asked += buffer
        self.sent.append(buffer)

    def close(self) -> None:
        pass

    def start_tls(self, *others: Any, **more: Any) -> httpcore.NetworkStream:
        return self


def redirect(target: str) -> bytes:
    """An answer that sends the asker elsewhere."""
    return f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode("utf-8", "replace")


class NoWaiting:
    """A clock that waits for nothing."""

    def __init__(self) -> None:
        self.time = 1_700_000_000.0

    def now(self) -> float:
        """Seconds since 1970."""
        return self.time

    def wait(self, seconds: float) -> None:
        """Go on so many seconds later, at once."""
        self.time += max(0.0, seconds)


def fetcher(recorder: Recorder, resolver: Any = resolve) -> Fetcher:
    """A fetcher that asks nobody but the recorder."""
    politeness = Politeness(clock=NoWaiting(), agent="Dragoman")
    return Fetcher(guard=AddressGuard(resolve=resolver), politeness=politeness, connector=recorder)
