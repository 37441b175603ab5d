"""What the two databases do differently, behind one interface: the rest of the ledger is shared SQL."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

Values = Mapping[str, object]
NONE: Values = MappingProxyType({})


class Database(Protocol):
    """A connection to an open ledger of the current schema."""

    def query(self, sql: str, values: Values = NONE) -> Sequence[Sequence[Any]]:
        """The rows that a statement gives."""

    def scan(self, sql: str, values: Values = NONE) -> Iterator[Sequence[Any]]:
        """The rows that a statement gives, read as they are asked for: there may be millions."""

    def execute(self, sql: str, values: Values = NONE) -> int:
        """Run a statement that gives no rows; how many rows it wrote."""

    def transaction(self) -> AbstractContextManager[None]:
        """Write all inside together or not at all; waits its turn behind another writer. Joins one that is open.

        Raises:
            LedgerError: if the other writer does not end, or the disk is full.
        """

    def snapshot(self) -> AbstractContextManager[None]:
        """All that is read inside is of one moment, whatever others write."""

    def version(self) -> Hashable:
        """A value that stays the same while what this connection reads does; of another connection it says nothing."""

    def listed(self, name: str, kind: type[str] | type[int] = str) -> str:
        """A subquery that gives the items, which are of that kind, of the list parameter ``name``."""

    def search(self) -> str:
        """A statement that gives the ids of at most ``:limit`` documents that hold all ``:words``, best first."""

    def sought(self, words: str) -> str:
        """Words as `search` takes them."""

    def check(self) -> Sequence[str]:
        """What the database finds wrong with its own files, a line each."""

    def backup(self, to: Path) -> None:
        """Copy the whole database to a new file."""

    def close(self) -> None:
        """Let go of it."""
