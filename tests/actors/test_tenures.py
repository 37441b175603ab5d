from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from dragoman.actors.dates import first_day, last_day
from dragoman.actors.entities import Person, Tenure
from dragoman.actors.merging import corrected, merge_tenures
from dragoman.actors.tenures import covers, sitting_in


def tenure(start="2017-01-20", end="", confirmed="", basis="", office="President", kind="head_of_state"):
    return Tenure(
        office=office, office_class=kind, country="USA", party="USA", start=start, end=end, last_confirmed=confirmed,
        end_basis=basis, source="test",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "on", "expected"),
    [
        (tenure(end="2021-01-20"), date(2020, 1, 1), True),
        (tenure(end="2021-01-20"), date(2022, 1, 1), False),
        (tenure(end="2021-01-20"), date(2016, 1, 1), False),
        (tenure(confirmed="2025-01-31"), date(2024, 1, 1), True),
        (tenure(confirmed="2025-01-31"), date(2025, 2, 1), None),
        (tenure(confirmed="2022-08", basis="unended"), date(2021, 1, 1), None),
        (tenure(end="2021-01-20", basis="observed"), date(2021, 3, 1), None),
        (tenure(end="2021-01-20", basis="observed"), date(2021, 6, 1), False),
        (tenure(end="2021"), date(2021, 6, 1), None),
        (tenure(start="2017", end="2021"), date(2017, 6, 1), None),
        (tenure(start=""), date(2017, 6, 1), None),
    ],
)
def test_a_tenure_covers_a_day_only_on_proof(row, on, expected):
    assert covers(row, on) is expected


def test_between_two_holdings_the_office_is_not_held():
    person = Person(
        id="Q1", name="A B", tenures=(tenure(end="2021-01-20"), tenure(start="2025-01-20", confirmed="2026-01-22"))
    )
    assert sitting_in(person, ["head_of_state"], date(2023, 5, 15)).status == "not_sitting"
    proven = sitting_in(person, ["head_of_state"], date(2025, 5, 15))
    assert proven.status == "sitting"
    assert "2025-01-20" in proven.basis
    assert sitting_in(person, ["head_of_state"], date(2027, 1, 1)).status == "unknown"


def test_an_office_that_nobody_recorded_is_unknown(kb):
    assert kb.sitting("Q7747", "io_head", date(2020, 1, 1)).status == "unknown"
    assert kb.sitting("Q0", "io_head", date(2020, 1, 1)).status == "unknown"
    assert kb.sitting("Q7747", "head_of_state", date(2020, 1, 1)).status == "sitting"


def test_overlapping_rows_of_one_office_are_one():
    spurious = tenure("2023-10-11", "2023-11-27", basis="observed", office="Prime Minister", kind="head_of_government")
    real = tenure("2022-12-29", confirmed="2026-01-22", office="Prime Minister", kind="head_of_government")
    assert merge_tenures([spurious, real]) == (real,)


def test_two_holdings_stay_two():
    first, second = tenure(end="2021-01-20", basis="wikidata"), tenure("2025-01-20", confirmed="2025-01-31")
    assert merge_tenures([second, first]) == (first, second)


def test_a_later_source_raises_the_last_confirmation():
    merged = merge_tenures([tenure("2025-01-20", confirmed="2025-01-31"), tenure("2025-01-20", confirmed="2026-01-22")])
    assert [row.last_confirmed for row in merged] == ["2026-01-22"]


def test_every_open_row_says_when_it_was_last_confirmed(kb):
    rows = [(p.id, t) for p in kb.people for t in p.tenures if not t.end]
    assert len(rows) > 5000
    assert [key for key, row in rows if first_day(row.last_confirmed) is None] == []


def test_no_person_holds_one_office_twice_at_a_time(kb):
    for person in kb.people:
        rulers = [
            t for t in person.tenures if t.office_class == "head_of_state" and len(t.start) == 10 and len(t.end) == 10
        ]
        for left, right in pairwise(rulers):
            assert left.country != right.country or left.end <= right.start, person


@pytest.mark.parametrize(
    ("text", "days"), [("2021", ("2021-01-01", "2021-12-31")), ("2020-02", ("2020-02-01", "2020-02-29"))]
)
def test_partial_dates_span_their_days(text, days):
    assert (first_day(text).isoformat(), last_day(text).isoformat()) == days


@pytest.mark.parametrize("text", ["", "soon", "2021-13", "2021-02-30", "0000", "t123"])
def test_no_date_is_none(text):
    assert first_day(text) is None


def test_a_deputys_row_unmakes_a_table_that_calls_him_minister():
    deputy = Tenure(
        office="Foreign Secretary", office_class="deputy_minister", country="X", start="2015-01", end="2018-01"
    )
    row = Tenure(office="Minister", office_class="foreign_minister", country="X", start="2015-01-29", end="2018-01-28")
    assert list(corrected([row], [deputy])) == []


def test_one_office_does_not_lend_its_start_to_another():
    prince = Tenure(office="Crown Prince", office_class="royal", country="X", start="2017-06-21")
    premier = Tenure(office="Prime Minister", office_class="head_of_government", country="X", start="2022-09-27")
    [row] = corrected([replace(premier, start="2017-06-21")], [prince, premier])
    assert row.start == "2022-09-27"
