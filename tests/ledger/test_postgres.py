"""What only a ledger on a server has: its schema's history, its lock, and what it says of a server that is away."""

from collections.abc import Iterator

import psycopg
import pytest

from dragoman.errors import LedgerError
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.postgres import PostgresDatabase
from dragoman.ledger.statements import migrations
from dragoman.ledger.store import Store
from tests.ledger.conftest import Databases
from tests.ledger.made import coding

NEWEST = len(migrations("postgres"))


@pytest.fixture
def server_address(databases: Databases) -> Iterator[str]:
    with databases.lent() as new:
        yield new()


def ledger_of_version(address: str, version: int) -> None:
    with psycopg.connect(address, autocommit=True, options="-c search_path=dragoman") as connection:
        connection.execute("CREATE SCHEMA dragoman")
        connection.execute("CREATE TABLE ledger_schema (version integer NOT NULL)")
        connection.execute("INSERT INTO ledger_schema VALUES (%s)", [version])
        for step in migrations("postgres")[:version]:
            connection.execute(step)  # type: ignore[arg-type]
        head = '{"id":"a","title":"Talks","text":"","date":{"best":"2025-05-15","basis":"given"}}'
        fields = ["d", "c", "2025-05-16T08:00:00.000000Z", "d", head]
        names = "id, content, recorded_at, origin, head"
        connection.execute(f"INSERT INTO document ({names}) VALUES (%s, %s, %s, %s, %s)", fields)  # type: ignore[arg-type]
        connection.execute("INSERT INTO wording (document, title, text) VALUES (1, 'Talks', 'They met in Istanbul.')")


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_every_older_schema_is_brought_up_to_date(server_address: str, version: int) -> None:
    ledger_of_version(server_address, version)
    with open_ledger(server_address) as ledger:
        assert ledger.search("istanbul") == ["d"]
        assert ledger.add(coding())
        assert len(list(ledger.documents())) == 2


def test_a_ledger_of_a_newer_dragoman_is_refused(server_address: str) -> None:
    open_ledger(server_address, create=True).close()
    with psycopg.connect(server_address, autocommit=True) as connection:
        connection.execute("UPDATE dragoman.ledger_schema SET version = 99")
    with pytest.raises(LedgerError, match=r"newer Dragoman \(schema 99.*upgrade"):
        open_ledger(server_address, create=True)


def test_a_writer_waits_for_its_turn_and_then_gives_up_in_one_line(server_address: str) -> None:
    with (
        open_ledger(server_address, create=True) as first,
        Store(PostgresDatabase(server_address, patience=0.2)) as second,
    ):
        with first.transaction():
            with pytest.raises(LedgerError, match="another process is writing"):
                second.add(coding())
            assert list(second.rows()) == []  # readers do not wait
        assert second.add(coding())


def test_a_server_that_is_away_is_told_in_one_line() -> None:
    with pytest.raises(LedgerError, match=r"talks on 127\.0\.0\.1.*is the server there") as caught:
        open_ledger("postgresql://me:secret@127.0.0.1:1/talks")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_connection_that_breaks_is_told(server_address: str) -> None:
    ledger = open_ledger(server_address, create=True)
    with psycopg.connect(server_address, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    with pytest.raises(LedgerError, match="is the server there"):
        ledger.add(coding())
    ledger.close()
    with open_ledger(server_address) as again:
        assert again.add(coding())
