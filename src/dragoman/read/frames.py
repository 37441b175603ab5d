"""Messages over a socket: four bytes of length, then the message."""

import socket
import struct
import time

_LENGTH = struct.Struct("!I")
MAX_FRAME = 64_000_000


def send(link: socket.socket, message: bytes, *, deadline: float | None = None) -> None:
    """Send one message before ``deadline`` (``time.monotonic`` seconds).

    Raises:
        TimeoutError: if the deadline passes.
        OSError: if the other end is gone.
    """
    link.settimeout(_left(deadline))
    link.sendall(_LENGTH.pack(len(message)) + message)


def receive(link: socket.socket, *, deadline: float | None = None) -> bytes | None:
    """The next message, or None when the other end has closed or sends what is no message.

    Raises:
        TimeoutError: if ``deadline`` (``time.monotonic`` seconds) passes.
        OSError: if the connection breaks.
    """
    head = _exactly(link, _LENGTH.size, deadline)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    return _exactly(link, length, deadline) if length <= MAX_FRAME else None


def _exactly(link: socket.socket, size: int, deadline: float | None) -> bytes | None:
    received = bytearray()
    while len(received) < size:
        link.settimeout(_left(deadline))
        part = link.recv(min(size - len(received), 1 << 20))
        if not part:
            return None
        received += part
    return bytes(received)


def _left(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
