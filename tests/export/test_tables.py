"""The flat tables and what their consumers' own libraries read from them."""

import csv
import json
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import UsageError
from dragoman.export import FORMATS, Options, Story, exported
from dragoman.export.columns import tables
from dragoman.export.delimited import guarded
from dragoman.export.tables import flat_tables, follow
from dragoman.model import Statement
from tests.export.building import PUTIN, TEXT, document, evidence, row, stories, story

TABULAR = {
    "csv": Options(),
    "polecat": Options(),
    "icews": Options(),
    "gdelt": Options(),
}


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", FORMATS)
def test_same_stories_give_same_bytes(name: str, tmp_path: Path) -> None:
    exported(name, stories(), tmp_path / "one")
    exported(name, stories(), tmp_path / "two")
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(files) >= 4
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


@pytest.mark.parametrize("name", FORMATS)
def test_codebook_tells_every_column_of_every_file(name: str, tmp_path: Path) -> None:
    export = exported(name, stories(), tmp_path)
    told = {(row["file"], row["column"]) for row in read_csv(tmp_path / "codebook.csv")}
    assert told == {(file.path, column.name) for file in export.resources for column in file.table.columns}
    package = json.loads((tmp_path / "datapackage.json").read_text())
    assert [file["path"] for file in package["resources"]] == [file.path for file in export.resources]
    assert all((tmp_path / file["path"]).exists() for file in package["resources"])
    assert all(column.meaning for file in export.resources for column in file.table.columns)


@pytest.mark.parametrize("name", TABULAR)
def test_frictionless_finds_the_package_valid(name: str, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    exported(name, stories(), tmp_path, TABULAR[name])
    package = frictionless.Package(str(tmp_path / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "message"])
    assert sum(task.stats["rows"] for task in report.tasks) > 0


def test_frictionless_finds_a_broken_cell(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    exported("csv", stories(), tmp_path)
    path = tmp_path / "event.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",-2.0,", ",minus two,"), encoding="utf-8")
    assert not frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid


def test_csv_keeps_codes_as_text_and_the_sentence_with_every_row(tmp_path: Path) -> None:
    exported("csv", stories(story()), tmp_path, Options(raw=True))
    events = {row["id"]: row for row in read_csv(tmp_path / "event.csv")}
    assert events["d1-e2"]["cameo"] == "040"
    assert events["d1-e2"]["actors"] == "UKR; UN"
    assert (events["d1-e3"]["time"], events["d1-e3"]["aux"]) == ("2025-05-16/2025-05-18", "future")
    for table in (table for table in flat_tables() if table.name != "documents"):
        for line in read_csv(tmp_path / f"{table.name}.csv"):
            start, end = int(line["evidence_start"]), int(line["evidence_end"])
            assert line["evidence"] == TEXT[start:end] != ""


def test_spreadsheet_csv_guards_texts_and_leaves_numbers(tmp_path: Path) -> None:
    exported("csv", stories(story()), tmp_path)
    assert (tmp_path / "event.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_csv(tmp_path / "statement.csv")[0]["words"] == "'=1+1 is two"
    assert read_csv(tmp_path / "position.csv")[0]["content"] == "'-5 regions"
    event = next(row for row in read_csv(tmp_path / "event.csv") if row["id"] == "d1-e1")
    assert (event["cameo"], event["goldstein"]) == ("'110", "-2.0")


def test_raw_csv_leaves_texts_as_they_are(tmp_path: Path) -> None:
    exported("csv", stories(story()), tmp_path, Options(raw=True))
    assert read_csv(tmp_path / "statement.csv")[0]["words"] == "=1+1 is two"
    assert not (tmp_path / "event.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "＝1", "＋1", "－1", "＠x", "\u200b=1",
     "\ufeff=1", "036", "2025-05", "1e5", "1/2", "12:30"],
)  # fmt: skip
def test_risky_texts_get_an_apostrophe(text: str) -> None:
    assert guarded(text).startswith("'")
    assert guarded(text).replace("'", "") == text


@pytest.mark.parametrize(
    ("text", "safe"), [("x;=1", "x;'=1"), ("RUS; -5", "RUS; '-5"), ("a\n@b", "a\n'@b"), ("a|+1", "a|'+1")]
)
def test_formulas_behind_what_may_end_a_cell_get_an_apostrophe(text: str, safe: str) -> None:
    assert guarded(text) == safe


@pytest.mark.parametrize("text", ["", "talks", "a=b", "RUS; UKR", "d1-e1", "2 ministers", "'quoted'"])
def test_harmless_texts_stay(text: str) -> None:
    assert guarded(text) == text


def test_parquet_holds_typed_columns(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    exported("parquet", stories(), tmp_path)
    events = pq.read_table(tmp_path / "event.parquet")
    assert events.num_rows == 6
    first = events.to_pylist()[1]
    assert first["cameo"] == "040"
    assert first["time_from"] == date(2025, 5, 12)
    assert first["recorded_at"] == datetime(2025, 5, 15, 9, 30, tzinfo=UTC)
    assert first["recipients"] is None
    assert events.schema.field("goldstein").metadata[b"meaning"].startswith(b"Goldstein score")


def test_nested_parquet_keeps_actors_and_evidence(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    exported("parquet", stories(story()), tmp_path, Options(nested=True))
    event = pq.read_table(tmp_path / "event.parquet").to_pylist()[1]
    assert [actor["name"] for actor in event["actor"]] == ["UKR", "UN"]
    assert event["evidence"][0]["text"] == "Kyiv met the United Nations on Monday."
    assert event["reason"] == {"rule": "head.CONSULT", "probability": 0.8125, "note": "", "stable": False}
    attendance = pq.read_table(tmp_path / "attendance.parquet").to_pylist()[0]
    assert (attendance["meeting"], attendance["meeting_row"]) == ("m1", "d1-m1")
    assert attendance["said_at"]["end"] == date(2025, 5, 31)


def test_pandas_reads_the_parquet_file(tmp_path: Path) -> None:
    pd: Any = pytest.importorskip("pandas")
    exported("parquet", stories(), tmp_path)
    frame = pd.read_parquet(tmp_path / "attendance.parquet")
    assert list(frame["status"]) == ["declined", "declined"]
    assert frame["origin"].nunique() == 1


def test_stata_file_is_read_by_readstat_with_its_labels(tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    pyreadstat: Any = pytest.importorskip("pyreadstat")
    exported("stata", stories(), tmp_path)
    frame, about = pyreadstat.read_dta(tmp_path / "event.dta")
    assert list(frame["cameo"]) == ["110", "040", "036"] * 2
    assert list(frame["goldstein"])[:2] == [-2.0, 1.0]
    assert frame["time_from"][1] == date(2025, 5, 12)
    assert about.column_names_to_labels["aux"].startswith("actual, future")


def test_stata_takes_long_texts(tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    pyreadstat: Any = pytest.importorskip("pyreadstat")
    long = "Zelenskyy será " * 400
    of = document("d9")
    said = Statement(evidence=evidence(TEXT, "Moscow"), speaker=PUTIN, kind="quote", words=long)
    exported("stata", stories(Story(document=of, rows=(row("statement", said, of, "s"),))), tmp_path)
    frame, _ = pyreadstat.read_dta(tmp_path / "statement.dta")
    assert frame["words"][0] == long


@pytest.mark.parametrize("table", flat_tables(), ids=lambda table: table.name)
def test_column_names_suit_stata_and_are_unique(table: Any) -> None:
    assert len(set(table.header)) == len(table.header)
    assert all(len(name) <= 32 and name.isidentifier() and name.islower() for name in table.header)


def test_datasette_serves_the_tables(tmp_path: Path) -> None:
    pytest.importorskip("datasette")
    exported("datasette", stories(), tmp_path)
    status, found = ask_datasette(tmp_path, "/ledger/event.json?_search=accused&_shape=array")
    assert status == 200
    assert {row["id"] for row in found} == {"d1-e1", "d2-e1"}
    _, tables_told = ask_datasette(tmp_path, "/ledger.json")
    told = {table["name"]: table for table in tables_told["tables"]}
    assert told["event"]["count"] == 6
    assert told["event"]["foreign_keys"]["outgoing"][0]["other_table"] == "documents"
    assert told["event"]["fts_table"] == "event_fts"


def ask_datasette(folder: Path, path: str) -> tuple[int, Any]:
    """What Datasette answers, asked in its own process without a server."""
    import asyncio

    from datasette.app import Datasette

    async def ask() -> tuple[int, Any]:
        served = Datasette([str(folder / "ledger.db")], metadata=json.loads((folder / "metadata.json").read_text()))
        await served.invoke_startup()
        answer = await served.client.get(path)
        return answer.status_code, answer.json()

    return asyncio.run(ask())


def test_sqlite_file_is_whole_and_its_keys_hold(tmp_path: Path) -> None:
    exported("datasette", stories(), tmp_path)
    with sqlite3.connect(tmp_path / "ledger.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("SELECT cameo, typeof(cameo) FROM event WHERE id = 'd1-e2'").fetchone() == (
            "040",
            "text",
        )


def test_a_path_that_leads_to_no_cell_is_refused() -> None:
    with pytest.raises(TypeError, match="no cell can hold"):
        follow(story(), "document")


def test_unknown_format_is_named_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'excel'.*plover-jsonl"):
        exported("excel", stories(), tmp_path)


def test_a_missing_library_names_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"dragoman\[data\]"):
        exported("parquet", stories(), tmp_path)


def test_lists_refuse_a_value_without_column() -> None:
    with pytest.raises(KeyError, match="no column Colour"):
        tables("icews")["icews"].line({"Colour": "red"})
