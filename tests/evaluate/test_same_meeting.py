"""Pairs of mentions counted against a key, on made-up codings; and the shipped key itself."""

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import UsageError
from dragoman.evaluate.measures import Counts
from dragoman.evaluate.same_document import evaluate_same_document
from dragoman.evaluate.same_meeting import evaluate_same_meeting
from dragoman.model import Article, DocumentDate, Evidence, MeetingReport, Record, content_hash, from_iso
from dragoman.serial import to_json

KEYS = Path(__file__).parents[2] / "evaluation" / "same_meeting"
TEXT = "Envoys of the two sides meet in Geneva on Tuesday."


def _coded(label: str, place: str | None, day: str | None) -> dict[str, Any]:
    return {
        "label": label, "place": place, "country": "CHE" if place else None, "date": day, "parties": ["ARL", "BOR"],
        "level": "officials", "format": "direct", "mediators": [], "status": "scheduled", "outcome": None, "s": [1],
    }  # fmt: skip


CODINGS = {
    "one": [_coded("the Geneva talks", "Geneva", "2031-03-04")],
    "two": [_coded("Tuesday's talks", None, "2031-03-04"), _coded("a later round", None, "2031-04-01")],
}
OCCASIONS = [("one", 0, "march"), ("two", 0, "march"), ("two", 1, "april")]


def _lines(path: Path, values: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")
    return path


def _key(path: Path, text: str = TEXT, **changed: str) -> Path:
    common = {"content": content_hash("Talks", text), "half": "held_out"}
    return _lines(
        path, [{"article": a, "meeting": n, "occasion": changed.get(f"{a}{n}", o)} | common for a, n, o in OCCASIONS]
    )


def _files(tmp_path: Path) -> tuple[Path, Path]:
    articles = [{"id": name, "title": "Talks", "text": TEXT, "date": "2031-03-03"} for name in CODINGS]
    codings = [{"id": name, "meetings": meetings} for name, meetings in CODINGS.items()]
    return _lines(tmp_path / "codings.jsonl", codings), _lines(tmp_path / "articles.jsonl", articles)


def test_pairs_of_coded_meetings(tmp_path: Path) -> None:
    result = evaluate_same_meeting(_key(tmp_path / "key.jsonl"), *_files(tmp_path))
    assert (result.mentions, result.missing, result.pairs) == (3, 0, 3)
    assert result.held_out == result.held_out_across == Counts(gold=1, predicted=1, hits=1)
    assert result.tune == Counts()


def test_a_wrong_merge_costs_precision_and_a_missed_one_recall(tmp_path: Path) -> None:
    key = _key(tmp_path / "key.jsonl", one0="another", two0="april")
    assert evaluate_same_meeting(key, *_files(tmp_path)).held_out == Counts(gold=1, predicted=1, hits=0)


def test_a_key_of_another_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not the text"):
        evaluate_same_meeting(_key(tmp_path / "key.jsonl", text="Another text."), *_files(tmp_path))


def test_records_that_hold_no_mention_of_the_key_are_refused(tmp_path: Path) -> None:
    codings = _lines(tmp_path / "none.jsonl", [])
    with pytest.raises(UsageError, match="holds none"):
        evaluate_same_meeting(_key(tmp_path / "key.jsonl"), codings, _files(tmp_path)[1])


def _record(name: str, label: str, day: str) -> Record:
    start = TEXT.index("Envoys")
    report = MeetingReport(
        evidence=(Evidence(field="text", start=start, end=len(TEXT), text=TEXT),), key="m1", label=label,
        time=from_iso(day), parties=("ARL", "BOR"), place="Geneva",
    )  # fmt: skip
    article = Article(id=name, title="Talks", text=TEXT, date=DocumentDate(best=None))
    return Record(article=article, meetings=(report,))


def test_mentions_in_records_are_known_by_their_place_and_the_rest_is_missing(tmp_path: Path) -> None:
    records = [_record("one", "meet in Geneva", "2031-03-04"), _record("two", "meet in Geneva", "2031-03-04")]
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(map(to_json, records)), encoding="utf-8")
    at = TEXT.index("meet in Geneva")
    mention = {
        "field": "text",
        "start": at,
        "end": at + 14,
        "content": content_hash("Talks", TEXT),
        "half": "tune",
        "occasion": "a",
    }
    gone = mention | {"start": 0, "end": 6}
    key = _lines(
        tmp_path / "key.jsonl", [mention | {"article": "one"}, mention | {"article": "two"}, gone | {"article": "one"}]
    )
    result = evaluate_same_meeting(key, path)
    assert (result.mentions, result.missing, result.tune) == (2, 1, Counts(1, 1, 1))


@pytest.mark.parametrize("name", ["pool", "gold"])
def test_the_shipped_key_is_whole_and_holds_no_words_of_the_articles(name: str) -> None:
    lines = [json.loads(line) for line in (KEYS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    described = (KEYS / "occasions.yml").read_text(encoding="utf-8")
    assert {line["half"] for line in lines} == {"tune", "held_out"}
    for line in lines:
        assert line["occasion"].startswith("alone-") or f"\n{line['occasion']}: " in described
        assert all(len(str(value)) < 40 for value in line.values())


def test_copies_across_events_are_counted_as_wrong(tmp_path: Path) -> None:
    words = [f"word{number}" for number in range(80)]
    documents = [
        {"id": "1", "subtopic": "a", "sentences": [{"tokens": ["A", "headline"]}, {"tokens": words}]},
        {"id": "2", "subtopic": "a", "sentences": [{"tokens": ["A", "headline"]}, {"tokens": [*words, "more"]}]},
        {"id": "3", "subtopic": "b", "sentences": [{"tokens": ["A", "headline"]}, {"tokens": words[::-1]}]},
        {"id": "4", "subtopic": "b", "sentences": [{"tokens": ["A", "headline"]}, {"tokens": words}]},
    ]
    result = evaluate_same_document(_lines(tmp_path / "documents.jsonl", documents))
    assert (result.one_event.right, result.one_event.total) == (1, 2)
    assert (result.other_events.right, result.other_events.total) == (2, 4)
    assert (result.looked_up.right, result.looked_up.total) == (3, 3)
