"""Names as people type them: titles in any form, capitals, family name first, and who is meant then."""

from datetime import date

import pytest

from dragoman.actors import check_office
from dragoman.actors.batch import link_name, resolve
from dragoman.actors.splitting import split_name


@pytest.mark.parametrize(
    ("typed", "title", "name"),
    [
        ("Former French President Jacques Chirac", "Former French President", "Jacques Chirac"),
        ("Ex-Premier Romano Prodi", "Ex-Premier", "Romano Prodi"),
        ("Field Marshal Mohamed Tantawi", "Field Marshal", "Mohamed Tantawi"),
        ("President-elect Joe Biden", "President-elect", "Joe Biden"),
        ("Sir Nicholas Houghton", "Sir", "Nicholas Houghton"),
        ("Prince Bandar al-Faisal", "Prince", "Bandar al-Faisal"),
        ("Fischer, Joschka", "", "Joschka Fischer"),
        ("US PRESIDENT BARACK OBAMA", "US President", "Barack Obama"),
    ],
)
def test_title_and_name(kb, typed, title, name):
    parts = split_name(typed, kb)
    assert (parts.title, parts.name) == (title, name)


def test_a_capital_letter_makes_no_former_president_sitting(kb):
    day = date(2022, 5, 4)
    [finding] = check_office(link_name("Former French President Emmanuel Macron", day, kb), kb=kb, on=day)
    assert finding.kind == "wrong_former"


def test_a_title_that_was_cut_is_not_judged(kb):
    day = date(2012, 5, 4)
    assert not check_office(link_name("-Prime Minister of Britain Tony Blair", day, kb), kb=kb, on=day)


def test_kings_go_by_their_own_name_not_by_their_fathers(kb):
    row = resolve("King Abdullah", date(2009, 3, 2), kb, country="SAU")
    assert (row["id"], row["office_class"]) == ("Q57298", "head_of_state")


def test_an_exact_name_is_its_only_bearers_in_any_year(kb):
    row = resolve("Angela Merkel", date(1996, 3, 2), kb)
    assert (row["id"], row["office"]) == ("Q567", "")


def test_a_short_word_that_only_sounds_alike_is_nobody(kb):
    assert resolve("Bonn", date(2012, 3, 2), kb, country="DEU")["type"] == "place"


def test_an_unknown_person_takes_office_from_the_title_and_country_from_the_hint(kb):
    row = resolve("Deputy Foreign Minister Ola Nordmannsen", date(2019, 3, 2), kb, country="NOR")
    assert (row["id"], row["name"], row["country"], row["office"]) == (
        "", "Ola Nordmannsen", "NOR", "Deputy Foreign Minister",
    )  # fmt: skip
    assert row["office_class"] == "deputy_minister"


def test_an_officer_is_of_the_state_served_and_no_state_begins_before_its_founding(kb):
    assert resolve("Tarcisio Bertone", date(2010, 3, 2), kb)["country"] == "VAT"
    countries = [resolve("Salva Kiir", date(year, 12, 2), kb)["country"] for year in (2009, 2013)]
    assert countries == ["SDN", "SSD"]


def test_the_head_of_state_comes_before_other_offices_held_at_once(kb):
    assert resolve("Raul Castro", date(2011, 3, 2), kb)["office_class"] == "head_of_state"
