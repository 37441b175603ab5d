"""A readable article: clean text and what is known about it."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

DateBasis = Literal["given", "json_ld", "meta", "url", "dateline", "text", "feed", "unknown"]
"""How a document's date is known; ``given`` by the user outranks all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDate:
    """When a document was published, with bounds and how it is known.

    Attributes:
        best: the most likely day, or None when none is known (none is ever invented).
        earliest: the first day that the evidence allows.
        latest: the last day that the evidence allows.
        basis: what the date was read from.
        text: the words or value it was read from.
    """

    best: date | None = None
    earliest: date | None = None
    latest: date | None = None
    basis: DateBasis = "unknown"
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters ``start`` to ``end`` (half-open, Unicode code points) of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report as it is read: all offsets in records index ``title`` and ``text``.

    Attributes:
        id: the source's own id, or the content hash.
        title: the headline, possibly empty.
        text: the body exactly as offsets index it; never rewritten after reading.
        publisher: the outlet's name as printed, or None.
        byline: the authors as printed, or None.
        language: ISO 639-1 code, or None when it could not be told.
        url: where it was fetched from, or None.
        canonical_url: the page's own canonical address (AMP pages name it), or None.
        date: the publication date with basis and bounds.
        furniture: spans of ``text`` that are page furniture ("Exit mobile version") and are not read.
        sentences: sentence offsets of ``text`` when the source gives them, else empty.
    """

    id: str
    title: str
    text: str
    publisher: str | None = None
    byline: str | None = None
    language: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    date: DocumentDate = field(default_factory=DocumentDate)
    furniture: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()

    def of(self, name: str) -> str:
        """The text of the field ``title`` or ``text``."""
        return self.title if name == "title" else self.text


def content_hash(title: str, text: str) -> str:
    """A stable id of what an article says: SHA-256 over title and body, white space folded, 16 hex digits."""
    folded = " ".join(title.split()) + "\n" + " ".join(text.split())
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16]
