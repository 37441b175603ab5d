"""A ledger opened by its address: a file is SQLite, ``postgresql://`` is a server."""

from pathlib import Path

from dragoman.ledger.repository import Repository
from dragoman.ledger.sqlite import SqliteDatabase
from dragoman.ledger.store import Store


def open_ledger(address: str | Path, *, create: bool = False) -> Repository:
    """The ledger at an address, its schema brought up to date.

    Args:
        address: a file, or an address of PostgreSQL (``postgresql://user@host/database``).
        create: make a new ledger where there is none.

    Raises:
        LedgerError: if there is no ledger, or it is none of ours, or a newer Dragoman wrote it.
    """
    return Store(SqliteDatabase(Path(address), create=create))
