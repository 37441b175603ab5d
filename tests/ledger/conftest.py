"""Every test that takes an ``address`` or a ``ledger`` runs on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from dragoman.ledger.opening import open_ledger
from dragoman.ledger.repository import Repository
from tests.ledger.server import running_server

NewAddress = Callable[[], str]


@pytest.fixture(scope="session")
def databases() -> Iterator["Databases"]:
    with running_server() as address:
        yield Databases(address)


class Databases:
    """Empty databases of one server; a database is used again by the next test, for making one takes a second."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.free: list[str] = []

    @contextmanager
    def lent(self) -> Iterator[NewAddress]:
        given: list[str] = []

        def new_address() -> str:
            given.append(self.free.pop() if self.free else self._made())
            return given[-1]

        yield new_address
        for address in given:
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute("DROP SCHEMA IF EXISTS dragoman CASCADE")
        self.free += given

    def _made(self) -> str:
        name = f"ledger_{uuid4().hex}"
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        return self.server.rpartition("/")[0] + "/" + name


@pytest.fixture(params=["sqlite", "postgres"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewAddress]:
    """Gives addresses where no ledger is yet."""
    if request.param == "sqlite":
        yield lambda: str(tmp_path / f"{uuid4().hex}.db")
        return
    databases: Databases = request.getfixturevalue("databases")
    with databases.lent() as new:
        yield new


@pytest.fixture
def address(new_address: NewAddress) -> str:
    return new_address()


@pytest.fixture
def ledger(address: str) -> Iterator[Repository]:
    with open_ledger(address, create=True) as opened:
        yield opened
