"""Compressed bytes to bytes, a bounded piece at a time, never more than the limit."""

import zlib
from collections.abc import Callable, Iterable, Iterator

from dragoman.errors import SourceError

PIECE = 1 << 16
RATIO = 200
"""News text shrinks three to ten times, a log of one repeated line about a hundred times, a bomb a thousand times."""
FREE_BYTES = 1_000_000
"""The ratio of less than this is not looked at: small files of white space are harmless."""

Decoder = Callable[[Iterable[bytes]], Iterator[bytes]]


def decoded(pieces: Iterable[bytes], *, encoding: str, limit: int, source: str) -> bytes:
    """The body that a sender packed with ``Content-Encoding``, whole.

    Args:
        pieces: the body as it came.
        encoding: the header's value; several encodings are undone from the last to the first.
        limit: the most bytes that may come out.
        source: how a message names it.

    Raises:
        SourceError: if it is larger than ``limit``, expands like a bomb, is damaged, or the encoding is unknown.
    """
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    if len(names) > 2:
        raise SourceError(source, "is packed more than twice, which no page is")
    for name in reversed(names):
        pieces = _unpacked(pieces, name, source)
    return whole(pieces, limit=limit, source=source)


def whole(pieces: Iterable[bytes], *, limit: int, source: str) -> bytes:
    """All ``pieces`` joined.

    Raises:
        SourceError: as soon as they are more than ``limit`` bytes.
    """
    joined = bytearray()
    for piece in pieces:
        joined += piece
        if len(joined) > limit:
            raise SourceError(source, f"is larger than {limit // 1_000_000} MB")
    return bytes(joined)


def _unpacked(pieces: Iterable[bytes], name: str, source: str) -> Iterator[bytes]:
    match name:
        case "identity":
            return iter(pieces)
        case "gzip" | "x-gzip":
            return inflated(pieces, source=source, window=zlib.MAX_WBITS | 16)
        case "deflate":
            return _deflated(pieces, source)
        case "br":
            return _unbrotlied(pieces, source)
    raise SourceError(source, f"is packed as {name[:40]!r}, which is not read")


def inflated(pieces: Iterable[bytes], *, source: str, window: int = zlib.MAX_WBITS | 32) -> Iterator[bytes]:
    """``pieces`` of zlib or gzip data decompressed, at most ``PIECE`` bytes at a time; one gzip member after another.

    Raises:
        SourceError: if the data is damaged, or expands like a bomb.
    """
    taken = given = 0
    unpack = zlib.decompressobj(window)
    for piece in pieces:
        taken += len(piece)
        while piece:
            if unpack.eof:
                unpack = zlib.decompressobj(window)
            try:
                out = unpack.decompress(piece, PIECE)
            except zlib.error:
                raise SourceError(source, "its compressed data is damaged") from None
            given += len(out)
            refuse_bomb(taken, given, source=source)
            piece = unpack.unconsumed_tail or (unpack.unused_data if unpack.eof else b"")
            yield out
    if taken and not unpack.eof:
        raise SourceError(source, "its compressed data ends in the middle")


def refuse_bomb(taken: int, given: int, *, source: str) -> None:
    """Nothing, as long as ``taken`` bytes became no more than a plausible number of bytes.

    Raises:
        SourceError: if ``given`` is more than 1 MB and more than 200 times ``taken``.
    """
    if given > FREE_BYTES and given > RATIO * taken:
        raise SourceError(source, f"expands more than {RATIO} times, like a decompression bomb")


def _deflated(pieces: Iterable[bytes], source: str) -> Iterator[bytes]:
    """``deflate`` is zlib by the standard and raw deflate by the habit of some servers; the first byte tells."""
    iterator = iter(pieces)
    first = next((piece for piece in iterator if piece), b"")
    window = zlib.MAX_WBITS if first[:1] and first[0] & 0x0F == 8 else -zlib.MAX_WBITS
    yield from inflated(_again(first, iterator), source=source, window=window)


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _unbrotlied(pieces: Iterable[bytes], source: str) -> Iterator[bytes]:
    import brotli

    unpack = brotli.Decompressor()
    taken = given = 0
    for piece in pieces:
        taken += len(piece)
        try:
            out = unpack.process(piece, output_buffer_limit=PIECE)
            while out or not unpack.can_accept_more_data():
                given += len(out)
                refuse_bomb(taken, given, source=source)
                yield out
                out = unpack.process(b"", output_buffer_limit=PIECE)
        except brotli.error:
            raise SourceError(source, "its compressed data is damaged") from None
    if taken and not unpack.is_finished():
        raise SourceError(source, "its compressed data ends in the middle")
