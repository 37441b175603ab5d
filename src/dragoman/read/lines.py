"""The lines of a byte stream, none longer than the limit."""

from collections.abc import Iterator
from typing import Protocol

_CHUNK = 1 << 16


class LineStream(Protocol):
    """What a stream must do to be read by lines."""

    def readline(self, limit: int, /) -> bytes:
        """The next line, or its first ``limit`` bytes; empty at the end."""
        ...


def bounded_lines(stream: LineStream, *, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Line number (from 1) and line of each line of ``stream``; None for a line of more than ``limit`` bytes."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
        else:
            _skip_line(stream)
            yield number, None


def _skip_line(stream: LineStream) -> None:
    while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
        pass
