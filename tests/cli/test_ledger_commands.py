"""Ingest, check, backup, correct and process as a user meets them."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.app import app
from dragoman.engine import coding as engine
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.repository import RowQuery
from dragoman.model import Article, Record
from tests.cli.test_commands import ends_with
from tests.ledger.made import AT, ISTANBUL, coding, record

RUNNER = CliRunner()


class MadeUpReader:
    def read_all(self, articles: Iterable[Article]) -> Iterator[Record]:
        return map(record, articles)


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = tmp_path / "ledger.db"
    with open_ledger(path, create=True) as opened:
        opened.add(coding())
    return str(path)


def run(*arguments: str) -> Result:
    return RUNNER.invoke(app, arguments, env={"NO_COLOR": "1", "COLUMNS": "200"}, catch_exceptions=False)


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(engine, "load_reader", lambda config: MadeUpReader())
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "a", "text": ISTANBUL, "date": "2025-05-15"}) + "\n{broken\n", encoding="utf-8")
    return str(path)


def test_ingest_tells_what_it_did(articles: str, tmp_path: Path) -> None:
    ledger = str(tmp_path / "new.db")
    first = run("ingest", articles, "--ledger", ledger)
    assert first.exit_code == 0
    assert "1 articles added, 0 there already, 1 skipped" in first.stderr
    assert f"{articles}:2: is not a JSON object" in first.stderr
    again = json.loads(run("ingest", articles, "--ledger", ledger, "--json").stdout)
    assert (again["added"], again["held"], len(again["skipped"])) == (0, 1, 1)
    assert again["skipped"][0]["source"] == f"{articles}:2"


def test_ingest_at_a_given_time_and_when_published(articles: str, tmp_path: Path) -> None:
    times = {"2025-05-16T11:00:00+03:00": AT.isoformat(), "2025-05-16T08:00:00": AT.isoformat()}
    times["published"] = "2025-05-15T00:00:00+00:00"
    for number, (given, expected) in enumerate(times.items()):
        path = tmp_path / f"{number}.db"
        assert run("ingest", articles, "--ledger", str(path), "--recorded-at", given).exit_code == 0
        with open_ledger(path) as opened:
            assert [d.recorded_at.isoformat() for d in opened.documents()] == [expected]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ingest", "nothing.txt", "--ledger", "l.db"], 3, "nothing.txt: no such file"),
        (["ingest", "x", "--ledger", "l.db", "--recorded-at", "soon"], 2, "'soon' is no time"),
        (["check", "--ledger", "nothing.db"], 5, "nothing.db: no such ledger"),
        (["backup", "--ledger", "nothing.db", "-o", "copy.db"], 5, "no such ledger"),
        (["process", "add", "rus-ukr", "--party", "RUS", "--ledger", "l.db"], 2, "at least two parties"),
        (["process", "add", "RUS UKR", "--party", "A", "--party", "B", "--ledger", "l.db"], 2, "is no id"),
        (["check", "--ledger", "postgresql://nobody@127.0.0.1:1/none"], 5, "none on 127.0.0.1"),
    ],
)
def test_errors_are_one_line_with_an_exit_code(
    arguments: list[str], code: int, said: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    ended, told = ends_with(arguments, capsys, monkeypatch)
    assert ended == code
    last = told.strip().splitlines()[-1]
    assert last.startswith("dragoman: ")
    assert said in last


def test_a_password_is_never_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    ended, told = ends_with(["check", "--ledger", "postgresql://me:s3cret@127.0.0.1:1/none"], capsys, monkeypatch)
    assert ended == 5
    assert "s3cret" not in told


def test_check_and_backup(ledger: str, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.db")
    assert run("backup", "--ledger", ledger, "-o", copy).exit_code == 0
    checked = run("check", "--ledger", copy)
    assert checked.exit_code == 0
    assert "is whole: 1 documents, 5 rows" in checked.stdout


def test_a_ledger_that_is_not_whole(
    ledger: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    with sqlite3.connect(ledger) as connection:
        connection.execute("UPDATE wording SET text = 'Nothing was said.'")
    monkeypatch.setattr("sys.argv", ["dragoman", "check", "--ledger", ledger])
    code, told = ends_with(["check", "--ledger", ledger], capsys, monkeypatch)
    assert code == 5
    assert "is not whole" in told


def test_corrections_by_hand(ledger: str) -> None:
    with open_ledger(ledger) as opened:
        [row] = opened.rows(RowQuery(types=["attendance"]))
    made = run("correct", "edit", row.claim, "status=confirmed", "--ledger", ledger, "--by", "ana", "--why", "on tape")
    assert status(ledger) == ["confirmed"]
    assert run("correct", "reject", row.id, "--ledger", ledger, "--by", "bo").exit_code == 0
    assert status(ledger) == []
    listed = run("correct", "list", "--ledger", ledger).stdout.splitlines()
    assert len(listed) == 2
    assert "ana: edit" in listed[0]
    assert listed[0].endswith("on tape")
    assert run("correct", "undo", listed[1].split()[0], "--ledger", ledger, "--by", "ana").exit_code == 0
    assert status(ledger) == ["confirmed"]
    assert run("correct", "undo", made.stdout.strip(), "--ledger", ledger, "--by", "ana").exit_code == 0
    assert status(ledger) == ["declined"]
    assert "(taken back)" in run("correct", "list", "--ledger", ledger).stdout


def test_names_are_merged_and_split(ledger: str) -> None:
    def found(name: str) -> int:
        with open_ledger(ledger) as opened:
            return len(list(opened.rows(RowQuery(actor=name))))

    pair = ("V. Putin", "Vladimir Putin", "--actors", "--ledger", ledger, "--by", "ana")
    assert run("correct", "merge", *pair).exit_code == 0
    assert (found("V. Putin"), found("Vladimir Putin")) == (2, 2)
    assert run("correct", "split", *pair).exit_code == 0
    assert (found("V. Putin"), found("Vladimir Putin")) == (0, 2)


def test_processes(ledger: str) -> None:
    made = run("process", "add", "rus-ukr", "--party", "RUS", "--party", "UKR", "--mediator", "TUR", "--ledger", ledger)
    assert made.exit_code == 0
    assert run("process", "list", "--ledger", ledger).stdout == "rus-ukr: RUS and UKR (RUS, UKR, mediated by TUR)\n"
    [process] = json.loads(run("process", "list", "--json", "--ledger", ledger).stdout)
    assert (process["parties"], process["found"]) == (["RUS", "UKR"], False)


def status(ledger: str) -> list[str]:
    with open_ledger(ledger) as opened:
        return [row.report.status for row in opened.rows(RowQuery(types=["attendance"]))]  # type: ignore[attr-defined]
