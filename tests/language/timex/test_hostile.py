"""Odd and hostile text neither raises nor takes long."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.timex import find_times

SIZE = 100_000
PIECES = [
    "1", " ", "\n", "a", "-", "May ", "may ", "last ", "the ", "1998, ", "12:", "10 a.m. ", "Monday, ", "two ", "early ",
    "two weeks ", "May 15-", "and ", "12/", "12.", "’s ", "in the ", "every ", "\u00a0", "İ", "\ud800", "😀", "Q1 ", "from 1990 to ", "(", "twenty-", "1,", "about more than ",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_hundred_kilobytes_of_one_piece_are_read_in_time(piece):
    text = (piece * (SIZE // len(piece) + 1))[:SIZE]
    started = time.process_time()
    find_times(text, anchor=date(2022, 3, 31))
    assert time.process_time() - started < 20


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*PIECES, "15", "31", "February", "30", "of", "ago", "9999", "century", "0"]), max_size=30
    ),
    st.booleans(),
)
def test_offsets_index_the_text_and_spans_are_apart(pieces, spaced):
    text = (" " if spaced else "").join(pieces)
    end = 0
    for one in find_times(text, anchor=date(2022, 3, 31)):
        assert text[one.start : one.end] == one.text
        assert end <= one.start < one.end
        end = one.end
        if one.interval and one.interval.start and one.interval.end:
            assert one.interval.start <= one.interval.end


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.dates())
def test_any_text_and_any_date_are_read(text, anchor):
    find_times(text, anchor=anchor)
    find_times(
        text + " two centuries ago, last year, next Tuesday, in May, on 31 May, by the end of the year.", anchor=anchor
    )


@pytest.mark.parametrize("anchor", [date.min, date.max])
def test_the_ends_of_the_calendar_do_not_break_it(anchor):
    words = "last week, next week, yesterday, tomorrow, in May, on Friday, last month, a century ago, over the weekend, at Easter"
    find_times(words, anchor=anchor)


def test_without_a_document_date_nothing_relative_gets_days():
    words = "last week, yesterday, on Friday, in May, two days ago, this summer, next year, last night, at Christmas, the past two years, now"
    found = find_times(words, anchor=None)
    assert len(found) >= 10
    assert [one.text for one in found if one.interval] == []
