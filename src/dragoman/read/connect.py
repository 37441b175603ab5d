"""Connections that go only where the address guard allows, and end at a deadline."""

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from dragoman.errors import SourceError
from dragoman.read.addresses import AddressGuard


class GuardedBackend(httpcore.NetworkBackend):
    """Opens TCP connections for httpcore: resolves a host once, has every address checked, connects to one of these.

    TLS still checks the certificate against the host's name, since only the address of the connection is pinned.

    Attributes:
        deadline: when every connection must have ended, in ``time.monotonic`` seconds.
    """

    def __init__(self, guard: AddressGuard, *, deadline: float, connector: httpcore.NetworkBackend) -> None:
        self._guard = guard
        self._connector = connector
        self.deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of ``host`` that answers."""
        problem: Exception = httpcore.ConnectError("no address")
        for address in self._guard.addresses(host, port, source=host):
            try:
                stream = self._connector.connect_tcp(
                    address, port, _left(self.deadline, timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                problem = failed
            else:
                return _TimedStream(stream, self.deadline)
        raise problem

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Any = None) -> Any:
        """Never: a page has no business with sockets of this machine."""
        raise SourceError(path, "is no address of a page")


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every read and write ends at the deadline: a server that drips cannot hold it open."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None, now: Callable[[], float] = time.monotonic) -> float:
    left = deadline - now()
    if left <= 0:
        raise httpcore.ReadTimeout("the deadline has passed")
    return left if timeout is None else min(timeout, left)
