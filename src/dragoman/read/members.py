"""The members of a gzip file one by one, so that a damaged one loses itself and not all that follow."""

import io
import zlib
from typing import BinaryIO

from dragoman.errors import SourceError
from dragoman.read.inflate import PIECE, refuse_bomb

_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 16


class DamageError(Exception):
    """What comes next in an archive is not whole; the message says what was found."""


class Member(io.RawIOBase):
    """The bytes of the gzip member that begins at ``start``, unpacked as they are read.

    Attributes:
        end: where the member ends in the file; known once all of it was read and its check sum found right.
    """

    def __init__(self, stream: BinaryIO, start: int) -> None:
        super().__init__()
        self._stream = stream
        self._at = start
        self._unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._packed = b""
        self._taken = self._given = 0
        self.end = start

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill ``buffer`` from the member; 0 at its end.

        Raises:
            DamageError: if the member is damaged or cut off.
            SourceError: if it expands like a bomb.
        """
        out = b""
        while not out and not self._unpack.eof:
            if not self._packed:
                self._take()
            try:
                out = self._unpack.decompress(self._packed, min(len(buffer), PIECE))
            except zlib.error:
                raise DamageError("its compressed data is damaged") from None
            self._packed = self._unpack.unconsumed_tail
        if self._unpack.eof:
            self.end = self._at - len(self._unpack.unused_data)
        self._given += len(out)
        refuse_bomb(self._taken, self._given, source="a member")
        buffer[: len(out)] = out
        return len(out)

    def _take(self) -> None:
        # another reader may have moved the stream
        self._stream.seek(self._at)
        self._packed = self._stream.read(_CHUNK)
        if not self._packed:
            raise DamageError("it ends in the middle")
        self._at += len(self._packed)
        self._taken += len(self._packed)


def next_member(stream: BinaryIO, start: int, *, begins: bytes) -> int:
    """Where the next member begins, at or after ``start``, whose content ``begins`` so; else the end of the file."""
    stream.seek(start)
    window, position = b"", start
    while part := stream.read(1 << 20):
        window += part
        found = window.find(_MAGIC)
        while found >= 0:
            if _begins(stream, position + found, begins):
                return position + found
            found = window.find(_MAGIC, found + 1)
        position += len(window[:-2])
        window = window[-2:]
        stream.seek(position + len(window))
    return position + len(window)


def _begins(stream: BinaryIO, start: int, begins: bytes) -> bool:
    try:
        return io.BufferedReader(Member(stream, start), 512).read(len(begins)) == begins
    except (DamageError, SourceError):
        return False
