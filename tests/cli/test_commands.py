"""The commands as a user meets them: what they print, and how they end."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman import __version__
from dragoman.cli.app import app, main

RUNNER = CliRunner()
REPORT = (
    "Foreign Ministers Meet In Geneva\n\nGENEVA, 3 March 2024 - Swiss Foreign Minister Ignazio Cassis met his Iranian "
    "counterpart Hossein Amir-Abdollahian in Geneva on Sunday. Iran rejected the proposal, the ministry said."
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def ends_with(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[int, str]:
    """The exit code and standard error of the program itself, which tells errors in one line."""
    monkeypatch.setattr("sys.argv", ["dragoman", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0), capsys.readouterr().err


def test_version() -> None:
    assert RUNNER.invoke(app, ["--version"]).stdout.strip() == f"dragoman {__version__}"


def test_read_prints_each_line_with_its_sentence(report: Path) -> None:
    result = RUNNER.invoke(app, ["read", str(report)], env={"NO_COLOR": "1", "COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    assert "attended" in result.stdout
    assert "Ignazio Cassis" in result.stdout
    assert "met his Iranian counterpart" in result.stdout
    assert "\x1b[" not in result.stdout


def test_read_json_is_the_record(report: Path) -> None:
    record = json.loads(RUNNER.invoke(app, ["read", str(report), "--json"]).stdout)
    text = record["article"]["text"]
    spans = [e for row in record["attendance"] for e in row["evidence"]]
    assert spans
    assert all(text[e["start"] : e["end"]] == e["text"] for e in spans if e["field"] == "text")


def test_read_takes_standard_input() -> None:
    result = RUNNER.invoke(app, ["read", "-", "--json"], input=REPORT)
    assert json.loads(result.stdout)["article"]["date"]["basis"] == "dateline"


def test_given_date_outranks_the_dateline(report: Path) -> None:
    result = RUNNER.invoke(app, ["read", str(report), "--date", "2024-03-05", "--json"])
    assert json.loads(result.stdout)["article"]["date"]["best"] == "2024-03-05"


def test_explain_names_the_rule(report: Path) -> None:
    rows = json.loads(RUNNER.invoke(app, ["explain", str(report), "--json"]).stdout)["kept"]
    assert rows
    assert all(row["rule"] and row["spans"] for row in rows)


def test_explain_says_what_in_a_rule_turned_a_sentence_away(tmp_path: Path) -> None:
    source = tmp_path / "report.txt"
    source.write_text("Sergei Lavrov will attend the talks in Geneva.\n", encoding="utf-8")
    rows = json.loads(RUNNER.invoke(app, ["explain", str(source), "--json"]).stdout)["turned_away"]
    why = {row["rule"]: row["why"] for row in rows}
    assert why["attendance.not-attend"] == "“attend”: when: wants negated true"


def test_demo_runs() -> None:
    result = RUNNER.invoke(app, ["demo"])
    assert result.exit_code == 0, result.output
    assert "Abbas Araghchi" in result.stdout


@pytest.mark.parametrize(
    ("content", "exit_code"),
    [
        (b"", 3),
        (b"  \n", 3),
        (bytes(range(256)) * 40, 3),
        (("Le ministre a quitté la réunion à Genève. " * 30).encode(), 3),
    ],
)
def test_unreadable_sources_end_in_one_line(
    content: bytes, exit_code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "source.txt"
    path.write_bytes(content)
    code, told = ends_with(["read", str(path)], capsys, monkeypatch)
    assert code == exit_code
    assert told.startswith("dragoman: ")
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        (["read", "no-such-file.txt"], 3),
        (["read", "--date", "yesterday", "-"], 2),
        (["code", "no-such-file.jsonl", "-o", "out.jsonl"], 3),
        (["code", "a" * 5000, "-o", "out.jsonl"], 3),
        (["code", "a.csv", "-o", "out/", "--columns", "text=body"], 2),
        (["evaluate", "no-such-gold.jsonl", "no-such-articles.jsonl"], 3),
    ],
)
def test_bad_arguments_end_in_one_line(
    arguments: list[str],
    exit_code: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, told = ends_with(arguments, capsys, monkeypatch)
    assert code == exit_code
    assert told.startswith("dragoman: ")
    assert told.count("\n") == 1
