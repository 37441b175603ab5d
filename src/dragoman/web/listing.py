"""Lists of the ledger in parts: processes and what a search finds."""

from dataclasses import asdict
from typing import Any

from dragoman.api.ledger import Ledger
from dragoman.ledger.rows import Process, StoredDocument
from dragoman.web.article import head, in_order
from dragoman.web.filters import Part, Search

_AROUND = 90
"""Characters shown before and after the first word found."""


def processes(ledger: Ledger, part: Part) -> dict[str, Any]:
    """A part of the processes, their number, and where the next part begins."""
    found = ledger.processes()
    end = part.offset + part.limit
    return {
        "items": [process_body(process) for process in found[part.offset : end]],
        "total": len(found),
        "next": end if end < len(found) else None,
    }


def process_body(process: Process) -> dict[str, Any]:
    """A process as JSON values."""
    return asdict(process) | {"parties": list(process.parties), "mediators": list(process.mediators)}


def found(ledger: Ledger, search: Search) -> dict[str, Any]:
    """A part of the documents that hold all words, best first, and where the next part begins."""
    words, end = search.q.replace("\0", " "), search.offset + search.limit
    ids = ledger.repository.search(words, limit=end + 1)
    wanted = ids[search.offset : end]
    documents = in_order(wanted, ledger.repository.documents(ids=wanted)) if wanted else []
    return {
        "items": [head(document) | {"excerpt": excerpt(document, words)} for document in documents],
        "next": end if len(ids) > end else None,
    }


def excerpt(document: StoredDocument, words: str) -> str:
    """The text around the first of the words that stands in it as written, else its beginning."""
    text = document.article.text
    places = (text.casefold().find(word.casefold()) for word in words.split())
    at = next((place for place in places if place >= 0), 0)
    start, end = max(0, at - _AROUND), at + _AROUND
    return ("…" if start else "") + " ".join(text[start:end].split()) + ("…" if end < len(text) else "")
