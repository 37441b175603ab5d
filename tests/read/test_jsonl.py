"""JSON lines: texts kept as given, bad lines as values."""

import io
import json
from datetime import date

import pytest

from dragoman.errors import SourceError
from dragoman.model import Article, Span
from dragoman.read import iterate_jsonl, read_jsonl_line

TEXT = "  Envoys met in Muscat.\n\nSource\n"


def line(**fields):
    return json.dumps({"text": TEXT, **fields})


def test_text_and_title_are_kept_character_by_character():
    article = read_jsonl_line(line(title=" Oman "))
    assert (article.text, article.title) == (TEXT, " Oman ")
    assert [article.text[span.start : span.end] for span in article.furniture] == ["Source"]


def test_all_fields():
    article = read_jsonl_line(
        line(
            id="a1",
            publisher="Example",
            date="May 15, 2025",
            url="https://a.example/x",
            sentences=[[2, 23]],
            other={"x": 1},
        )
    )
    assert (article.id, article.publisher, article.url) == ("a1", "Example", "https://a.example/x")
    assert (article.date.best, article.date.basis) == (date(2025, 5, 15), "meta")
    assert article.sentences == (Span(start=2, end=23),)


def test_missing_fields_are_unknown_and_the_id_is_the_content():
    article = read_jsonl_line(line(publisher="", date="", url=None))
    assert (article.publisher, article.url, article.date.basis, article.title) == (None, None, "unknown", "")
    assert article.id == read_jsonl_line(line()).id
    assert len(article.id) == 16


def test_an_empty_date_is_read_from_the_dateline():
    article = read_jsonl_line(json.dumps({"date": "", "text": "MUSCAT, April 12, 2025 (Agency) - Envoys met."}))
    assert (article.date.best, article.date.basis) == (date(2025, 4, 12), "dateline")


def test_a_relative_date_is_unknown():
    assert read_jsonl_line(line(date="4 days ago")).date.best is None


def test_a_given_date_outranks_the_field():
    assert read_jsonl_line(line(date="2020-01-01"), given_date=date(2025, 5, 15)).date.best == date(2025, 5, 15)


def test_a_lone_surrogate_is_kept():
    assert read_jsonl_line('{"text": "Envoys met \\ud800 here."}').text == "Envoys met \ud800 here."


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("{", "not a JSON object"),
        ("[1]", "JSON list"),
        ("[" * 100_000, "nested too deeply"),
        ('{"title": "x"}', "no text"),
        ('{"text": 5}', "no text"),
        ('{"text": "  "}', "no text"),
        ('{"text": "x", "title": ["y"]}', "`title`"),
        ('{"text": "x", "sentences": [[0, 9]]}', "`sentences`"),
        ('{"text": "x", "sentences": 7}', "`sentences`"),
        ('{"text": "x", "sentences": [[true, 1]]}', "`sentences`"),
    ],
)
def test_a_bad_line_says_what_is_wrong(bad, problem):
    with pytest.raises(SourceError, match=problem):
        read_jsonl_line(bad)


def test_a_bad_line_is_a_value_and_never_stops_the_run():
    stream = io.BytesIO(b'\xef\xbb\xbf{"text": "One."}\n\n{bad\n\xff\xfe\n{"text": "Two."}')
    items = list(iterate_jsonl(stream, source="a.jsonl"))
    assert [type(item) for item in items] == [Article, SourceError, SourceError, Article]
    assert [str(item).split(": ")[0] for item in items[1:3]] == ["a.jsonl:3", "a.jsonl:4"]


def test_a_line_over_the_limit_is_an_error_and_the_next_line_is_read(monkeypatch):
    monkeypatch.setattr("dragoman.read.jsonl.MAX_SOURCE_BYTES", 100)
    stream = io.BytesIO(json.dumps({"text": "x" * 300}).encode() + b'\n{"text": "Two."}\n')
    first, second = iterate_jsonl(stream)
    assert "longer than" in str(first)
    assert second.text == "Two."
