"""The score of time expressions, on stories small enough to count by hand."""

import json
from datetime import date

import pytest

from dragoman.errors import SourceError
from dragoman.evaluate.timex import evaluate_timex, score_stories
from dragoman.language.timex import TimeExpression, find_times

TEXT = "They met on Monday, in 1998 and again last week."


def gold(words, kind, value):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, "type": kind, "value": value}


def read(words, kind, value):
    start = TEXT.index(words)
    return TimeExpression(
        start=start, end=start + len(words), text=words, type=kind, value=value, interval=None, rule="r"
    )


def story(*timexes):
    return {"id": "a", "dct": "1999-05-06T07:00", "text": TEXT, "timexes": list(timexes)}


def test_each_figure_counts_what_it_says():
    wanted = story(
        gold("Monday", "DATE", "1999-05-03"), gold("1998", "DATE", "1998-XX"), gold("last week", "DATE", "1999-W17")
    )
    found = [
        read("on Monday", "TIME", "1999-05-03"),  # overlaps, right value, wrong span and type
        read("1998", "DATE", "1998"),  # the same period in another notation
        read("again", "DATE", "PAST_REF"),  # an extra
    ]
    result = score_stories([wanted], find=lambda text, anchor: found)
    assert (result.relaxed.hits, result.strict.hits, result.value.hits) == (2, 1, 1)
    assert result.value_in_one_notation.hits == 2
    assert result.relaxed.f1 == pytest.approx(2 / 3)
    assert result.type_accuracy == 0.5
    assert sorted((error.kind, error.text) for error in result.errors) == [
        ("extra", "again"),
        ("missed", "last week"),
        ("wrong span", "on Monday"),
        ("wrong type", "on Monday"),
        ("wrong value", "1998"),
    ]


def test_one_span_answers_for_one_annotation_only():
    wanted = story(gold("Monday", "DATE", "1999-05-03"), gold("1998", "DATE", "1998"))
    whole = read("Monday, in 1998", "DATE", "1998")
    result = score_stories([wanted], find=lambda text, anchor: [whole])
    assert (result.relaxed.hits, result.relaxed.gold, result.relaxed.predicted) == (1, 2, 1)


def test_the_document_date_is_the_anchor(tmp_path):
    path = tmp_path / "stories.jsonl"
    path.write_text(
        json.dumps(story(gold("Monday", "DATE", "1999-05-03"), gold("last week", "DATE", "1999-W17"))) + "\n\n"
    )
    result = evaluate_timex(path)
    figures = result.as_json()
    assert figures["documents"] == 1
    assert figures["errors"] == {"missed": 0, "extra": 1, "wrong span": 0, "wrong type": 0, "wrong value": 0}
    assert figures["value"]["recall"] == 1.0


def test_a_story_without_annotations_scores_nothing_and_divides_by_nothing():
    result = score_stories([], find=lambda text, anchor: find_times(text, anchor=date(1999, 1, 1)))
    assert (result.relaxed.f1, result.relaxed.precision, result.type_accuracy) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"id": "a"}',
        '{"id": "a", "dct": "soon", "text": "", "timexes": []}',
        '{"id": "a", "dct": null, "text": "", "timexes": [{}]}',
    ],
)
def test_what_is_no_story_is_named_by_its_line(tmp_path, line):
    path = tmp_path / "bad.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(SourceError, match=r"bad\.jsonl:1"):
        evaluate_timex(path)


def test_a_missing_file_is_a_source_error(tmp_path):
    with pytest.raises(SourceError, match="cannot be read"):
        evaluate_timex(tmp_path / "none.jsonl")
