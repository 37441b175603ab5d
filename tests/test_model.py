"""The model keeps its promises: evidence is always true, records are immutable, intervals say no more than they know."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Actor, Article, Attendance, Reason, TimeInterval, content_hash, day, quote

ARTICLE = Article(id="a", title="Talks in Doha", text="Qatar hosted both teams. Nothing was signed.")


@given(st.integers(-5, 60), st.integers(-5, 60))
def test_evidence_is_the_text_or_an_error(start: int, end: int) -> None:
    try:
        found = quote(ARTICLE, "text", start, end)
    except ValueError:
        assert not 0 <= start < end <= len(ARTICLE.text)
    else:
        assert ARTICLE.text[found.start : found.end] == found.text != ""


def test_a_record_without_evidence_does_not_exist() -> None:
    with pytest.raises(ValueError, match="without evidence"):
        Attendance(evidence=(), who=Actor(name="QAT"), status="attended", reason=Reason(rule="t"))


def test_records_are_immutable() -> None:
    row = Attendance(evidence=(quote(ARTICLE, "text", 0, 5),), who=Actor(name="QAT"), status="attended")
    with pytest.raises(FrozenInstanceError):
        row.status = "declined"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("interval", "iso", "edtf"),
    [
        (day(date(2025, 5, 15)), "2025-05-15", "2025-05-15"),
        (TimeInterval(start=date(2022, 3, 1), end=date(2022, 3, 31)), "2022-03", "2022-03"),
        (TimeInterval(start=date(2022, 1, 1), end=date(2022, 12, 31)), "2022", "2022"),
        (TimeInterval(start=date(2025, 5, 15), end=date(2025, 5, 17)), None, "2025-05-15/2025-05-17"),
        (TimeInterval(start=date(2022, 3, 1)), None, "2022-03-01/.."),
        (TimeInterval(), None, "../.."),
    ],
)
def test_intervals_say_no_more_than_they_know(interval: TimeInterval, iso: str | None, edtf: str) -> None:
    assert (interval.iso(), interval.edtf()) == (iso, edtf)


def test_content_hash_ignores_white_space_and_nothing_else() -> None:
    assert content_hash("A  b", "c\n\nd") == content_hash("A b", "c d")
    assert content_hash("A b", "c d") != content_hash("A b", "c e")
