"""Files that list where articles are: addresses, GDELT tables, Common Crawl paths."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

ListingKind = Literal["addresses", "gdelt", "paths"]

_ADDRESS = re.compile(rb"https?://[^\s<>\"]{1,4000}\s*$")
_PATH = re.compile(rb"[\w./-]{1,500}\.warc(?:\.gz)?\s*$")
_STAMP = re.compile(r"\d{8}(?:\d{6})?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A GDELT table: how many columns it has, and which of them hold the page's address, its time and its kind.

    Attributes:
        columns: how many there are.
        url: of the address.
        time: of the time at which GDELT saw the page.
        web: of the kind of source, which must be ``1`` (the web); None where all rows are pages.
    """

    columns: int
    url: int
    time: int
    web: int | None = None


# GDELT's codebooks: 1.0 events (daily files), 2.0 events, 2.0 mentions, 2.x global knowledge graph
_TABLES = (
    _Table(columns=58, url=57, time=56),
    _Table(columns=61, url=60, time=59),
    _Table(columns=16, url=5, time=2, web=3),
    _Table(columns=27, url=4, time=1, web=2),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page that a listing names, and when the listing says that it was seen (ISO day), or None."""

    url: str
    seen: str | None = None


def listing_kind(head: bytes) -> ListingKind | None:
    """Which listing some first bytes are of, or None; its first fifty whole lines must all be of one kind."""
    whole = head.splitlines()[:-1] if head.count(b"\n") and not head.endswith(b"\n") else head.splitlines()
    lines = [line.strip() for line in whole[:50] if line.strip() and not line.startswith(b"#")]
    if not lines:
        return None
    if all(_ADDRESS.fullmatch(line) for line in lines):
        return "addresses"
    if all(_PATH.fullmatch(line) for line in lines):
        return "paths"
    return "gdelt" if _table(whole[0].decode("utf-8", "replace")) else None


def listed_pages(lines: Iterable[bytes], kind: ListingKind) -> Iterator[Listed]:
    """The pages that a list of addresses or a GDELT table names, each once, in order; other rows are passed over."""
    known: set[str] = set()
    for line in lines:
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        found = _of_row(text) if kind == "gdelt" else _of_line(text.strip())
        if found is not None and found.url not in known:
            known.add(found.url)
            yield found


def listed_paths(lines: Iterable[bytes]) -> Iterator[str]:
    """The archives that a Common Crawl listing (``warc.paths``) names, in order."""
    for line in lines:
        if text := line.decode("utf-8", "replace").strip():
            yield text


def _of_line(text: str) -> Listed | None:
    return Listed(url=text) if text and not text.startswith("#") else None


def _of_row(text: str) -> Listed | None:
    table, cells = _table(text), text.split("\t")
    if table is None or (table.web is not None and cells[table.web] != "1"):
        return None
    stamp = cells[table.time]
    seen = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}" if _STAMP.match(stamp) else None
    return Listed(url=cells[table.url], seen=seen)


def _table(line: str) -> _Table | None:
    """The GDELT table that a line is a row of."""
    cells = line.rstrip("\r\n").split("\t")
    for table in _TABLES:
        if len(cells) == table.columns and cells[table.url].startswith(("http://", "https://")):
            return table
    return None
