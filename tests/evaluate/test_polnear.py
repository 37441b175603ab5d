"""The three ways to count on made-up relations whose figures can be worked out by hand."""

import json
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.evaluate.polnear import Relation, compare, evaluate_polnear, outer_relations
from dragoman.language.attribution import Attribution

TEXT = "The envoy said, “We stay.” Oman denied that talks had failed."


def relation(text: str, source: str, cue: str, content: str) -> Relation:
    def span(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    return Relation(source=span(source), cue=span(cue), content=span(content))


SAID = relation(TEXT, "The envoy", "said", "“We stay.”")
DENIED = relation(TEXT, "Oman", "denied", "that talks had failed")


def test_the_same_relations_score_one_however_they_are_counted() -> None:
    result = compare(TEXT, [SAID, DENIED], [DENIED, SAID])
    for counts in (result.overlap, result.partial, result.exact):
        assert (counts.source.f1, counts.cue.f1, counts.content.f1) == (1, 1, 1)


def test_a_shorter_span_is_partly_right_and_not_exact() -> None:
    short = relation(TEXT, "envoy", "said", "We")
    result = compare(TEXT, [short], [SAID])
    assert result.partial.content.f1 == 1
    assert result.exact.content.f1 == 0
    assert (result.overlap.content.precision, result.overlap.content.recall) == (1, 0.5)


def test_a_role_of_the_wrong_relation_counts_for_overlap_only() -> None:
    wrong = relation(TEXT, "Oman", "said", "“We stay.”")
    result = compare(TEXT, [wrong], [SAID, DENIED])
    assert result.overlap.source.hits == 1
    assert result.partial.source.hits == 0


def test_punctuation_counts_only_where_it_is_all_there_is() -> None:
    text = "Kremlin: no talks"
    colon = relation(text, "Kremlin", ":", "no talks")
    assert compare(text, [colon], [colon]).exact.cue.f1 == 1
    comma = Relation(source=SAID.source, cue=SAID.cue, content=((SAID.content[0][0] + 1, SAID.content[0][1] - 2),))
    assert compare(TEXT, [comma], [SAID]).exact.content.f1 == 1


def test_relations_inside_the_content_of_another_are_left_out() -> None:
    text = "Blinken said Israel had accepted the plan."
    outer = relation(text, "Blinken", "said", "Israel had accepted the plan")
    inner = relation(text, "Israel", "had accepted", "the plan")
    assert outer_relations([outer, inner]) == [outer]


def test_missing_roles_are_not_counted() -> None:
    bare = Relation(source=(), cue=SAID.cue, content=SAID.content)
    result = compare(TEXT, [SAID], [bare])
    assert (result.partial.source.gold, result.partial.source.predicted, result.partial.source.hits) == (0, 1, 0)


def test_a_file_is_scored_against_its_first_annotator(tmp_path: Path) -> None:
    def marked(words: str) -> list[dict[str, object]]:
        start = TEXT.index(words)
        return [{"spans": [[start, start + len(words)]], "text": words}]

    first = {"source": marked("Oman"), "cue": marked("denied"), "content": marked("that talks had failed")}
    row = {"id": "a", "text": TEXT, "annotations": [{"attributions": [first]}, {"attributions": []}]}
    path = tmp_path / "polnear.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    found = Attribution(
        source=DENIED.source[0], source_head=0, cue=DENIED.cue[0], cue_class="deny", content=DENIED.content,
        kind="indirect", pattern="test",
    )  # fmt: skip
    result = evaluate_polnear(path, find=lambda text: [found])
    assert result.articles == 1
    assert result.exact.content.f1 == 1


def test_a_file_that_is_no_set_is_named(tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(SourceError, match="other"):
        evaluate_polnear(path, find=lambda text: [])
