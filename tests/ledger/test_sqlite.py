"""What only a ledger file has: its schema's history, files of others, a crowd of writers, a full disk."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.repository import RowQuery
from dragoman.ledger.rows import Run
from dragoman.ledger.selection import condition
from dragoman.ledger.sqlite import APPLICATION, SqliteDatabase
from dragoman.ledger.statements import migrations, statements
from dragoman.ledger.store import Store
from dragoman.ledger.waiting import retried
from tests.ledger.made import AT, add_all, article, coding

PUTIN_SPOKE = """{
    "evidence": [{"field": "text", "start": 0, "end": 8, "text": "They met"}],
    "speaker": {"name": "Vladimir Putin"}, "kind": "indirect", "words": "They met"
}"""
NEWEST = len(migrations("sqlite"))


def ledger_of_version(path: Path, version: int) -> None:
    """A file as an older Dragoman left it, with a document in it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for step in migrations("sqlite")[:version]:
            connection.executescript(step)
        connection.executescript(f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {version};")
        connection.execute("INSERT INTO run VALUES (1, 'r', 'old rules', '2025-05-16T08:00:00.000000Z')")
        head = '{"id":"a","title":"Talks","text":"","date":{"best":"2025-05-15","basis":"given"}}'
        fields = ("d", "c", "2025-05-16T08:00:00.000000Z", "d", 1, head)
        names = "key, id, content, recorded_at, origin, run, head"
        connection.execute(f"INSERT INTO document ({names}) VALUES (1, ?, ?, ?, ?, ?, ?)", fields)
        if version >= 3:
            connection.execute("UPDATE document SET published = '2025-05-15'")
        connection.execute("INSERT INTO party_pair VALUES ('RUS', 'UKR', 1, 1)")
        report = ("r", "claim", 1, 1, "statement", PUTIN_SPOKE)
        connection.execute(
            "INSERT INTO report (id, claim, document, run, type, body) VALUES (?, ?, ?, ?, ?, ?)", report
        )
        connection.execute("INSERT INTO wording VALUES (1, 'Talks', 'They met in Istanbul.')")


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_every_older_schema_is_brought_up_to_date_after_a_backup(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.db"
    ledger_of_version(path, version)
    with open_ledger(path) as ledger:
        assert ledger.search("istanbul") == ["d"]
        assert [row.id for row in ledger.rows(RowQuery(published_from=date(2025, 5, 15)))] == ["r"]
        assert [document.article.text for document in ledger.documents()] == ["They met in Istanbul."]
        assert ledger.party_pairs() == {("RUS", "UKR"): 1}
        assert ledger.add(coding())
        assert ledger.party_pairs() == {("RUS", "UKR"): 2}
    assert version_of(path) == NEWEST
    assert version_of(tmp_path / f"old.db.schema-{version}") == version


@pytest.mark.parametrize("version", range(NEWEST))
def test_a_kill_between_the_steps_of_a_migration_leaves_the_old_schema(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.db"
    if version:
        ledger_of_version(path, version)
    code = f"""
import os, signal, sys
from pathlib import Path
from dragoman.ledger.sqlite import SqliteDatabase
run, seen = SqliteDatabase.execute, []
def killed(self, sql, values={{}}):
    seen.append(sql)
    if "CREATE" in sql and sum("CREATE" in s for s in seen) == int(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)
    return run(self, sql, values)
SqliteDatabase.execute = killed
SqliteDatabase(Path({str(path)!r}), create=True)
"""
    for statement in (1, sum(step.count("CREATE") for step in migrations("sqlite")[version:])):
        done = subprocess.run([sys.executable, "-c", code, str(statement)], check=False)
        assert done.returncode == -9
        assert version_of(path) == version
    with open_ledger(path, create=True) as ledger:
        assert ledger.add(coding())
        assert version_of(path) == NEWEST
        assert ledger.search("istanbul")


def test_a_ledger_of_a_newer_dragoman_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    open_ledger(path, create=True).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=r"newer Dragoman.*upgrade"):
        open_ledger(path, create=True)
    assert path.read_bytes() == before


def _text_file(path: Path) -> None:
    path.write_text("dear diary\n" * 100)


def _foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE diary (day TEXT)")


def _torn_ledger(path: Path) -> None:
    with open_ledger(path, create=True) as ledger:
        ledger.add(coding())
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 4)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_text_file, "no Dragoman ledger"),
        (_foreign_database, "no Dragoman ledger"),
        (lambda path: path.mkdir(), "no such ledger"),
        (lambda path: None, "no such ledger"),
        (lambda path: path.touch(), "no Dragoman ledger"),
    ],
)
def test_a_file_that_is_no_ledger_is_told_in_one_line(tmp_path: Path, make: Callable[[Path], None], said: str) -> None:
    path = tmp_path / "file"
    make(path)
    with pytest.raises(LedgerError, match=said) as caught:
        open_ledger(path)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 5


@pytest.mark.parametrize("make", [_text_file, _foreign_database])
def test_a_file_of_others_is_not_written_even_when_a_ledger_may_be_made(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "file"
    make(path)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="no Dragoman ledger"):
        open_ledger(path, create=True)
    assert path.read_bytes() == before


def test_check_finds_what_was_changed_behind_our_back(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with open_ledger(path, create=True) as ledger:
        ledger.add(coding())
        ledger.add(coding(article("Another report on quite another thing altogether, of some length.")))
    changes = {
        "UPDATE report SET body = replace(body, 'declined', 'attended') WHERE type = 'attendance'": "row",
        "UPDATE wording SET text = replace(text, 'Istanbul', 'Geneva')": "document",
        "UPDATE document SET origin = 'x' WHERE key = 1": "origin",
        "UPDATE document SET run = NULL WHERE key = 1": "run",
        "DELETE FROM report WHERE type = 'meeting'": "meeting",
        "UPDATE pair_count SET documents = documents + 1": "miscounted",
        'UPDATE document SET head = \'{"id":"z","title":"Talks","text":""}\'': "variant",
    }
    for change, word in changes.items():
        changed = tmp_path / "changed.db"
        shutil.copy(path, changed)
        with closing(sqlite3.connect(changed)) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute(change)
            connection.commit()
        with open_ledger(changed) as ledger:
            assert any(word in fault for fault in ledger.check()), change


def test_a_backup_cut_short_does_not_bear_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class CutShort:
        def __init__(self, connection: sqlite3.Connection) -> None:
            self.connection = connection

        def backup(self, target: sqlite3.Connection) -> None:
            target.execute("CREATE TABLE half (x)")
            raise sqlite3.OperationalError("database or disk is full")

        def close(self) -> None:
            self.connection.close()

    database = SqliteDatabase(tmp_path / "ledger.db", create=True)
    with closing(database), monkeypatch.context() as patched:
        patched.setattr(database, "_connection", CutShort(database._connection))
        with pytest.raises(LedgerError, match="no room left"):
            database.backup(tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.backup(tmp_path / "copy.db")
    assert not (tmp_path / "copy.db.part").exists()
    open_ledger(tmp_path / "copy.db").close()


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "torn.db"
    _torn_ledger(path)
    with pytest.raises(LedgerError, match=r"damaged|no Dragoman ledger"):
        _read_all(path)


def _read_all(path: Path) -> None:
    with open_ledger(path) as ledger:
        list(ledger.rows())


def test_a_writer_waits_for_its_turn_and_then_gives_up_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with open_ledger(path, create=True) as first, Store(SqliteDatabase(path, patience=0.2)) as second:
        with first.transaction():
            with pytest.raises(LedgerError, match="another process is writing"):
                second.add(coding())
            assert list(second.rows()) == []  # readers do not wait
        assert second.add(coding())


def test_writers_in_threads_all_get_their_turn(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    open_ledger(path, create=True).close()

    def write(number: int) -> None:
        with open_ledger(path) as ledger:
            for part in range(5):
                ledger.add(coding(article(f"Report {number} {part} of the talks in Istanbul today.")))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_ledger(path) as ledger:
        assert len(list(ledger.documents())) == 20
        assert ledger.check() == []


def test_a_full_disk_is_told_and_the_ledger_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    texts = [f"Report {number}. " + "The sides meet in Istanbul. " * 80 for number in range(60)]
    store = open_ledger(path, create=True)
    assert isinstance(store, Store)
    store.database.execute("PRAGMA max_page_count = 120")
    with store, pytest.raises(LedgerError, match=r"no room left.*goes on where it stopped"):
        add_all(store, [coding(article(text)) for text in texts])
    with open_ledger(path) as again:
        held = len(list(again.documents()))
        assert 0 < held < 60
        assert again.check() == []
        assert sum(again.add(coding(article(text))) for text in texts) == 60 - held
        assert len(list(again.documents())) == 60


def test_a_file_too_large_for_the_disk_is_told(tmp_path: Path) -> None:
    """The same through the operating system, which refuses to let the file grow (``ulimit -f``)."""
    code = f"""
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from dragoman.ledger.opening import open_ledger
from tests.ledger.made import article, coding
with open_ledger({str(tmp_path / "ledger.db")!r}, create=True) as ledger:
    for number in range(500):
        ledger.add(coding(article(f"Report {{number}}. " + "The sides meet in Istanbul. " * 80)))
"""
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 900; exec "$0" -c "$1"', sys.executable, code],
        capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    assert "LedgerError" in done.stderr
    assert "no room left" in done.stderr
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert ledger.check() == []
        assert ledger.add(coding())


def test_retries_are_bounded_and_ever_longer() -> None:
    now, waits = [0.0], list[float]()

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    def busy() -> None:
        raise BlockingIOError

    with pytest.raises(BlockingIOError):
        retried(busy, lambda problem: True, patience=5, clock=lambda: now[0], sleep=sleep)
    assert 5 <= now[0] < 5.3
    assert waits[0] <= 0.002
    assert max(waits) <= 0.25
    with pytest.raises(BlockingIOError):
        retried(
            busy, lambda problem: False, patience=5, clock=lambda: now[0], sleep=lambda seconds: pytest.fail("waited")
        )


def test_rows_of_a_run_keep_the_time_at_which_the_document_was_first_held(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db", create=True) as ledger:
        ledger.add(coding())
        later = AT.replace(year=2026)
        ledger.add(coding(at=later, run=Run(id="r9", label="later", started_at=later)))
        assert {row.recorded_at for row in ledger.rows()} == {AT}
        assert {row.run for row in ledger.rows()} == {"r9"}


def test_rows_of_some_documents_are_sought_by_document_and_not_among_all_of_their_type(tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path / "talks.db", create=True)
    test, values = condition(RowQuery(types=["statement"], documents=["a", "b"]), database)
    plan = database.query(f"EXPLAIN QUERY PLAN {statements()['rows']} WHERE {test}", values)
    [sought] = [step[-1] for step in plan if step[-1].startswith("SEARCH r ")]
    assert "document=?" in sought
    database.close()
