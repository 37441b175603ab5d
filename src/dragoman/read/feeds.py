"""RSS and Atom: the entries of a feed as plain words, and the article that an entry itself carries."""

import io
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from dragoman.errors import SourceError
from dragoman.model import Article, content_hash
from dragoman.read.dating import DateEvidence, date_document
from dragoman.read.decode import decode
from dragoman.read.furniture import find_furniture
from dragoman.read.guard import check_tags
from dragoman.read.limits import PageLimits, refuse_long
from dragoman.read.tongue import require_english
from dragoman.read.words import line_of, words_of

MAX_FEED_BYTES = 5_000_000
MAX_ENTRIES = 1_000
"""Feeds list 10 to 100 entries; feedparser takes 1 ms for each, and 20,000 would keep it for over 20 s."""
_LIMITS = PageLimits(tags=200_000, depth=100)
_FULL_TEXT_WORDS = 120
_LONGEST_TITLE = 2_000
_LONGEST_TEXT = 300_000
_LONGEST_LINK = 2_000
_ENTRY_END = re.compile(r"</(?:\w{1,20}:)?(?:item|entry)\s{0,9}>", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]{0,500}\[", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed, all of it plain text.

    Attributes:
        key: what names the entry in its feed: its id, else its link, else its title.
        link: the http or https address of its page, or None.
        title: the headline.
        text: the longest text that the feed carries of it; paragraphs parted by blank lines.
        published: the printed time of publication, or None.
        author: the author as printed, or None.
    """

    key: str
    link: str | None = None
    title: str = ""
    text: str = ""
    published: str | None = None
    author: str | None = None

    @property
    def is_full(self) -> bool:
        """Whether the feed carries the article itself and not only a summary, so that its page need not be asked."""
        return len(self.text.split()) >= _FULL_TEXT_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its title, its first 1,000 entries, and how many more it had."""

    title: str = ""
    entries: tuple[FeedEntry, ...] = ()
    left_out: int = 0


def parse_feed(data: bytes, *, source: str = "feed", url: str | None = None) -> Feed:
    """The feed in ``data``.

    Args:
        data: the feed as it came.
        source: how a message names it.
        url: its address, against which relative links are read.

    Raises:
        SourceError: if it is too large, declares entities, or is no feed.
    """
    import feedparser

    if len(data) > MAX_FEED_BYTES:
        raise SourceError(source, f"the feed is larger than {MAX_FEED_BYTES // 1_000_000} MB")
    markup = decode(data, source=source)
    if _ENTITY.search(markup):
        raise SourceError(source, "declares XML entities, which no feed needs and attacks use")
    short, left_out = _first_entries(markup)
    check_tags(short, source=source, limits=_LIMITS)
    # a stream, never the bytes themselves: feedparser would open bytes that look like an address or a file name
    stream = io.BytesIO(_without_declaration(short).encode("utf-8", "replace"))
    parsed = feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version") and not parsed.entries:
        raise SourceError(source, "is no RSS or Atom feed that can be read")
    base = url or str(parsed.feed.get("link", ""))
    entries = {entry.key: entry for entry in (_entry(found, base) for found in parsed.entries) if entry.key}
    return Feed(
        title=line_of(str(parsed.feed.get("title", ""))[:_LONGEST_TITLE]),
        entries=tuple(entries.values()),
        left_out=left_out,
    )


def entry_article(
    entry: FeedEntry, *, source: str, publisher: str | None, given_date: date | None = None, today: date | None = None
) -> Article:
    """The article that a feed's entry carries itself: its full text, or only its summary.

    Raises:
        SourceError: if it carries no text, too much, or none in English.
    """
    if not entry.text:
        raise SourceError(source, f"carries no text; its page is {entry.link or 'not named'}")
    refuse_long(entry.text, source=source)
    evidence = DateEvidence(
        published=(("feed", entry.published),) if entry.published else (), url=entry.link, text=entry.text
    )
    return Article(
        id=content_hash(entry.title, entry.text),
        title=entry.title,
        text=entry.text,
        publisher=publisher or None,
        byline=entry.author,
        language=require_english(entry.text, source=source),
        url=entry.link,
        date=date_document(evidence, given=given_date, today=today),
        furniture=find_furniture(entry.text),
    )


def _first_entries(markup: str) -> tuple[str, int]:
    """The feed without the entries after the thousandth, still well-formed, and how many those were."""
    ends = [match.end() for match in _ENTRY_END.finditer(markup)]
    if len(ends) <= MAX_ENTRIES:
        return markup, 0
    return markup[: ends[MAX_ENTRIES - 1]] + markup[ends[-1] :], len(ends) - MAX_ENTRIES


def _without_declaration(markup: str) -> str:
    """``markup`` without the XML declaration, whose encoding is no longer that of the bytes."""
    return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", markup)


def _entry(found: Any, base: str) -> FeedEntry:
    link = _link(str(found.get("link", "")), base)
    title = line_of(str(found.get("title", ""))[:_LONGEST_TITLE])
    texts = [str(found.get("summary", "")), *(str(part.get("value", "")) for part in found.get("content", ()))]
    return FeedEntry(
        key=line_of(str(found.get("id", ""))[:_LONGEST_TITLE])[:_LONGEST_LINK] or link or title,
        link=link,
        title=title,
        text=max((words_of(text[:_LONGEST_TEXT]) for text in texts[:5]), key=len),
        # feedparser's own ``get`` would give one date for the other
        published=line_of(str(dict.get(found, "published") or dict.get(found, "updated") or "")[:100]) or None,
        author=line_of(str(found.get("author", ""))[:_LONGEST_TITLE])[:300] or None,
    )


def _link(printed: str, base: str) -> str | None:
    """The address of an entry's page, absolute; None unless it is one of http or https."""
    try:
        link = urljoin(base, printed.strip()) if printed.strip() else ""
        parts = urlsplit(link)
    except ValueError:
        return None
    safe = parts.scheme in ("http", "https") and parts.hostname and len(link) <= _LONGEST_LINK and link.isprintable()
    return link if safe and " " not in link else None
