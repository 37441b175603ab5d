from datetime import date

import pytest

from dragoman.actors import check_office

from .conftest import named


def kinds(kb, link, name, title, on):
    (linked,) = link(on, named(name, title=title))
    return [finding.kind for finding in check_office(linked, kb=kb, on=on)]


@pytest.mark.parametrize(
    ("title", "name", "on", "expected"),
    [
        ("former US President", "Donald Trump", date(2025, 5, 15), ["wrong_former"]),
        ("former US President", "Donald Trump", date(2023, 5, 15), []),
        ("former US President", "Donald Trump", date(2027, 5, 15), []),
        ("US President", "Donald Trump", date(2025, 5, 15), []),
        ("former Israeli Prime Minister", "Benjamin Netanyahu", date(2023, 12, 15), ["wrong_former"]),
        ("former Israeli Prime Minister", "Benjamin Netanyahu", date(2022, 1, 15), []),
        ("former Russian President", "Dmitry Medvedev", date(2010, 1, 15), ["wrong_former"]),
        ("former Russian President", "Dmitry Medvedev", date(2023, 1, 15), []),
        ("former Vice President", "Joe Biden", date(2023, 1, 15), []),
        ("former Chancellor", "Rishi Sunak", date(2022, 12, 15), []),
        ("US President", "Joe Biden", date(2025, 5, 15), ["wrong_office"]),
        ("US President", "Joe Biden", date(2025, 2, 1), []),
        ("President", "Bill Clinton", date(2012, 8, 7), []),
        ("-Prime Minister", "Tony Blair", date(2016, 7, 14), []),
        ("German Chancellor", "Angela Merkel", date(2022, 6, 15), ["wrong_office"]),
        ("German Chancellor", "Angela Merkel", date(2019, 6, 15), []),
        ("then-President", "Barack Obama", date(2018, 6, 15), []),
        ("Russian Foreign Minister", "Dmytro Kuleba", date(2023, 5, 15), ["wrong_country"]),
        ("Ukrainian Foreign Minister", "Dmytro Kuleba", date(2023, 5, 15), []),
        ("", "Donald Trump", date(2025, 5, 15), []),
    ],
)
def test_only_what_a_tenure_proves_is_flagged(kb, link, title, name, on, expected):
    assert kinds(kb, link, name, title, on) == expected


def test_the_basis_names_the_tenure(kb, link):
    on = date(2025, 5, 15)
    (linked,) = link(on, named("Donald Trump", title="former US President"))
    (finding,) = check_office(linked, kb=kb, on=on)
    assert "2025-01-20" in finding.basis
    assert "last confirmed" in finding.basis
    assert "Donald Trump" in finding.problem


def test_without_a_date_nothing_is_flagged(kb, link):
    (linked,) = link(None, named("Donald Trump", title="former US President"))
    assert check_office(linked, kb=kb, on=None) == ()


def test_someone_unknown_is_never_flagged(kb, link):
    on = date(2025, 5, 15)
    (linked,) = link(on, named("Ivan Petrenkov", title="former Russian President"))
    assert check_office(linked, kb=kb, on=on) == ()
