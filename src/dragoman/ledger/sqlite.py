"""The ledger as one SQLite file: write-ahead log, every commit on the disk before it counts."""

import json
import sqlite3
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from dragoman.errors import LedgerError
from dragoman.ledger.database import NONE, Values
from dragoman.ledger.statements import migrations
from dragoman.ledger.waiting import retried

Result = TypeVar("Result")

APPLICATION = 0x44524147
"""``DRAG``: marks a file as a ledger (PRAGMA application_id)."""
PATIENCE = 60.0
"""Seconds that a writer waits for its turn."""
_BUSY = ("database is locked", "database table is locked", "database schema is locked", "locking protocol")
_FULL = ("database or disk is full", "disk I/O error")


class SqliteDatabase:
    """A connection to a ledger file; see `dragoman.ledger.database.Database`."""

    def __init__(
        self, path: Path, *, create: bool = False, read_only: bool = False, patience: float = PATIENCE
    ) -> None:
        """Open a ledger file, bring its schema up to date, or make a new one; ``read_only`` changes nothing in it.

        Raises:
            LedgerError: if the file is missing (unless ``create``), is no ledger, or is of a newer schema, or to be
                read only and of an older one.
        """
        self._path = path
        self._patience = patience
        if not create and not path.is_file():
            raise LedgerError(f"{path}: no such ledger; `dragoman ingest ARTICLES --ledger {path}` makes one")
        with _told(path):
            address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
            self._connection = sqlite3.connect(
                address, uri=True, timeout=0, isolation_level=None, check_same_thread=False
            )
        try:
            self._prepare_to_read() if read_only else self._prepare(create)
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self, create: bool) -> None:
        _require_ours(self, self._path, create)
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -65536"):
            self._run(f"PRAGMA {setting}")
        _migrate(self, self._path)

    def _prepare_to_read(self) -> None:
        _require_ours(self, self._path, create=False)
        for setting in ("query_only = ON", "cache_size = -65536"):
            self._run(f"PRAGMA {setting}")
        newest = len(migrations("sqlite"))
        if _known_version(self, self._path, newest) < newest:
            raise LedgerError(
                f"{self._path} is of an older Dragoman; `dragoman check --ledger {self._path}` updates it"
            )

    def query(self, sql: str, values: Values = NONE) -> Sequence[Sequence[Any]]:
        """The rows that a statement gives."""
        with _told(self._path):
            return self._run(sql, values).fetchall()

    def scan(self, sql: str, values: Values = NONE) -> Iterator[Sequence[Any]]:
        """The rows that a statement gives, read as they are asked for: there may be millions."""
        with _told(self._path):
            yield from self._run(sql, values)

    def execute(self, sql: str, values: Values = NONE) -> int:
        """Run a statement that gives no rows; how many rows it wrote."""
        with _told(self._path):
            return self._run(sql, values).rowcount

    def number(self, pragma: str) -> int:
        """The value of a numeric pragma."""
        return int(self.query(f"PRAGMA {pragma}")[0][0])

    def _run(self, sql: str, values: Values = NONE) -> sqlite3.Cursor:
        given = {k: json.dumps(v) if isinstance(v, list) else v for k, v in values.items()}
        return self._patiently(lambda: self._connection.execute(sql, given))

    def _patiently(self, action: Callable[[], Result]) -> Result:
        return retried(action, _is_busy, patience=self._patience)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all inside together or not at all; waits its turn behind another writer. Joins one that is open."""
        if self._connection.in_transaction:
            yield
            return
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # a full disk has ended it already
                self._connection.rollback()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever others write."""
        if self._connection.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.execute("ROLLBACK")

    def version(self) -> Hashable:
        """What others have committed, what this connection has written, and whether that may still be undone."""
        return self.number("data_version"), self._connection.total_changes, self._connection.in_transaction

    def listed(self, name: str, kind: type[str] | type[int] = str) -> str:
        """A subquery that gives the items, which are of that kind, of the list parameter ``name``."""
        return f"SELECT value FROM json_each(:{name})"

    def search(self) -> str:
        """A statement that gives the ids of at most ``:limit`` documents that hold all ``:words``, best first."""
        return """
            SELECT d.id FROM wording_search JOIN document d ON d.key = wording_search.rowid
            WHERE wording_search MATCH :words ORDER BY bm25(wording_search), d.id LIMIT :limit
        """

    def sought(self, words: str) -> str:
        """Words as `search` takes them: each in quotation marks, so that none is an operator."""
        return " ".join('"{}"'.format(word.replace('"', '""')) for word in words.split())

    def check(self) -> Sequence[str]:
        """What SQLite finds wrong with the file, a line each."""
        found = [str(row[0]) for row in self.query("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"{row[0]} row {row[1]} names a missing {row[2]}" for row in self.query("PRAGMA foreign_key_check")]
        try:
            self.execute("INSERT INTO wording_search (wording_search, rank) VALUES ('integrity-check', 1)")
        except LedgerError as problem:
            found.append(f"the full-text index does not match the texts ({problem})")
        return found

    def backup(self, to: Path) -> None:
        """Copy the whole ledger to a new file, also while others read and write."""
        if to.exists():
            raise LedgerError(f"{to} is there already; name a new file for the backup")
        part = to.with_name(f"{to.name}.part")  # a copy cut short never bears the name of a whole one
        part.unlink(missing_ok=True)
        with _told(to):
            with closing(sqlite3.connect(part)) as target:
                self._connection.backup(target)
            part.rename(to)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _require_ours(database: SqliteDatabase, path: Path, create: bool) -> None:
    application, tables = database.number("application_id"), database.number("schema_version")
    if application == APPLICATION or (create and not application and not tables):
        return
    raise LedgerError(f"{path} is no Dragoman ledger; name another file")


def _migrate(database: SqliteDatabase, path: Path) -> None:
    steps = migrations("sqlite")
    version = _known_version(database, path, len(steps))
    if version == len(steps):
        return
    if version:
        kept = path.with_name(f"{path.name}.schema-{version}")
        if not kept.exists():
            database.backup(kept)
    with database.transaction():  # together: whoever opens a ledger that is just being made sees none half made
        done = database.number("user_version")  # asked again: another process may have done so meanwhile
        for number, sql in enumerate(steps[done:], done + 1):
            _step(database, number, sql)


def _known_version(database: SqliteDatabase, path: Path, newest: int) -> int:
    version = database.number("user_version")
    if version > newest:
        raise LedgerError(
            f"{path} was written by a newer Dragoman (schema {version}, this one knows {newest}); upgrade Dragoman"
        )
    return version


def _step(database: SqliteDatabase, number: int, sql: str) -> None:
    """Take the schema from ``number - 1`` to ``number``."""
    for statement in _split(sql):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION}")
    database.execute(f"PRAGMA user_version = {number}")


def _split(script: str) -> Iterator[str]:
    """The statements of a script; a trigger's body is part of its statement."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _is_busy(problem: Exception) -> bool:
    return isinstance(problem, sqlite3.OperationalError) and str(problem).startswith(_BUSY)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell what SQLite cannot do in one line that says what helps."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise  # a fault of ours
    except sqlite3.Error as problem:
        raise LedgerError(f"{path}: {_advice(problem)}") from problem


def _advice(problem: sqlite3.Error) -> str:
    said = str(problem)
    if _is_busy(problem):
        return "another process is writing and did not end; try again when it has"
    if said.startswith(_FULL):
        return f"no room left to write ({said}); free some and give the same command again: it goes on where it stopped"
    if said.startswith("file is not a database"):
        return "is no Dragoman ledger; name another file"
    if said.startswith("unable to open"):
        return "cannot be opened; is its folder there and yours to write in?"
    if said.startswith("attempt to write a readonly"):
        return "is not yours to write in"
    if "malformed" in said:
        return f"is damaged ({said}); restore a backup"
    return said
