"""A batch resumes where it stopped, keeps the input's order, and gives the same with any number of workers."""

import json
from pathlib import Path

import pytest

from dragoman.engine.batch import code_file
from dragoman.errors import SourceError, UsageError

ARTICLES = [
    {"id": "a", "title": "", "text": "Russia and Ukraine held talks in Istanbul on Friday.", "date": "2025-05-16"},
    {"id": "b", "title": "", "text": "Israel rejected the proposal of Egypt. Hamas accepted it.", "date": "2024-05-06"},
    {"id": "c", "title": "", "text": "Sergei Lavrov will not attend the summit in Bali.", "date": "2022-11-01"},
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    lines = [json.dumps(article) for article in ARTICLES]
    path.write_text("\n".join([lines[0], "{broken", *lines[1:]]) + "\n", encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_bad_line_becomes_a_row_and_stops_nothing(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    summary = code_file([str(source)], out)
    assert (summary.coded, summary.kept, summary.failed) == (3, 0, 1)
    assert [row["id"] for row in rows(out)] == ["a", f"{source}:2", "b", "c"]
    assert "error" in rows(out)[1]


def test_resumes_after_a_line_cut_in_the_middle(source: Path, tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.jsonl", tmp_path / "cut.jsonl"
    code_file([str(source)], whole)
    data = whole.read_bytes()
    cut.write_bytes(data[: data.index(b"\n") + 30])
    summary = code_file([str(source)], cut)
    assert summary.kept == 1
    assert cut.read_bytes() == data


def test_run_again_changes_nothing(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    code_file([str(source)], out)
    before = out.read_bytes()
    assert code_file([str(source)], out).coded == 0
    assert out.read_bytes() == before


def test_workers_give_the_same(source: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    code_file([str(source)], one)
    code_file([str(source)], two, workers=2)
    assert one.read_bytes() == two.read_bytes()


def test_a_folder_of_several_kinds_of_source(source: Path, tmp_path: Path) -> None:
    (source.parent / "table.csv").write_text("id,text\nd,Iran and Iraq held talks in Baghdad on Monday.\n")
    (source.parent / "page.html").write_text("<html>", encoding="utf-8")
    out = tmp_path.parent / f"{tmp_path.name}.jsonl"
    summary = code_file([str(source.parent)], out)
    assert [row["id"] for row in rows(out)] == ["a", f"{source}:2", "b", "c", str(tmp_path / "page.html"), "d"]
    assert (summary.coded, summary.failed) == (4, 2)
    assert code_file([str(source.parent)], out).kept == 6


def test_a_file_that_is_not_there_leaves_no_output(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(SourceError, match="no such file"):
        code_file([str(source), str(tmp_path / "articels.jsonl")], out)
    assert not out.exists()


def test_foreign_output_is_refused(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "notes.txt"
    out.write_text("dear diary\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no coding of articles"):
        code_file([str(source)], out)
