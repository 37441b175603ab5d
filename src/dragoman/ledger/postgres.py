"""The ledger on a PostgreSQL server, in the schema ``dragoman`` of a database."""

import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, LiteralString, cast
from uuid import uuid4

import psycopg
from psycopg.conninfo import conninfo_to_dict

from dragoman.errors import LedgerError
from dragoman.ledger.database import NONE, Values
from dragoman.ledger.statements import migrations

SCHEMA = "dragoman"
WRITER = 0x44524147
"""The advisory lock that the one writer holds."""
PATIENCE = 60.0
"""Seconds that a writer waits for its turn."""
_PARAMETER = re.compile(r"(?<![:\w]):([a-z_]\w*)")


class PostgresDatabase:
    """A connection to a ledger on a server; see `dragoman.ledger.database.Database`."""

    def __init__(
        self, address: str, *, create: bool = False, read_only: bool = False, patience: float = PATIENCE
    ) -> None:
        """Connect to a ledger, bring its schema up to date, or make a new one; ``read_only`` changes nothing in it.

        Raises:
            LedgerError: if the server cannot be reached, holds no ledger (unless ``create``), or a newer one, or an
                older one that is to be read only.
        """
        with _told("the ledger's server"):
            self._settings = conninfo_to_dict(address)
            self._name = (
                f"{self._settings.get('dbname', 'the database')} on {self._settings.get('host', 'this machine')}"
            )
        with _told(self._name):
            options = f"-c search_path={SCHEMA} -c default_transaction_read_only={'on' if read_only else 'off'}"
            self._connection = psycopg.connect(address, autocommit=True, options=options)
        self._patience = patience
        try:
            _migrate(self, self._name, create=create, read_only=read_only)
        except BaseException:
            self._connection.close()
            raise

    def query(self, sql: str, values: Values = NONE) -> Sequence[Sequence[Any]]:
        """The rows that a statement gives."""
        with _told(self._name):
            return self._connection.execute(_translated(sql), values or None).fetchall()

    def scan(self, sql: str, values: Values = NONE) -> Iterator[Sequence[Any]]:
        """The rows that a statement gives, read as they are asked for: there may be millions."""
        with _told(self._name), self._connection.cursor(name=f"scan_{uuid4().hex}", withhold=True) as cursor:
            cursor.itersize = 2000
            yield from cursor.execute(_translated(sql), values or None)

    def execute(self, sql: str, values: Values = NONE) -> int:
        """Run a statement that gives no rows; how many rows it wrote."""
        with _told(self._name):
            return self._connection.execute(_translated(sql), values or None).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all inside together or not at all; waits its turn behind another writer. Joins one that is open."""
        if self._in_transaction():
            yield
            return
        with self._between("BEGIN", "COMMIT"):
            self.execute(f"SET LOCAL lock_timeout = {int(self._patience * 1000)}")
            self.execute(f"SELECT pg_advisory_xact_lock({WRITER})")
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever others write."""
        if self._in_transaction():
            yield
            return
        with self._between("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "ROLLBACK"):
            yield

    @contextmanager
    def _between(self, first: str, last: str) -> Iterator[None]:
        self.execute(first)
        try:
            yield
        except BaseException:
            if not self._connection.closed:
                self.execute("ROLLBACK")
            raise
        self.execute(last)

    def _in_transaction(self) -> bool:
        return self._connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE

    def version(self) -> Hashable:
        """The transactions that are seen; nothing is the same twice in one that writes, for it sees its own writes."""
        sql = "SELECT CAST(pg_current_snapshot() AS text), current_setting('transaction_read_only')"
        seen, read_only = self.query(sql)[0]
        return object() if self._in_transaction() and read_only == "off" else str(seen)

    def listed(self, name: str, kind: type[str] | type[int] = str) -> str:
        """A subquery that gives the items, which are of that kind, of the list parameter ``name``."""
        return f"SELECT unnest(CAST(:{name} AS {'bigint' if kind is int else 'text'}[]))"

    def search(self) -> str:
        """A statement that gives the ids of at most ``:limit`` documents that hold all ``:words``, best first."""
        return """
            SELECT d.id FROM wording w JOIN document d ON d.key = w.document,
                plainto_tsquery('pg_catalog.english', :words) sought
            WHERE w.searched @@ sought ORDER BY ts_rank(w.searched, sought) DESC, d.id LIMIT :limit
        """

    def sought(self, words: str) -> str:
        """Words as `search` takes them: without accents, as they are indexed."""
        parts = unicodedata.normalize("NFD", words)
        return "".join(letter for letter in parts if not "\u0300" <= letter <= "\u036f" and letter != "\0").strip()

    def check(self) -> Sequence[str]:
        """Nothing: a server looks after its own files."""
        return []

    def backup(self, to: Path) -> None:
        """Copy the whole ledger to a new file, which ``pg_restore`` reads, also while others read and write."""
        if to.exists():
            raise LedgerError(f"{to} is there already; name a new file for the backup")
        program = shutil.which("pg_dump")
        if program is None:
            raise LedgerError("the backup of a ledger on a server needs pg_dump; install PostgreSQL's client programs")
        command = [program, "--format=custom", f"--schema={SCHEMA}", f"--file={to}"]
        done = subprocess.run(
            command, env=os.environ | self._environment(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise LedgerError(f"pg_dump made no backup: {done.stderr.strip().splitlines()[-1]}")

    def _environment(self) -> dict[str, str]:
        """The connection as PostgreSQL's programs take it; a password on the command line could be seen by all."""
        names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "dbname": "PGDATABASE", "password": "PGPASSWORD"}
        return {names[key]: str(value) for key, value in self._settings.items() if key in names}

    def close(self) -> None:
        """Let go of the server."""
        self._connection.close()


@cache
def _translated(sql: str) -> LiteralString:
    """A shared statement with its parameters as psycopg writes them."""
    translated: Any = _PARAMETER.sub(r"%(\1)s", sql)
    return cast(LiteralString, translated)


def _migrate(database: PostgresDatabase, name: str, *, create: bool, read_only: bool) -> None:
    steps = migrations("postgres")
    version = _version(database)
    if version is None and not create:
        raise LedgerError(f"{name} holds no ledger; `dragoman ingest ARTICLES --ledger ADDRESS` makes one")
    if version is not None and version > len(steps):
        raise LedgerError(
            f"{name} was written by a newer Dragoman (schema {version}, this one knows {len(steps)}); upgrade Dragoman"
        )
    if version == len(steps):
        return
    if read_only:
        raise LedgerError(f"{name} is of an older Dragoman; `dragoman check --ledger ADDRESS` updates it")
    with database.transaction():  # all steps or none: PostgreSQL takes back what defines tables, too
        database.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        database.execute("CREATE TABLE IF NOT EXISTS ledger_schema (version integer NOT NULL)")
        reached = _version(database) or 0
        for step in steps[reached:]:
            database.execute(step)
        database.execute("DELETE FROM ledger_schema")
        database.execute(f"INSERT INTO ledger_schema (version) VALUES ({max(reached, len(steps))})")


def _version(database: PostgresDatabase) -> int | None:
    if not database.query(f"SELECT 1 WHERE to_regclass('{SCHEMA}.ledger_schema') IS NOT NULL"):
        return None
    found = database.query("SELECT version FROM ledger_schema")
    return int(found[0][0]) if found else None


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Tell what the server cannot do in one line that says what helps."""
    try:
        yield
    except psycopg.errors.IntegrityError:
        raise  # a fault of ours
    except psycopg.errors.LockNotAvailable as problem:
        raise LedgerError(f"{name}: another process is writing and did not end; try again when it has") from problem
    except psycopg.errors.DiskFull as problem:
        raise LedgerError(
            f"{name}: no room left to write; free some and give the same command again: it goes on where it stopped"
        ) from problem
    except psycopg.OperationalError as problem:
        raise LedgerError(f"{name}: {_first_line(problem)}; is the server there, and the address right?") from problem
    except psycopg.Error as problem:
        raise LedgerError(f"{name}: {_first_line(problem)}") from problem


def _first_line(problem: psycopg.Error) -> str:
    return next(iter(str(problem).splitlines()), type(problem).__name__)
