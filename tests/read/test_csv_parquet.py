"""Tables: a column map says what is what; a bad row is a value."""

import io
from datetime import date

import pytest

from dragoman.errors import SourceError, UsageError
from dragoman.model import Article
from dragoman.read import Columns, iterate_sources, parse_columns
from dragoman.read.tables import read_csv, read_parquet

OURS = Columns(text="body", title="headline", date="day", id="key")


def csv(data, columns=OURS):
    return list(read_csv(io.BytesIO(data), source="t.csv", columns=columns))


def test_rows_of_a_table():
    one, two = csv(b'key;headline;body;day\n1;Talks;"Envoys met; again.\nIn Muscat.";2025-06-03\n2;;Envoys left.;\n')
    assert (one.id, one.title, one.text) == ("1", "Talks", "Envoys met; again.\nIn Muscat.")
    assert one.date.best == date(2025, 6, 3)
    assert (two.text, two.date.basis) == ("Envoys left.", "unknown")


@pytest.mark.parametrize("separator", [b",", b";", b"\t"])
def test_separators_are_told_apart(separator):
    data = separator.join([b"key", b"body"]) + b"\n" + separator.join([b"1", b"Envoys met."]) + b"\n"
    assert csv(data)[0].text == "Envoys met."


def test_spreadsheets_write_windows_1252():
    assert csv("body\nEnvoys said “yes”.\n".encode("cp1252"))[0].text == "Envoys said “yes”."


def test_a_row_without_text_is_a_value():
    one, two, three = csv(b"key,body\n1,Envoys met.\n2,\n3,Envoys left.\n")
    assert isinstance(two, SourceError)
    assert "t.csv:row 3: has no text" in str(two)
    assert (one.id, three.id) == ("1", "3")


def test_a_quotation_that_never_ends_is_told():
    *_, last = csv(b'key,body\n1,Envoys met.\n2,"' + b"Envoys left.\n" * 400_000)
    assert isinstance(last, SourceError)
    assert "are not read" in str(last)


def test_a_missing_column_names_those_that_are_there():
    with pytest.raises(SourceError, match="has no column 'body'; it has id, txt; name it with --columns text="):
        csv(b"id,txt\n1,Envoys met.\n")


def test_columns_as_a_user_writes_them():
    assert parse_columns(["text=body", "title=headline", "date=day", "id=key"]) == OURS
    for wrong in ("text", "text=", "body=text", "=x"):
        with pytest.raises(UsageError, match="write part=column"):
            parse_columns([wrong])


def test_parquet(tmp_path):
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = arrow.table(
        {
            "key": [1, 2, 3],
            "body": ["Envoys met.", None, "Envoys left."],
            "day": [date(2025, 6, 3), None, date(2025, 6, 4)],
            "unused": [[1], [2], [3]],
        }
    )
    path = tmp_path / "t.parquet"
    parquet.write_table(table, path)
    one, two, three = iterate_sources([str(path)], columns=OURS)
    assert (one.id, one.date.best) == ("1", date(2025, 6, 3))
    assert "has no text" in str(two)
    assert three.text == "Envoys left."


@pytest.mark.parametrize("cut", [8, 100, -8])
def test_a_damaged_parquet_file_is_told(tmp_path, cut):
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "t.parquet"
    parquet.write_table(arrow.table({"body": ["Envoys met."] * 9}), path)
    with pytest.raises(SourceError, match="is no whole Parquet file"):
        list(read_parquet(io.BytesIO(path.read_bytes()[:cut]), source="t", columns=OURS))


def test_json_lines_with_a_column_map(tmp_path):
    path = tmp_path / "t.jsonl"
    path.write_text('{"body": "Envoys met.", "headline": "Talks", "text": 5}\n')
    (article,) = iterate_sources([str(path)], columns=OURS)
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("Talks", "Envoys met.")
