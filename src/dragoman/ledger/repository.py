"""The one interface to a ledger; SQLite and PostgreSQL stand behind it and pass the same tests."""

from collections.abc import Collection, Hashable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, Self

from dragoman.ledger.everything import Line
from dragoman.ledger.rows import Coding, CopyLink, Correction, Failure, Process, Row, RowType, Run, StoredDocument
from dragoman.model import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class RowQuery:
    """Which rows are wanted; an empty query means all that count.

    Attributes:
        types: report types, empty for all.
        documents: document ids, None for all.
        party_pairs: rows of documents that tell of meetings, positions or events between both parties
            of at least one of these pairs (each sorted), None for all.
        known_by: rows recorded at or before this time (UTC), as corrections made by then leave them; None for all.
        published_from: rows of documents of this day or later, None for all; a document without a day has neither.
        published_to: rows of documents of this day or earlier, None for all.
        meetings: rows that belong to one of these meeting rows, None for all.
        actor: rows whose subject (who, holder, speaker, actor) has this name or id, None for all.
        claims: rows of these claims; the id of a row stands for its claim, too. None for all.
    """

    types: Collection[RowType] = ()
    documents: Collection[str] | None = None
    party_pairs: Collection[tuple[str, str]] | None = None
    known_by: datetime | None = None
    published_from: date | None = None
    published_to: date | None = None
    meetings: Collection[str] | None = None
    actor: str | None = None
    claims: Collection[str] | None = None


ALL = RowQuery()


class Repository(Protocol):
    """Append-only storage of documents, rows and corrections; one writer, any number of readers."""

    def add(self, coding: Coding) -> bool:
        """Write a document and its rows in one transaction; False when the ledger already holds it in that run."""

    def note(self, article: Article, recorded_at: datetime) -> bool:
        """Write a document without rows; False when the ledger already holds it as this source tells it."""

    def holds(self, document: str, run: str) -> bool:
        """Whether the document was coded in that run."""

    def rows(self, query: RowQuery = ALL) -> Iterator[Row]:
        """The rows that count: of each document's newest run, with corrections applied; ordered by claim."""

    def documents(
        self, *, known_by: datetime | None = None, ids: Collection[str] | None = None
    ) -> Iterator[StoredDocument]:
        """Documents, ordered by id."""

    def party_pairs(self) -> dict[tuple[str, str], int]:
        """How many documents tell of dealings between each pair of parties (sorted)."""

    def search(self, words: str, *, limit: int = 50) -> Sequence[str]:
        """Ids of documents that hold the words, best first (full text)."""

    def runs(self) -> Sequence[Run]:
        """All runs, oldest first."""

    def copy_links(self) -> Iterator[CopyLink]:
        """Which documents copy which, ordered by ids."""

    def add_failure(self, failure: Failure) -> bool:
        """Write that a source held no readable article; False when the ledger already says so."""

    def failures(self) -> Sequence[Failure]:
        """All sources that held no readable article, ordered by name."""

    def add_process(self, process: Process) -> bool:
        """Write a process; False when the ledger already holds it as it is."""

    def processes(self) -> Sequence[Process]:
        """All processes as last added, ordered by id."""

    def add_correction(self, correction: Correction) -> bool:
        """Write a correction; False when the ledger already holds it."""

    def corrections(self) -> Sequence[Correction]:
        """All corrections, oldest first; those undone included."""

    def counts(self) -> dict[str, int]:
        """How many documents, rows, copy links, failures, processes and corrections there are, of all runs."""

    def check(self) -> Sequence[str]:
        """What is wrong with the ledger, a line each; empty when it is whole."""

    def backup(self, to: Path) -> None:
        """Copy the whole ledger to a new file, also while others read and write."""

    def transaction(self) -> AbstractContextManager[None]:
        """What is added inside is written together at its end, or not at all."""

    def snapshot(self) -> AbstractContextManager[None]:
        """All that is read inside is of one moment, whatever others write."""

    def version(self) -> Hashable:
        """A value that stays the same while what is read here does; to be compared with earlier ones of this object."""

    def everything(self) -> Iterator[Line]:
        """All that the ledger holds, table by table in an order that depends on the content alone."""

    def close(self) -> None:
        """Let go of the file or the server."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
