"""``dragoman export`` and ``dragoman brief`` on a ledger file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.api.ledger import Ledger
from dragoman.cli.app import app
from dragoman.export import FORMATS, exported
from dragoman.export.selecting import selected
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.rows import Process
from tests.ledger.made import article, coding

RUNNER = CliRunner()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of three articles, two of them about Russia and Ukraine."""
    path = tmp_path / "talks.db"
    with open_ledger(str(path), create=True) as opened:
        opened.add(coding(article(id="a", url="https://wire.example/a")))
        opened.add(coding(article(id="b", publisher="Other Paper", title="Again")))
        words = "Iran and Oman meet in Muscat on Friday, and more words follow here."
        third = coding(article(words, id="c"), parties=("IRN", "OMN"))
        assert third.record
        opened.add(replace(third, record=replace(third.record, events=(), positions=())))
        opened.add_process(Process(id="rus-ukr", name="Russia and Ukraine", parties=("RUS", "UKR")))
    return path


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_from_a_ledger(name: str, ledger: Path, tmp_path: Path) -> None:
    done = RUNNER.invoke(app, ["export", "--format", name, "--ledger", str(ledger), "-o", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    assert all((tmp_path / "out" / one["path"]).exists() for one in package["resources"])
    assert (tmp_path / "out" / "codebook.md").exists()


def test_a_process_has_only_its_documents_and_folded_meetings(ledger: Path) -> None:
    with Ledger.open(ledger) as held:
        whole, one = selected(held), selected(held, "rus-ukr")
        assert [len(list(chosen.stories())) for chosen in (whole, one)] == [3, 2]
        assert [len(list(chosen.all_occasions())) for chosen in (whole, one)] == [3, 1]
        (meeting,) = one.all_occasions()
        assert {row.publisher for row in meeting.rows} == {"Our Wire", "Other Paper"}


def test_what_was_learned_later_is_left_out(ledger: Path, tmp_path: Path) -> None:
    arguments = [
        "export",
        "--format",
        "csv",
        "--ledger",
        str(ledger),
        "-o",
        str(tmp_path / "out"),
        "--known-by",
        "2025-05-15",
    ]
    assert RUNNER.invoke(app, arguments).exit_code == 0
    assert (tmp_path / "out" / "meeting.csv").read_text(encoding="utf-8-sig").count("\n") == 1


def test_the_whole_ledger_is_written_as_json_lines(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl"
    assert RUNNER.invoke(app, ["export", "--format", "jsonl", "--ledger", str(ledger), "-o", str(out)]).exit_code == 0
    tables = [json.loads(line)["table"] for line in out.read_text(encoding="utf-8").splitlines()]
    assert tables.count("document") == 3
    assert tables.count("report") == 13


def test_left_out_rows_are_told(ledger: Path, tmp_path: Path) -> None:
    done = RUNNER.invoke(app, ["export", "--format", "ical", "--ledger", str(ledger), "-o", str(tmp_path / "out")])
    assert "left out: 3 (no day known to within a month)" in done.stderr


def test_an_unwritable_folder_is_told(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with Ledger.open(ledger) as held, pytest.raises(Exception, match="cannot be written"):
        exported("csv", selected(held), tmp_path / "file")


def test_a_brief_is_written_from_a_ledger(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "brief.md"
    done = RUNNER.invoke(app, ["brief", "rus-ukr", "--ledger", str(ledger), "--since", "2025-05-01", "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert out.read_text().startswith("# Russia and Ukraine")
