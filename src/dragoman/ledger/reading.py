"""Rows as they stand in the tables, of each document's newest run; corrections are applied elsewhere."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from dragoman.ledger.database import Database, Values
from dragoman.ledger.decoding import head_of, report_of
from dragoman.ledger.rows import Row, StoredDocument
from dragoman.ledger.statements import statements
from dragoman.ledger.times import parsed
from dragoman.model import Report
from dragoman.serial import article_from_json

_TOGETHER = 2000
"""Rows whose documents are looked up by one statement."""


def stored_rows(database: Database, test: str, values: Values) -> Iterator[Row]:
    """The rows of which the condition ``test`` on report ``r`` and document ``d`` holds, ordered by claim."""
    heads: dict[int, dict[str, Any]] = {}
    found = database.scan(f"{statements()['rows']} WHERE {test} ORDER BY r.claim, r.id", values)
    while some := list(islice(found, _TOGETHER)):
        heads |= _heads(database, {row[-1] for row in some} - heads.keys())
        for id_, claim, type_, meeting, body, run, document in some:
            report = report_of(type_, body)
            yield Row(id=id_, claim=claim, type=type_, report=report, run=run, meeting=meeting, **heads[document])


def row_in_document(
    database: Database, document: str, *, id: str, claim: str, type: Any, report: Report, run: str
) -> Row | None:
    """A row that is not in the tables, with what they know of its document; None when they do not hold it."""
    for _, *head in database.query(f"{statements()['heads']} WHERE d.id = :id", {"id": document}):
        return Row(id=id, claim=claim, type=type, report=report, run=run, **_head(head))
    return None


def stored_documents(database: Database, test: str, values: Values) -> Iterator[StoredDocument]:
    """The documents of which the condition ``test`` on document ``d`` holds, ordered by id."""
    for id_, content, recorded_at, origin, head, text in database.scan(
        f"{statements()['documents']} WHERE {test} ORDER BY d.id", values
    ):
        article = replace(article_from_json(head), text=text)
        yield StoredDocument(
            id=id_, content=content, article=article, recorded_at=parsed(recorded_at), origin=origin
        )  # fmt: skip


def _heads(database: Database, documents: Collection[int]) -> dict[int, dict[str, Any]]:
    """The fields of rows that tell of their documents, by the documents' keys."""
    test = f"d.key IN ({database.listed('documents', int)})"
    found = database.query(f"{statements()['heads']} WHERE {test}", {"documents": sorted(documents)})
    return {key: _head(head) for key, *head in found}


def _head(values: Sequence[Any]) -> dict[str, Any]:
    """The fields of a row that tell of its document."""
    id_, origin, recorded_at, body = values
    head = head_of(body)
    return {
        "document": id_, "origin": origin, "recorded_at": parsed(recorded_at), "published": head.date,
        "publisher": head.publisher, "title": head.title, "url": head.canonical_url or head.url,
    }  # fmt: skip
