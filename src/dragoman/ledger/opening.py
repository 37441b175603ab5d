"""A ledger opened by its address: a file is SQLite, ``postgresql://`` is a server."""

from pathlib import Path

from dragoman.errors import LedgerError
from dragoman.ledger.database import Database
from dragoman.ledger.repository import Repository
from dragoman.ledger.sqlite import SqliteDatabase
from dragoman.ledger.store import Store


def open_ledger(address: str | Path, *, create: bool = False, read_only: bool = False) -> Repository:
    """The ledger at an address, its schema brought up to date.

    Args:
        address: a file, or an address of PostgreSQL (``postgresql://user@host/database``).
        create: make a new ledger where there is none.
        read_only: change nothing in it, not even its schema.

    Raises:
        LedgerError: if there is no ledger, or it is none of ours, or a newer Dragoman wrote it, or an older one and it
            is to be read only.
    """
    if str(address).startswith(("postgresql://", "postgres://")):
        return Store(_server(str(address), create=create, read_only=read_only))
    return Store(SqliteDatabase(Path(address), create=create, read_only=read_only))


def _server(address: str, *, create: bool, read_only: bool) -> Database:
    try:
        from dragoman.ledger.postgres import PostgresDatabase
    except ImportError:
        raise LedgerError("a ledger on a server needs psycopg: `pip install dragoman[postgres]`") from None
    return PostgresDatabase(address, create=create, read_only=read_only)
