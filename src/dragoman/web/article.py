"""An article with its records: its text cut where the evidence of a row begins or ends."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from dragoman.api.ledger import Known, Ledger
from dragoman.export.summary import summary
from dragoman.ledger.corrections import KeptRow
from dragoman.ledger.corrections import known_by as corrections_by
from dragoman.ledger.repository import RowQuery
from dragoman.ledger.rows import Row, StoredDocument
from dragoman.model import Evidence
from dragoman.model.evidence import Field
from dragoman.state.plain import shown
from dragoman.state.times import known_until
from dragoman.web.correcting_shown import Decided, by_claim, rejected_rows
from dragoman.web.problems import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a text.

    Attributes:
        text: its words.
        rows: the numbers of the rows whose evidence it is part of.
        begins: the numbers of those whose evidence begins here, with which piece of their evidence that is.
        ends: the numbers of those whose evidence ends here.
    """

    text: str
    rows: tuple[int, ...]
    begins: tuple[tuple[int, int], ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A document with its rows, in the order in which their evidence stands in it.

    Attributes:
        document: the document.
        rows: the rows that count.
        rejected: the rows that were rejected by hand, each with its claim.
        decided: claim to what was decided on it by hand.
    """

    document: StoredDocument
    rows: tuple[Row, ...]
    rejected: tuple[tuple[str, KeptRow], ...] = ()
    decided: Mapping[str, tuple[Decided, ...]] = field(default_factory=dict)

    def pieces(self, field: Field) -> list[Piece]:
        """The title or the text in pieces, each marked by the rows that rest on it."""
        spans = [
            (number, place, evidence)
            for number, row in enumerate(self.rows, start=1)
            for place, evidence in enumerate(row.report.evidence)
            if evidence.field == field
        ]
        return list(_pieces(self.document.article.of(field), spans))


_Numbered = tuple[int, int, Evidence]


def _pieces(text: str, spans: Sequence[_Numbered]) -> Iterator[Piece]:
    cuts = sorted({0, len(text), *(end for _, _, e in spans for end in (e.start, e.end))})
    for start, end in pairwise(cuts):
        yield Piece(
            text=text[start:end],
            rows=tuple(dict.fromkeys(n for n, _, e in spans if e.start <= start and end <= e.end)),
            begins=tuple((n, place) for n, place, e in spans if e.start == start),
            ends=tuple(dict.fromkeys(n for n, _, e in spans if e.end == end)),
        )


def told(ledger: Ledger, id_: str, known_by: Known = None) -> Told:
    """The document of an id with its rows.

    Raises:
        NotFound: if the ledger holds no such document, or did not at that time.
    """
    known = known_until(known_by)
    ids = (id_,) if id_.isalnum() else ()  # PostgreSQL takes no NUL, and no id holds one
    document = next(ledger.repository.documents(ids=ids, known_by=known), None)
    if document is None:
        raise NotFound(f"no article {id_!r} in the ledger")
    rows = sorted(ledger.repository.rows(RowQuery(documents=(id_,), known_by=known)), key=_place)
    corrections = corrections_by(ledger.repository.corrections(), known)
    rejected = tuple((claim, row) for claim, row in rejected_rows(corrections) if row.document == id_)
    decided = by_claim(corrections, {*(row.claim for row in rows), *(claim for claim, _ in rejected)})
    return Told(document=document, rows=tuple(rows), rejected=rejected, decided=decided)


def _place(row: Row) -> tuple[bool, int, str]:
    first = row.report.evidence[0]
    return first.field == "text", first.start, row.id


def head(document: StoredDocument) -> dict[str, Any]:
    """What tells of a document in a list."""
    article = document.article
    return {
        "id": document.id,
        "title": article.title,
        "outlet": article.publisher,
        "date": article.date.best.isoformat() if article.date.best else None,
        "url": article.canonical_url or article.url,
    }


def body(told: Told) -> dict[str, Any]:
    """A document with its rows as JSON values; offsets count Unicode code points of ``title`` and ``text``."""
    document, article = told.document, told.document.article
    return head(document) | {
        "text": article.text,
        "byline": article.byline,
        "language": article.language,
        "origin": document.origin,
        "recorded_at": document.recorded_at.isoformat(),
        "rows": [_row(row) for row in told.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    evidence = [{"field": e.field, "start": e.start, "end": e.end, "text": e.text} for e in row.report.evidence]
    return shown(row) | {"evidence": evidence, "words": summary(row.report)}


def in_order(ids: Sequence[str], documents: Iterable[StoredDocument]) -> list[StoredDocument]:
    """The documents in the order of their ids."""
    by_id = {document.id: document for document in documents}
    return [by_id[id_] for id_ in ids if id_ in by_id]
