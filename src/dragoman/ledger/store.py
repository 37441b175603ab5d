"""The ledger over a database: shared SQL, whichever of the two stands behind it."""

import json
from collections.abc import Collection, Hashable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Self

from dragoman.ledger.corrections import from_json, to_json
from dragoman.ledger.database import Database, Values
from dragoman.ledger.decided import rows_of
from dragoman.ledger.everything import Line, lines_of
from dragoman.ledger.reading import stored_documents
from dragoman.ledger.repository import ALL, RowQuery
from dragoman.ledger.rows import Coding, CopyLink, Correction, Failure, Process, Row, Run, StoredDocument
from dragoman.ledger.statements import statements
from dragoman.ledger.times import parsed, written
from dragoman.model import Article

COUNTED = ("documents", "rows", "copy links", "failures", "processes", "corrections")


class Store:
    """Documents, rows and corrections in a database; see `dragoman.ledger.repository.Repository`."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._sql = statements()

    def add(self, coding: Coding) -> bool:
        """Write a document and its rows in one transaction; False when the ledger already holds it in that run."""
        from dragoman.ledger.writing import write_coding  # questions do without numpy, which fingerprints need

        with self.transaction():
            return write_coding(self.database, coding)

    def note(self, article: Article, recorded_at: datetime) -> bool:
        """Write a document without rows; False when the ledger already holds it as this source tells it."""
        from dragoman.ledger.writing import variant_of, write_document

        variant = variant_of(article)
        if self.database.query(self._sql["holds_variant"], {"document": variant.document, "id": variant.id}):
            return False
        with self.transaction():
            return write_document(self.database, article, written(recorded_at))[1]

    def holds(self, document: str, run: str) -> bool:
        """Whether the document was coded in that run."""
        return bool(self.database.query(self._sql["holds"], {"document": document, "run": run}))

    def rows(self, query: RowQuery = ALL) -> Iterator[Row]:
        """The rows that count: of each document's newest run, with corrections applied; ordered by claim."""
        return rows_of(self.database, query, self.corrections())

    def documents(
        self, *, known_by: datetime | None = None, ids: Collection[str] | None = None
    ) -> Iterator[StoredDocument]:
        """Documents, ordered by id."""
        tests, values = ["TRUE"], dict[str, object]()
        if known_by is not None:
            tests.append("d.recorded_at <= :known_by")
            values["known_by"] = written(known_by)
        if ids is not None:
            tests.append(f"d.id IN ({self.database.listed('ids')})")
            values["ids"] = sorted(set(ids))
        return stored_documents(self.database, " AND ".join(tests), values)

    def party_pairs(self) -> dict[tuple[str, str], int]:
        """How many documents tell of dealings between each pair of parties (sorted)."""
        return {(one, other): count for one, other, count in self.database.query(self._sql["party_pairs"])}

    def search(self, words: str, *, limit: int = 50) -> Sequence[str]:
        """Ids of documents that hold the words, best first (full text)."""
        sought = self.database.sought(words)
        if not sought:
            return []
        return [row[0] for row in self.database.query(self.database.search(), {"words": sought, "limit": limit})]

    def runs(self) -> Sequence[Run]:
        """All runs, oldest first."""
        found = self.database.query(self._sql["runs"])
        return [Run(id=id_, label=label, started_at=parsed(started)) for id_, label, started in found]

    def copy_links(self) -> Iterator[CopyLink]:
        """Which documents copy which, ordered by ids."""
        for one, other, method, similarity in self.database.scan(self._sql["copy_links"]):
            yield CopyLink(one=one, other=other, method=method, similarity=similarity)

    def add_failure(self, failure: Failure) -> bool:
        """Write that a source held no readable article; False when the ledger already says so."""
        values = asdict(failure) | {"recorded_at": written(failure.recorded_at)}
        return self._write("add_failure", values)

    def failures(self) -> Sequence[Failure]:
        """All sources that held no readable article, ordered by name."""
        found = self.database.query(self._sql["failures"])
        return [Failure(source=source, problem=problem, recorded_at=parsed(at)) for source, problem, at in found]

    def add_process(self, process: Process) -> bool:
        """Write a process; False when the ledger already holds it as it is."""
        with self.transaction():
            if process in self.processes():
                return False
            body = json.dumps(asdict(process), sort_keys=True, ensure_ascii=False)
            return self._write("add_process", {"id": process.id, "body": body})

    def processes(self) -> Sequence[Process]:
        """All processes as last added, ordered by id."""
        return [_process(row[0]) for row in self.database.query(self._sql["processes"])]

    def add_correction(self, correction: Correction) -> bool:
        """Write a correction; False when the ledger already holds it."""
        values = {"id": correction.id, "at": written(correction.at), "body": to_json(correction)}
        return self._write("add_correction", values)

    def corrections(self) -> Sequence[Correction]:
        """All corrections, oldest first; those undone included."""
        return [from_json(row[0]) for row in self.database.query(self._sql["corrections"])]

    def everything(self) -> Iterator[Line]:
        """All that the ledger holds, table by table in an order that depends on the content alone."""
        return lines_of(self.database)

    def counts(self) -> dict[str, int]:
        """How many documents, rows, copy links, failures, processes and corrections there are, of all runs."""
        return dict(zip(COUNTED, self.database.query(self._sql["counts"])[0], strict=True))

    def check(self) -> Sequence[str]:
        """What is wrong with the ledger, a line each; empty when it is whole."""
        from dragoman.ledger.checking import faults

        with self.snapshot():
            return [*self.database.check(), *faults(self)]

    def backup(self, to: Path) -> None:
        """Copy the whole ledger to a new file, also while others read and write."""
        self.database.backup(to)

    def transaction(self) -> AbstractContextManager[None]:
        """What is added inside is written together at its end, or not at all."""
        return self.database.transaction()

    def snapshot(self) -> AbstractContextManager[None]:
        """All that is read inside is of one moment, whatever others write."""
        return self.database.snapshot()

    def version(self) -> Hashable:
        """A value that stays the same while what is read here does; to be compared with earlier ones of this object."""
        return self.database.version()

    def close(self) -> None:
        """Let go of the file or the server."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write(self, statement: str, values: Values) -> bool:
        with self.transaction():
            return self.database.execute(self._sql[statement], values) > 0


def _process(body: str) -> Process:
    fields = json.loads(body)
    return Process(**{**fields, "parties": tuple(fields["parties"]), "mediators": tuple(fields["mediators"])})
