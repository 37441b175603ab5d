"""Rows as they stand in the tables, of each document's newest run; corrections are applied elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from dragoman.ledger.database import Database, Values
from dragoman.ledger.rows import Row, StoredDocument
from dragoman.ledger.statements import statements
from dragoman.ledger.times import parsed
from dragoman.model import Report
from dragoman.serial import article_from_json, report_from_json


def stored_rows(database: Database, test: str, values: Values) -> Iterator[Row]:
    """The rows of which the condition ``test`` on report ``r`` and document ``d`` holds, ordered by id."""
    heads: dict[str, dict[str, Any]] = {}
    for id_, claim, type_, meeting, body, run, *head in database.scan(
        f"{statements()['rows']} WHERE {test} ORDER BY r.id", values
    ):
        known = heads.get(head[0]) or heads.setdefault(head[0], _head(head))
        report = report_from_json(type_, body)
        yield Row(id=id_, claim=claim, type=type_, report=report, run=run, meeting=meeting, **known)


def row_in_document(
    database: Database, document: str, *, id: str, claim: str, type: Any, report: Report, run: str
) -> Row | None:
    """A row that is not in the tables, with what they know of its document; None when they do not hold it."""
    for head in database.query(f"{statements()['heads']} WHERE d.id = :id", {"id": document}):
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


def _head(values: Sequence[Any]) -> dict[str, Any]:
    """The fields of a row that tell of its document."""
    id_, origin, recorded_at, head = values
    article = article_from_json(head)
    return {
        "document": id_, "origin": origin, "recorded_at": parsed(recorded_at), "published": article.date,
        "publisher": article.publisher, "title": article.title, "url": article.canonical_url or article.url,
    }  # fmt: skip
