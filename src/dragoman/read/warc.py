"""Web archives (WARC, WARC.gz): the pages of the records that are whole, and how many bytes were lost.

The records are read by our own few lines, because the libraries end at the first damaged byte and unpack without limit.
"""

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from dragoman.errors import SourceError
from dragoman.read.inflate import decoded
from dragoman.read.limits import MAX_SOURCE_BYTES
from dragoman.read.members import DamageError, Member, next_member
from dragoman.read.page import Page

MAX_BLOCK_BYTES = MAX_SOURCE_BYTES + 100_000
_MAX_HEAD_BYTES = 64_000
_CHUNK = 1 << 16
_START = b"WARC/"
_NEXT_START = re.compile(rb"WARC/1\.[01]\r\n(?=[A-Za-z-]{1,40}:)")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcRecord:
    """A record of a web archive.

    Attributes:
        offset: where it, or the gzip member that holds it, begins in the file (bytes).
        headers: its header fields, names in lower case.
        block: its content, at most ``MAX_BLOCK_BYTES``.
        cut: whether the content was longer.
    """

    offset: int
    headers: Mapping[str, str]
    block: bytes
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A part of an archive that could not be read, as half-open byte offsets, and why."""

    start: int
    end: int
    why: str


def warc_pages(stream: BinaryIO, *, source: str, given_date: date | None = None) -> Iterator[Page | SourceError]:
    """The HTML pages of an archive in its order, and a SourceError for each part or page that is lost.

    Only successful answers (200) and stored resources are pages; requests, metadata, images and the like are
    passed over. A page's day of capture bounds its date.

    Args:
        stream: the archive; it must be seekable.
        source: how a message names it.
        given_date: the publication date to use instead of what the pages tell.
    """
    for found in warc_records(stream):
        if isinstance(found, Lost):
            lost = found.end - found.start
            yield SourceError(source, f"{lost:,} bytes at offset {found.start:,} are passed over: {found.why}")
            continue
        name = f"{source} {found.headers.get('warc-target-uri', f'at {found.offset:,}').strip('<>')[:500]}"
        try:
            body = page_bytes(found, source=name)
        except SourceError as problem:
            yield problem
        else:
            if body is not None:
                yield _page(found, body, name, given_date)


def warc_records(stream: BinaryIO) -> Iterator[WarcRecord | Lost]:
    """The whole records of a seekable archive, compressed by record, compressed at once, or not at all."""
    start = stream.tell()
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(start)
    yield from _packed_records(stream, start) if packed else _plain_records(stream, start)


def page_bytes(record: WarcRecord, *, source: str) -> bytes | None:
    """The HTML page in a record as its server sent it, unpacked; None when the record holds none.

    Raises:
        SourceError: if the page is too large, packed like a bomb, or damaged.
    """
    kind, type_ = record.headers.get("warc-type", ""), record.headers.get("content-type", "").lower()
    if kind == "resource" and type_.startswith(_HTML):
        return _uncut(record, record.block, source)
    if kind != "response" or not type_.startswith("application/http"):
        return None
    end = _HEAD_END.search(record.block[:_MAX_HEAD_BYTES])
    if end is None:
        return None
    status, headers = _http_head(record.block[: end.start()])
    if status != 200 or not headers.get("content-type", "text/html").lower().startswith(_HTML):
        return None
    body = _uncut(record, record.block[end.end() :], source)
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    return _unpacked(body, headers.get("content-encoding", ""), source)


def _packed_records(stream: BinaryIO, start: int) -> Iterator[WarcRecord | Lost]:
    while True:
        member = Member(stream, start)
        try:
            yield from _verified(io.BufferedReader(member, _CHUNK), start)
        except (DamageError, SourceError) as damage:
            following = next_member(stream, start + 3, begins=_START)
            why = damage.problem if isinstance(damage, SourceError) else str(damage)
            yield Lost(start=start, end=following, why=why)
        else:
            following = member.end
        stream.seek(following)
        if not stream.read(1):
            return
        start = following


def _verified(reader: io.BufferedReader, offset: int) -> Iterator[WarcRecord]:
    """The records of one gzip member; the last one only after the member's check sum was found right."""
    last = _record(reader, offset)
    while last is not None:
        following = _record(reader, offset)
        yield last
        last = following


def _plain_records(stream: BinaryIO, start: int) -> Iterator[WarcRecord | Lost]:
    reader = io.BufferedReader(stream, _CHUNK) if isinstance(stream, io.RawIOBase) else stream
    while True:
        reader.seek(start)
        try:
            record = _record(reader, start)
        except DamageError as damage:
            following = _next_plain(reader, start + 1)
            yield Lost(start=start, end=following, why=str(damage))
        else:
            if record is None:
                return
            following = reader.tell()
            yield record
        start = following


def _record(reader: BinaryIO | io.BufferedReader, offset: int) -> WarcRecord | None:
    """The next record, read to its very end; None at the end of the archive.

    Raises:
        DamageError: if what comes is no whole record.
    """
    line = reader.readline(_MAX_HEAD_BYTES)
    if not line:
        return None
    if not line.startswith(_START):
        raise DamageError("no record begins there")
    headers = _fields(_lines(reader))
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdecimal() and len(length) < 16):
        raise DamageError("a record tells no length")
    block = reader.read(min(int(length), MAX_BLOCK_BYTES))
    _pass_over(reader, int(length) - len(block))
    if reader.read(4) != b"\r\n\r\n":
        raise DamageError("a record does not end where it says")
    return WarcRecord(offset=offset, headers=headers, block=block, cut=int(length) > len(block))


def _lines(reader: BinaryIO | io.BufferedReader) -> Iterator[bytes]:
    left = _MAX_HEAD_BYTES
    while (line := reader.readline(left)).strip():
        left -= len(line)
        if left <= 0:
            raise DamageError("a record's head does not end")
        yield line


def _pass_over(reader: BinaryIO | io.BufferedReader, count: int) -> None:
    while count > 0:
        part = reader.read(min(count, _CHUNK))
        if not part:
            raise DamageError("the archive ends in the middle of a record")
        count -= len(part)


def _fields(lines: Iterator[bytes]) -> dict[str, str]:
    """Header lines by lower-case name; the first of each counts."""
    fields: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _next_plain(reader: BinaryIO | io.BufferedReader, start: int) -> int:
    """Where the next record begins at or after ``start``, or the end of the archive."""
    reader.seek(start)
    window, position = b"", start
    while part := reader.read(1 << 20):
        window += part
        if found := _NEXT_START.search(window):
            return position + found.start()
        position += len(window[:-16])
        window = window[-16:]
    return position + len(window)


def _page(record: WarcRecord, body: bytes, name: str, given_date: date | None) -> Page:
    captured = None
    with suppress(ValueError):
        captured = date.fromisoformat(record.headers.get("warc-date", "")[:10])
    url = record.headers.get("warc-target-uri", "").strip("<>") or None
    return Page(data=body, source=name, url=url, given_date=given_date, today=captured)


def _http_head(head: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = head.splitlines()
    words = first.split()
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() and len(words[1]) == 3 else 0
    return status, _fields(iter(lines))


def _uncut(record: WarcRecord, body: bytes, source: str) -> bytes:
    if record.cut or len(body) > MAX_SOURCE_BYTES:
        raise SourceError(source, f"the page is larger than {MAX_SOURCE_BYTES // 1_000_000} MB")
    return body


def _joined(body: bytes) -> bytes:
    """A chunked body put together; as it is where it is not chunked, which many archives have done before."""
    parts: list[bytes] = []
    position = 0
    while True:
        line_end = body.find(b"\r\n", position, position + 40)
        size = _hexadecimal(body[position:line_end].partition(b";")[0]) if line_end >= 0 else None
        if size is None:
            return b"".join(parts) if parts else body
        if size == 0:
            return b"".join(parts)
        parts.append(body[line_end + 2 : line_end + 2 + size])
        position = line_end + 2 + size + 2


def _hexadecimal(digits: bytes) -> int | None:
    digits = digits.strip()
    return int(digits, 16) if re.fullmatch(rb"[0-9A-Fa-f]{1,8}", digits) else None


def _unpacked(body: bytes, encoding: str, source: str) -> bytes:
    if body.lstrip()[:1] == b"<":  # unpacked by the archive, which left the header as it was
        return body
    pieces = (body[start : start + _CHUNK] for start in range(0, len(body), _CHUNK))
    return decoded(pieces, encoding=encoding, limit=MAX_SOURCE_BYTES, source=source)
