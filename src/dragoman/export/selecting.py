"""From a ledger to what is exported: all of it or one process, by what was known at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, islice
from typing import Final

from dragoman.api.ledger import Known, Ledger
from dragoman.export.occasion import Occasion
from dragoman.export.story import Selection, Story
from dragoman.ledger.repository import Repository, RowQuery
from dragoman.ledger.rows import StoredDocument
from dragoman.state.choosing import pairs_of
from dragoman.state.earlier import RoundLine
from dragoman.state.times import known_until

_AT_ONCE: Final = 500  # documents whose rows are held at one time


def selected(ledger: Ledger, process: str | None = None, *, known_by: Known = None) -> Selection:
    """What to export of a ledger.

    Args:
        ledger: the ledger.
        process: id of a process: only documents that tell of dealings between its sides, and its meetings folded
            from all reports of them. None for all documents, each with its own word of its meetings.
        known_by: only what the ledger had learned by then (UTC); None for all.

    Raises:
        UsageError: if there is no such process.
    """
    query = RowQuery(known_by=known_until(known_by))
    if process is None:
        return Selection(stories=lambda: stories_of(ledger.repository, query))
    query = replace(query, party_pairs=pairs_of(ledger.process(process)))
    meetings = ledger.rounds(process, known_by=known_by).lines
    return Selection(
        stories=lambda: stories_of(ledger.repository, query),
        occasions=tuple(_occasion(meeting) for meeting in meetings),
    )


def _occasion(line: RoundLine) -> Occasion:
    return Occasion(
        id=line.meeting.id,
        label=line.meeting.label,
        place=line.place,
        country=line.meeting.country,
        time=line.time,
        parties=line.parties,
        level=line.level,
        format=line.format,
        mediators=line.mediators,
        status=line.status,
        outcome=line.outcome,
        rows=line.rows,
    )


def stories_of(repository: Repository, query: RowQuery) -> Iterator[Story]:
    """The documents that hold at least one wanted row, with these rows, by document id."""
    for documents in _chunks(repository.documents(known_by=query.known_by, ids=query.documents)):
        by_id = {document.id: document for document in documents}
        rows = repository.rows(replace(query, documents=tuple(by_id)))
        ordered = sorted(rows, key=lambda row: (row.document, row.id))
        for key, own in groupby(ordered, key=lambda row: row.document):
            yield Story(document=by_id[key], rows=tuple(own))


def _chunks(documents: Iterable[StoredDocument]) -> Iterator[list[StoredDocument]]:
    rest = iter(documents)
    while chunk := list(islice(rest, _AT_ONCE)):
        yield chunk
