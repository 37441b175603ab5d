"""A path or standard input, read as whatever it turns out to be."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import SourceError
from dragoman.model import Article
from dragoman.read.decode import decode
from dragoman.read.html import read_html
from dragoman.read.jsonl import iterate_jsonl
from dragoman.read.limits import MAX_SOURCE_BYTES
from dragoman.read.lines import Resumed
from dragoman.read.plain import read_text
from dragoman.read.sniff import sniff

_HEAD = 1 << 16


def read_source(
    source: str, *, given_date: date | None = None, stdin: BinaryIO | None = None, today: date | None = None
) -> Iterator[Article]:
    """The articles of a file, or of standard input when ``source`` is ``-``.

    A text or an HTML page gives one article, JSON lines give one for each line.

    Args:
        source: a path, or ``-``.
        given_date: the publication date to use instead of what the source tells.
        stdin: read instead of the process's standard input.
        today: the day of reading; a date after it is not believed.

    Raises:
        SourceError: if the source, or a line of it, cannot be read as an article; the message is one line.
    """
    for item in _items(source, given_date=given_date, stdin=stdin, today=today):
        if isinstance(item, SourceError):
            raise item
        yield item


def iterate_source(
    source: str, *, given_date: date | None = None, stdin: BinaryIO | None = None, today: date | None = None
) -> Iterator[Article | SourceError]:
    """The articles of a source as `read_source` gives them, and the error in place of each that cannot be read."""
    try:
        yield from _items(source, given_date=given_date, stdin=stdin, today=today)
    except SourceError as problem:
        yield problem


def _items(
    source: str, *, given_date: date | None, stdin: BinaryIO | None, today: date | None
) -> Iterator[Article | SourceError]:
    with _open(source, stdin) as stream:
        name = "standard input" if source == "-" else source
        try:
            head = stream.read(_HEAD)
        except OSError as problem:
            raise SourceError(name, _why(problem)) from None
        yield from _articles(head, stream, name, given_date=given_date, today=today)


def _open(source: str, stdin: BinaryIO | None) -> AbstractContextManager[BinaryIO]:
    if source == "-":
        return nullcontext(stdin or sys.stdin.buffer)
    try:
        return Path(source).open("rb")
    except OSError as problem:
        raise SourceError(source, _why(problem)) from None
    except ValueError:
        # a NUL or a lone surrogate, which no terminal shows
        raise SourceError(ascii(source), "is no possible file name") from None


def _why(problem: OSError) -> str:
    if isinstance(problem, FileNotFoundError):
        return "no such file"
    if isinstance(problem, IsADirectoryError):
        return "is a folder; name the files in it"
    return (problem.strerror or "cannot be opened").lower()


def _articles(
    head: bytes, stream: BinaryIO, name: str, *, given_date: date | None, today: date | None
) -> Iterator[Article | SourceError]:
    if not head.strip():
        raise SourceError(name, "is empty")
    kind = sniff(head, name=name)
    if kind == "jsonl":
        yield from iterate_jsonl(Resumed(head, stream), source=name, given_date=given_date, today=today)
        return
    if kind == "json":
        raise SourceError(name, "is JSON over several lines; give one article on each line (JSON lines)")
    data = Resumed(head, stream).read(MAX_SOURCE_BYTES + 1)
    if len(data) > MAX_SOURCE_BYTES:
        raise SourceError(name, f"is larger than {MAX_SOURCE_BYTES // 1_000_000} MB, which no news report is")
    if kind == "html":
        yield read_html(data, source=name, given_date=given_date, today=today)
    else:
        yield read_text(decode(data, source=name), source=name, given_date=given_date, today=today)
