"""A ledger in memory for tests: rows in a list behind the part of `Repository` that questions use."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import cast

from dragoman.api.ledger import Ledger
from dragoman.ledger.drafts import pairs_of
from dragoman.ledger.repository import ALL, Repository, RowQuery
from dragoman.ledger.rows import Correction, Process, Row


class InMemory:
    """Rows in a list."""

    def __init__(self, rows: Sequence[Row], processes: Sequence[Process] = ()) -> None:
        self._rows = rows
        self._processes = processes

    def rows(self, query: RowQuery = ALL) -> Iterator[Row]:
        """The rows that a query wants, ordered by id."""
        wanted = set(query.party_pairs or ())
        documents = {row.document for row in self._rows if wanted & pairs_of(row.report)}
        for row in sorted(self._rows, key=lambda row: row.id):
            known = query.known_by is None or row.recorded_at <= query.known_by
            of_meeting = query.meetings is None or row.meeting in query.meetings
            of_pair = query.party_pairs is None or row.document in documents
            if known and of_meeting and of_pair and (not query.types or row.type in query.types):
                yield row

    def party_pairs(self) -> dict[tuple[str, str], int]:
        """Pairs of parties with how many documents tell of them."""
        return dict(Counter(pair for _, pair in {(r.document, p) for r in self._rows for p in pairs_of(r.report)}))

    def processes(self) -> Sequence[Process]:
        """The processes added."""
        return self._processes

    def snapshot(self) -> AbstractContextManager[None]:
        """Nobody writes, so that all moments are one."""
        return nullcontext()

    def version(self) -> int:
        """Always the same: nobody writes."""
        return 0

    def corrections(self) -> Sequence[Correction]:
        """None."""
        return ()


def ledger(rows: Sequence[Row], *processes: Process) -> Ledger:
    """A ledger of rows in memory."""
    return Ledger(cast(Repository, InMemory(rows, processes)))
