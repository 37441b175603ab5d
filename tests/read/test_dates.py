"""Document dates: what is believed, in which order, and what is left open."""

from datetime import date

import pytest

from dragoman.read.dateline import first_line_dates, is_dateline
from dragoman.read.dating import DateEvidence, date_document, url_stamp
from dragoman.read.stamps import first_stamp
from dragoman.read.told import latest_told

TODAY = date(2026, 11, 25)


def dated(text="", **evidence):
    return date_document(DateEvidence(text=text, **evidence), today=TODAY)


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("2025-05-15T10:00:00+03:00", date(2025, 5, 15), date(2025, 5, 15)),
        ("Wed, 14 May 2025 23:10:00 GMT", date(2025, 5, 14), date(2025, 5, 14)),
        ("May 15th, 2025", date(2025, 5, 15), date(2025, 5, 15)),
        ("Sept. 5, 2014", date(2014, 9, 5), date(2014, 9, 5)),
        ("24 NOV 89", date(1989, 11, 24), date(1989, 11, 24)),
        ("3-MAR-1987 09:21:02.67", date(1987, 3, 3), date(1987, 3, 3)),
        ("20200229", date(2020, 2, 29), date(2020, 2, 29)),
        ("February 2020", date(2020, 2, 1), date(2020, 2, 29)),
        ("2018-12", date(2018, 12, 1), date(2018, 12, 31)),
        ("1996", date(1996, 1, 1), date(1996, 12, 31)),
    ],
)
def test_a_printed_date_is_read_as_far_as_it_says(printed, first, last):
    stamp = first_stamp(printed, today=TODAY)
    assert (stamp.first, stamp.last) == (first, last)
    assert printed[stamp.start : stamp.end] == stamp.text


def test_a_numeric_date_of_two_readings_is_the_range_of_both():
    stamp = first_stamp("04/03/1998 21:41:00", today=TODAY)
    assert (stamp.first, stamp.last, stamp.exact) == (date(1998, 3, 4), date(1998, 4, 3), None)


@pytest.mark.parametrize(
    "printed", ["31 February 2020", "6 YEARS AGO", "13:45", "", "May", "1899-05-01", "2026-11-27", "99/99/2020"]
)
def test_impossible_and_lying_dates_are_no_dates(printed):
    assert first_stamp(printed, today=TODAY) is None


@pytest.mark.parametrize(
    ("url", "first", "last"),
    [
        ("https://a.example/2019/jan/03/talks", date(2019, 1, 3), date(2019, 1, 3)),
        ("https://a.example/world/2025/05/14/talks", date(2025, 5, 14), date(2025, 5, 14)),
        ("https://a.example/news/2018/12/talks-open", date(2018, 12, 1), date(2018, 12, 31)),
        ("https://a.example/2025-05-14-talks", date(2025, 5, 14), date(2025, 5, 14)),
        ("https://a.example/20250514/talks", date(2025, 5, 14), date(2025, 5, 14)),
    ],
)
def test_an_address_tells_its_day_or_month(url, first, last):
    stamp = url_stamp(url, today=TODAY)
    assert (stamp.first, stamp.last) == (first, last)


@pytest.mark.parametrize(
    "url",
    [None, "", "https://a.example/2019/45/99/x", "https://a.example/story/20191", "https://a.example/2031/05/01/x"],
)
def test_an_address_without_a_believable_date_tells_none(url):
    assert url_stamp(url, today=TODAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ISTANBUL, May 15, 2025 (Reuters) - Delegations gathered at the palace.", date(2025, 5, 15)),
        ("WASHINGTON — Jan. 3, 2021\n\nThe envoy flew home.", date(2021, 1, 3)),
        ("SAN JOSE (COSTA RICA), 16 NOV 89 (AGENCY-X) -- [TEXT] THE DIALOGUE ENDED.", date(1989, 11, 16)),
        ("Ann Example\nAL-AIN , United Arab Emirates 1996-12-06\nMinisters met.", date(1996, 12, 6)),
        ("Geneva, Friday, 30 June 2012 – Ministers agreed on a text.", date(2012, 6, 30)),
    ],
)
def test_a_dateline_tells_the_day(text, day):
    found = dated(text)
    assert (found.best, found.basis) == (day, "dateline")
    assert found.text in text


@pytest.mark.parametrize(
    "text",
    [
        "Delegates who came to Geneva on June 12, 2012 - the first such day - left again.",
        "The world watched on 12 March 2022 as the column stopped.",
        "Mr Kim walked across the line at Panmunjom. April 27, 2018 was a bright day, he said.",
    ],
)
def test_a_date_inside_a_sentence_is_no_document_date(text):
    assert dated(text).best is None
    assert not is_dateline(text)
    assert not list(first_line_dates(text, today=TODAY))


def test_a_line_that_is_only_a_stamp_tells_the_day():
    found = dated("Thursday, January 24, 2019 \n\nA bomb went off on Monday.")
    assert (found.best, found.basis) == (date(2019, 1, 24), "text")


def test_a_stamp_deep_in_the_text_is_not_the_document_date():
    assert dated("One line.\n" * 9 + "Thursday, January 24, 2019\n").best is None


def test_a_stamp_of_the_last_change_is_a_bound_and_not_the_date():
    found = dated("Last Updated Feb 10, 2016 11:03 AM EST\n\nThe talks went on.")
    assert (found.best, found.latest) == (None, date(2016, 2, 10))


def test_the_order_of_trust():
    evidence = DateEvidence(
        published=(("json_ld", "2025-05-14"), ("meta", "2025-05-13")),
        url="https://a.example/2025/05/12/x",
        text="ISTANBUL, May 11, 2025 (Agency) - Talks.\n",
    )
    assert date_document(evidence, given=date(2020, 1, 1), today=TODAY).basis == "given"
    assert date_document(evidence, today=TODAY).basis == "json_ld"
    assert dated(evidence.text, published=evidence.published[1:], url=evidence.url).basis == "meta"
    assert dated(evidence.text, url=evidence.url).basis == "url"
    assert dated(evidence.text).basis == "dateline"


@pytest.mark.parametrize("lie", ["2031-01-01", "1899-12-31", "0000-00-00", "2026-11-27"])
def test_a_lying_date_is_passed_over_for_the_next_evidence(lie):
    found = dated(published=(("json_ld", lie), ("meta", "2022-11-02")))
    assert (found.best, found.basis) == (date(2022, 11, 2), "meta")


def test_tomorrow_is_believed_because_time_zones_differ():
    assert dated(published=(("meta", "2026-11-26"),)).best == date(2026, 11, 26)


def test_a_dateline_without_year_stays_open():
    found = dated("ISTANBUL, May 15 (Agency) - Delegations gathered.")
    assert (found.best, found.earliest, found.latest, found.basis) == (None, None, None, "dateline")


def test_a_dateline_without_year_is_fixed_by_the_month_of_the_address():
    found = dated("ISTANBUL, May 15 (Agency) - Delegations gathered.", url="https://a.example/2025/05/talks")
    assert (found.best, found.basis) == (date(2025, 5, 15), "dateline")


def test_a_dateline_without_year_is_fixed_when_what_is_told_leaves_one_year():
    text = "ISTANBUL, May 15 (Agency) - Delegations gathered.\n\nThe last round was held on 3 February 2026."
    assert dated(text).best == date(2026, 5, 15)


def test_a_dateline_without_year_keeps_every_year_that_is_left():
    text = "ISTANBUL, May 15 (Agency) - Delegations gathered.\n\nThe last round was held on 3 February 2024."
    found = dated(text)
    assert (found.best, found.earliest, found.latest) == (None, date(2024, 5, 15), date(2026, 5, 15))


def test_a_past_date_in_the_body_is_only_the_earliest_bound():
    found = dated("The envoys met again. Talks had begun on 28 February 2022 near the border.")
    assert (found.best, found.earliest, found.latest, found.basis) == (None, date(2022, 2, 28), None, "text")


@pytest.mark.parametrize(
    "text",
    [
        "The truce was to hold until 1 March 2024, the text said.",
        "They said a vote would be held on 5 May 2025.",
        "Talks resume on 4 June 2025.",
        "If the deal signed on 3 March 2024 holds, aid follows.",
    ],
)
def test_a_planned_or_supposed_date_is_no_bound(text):
    assert latest_told(text, today=TODAY) is None


def test_nothing_told_is_said_to_be_unknown():
    found = dated("The envoys met on Wednesday.")
    assert (found.best, found.earliest, found.latest, found.basis, found.text) == (None, None, None, "unknown", "")


def test_bounds_of_a_month_stay_bounds():
    found = dated(url="https://a.example/2018/12/talks")
    assert (found.best, found.earliest, found.latest, found.basis) == (
        None,
        date(2018, 12, 1),
        date(2018, 12, 31),
        "url",
    )
