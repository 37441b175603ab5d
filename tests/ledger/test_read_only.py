"""A ledger opened to be read only: nothing is written, while others write on."""

import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from dragoman.api.ledger import Ledger
from dragoman.errors import LedgerError
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.rows import Process
from tests.ledger.made import article, coding, ledger_at

TALKS = Process(id="talks", name="Talks", parties=("RUS", "UKR"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return ledger_at(tmp_path / "a ledger?.db")


def test_it_answers_and_refuses_to_be_written(path: Path) -> None:
    before = sha256(path.read_bytes()).digest()
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.who().lines
        with pytest.raises(LedgerError, match="is not yours to write in"):
            ledger.repository.add_process(TALKS)
    assert sha256(path.read_bytes()).digest() == before


def test_it_shows_what_others_write_meanwhile(path: Path) -> None:
    with open_ledger(path, read_only=True) as reader, open_ledger(path) as writer:
        assert len(list(reader.documents())) == 1
        writer.add(coding(article(id="b", title="More talks")))
        assert len(list(reader.documents())) == 2


def test_a_ledger_of_an_older_dragoman_is_left_as_it_is(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 1")
    with pytest.raises(LedgerError, match="is of an older Dragoman; `dragoman check"):
        open_ledger(path, read_only=True)
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    kept = {one.name.removeprefix(path.name) for one in path.parent.iterdir()}
    assert kept <= {"", "-wal", "-shm"}  # no copy was made either


def test_no_ledger_is_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger"):
        open_ledger(tmp_path / "none.db", read_only=True)
    assert list(tmp_path.iterdir()) == []
