"""Messages posted to a webhook: signed, never to the inside of the house, within a deadline.

The headers are those of Standard Webhooks (standardwebhooks.com), so that receivers can check them with its libraries.
"""

import base64
import binascii
import hmac
import json
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

import httpcore
import httpx

from dragoman import __version__
from dragoman.alerts.delivery import NotDeliveredError
from dragoman.alerts.message import Message
from dragoman.errors import SourceError
from dragoman.read.addresses import AddressGuard
from dragoman.read.clock import Clock
from dragoman.read.connect import GuardedBackend
from dragoman.read.politeness import retry_at

_ENCODED: Final = "whsec_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A webhook.

    Attributes:
        url: its address, which may hold a secret.
        secret: the key by which messages are signed.
        guard: which addresses may be asked.
        clock: tells the time.
        wait_seconds: the longest silence of the receiver.
        total_seconds: from the connection to the answer.
        ssl_context: how certificates are checked.
        connector: opens the connections.
    """

    url: httpx.URL
    secret: bytes
    guard: AddressGuard
    clock: Clock
    wait_seconds: float = 10.0
    total_seconds: float = 20.0
    ssl_context: ssl.SSLContext = field(default_factory=httpx.create_ssl_context)
    connector: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)

    @property
    def place(self) -> str:
        """The host: path and query may hold a secret."""
        return f"{self.url.scheme}://{self.url.netloc.decode('ascii')}"

    def send(self, message: Message) -> str:
        """Post a message; the status by which the receiver took it, which is one of 2xx.

        No redirect is followed: whoever could send one could learn what is written to us alone.

        Raises:
            NotDeliveredError: if the receiver may not be asked, does not answer in time, or answers otherwise.
        """
        body = json.dumps({"id": message.id, **message.body}, ensure_ascii=False).encode("utf-8", "replace")
        status, headers = self._post(body, message.id)
        if 200 <= status < 300:
            return str(status)
        asked = retry_at(headers.get("retry-after"), self.clock.now())
        moved = "; name the address where it has moved to" if status in (301, 302, 303, 307, 308) else ""
        raise NotDeliveredError(f"the receiver answered {status}{moved}", retry_at=asked)

    def _post(self, body: bytes, id_: str) -> tuple[int, httpx.Headers]:
        """One request, and the head of its answer; what follows the head is not read."""
        url = self.url
        backend = GuardedBackend(
            self.guard, deadline=time.monotonic() + self.total_seconds, connector=self.connector
        )  # fmt: skip
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        times = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), self.wait_seconds)}
        with (
            _told(),
            httpcore.ConnectionPool(ssl_context=self.ssl_context, network_backend=backend) as pool,
            pool.stream("POST", target, headers=self._headers(body, id_), content=body, extensions=times) as response,
        ):
            return response.status, httpx.Headers(response.headers)

    def _headers(self, body: bytes, id_: str) -> list[tuple[str, str]]:
        sent_at = str(int(self.clock.now()))
        return [
            ("Host", self.url.netloc.decode("ascii")),
            ("User-Agent", f"Dragoman/{__version__}"),
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body))),
            ("Connection", "close"),
            ("Idempotency-Key", id_),
            ("webhook-id", id_),
            ("webhook-timestamp", sent_at),
            ("webhook-signature", signature(self.secret, id_, sent_at, body)),
        ]


def key_of(secret: str) -> bytes:
    """The key in a secret: what stands in base64 after ``whsec_``, else its letters themselves."""
    if secret.startswith(_ENCODED):
        try:
            return base64.b64decode(secret.removeprefix(_ENCODED), validate=True)
        except binascii.Error:
            pass
    return secret.encode()


def signature(key: bytes, id_: str, sent_at: str, body: bytes) -> str:
    """HMAC-SHA256 over ``id.time.body``, in base64 after the version of the scheme."""
    signed = hmac.digest(key, f"{id_}.{sent_at}.".encode() + body, sha256)
    return f"v1,{base64.b64encode(signed).decode('ascii')}"


@contextmanager
def _told() -> Iterator[None]:
    """Whatever goes wrong on the network, said without the address."""
    try:
        yield
    except SourceError as problem:
        raise NotDeliveredError(problem.problem) from None
    except (httpcore.TimeoutException, TimeoutError):
        raise NotDeliveredError("the receiver does not answer in time") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as problem:
        raise NotDeliveredError(f"the connection failed ({type(problem).__name__})") from None
