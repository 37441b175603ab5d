"""Quotation marks of all kinds, over paragraphs, nested, and hostile text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.quotations import Quotation, marked_span, outermost, quotations_in


def insides(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The envoy said: "We stay."', ["We stay."]),
        ("The envoy said: “We stay.”", ["We stay."]),
        ("The envoy said: ``We stay.''", ["We stay."]),
        ("The envoy said: ''We stay.''", ["We stay."]),
        ('“We stay," the envoy said. The talks went on.', ["We stay,"]),
        ("Le ministre: «On reste.»", ["On reste."]),
        ("‘We stay,’ the envoy said.", ["We stay,"]),
        ("'We stay,' the envoy said.", ["We stay,"]),
        ("He called it a 'trap' and left.", ["trap"]),
    ],
)
def test_every_kind_of_mark(text: str, expected: list[str]) -> None:
    assert insides(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The parties' envoys met in the '90s and didn't agree.",
        "It’s the rebels’ last offer.",
        "The truce of 5'10 seconds isn't 'twas.",
    ],
)
def test_apostrophes_are_no_quotations(text: str) -> None:
    assert insides(text) == []


def test_nested_quotations_are_found_and_the_outermost_can_be_chosen() -> None:
    text = "“He told me ‘never again’ and hung up,” the mediator said."
    found = quotations_in(text)
    assert [text[q.start : q.end] for q in found] == ["He told me ‘never again’ and hung up,", "never again"]
    assert outermost(found) == found[:1]


def test_a_paragraph_that_opens_again_continues_the_quotation() -> None:
    text = "“We came to talk.\n\n“We leave with nothing,” she said."
    first, second = quotations_in(text)
    assert not first.closed
    assert text[first.start : first.end] == "We came to talk."
    assert second.closed


def test_a_forgotten_closing_mark_does_not_swallow_the_next_quotation() -> None:
    text = "“We came to talk, he said.\nLater he left. “I am tired,” he added."
    assert insides(text)[-1] == "I am tired,"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("“The talks are over.”", True),
        ("“We are done,” he said.", True),
        ("He called the plan a “bad joke” in public.", False),
        ("It was “deeply and profoundly disappointing” to them.", False),
    ],
)
def test_whole_sentences_are_told_from_a_few_words(text: str, whole: bool) -> None:
    assert [q.whole for q in quotations_in(text)] == [whole]


@pytest.mark.parametrize(
    ("text", "marked"),
    [("x “a.” y", "“a.”"), ("x ``a.'' y", "``a.''"), ("x “a.", "“a.")],
)
def test_marked_span_holds_the_marks(text: str, marked: str) -> None:
    start, end = marked_span(text, quotations_in(text)[0])
    assert text[start:end] == marked


@given(st.text(alphabet=st.sampled_from("ab .,\n'\"“”‘’«»`\ud800"), max_size=60))
def test_spans_lie_in_the_text_and_never_cross(text: str) -> None:
    found = quotations_in(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    for one in found:
        for other in found:
            assert not one.start < other.start < one.end < other.end


@pytest.mark.parametrize("character", ['"', "“", "'", "\n", "‘", "`", "a"])
def test_long_runs_of_one_character_are_read(character: str) -> None:
    assert all(isinstance(q, Quotation) for q in quotations_in(character * 100_000))
