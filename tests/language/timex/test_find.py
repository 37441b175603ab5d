"""What the grammar promises to its callers, beyond the examples of single rules."""

from datetime import date

import pytest

from dragoman.errors import RuleError
from dragoman.language.timex import find_times

THURSDAY = date(2022, 3, 31)


def days(text, *, anchor=THURSDAY, **more):
    """The days of each expression in ``text``, by its words."""
    found = find_times(text, anchor=anchor, **more)
    return {one.text: one.interval and (one.interval.start, one.interval.end) for one in found}


def test_the_given_tense_outranks_the_words_around():
    text = "The envoys will confer on Tuesday."
    assert days(text)["Tuesday"] == (date(2022, 4, 5), date(2022, 4, 5))
    assert days(text, tense_at=lambda _: "past")["Tuesday"] == (date(2022, 3, 29), date(2022, 3, 29))
    assert days(text, tense_at=lambda _: None)["Tuesday"] == (date(2022, 4, 5), date(2022, 4, 5))


def test_the_tense_is_asked_at_the_place_of_the_expression():
    text = "They met on Monday and reconvene on Tuesday."
    asked = []
    find_times(text, anchor=THURSDAY, tense_at=lambda place: asked.append(text[place:].split()[0]))
    assert set(asked) == {"Monday", "Tuesday."}


@pytest.mark.parametrize(
    ("sentence", "weekday"),
    [
        ("Delegates planned to leave Geneva on Saturday.", date(2022, 4, 2)),
        ("On Saturday they planned to leave Geneva.", date(2022, 3, 26)),
        ("On Saturday the emir will receive them.", date(2022, 4, 2)),
        ("The talks, which would resume soon, opened on Saturday.", date(2022, 3, 26)),
        ("A round is to be held on Saturday.", date(2022, 4, 2)),
        ("They could leave as early as Saturday.", date(2022, 4, 2)),
        ("Nothing was heard. Saturday", date(2022, 3, 26)),
    ],
)
def test_words_around_tell_past_from_future(sentence, weekday):
    assert days(sentence)["Saturday"] == (weekday, weekday)


def test_function_words_open_and_close_intervals():
    assert days("The siege has lasted since 2014.")["2014"] == (date(2014, 1, 1), None)
    assert days("The pause holds until April 10.")["April 10"] == (None, date(2022, 4, 10))
    assert days("They must answer by April 10.")["April 10"] == (THURSDAY, date(2022, 4, 10))
    assert days("By March 10 they had answered.", tense_at=lambda _: "past")["March 10"] == (None, date(2022, 3, 10))


def test_a_span_belongs_to_both_its_ends_but_a_new_date_is_no_span():
    assert set(days("He led it from 2004 to 2008.").values()) == {(date(2004, 1, 1), date(2008, 12, 31))}
    moved = days("The round was postponed from April 4 to April 7.")
    assert moved["April 4"] == (date(2022, 4, 4), date(2022, 4, 4))


def test_a_clock_takes_the_day_named_beside_it():
    found = find_times("It began at about 10:35 a.m. (0735 GMT) Friday, and ended on Sunday.", anchor=date(1998, 8, 8))
    assert [one.value for one in found] == ["1998-08-07T10:35", "1998-08-07T07:35", "1998-08-07", "1998-08-02"]


def test_the_day_somebody_spoke_is_not_what_the_next_day_counts_from():
    text = "The truce was signed on 4 May 2021, he said on Monday. The next day it broke."
    assert days(text)["The next day"] == (date(2021, 5, 5), date(2021, 5, 5))


def test_a_time_named_long_before_is_forgotten():
    text = "The truce was signed on 4 May 2021. " + "Many words followed it. " * 60 + "That day it broke."
    assert days(text)["That day"] is None


def test_a_year_named_once_holds_for_its_day():
    text = "They met on October 23, 1998. Nobody had expected the October 23 meeting."
    assert days(text, anchor=date(2000, 6, 1))["October 23"] == (date(1998, 10, 23), date(1998, 10, 23))


def test_capitals_and_hard_wrapped_lines_are_read():
    assert days("THEY MET IN SAN JOSE LAST\nWEEK, ON 12 JUNE 1989.") == {
        "LAST\nWEEK": (date(2022, 3, 21), date(2022, 3, 27)),
        "12 JUNE 1989": (date(1989, 6, 12), date(1989, 6, 12)),
    }


def test_an_unknown_language_is_refused():
    with pytest.raises(RuleError, match="known: en"):
        find_times("mardi", anchor=None, language="fr")
