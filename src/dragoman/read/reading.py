"""Any source, opened and told apart: what it holds comes out as articles, pages still to be parsed, and errors."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urlsplit

from dragoman.errors import SourceError
from dragoman.model import Article
from dragoman.read.archives import folder_files, zip_members
from dragoman.read.columns import Columns
from dragoman.read.decode import decode
from dragoman.read.feeds import Feed, entry_article
from dragoman.read.inflate import inflated
from dragoman.read.jsonl import iterate_jsonl
from dragoman.read.limits import MAX_SOURCE_BYTES
from dragoman.read.listings import ListingKind, listed_pages, listed_paths
from dragoman.read.page import Page
from dragoman.read.plain import read_text
from dragoman.read.sniff import sniff
from dragoman.read.streams import of_pieces, peeked, pieces_of, seekable
from dragoman.read.tables import read_csv, read_parquet
from dragoman.read.warc import warc_pages

if TYPE_CHECKING:
    from dragoman.read.fetch import Fetched, Fetcher

HEAD = 1 << 16
_DEEPEST = 3
Item = Article | Page | SourceError
FeedParser = Callable[..., Feed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How sources are read.

    Attributes:
        parse_feed: parses a feed's bytes.
        fetcher: gives the fetcher of pages; called when the first address is met.
        columns: the columns of tables and the fields of JSON lines.
        given_date: the publication date to use instead of what the sources tell.
        today: the day of reading; a date after it is not believed.
    """

    parse_feed: FeedParser
    fetcher: "Callable[[], Fetcher]"
    columns: Columns = field(default_factory=Columns)
    given_date: date | None = None
    today: date | None = None

    def items(self, source: str, *, follow: bool = True) -> Iterator[Item]:
        """What a source holds: a path of a file or folder, or an http or https address.

        Args:
            source: the path or address.
            follow: whether the file may be a list of addresses to be fetched.
        """
        try:
            if is_address(source):
                yield from self._address(source, listed_date=None)
            elif (path := _path(source)).is_dir():
                yield from self._folder(path)
            else:
                yield from self._file(path, named=follow)
        except SourceError as problem:
            yield problem

    def stream_items(
        self, stream: BinaryIO, name: str, *, depth: int = 0, beside: Path | None = None
    ) -> Iterator[Item]:
        """What a stream holds.

        Args:
            stream: the bytes.
            name: how messages name it.
            depth: in how many archives it lies.
            beside: the folder of a source that the user named, so that it may list addresses, and archives that lie
                beside it; None for one that was found in another, which is never followed.

        Raises:
            SourceError: if the stream as a whole cannot be read.
        """
        head, stream = peeked(stream, HEAD)
        if not head.strip():
            raise SourceError(name, "is empty")
        match sniff(head, name=name):
            case "jsonl":
                yield from iterate_jsonl(stream, source=name, **self._of_rows())
            case "json":
                raise SourceError(name, "is JSON over several lines; give one article on each line (JSON lines)")
            case "csv":
                yield from read_csv(stream, source=name, **self._of_rows())
            case "parquet":
                yield from read_parquet(seekable(stream), source=name, **self._of_rows())
            case "warc":
                yield from warc_pages(seekable(stream), source=name, given_date=self.given_date)
            case "gzip":
                yield from self._gzip(stream, name, depth, beside)
            case "zip":
                yield from self._zip(seekable(stream), name, depth)
            case "addresses" | "gdelt" as listing:
                yield from self._listing(stream, name, listing, beside)
            case "paths":
                yield from self._paths(stream, name, beside)
            case "feed" | "html" | "text" as kind:
                yield from self._document(kind, _bounded(stream, name), name)

    def _document(self, kind: str, data: bytes, name: str) -> Iterator[Item]:
        if kind == "feed":
            yield from self.entries(self.parse_feed(data, source=name), name)
        elif kind == "html":
            yield self._page(data, name)
        else:
            text = decode(data, source=name)
            yield read_text(text, source=name, given_date=self.given_date, today=self.today)

    def entries(self, feed: Feed, name: str) -> Iterator[Article | SourceError]:
        """The articles that a feed carries itself, whole or in short, and how many entries were left out."""
        for number, entry in enumerate(feed.entries, 1):
            try:
                yield entry_article(
                    entry, source=f"{name}:entry {number}", publisher=feed.title,
                    given_date=self.given_date, today=self.today,
                )  # fmt: skip
            except SourceError as problem:
                yield problem
        if feed.left_out:
            yield SourceError(name, f"{feed.left_out:,} entries after the first {len(feed.entries):,} are not read")

    def _of_rows(self) -> dict[str, Any]:
        return {"columns": self.columns, "given_date": self.given_date, "today": self.today}

    def _file(self, path: Path, *, named: bool = False) -> Iterator[Item]:
        try:
            with path.open("rb") as stream:
                yield from self.stream_items(stream, str(path), beside=path.parent if named else None)
        except OSError as problem:
            raise SourceError(str(path), why(problem)) from None

    def _folder(self, folder: Path) -> Iterator[Item]:
        empty = True
        for path in folder_files(folder):
            empty = False
            yield from self._told(self._file(path))
        if empty:
            raise SourceError(str(folder), "is a folder that holds no file")

    def _zip(self, stream: BinaryIO, name: str, depth: int) -> Iterator[Item]:
        _refuse_depth(name, depth)
        for member in zip_members(stream, source=name):
            if isinstance(member, SourceError):
                yield member
            else:
                yield from self._told(self.stream_items(member[1], member[0], depth=depth + 1))

    def _gzip(self, stream: BinaryIO, name: str, depth: int, beside: Path | None) -> Iterator[Item]:
        """A gzip file: a web archive, which is read member by member, or one packed source."""
        _refuse_depth(name, depth)
        whole = seekable(stream)
        start = whole.tell()
        if of_pieces(inflated(pieces_of(whole), source=name)).read(5) == b"WARC/":
            whole.seek(start)
            yield from warc_pages(whole, source=name, given_date=self.given_date)
            return
        whole.seek(start)
        unpacked = of_pieces(inflated(pieces_of(whole), source=name))
        yield from self.stream_items(unpacked, name.removesuffix(".gz"), depth=depth + 1, beside=beside)

    def _listing(self, stream: BinaryIO, name: str, kind: ListingKind, beside: Path | None) -> Iterator[Item]:
        if beside is None:
            raise SourceError(name, "lists addresses; name the list itself to have them fetched")
        for listed in listed_pages(stream, kind):
            yield from self._told(self._address(listed.url, listed_date=listed.seen))

    def _paths(self, stream: BinaryIO, name: str, beside: Path | None) -> Iterator[Item]:
        for listed in listed_paths(stream):
            path = (beside or Path()) / Path(listed).name
            if beside is None or not path.is_file():
                yield SourceError(name, f"lists {listed[:300]}, which does not lie beside it; download it first")
            else:
                yield from self._told(self._file(path))

    def _address(self, url: str, *, listed_date: str | None) -> Iterator[Item]:
        answer = self.fetcher().fetch(url)
        kind = sniff(answer.body[:HEAD], name=urlsplit(answer.url).path)
        if kind == "feed":
            yield from self._followed(answer)
        elif kind == "html":
            yield replace(self._page(answer.body, url), url=answer.url, listed_date=listed_date)
        else:
            yield from self.stream_items(of_pieces(iter([answer.body])), url, depth=1)

    def _followed(self, answer: "Fetched") -> Iterator[Item]:
        """The pages of a feed's entries, or the entries' own texts where these are whole."""
        feed = self.parse_feed(answer.body, source=answer.url, url=answer.url)
        for entry in feed.entries:
            if entry.is_full or entry.link is None:
                yield from self.entries(replace(feed, entries=(entry,), left_out=0), answer.url)
            else:
                yield from self._told(self._address_of_entry(entry.link, entry.published))
        yield from self.entries(replace(feed, entries=()), answer.url)

    def _address_of_entry(self, link: str, published: str | None) -> Iterator[Item]:
        answer = self.fetcher().fetch(link)
        yield replace(self._page(answer.body, link), url=answer.url, listed_date=published)

    def _page(self, data: bytes, name: str) -> Page:
        return Page(data=data, source=name, given_date=self.given_date, today=self.today)

    def _told(self, items: Iterator[Item]) -> Iterator[Item]:
        """``items``, and the error that ends them as their last."""
        try:
            yield from items
        except SourceError as problem:
            yield problem


def is_address(source: str) -> bool:
    """Whether a source is an address to be fetched, not a file."""
    return source.startswith(("http://", "https://"))


def why(problem: OSError) -> str:
    """What an error of the file system says, in words."""
    if isinstance(problem, FileNotFoundError):
        return "no such file"
    return (problem.strerror or "cannot be opened").lower()


def _path(source: str) -> Path:
    path = Path(source)
    try:
        path.stat()
    except ValueError:
        # a NUL or a lone surrogate, which no terminal shows
        raise SourceError(ascii(source), "is no possible file name") from None
    except OSError as problem:
        raise SourceError(source, why(problem)) from None
    return path


def _bounded(stream: BinaryIO, name: str) -> bytes:
    data = stream.read(MAX_SOURCE_BYTES + 1)
    if len(data) > MAX_SOURCE_BYTES:
        raise SourceError(name, f"is larger than {MAX_SOURCE_BYTES // 1_000_000} MB, which no news report is")
    return data


def _refuse_depth(name: str, depth: int) -> None:
    if depth >= _DEEPEST:
        raise SourceError(name, f"lies more than {_DEEPEST} archives deep")
