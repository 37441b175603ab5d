"""The sentences behind the rows of the field's tables, which have no column for them: a table of their own."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.export.columns import Value, joined, table
from dragoman.export.delimited import write_tsv
from dragoman.export.exporter import Resource
from dragoman.ledger.rows import Row
from dragoman.model import Event


def write_evidence(folder: Path, events: Iterable[tuple[str | int, Row]]) -> Resource:
    """Write ``evidence.tsv``: a line for each sentence of evidence of each event, by the event's id."""
    columns = table("evidence")
    return write_tsv(folder / "evidence.tsv", columns, (columns.line(one) for one in _lines(events)))


def _lines(events: Iterable[tuple[str | int, Row]]) -> Iterator[dict[str, Value]]:
    for key, row in events:
        about = _about(key, row)
        for evidence in row.report.evidence:
            yield about | {
                "field": evidence.field, "start": evidence.start, "end": evidence.end,
                "sentence": " ".join(evidence.text.split()),
            }  # fmt: skip


def _about(key: str | int, row: Row) -> dict[str, Value]:
    event = row.report
    assert isinstance(event, Event)
    return {
        "event_id": str(key),
        "row": row.id,
        "document": row.document,
        "origin": row.origin,
        "publisher": row.publisher,
        "published": row.published.best,
        "title": row.title,
        "url": row.url,
        "source": event.source,
        "factuality": event.factuality,
        "actor_ids": joined([actor.id for actor in event.actor]),
        "recipient_ids": joined([actor.id for actor in event.recipient]),
        "happened_from": event.time.start if event.time else None,
        "happened_to": event.time.end if event.time else None,
        "rule": event.reason.rule,
    }
