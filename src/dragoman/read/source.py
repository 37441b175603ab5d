"""Sources by name: a path, an address or standard input, read as whatever they turn out to be."""

import sys
from collections.abc import Container, Generator, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import SourceError
from dragoman.model import Article
from dragoman.read.columns import Columns
from dragoman.read.feeds import parse_feed
from dragoman.read.page import Page, read_page
from dragoman.read.reading import Item, Reading

if TYPE_CHECKING:
    from dragoman.read.fetch import Fetcher

_OWN_NAMES = Columns()


def read_source(
    source: str, *, given_date: date | None = None, stdin: BinaryIO | None = None, today: date | None = None
) -> Iterator[Article]:
    """The articles of a source, read in this process; for sources that nobody vouches for use ``iterate_sources``.

    A text or an HTML page gives one article, everything else as many as it holds.

    Args:
        source: a path, an address, or ``-`` for standard input.
        given_date: the publication date to use instead of what the source tells.
        stdin: read instead of the process's standard input.
        today: the day of reading; a date after it is not believed.

    Raises:
        SourceError: if the source, or a part of it, cannot be read as an article; the message is one line.
    """
    for item in iterate_source(source, given_date=given_date, stdin=stdin, today=today):
        if isinstance(item, SourceError):
            raise item
        yield item


def iterate_source(
    source: str, *, given_date: date | None = None, stdin: BinaryIO | None = None, today: date | None = None
) -> Iterator[Article | SourceError]:
    """The articles of a source as ``read_source`` gives them, and the error in place of each that cannot be read."""
    reading = Reading(parse_feed=parse_feed, fetcher=cache(_fetcher), given_date=given_date, today=today)
    for item in _items(reading, source, stdin):
        yield _parsed(item) if isinstance(item, Page) else item


def iterate_sources(
    sources: Iterable[str],
    *,
    workers: int = 1,
    columns: Columns = _OWN_NAMES,
    given_date: date | None = None,
    today: date | None = None,
    stdin: BinaryIO | None = None,
    contact: str = "",
    follow: Container[str] | None = None,
) -> Generator[Article | SourceError, None, None]:
    """The articles of all sources in their order, and a SourceError for each source or part that holds none.

    Nothing a source holds stops the run: pages and feeds are parsed in processes that are killed when they crash, take
    longer than five seconds or more than 800 MB. The processes end with the iterator.

    Args:
        sources: paths of files and folders, http and https addresses, or ``-`` for standard input.
        workers: how many parser processes share the pages.
        columns: the columns of tables and the fields of JSON lines.
        given_date: the publication date to use instead of what the sources tell.
        today: the day of reading; a date after it is not believed.
        stdin: read instead of the process's standard input.
        contact: an address or page of yours that sites may complain to, sent with each request.
        follow: which of the sources may be lists of addresses to be fetched; None for all. A list found in a folder or
            an archive is never followed: only what the user names goes out to the network.
    """
    from dragoman.read.workers import PageWorkers

    with PageWorkers(workers) as parsers:
        reading = Reading(
            parse_feed=parsers.parse_feed, fetcher=cache(lambda: _fetcher(contact)), columns=columns,
            given_date=given_date, today=today,
        )  # fmt: skip
        items = (
            item
            for source in sources
            for item in _items(reading, source, stdin, follow=follow is None or source in follow)
        )
        yield from parsers.parse(items)


def _items(reading: Reading, source: str, stdin: BinaryIO | None, *, follow: bool = True) -> Iterator[Item]:
    if source != "-":
        yield from reading.items(source, follow=follow)
        return
    try:
        yield from reading.stream_items(stdin or sys.stdin.buffer, "standard input", beside=Path())
    except SourceError as problem:
        yield problem
    except OSError as problem:
        yield SourceError("standard input", (problem.strerror or "cannot be read").lower())


def _parsed(page: Page) -> Article | SourceError:
    try:
        return read_page(page)
    except SourceError as problem:
        return problem


def _fetcher(contact: str = "") -> "Fetcher":
    # imported here: the HTTP client is loaded by the first address only
    from dragoman.read.addresses import open_guard
    from dragoman.read.clock import SystemClock
    from dragoman.read.fetch import Fetcher
    from dragoman.read.politeness import Politeness

    return Fetcher(guard=open_guard(), politeness=Politeness(clock=SystemClock(), agent="Dragoman"), contact=contact)
