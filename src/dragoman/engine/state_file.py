"""A SQLite file beside a ledger, in which a command that runs for months remembers what it was at."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from dragoman.errors import LedgerError

_PATIENCE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StateKind:
    """What tells one kind of such file from another.

    Attributes:
        application: the number by which SQLite knows whose a file is.
        schema: the tables, a file of the package.
        owner: whose it is, as in "is no file of a watch".
        name: what it is, as in "the state of the watch cannot be used".
    """

    application: int
    schema: str
    owner: str
    name: str


class StateFile:
    """An open file of one kind. What is written inside `transaction` is written together or not at all."""

    def __init__(self, path: Path, kind: StateKind) -> None:
        """Open the file, or make it.

        Raises:
            LedgerError: if it cannot be opened, or is something else.
        """
        self._path, self._kind = path, kind
        with self._told():
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            self._prepare()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is written together; waits for another writer."""
        with self._told():
            self._run("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._run("ROLLBACK")
                raise
            self._run("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, sql: str, values: Mapping[str, Any] | None = None) -> sqlite3.Cursor:
        return self._connection.execute(sql, values or {})

    def _prepare(self) -> None:
        kind = self._kind
        self._connection.row_factory = sqlite3.Row
        (application,) = self._run("PRAGMA application_id").fetchone()
        if application != kind.application and self._run("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone():
            raise LedgerError(f"{self._path}: is no file of {kind.owner}; name another with --state")
        for setting in (f"application_id = {kind.application}", "journal_mode = WAL", "synchronous = FULL"):
            self._run(f"PRAGMA {setting}")
        self._connection.executescript((files("dragoman") / kind.schema).read_text(encoding="utf-8"))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as problem:
            raise LedgerError(f"{self._path}: {self._kind.name} cannot be used ({problem})") from None
