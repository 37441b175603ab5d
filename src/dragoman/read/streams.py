"""Streams that begin again, that are made of pieces, or that can be read from anywhere."""

import io
import tempfile
from collections.abc import Iterator
from typing import BinaryIO, cast

_IN_MEMORY = 20_000_000
_CHUNK = 1 << 16


class Pieces(io.RawIOBase):
    """A stream of the bytes that an iterator gives."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._left = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill ``buffer`` from the next piece; 0 when there is none."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        part, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def pieces_of(stream: BinaryIO) -> Iterator[bytes]:
    """The rest of ``stream`` in pieces of 64 KB."""
    while piece := stream.read(_CHUNK):
        yield piece


def of_pieces(pieces: Iterator[bytes]) -> io.BufferedReader:
    """A buffered stream of the bytes that an iterator gives."""
    return io.BufferedReader(Pieces(pieces), _CHUNK)


def peeked(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """The first ``size`` bytes, and a stream that still begins with them."""
    head = stream.read(size)
    if stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return head, stream
    return head, of_pieces(_chain(head, stream))


def seekable(stream: BinaryIO) -> BinaryIO:
    """``stream`` itself, or what it holds in a temporary file, so that it can be read from anywhere in it."""
    if stream.seekable():
        return stream
    # closed with its last reader
    copy = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115
    for piece in pieces_of(stream):
        copy.write(piece)
    copy.seek(0)
    return copy


def _chain(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    yield head
    yield from pieces_of(stream)
