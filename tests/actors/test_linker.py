from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors import RawMention, link_document

from .conftest import named

MAY_2025 = date(2025, 5, 15)


def test_a_headline_family_name_is_the_person_named_in_full_below(link):
    headline, body = link(
        MAY_2025, named("Zelenskiy", field="title"), named("Volodymyr Zelensky", title="Ukrainian President")
    )
    assert headline.actor.id == body.actor.id == "Q3874799"
    assert (body.actor.party, body.actor.plover, body.actor.cameo) == ("UKR", "UKR GOV", "UKRGOV")
    assert body.actor.office == "Ukrainian President"
    assert body.actor.office_status == "sitting"


def test_a_famous_name_that_the_recogniser_took_for_a_firm_is_the_person(link):
    assert [m.actor.id for m in link(MAY_2025, named("Trump", "ORG"))] == ["Q22686"]


def test_an_unknown_person_keeps_name_office_and_country(link):
    (linked,) = link(MAY_2025, named("Ivan Petrenkov", title="Russian Deputy Energy Minister"))
    actor = linked.actor
    assert (actor.name, actor.id, actor.office, actor.country, actor.party) == (
        "Ivan Petrenkov", None, "Russian Deputy Energy Minister", "RUS", "RUS",
    )  # fmt: skip
    assert actor.plover == "RUS GOV"


def test_an_unknown_aide_belongs_to_the_side_of_his_master(link):
    _, aide = link(MAY_2025, named("Vladimir Putin"), named("Oleg Nikitovsky", title="Putin's aide"))
    assert (aide.actor.id, aide.actor.country) == (None, "RUS")


@pytest.mark.parametrize(
    ("text", "place", "actor", "country"),
    [
        ("Ankara", False, "TUR", "TUR"),
        ("Ankara", True, None, "TUR"),
        ("Istanbul", True, None, "TUR"),
        ("Kremlin", False, "RUS", "RUS"),
    ],
)
def test_a_capital_acts_or_is_a_place_by_grammar(link, text, place, actor, country):
    (linked,) = link(MAY_2025, named(text, "GPE", place=place))
    assert (linked.actor and linked.actor.name) == actor
    assert linked.is_place is place
    assert linked.country == country


def test_a_venue_is_never_a_party(link):
    (linked,) = link(MAY_2025, named("Camp David", "FAC"))
    assert linked.is_place
    assert linked.actor is None


@pytest.mark.parametrize(
    ("text", "label", "name", "plover"),
    [
        ("AU", "ORG", "AU", "IGO"),
        ("Hamas", "ORG", "Hamas", "PSE REB"),
        ("Russian Defense Ministry", "ORG", "RUS", "RUS GOV"),
        ("US officials", "NORP", "USA", "USA GOV"),
        ("Israeli soldiers", "NORP", "ISR", "ISR MIL"),
        ("Palestinians", "NORP", "PSE", "PSE"),
        ("Obama administration", "ORG", "USA", "USA GOV"),
        ("the Macron government", "ORG", "FRA", "FRA GOV"),
    ],
)
def test_bodies_and_peoples(link, text, label, name, plover):
    (linked,) = link(date(2019, 3, 1), named(text, label))
    assert (linked.actor.name, linked.actor.plover) == (name, plover)


def test_country_words_choose_among_bearers_of_one_name(link):
    (ivan,) = link(date(2007, 3, 1), named("Ivanov", title="Russian Defence Minister"))
    assert ivan.actor.name == "Sergei Ivanov"


def test_the_document_country_chooses_among_bearers_of_a_family_name(link):
    _, kim = link(date(2018, 6, 1), named("North Korea", "GPE"), named("Kim"))
    assert (kim.actor.party, kim.actor.office_held is not None) == ("PRK", True)


def test_a_description_means_who_held_the_office_on_the_day(link):
    (linked,) = link(date(2012, 5, 1), named("the Turkish foreign minister", ""))
    assert linked.actor.name == "Ahmet Davutoglu"


def test_the_two_leaders_are_the_rulers_of_the_document(link):
    *_, both = link(MAY_2025, named("Vladimir Putin"), named("Volodymyr Zelenskyy"), named("the two leaders", ""))
    assert both.actor is None
    assert {c.party for c in both.candidates} == {"RUS", "UKR"}


def test_a_pronoun_is_the_person_named_last(link):
    *_, he = link(MAY_2025, named("Marco Rubio"), named("Sergei Lavrov"), named("he", ""))
    assert he.actor.party == "RUS"


def test_a_typing_error_does_not_cross_the_countries_named(link):
    _, near = link(MAY_2025, named("Russia", "GPE"), named("Sergei Lavrvo"))
    assert near.actor.id == "Q58217"
    _, far = link(MAY_2025, named("Japan", "GPE"), named("Sergei Lavrvo"))
    assert far.actor.id is None


def test_a_former_president_who_mediates_keeps_both_offices(link):
    (annan,) = link(date(2012, 6, 1), named("Kofi Annan", title="UN envoy"))
    assert annan.actor.party == "UN"


def test_a_given_name_alone_names_nobody_known(link):
    _, bill = link(date(2019, 5, 1), named("United States", "GPE"), named("Bill"))
    assert bill.actor.id is None


def test_a_longer_name_that_ends_otherwise_is_someone_else(link):
    (linked,) = link(date(2019, 12, 8), named("Mohammed Saeed Alshamrani"))
    assert linked.actor.id is None


def test_a_former_ruler_on_a_mission_is_his_countrys_unless_the_mission_is_told(link):
    (envoy,) = link(date(2009, 3, 1), named("Tony Blair", title="Quartet envoy"))
    (former,) = link(date(2009, 3, 1), named("Tony Blair", title="former British Prime Minister"))
    assert (envoy.actor.party, former.actor.party) == ("Quartet", "GBR")


def test_a_family_name_that_stands_first_is_known_without_a_country_and_stays_whose_it_was(link):
    kim, alone, envoy, again = link(date(2018, 5, 27), "Kim Jong-un", "Kim", "Sung Kim", "Kim")
    assert alone.actor.name == again.actor.name == kim.actor.name == "Kim Jong Un"
    assert envoy.actor.name == "Sung Kim"


def test_dated_offices_change_the_side(link):
    (then,) = link(date(2015, 3, 1), named("Mark Rutte"))
    (now,) = link(date(2025, 3, 1), named("Mark Rutte"))
    assert (then.actor.party, now.actor.party) == ("NLD", "NATO")


def test_without_a_date_no_office_is_claimed(link):
    (linked,) = link(None, named("Angela Merkel", title="German Chancellor"))
    assert linked.actor.id == "Q567"
    assert linked.actor.office_held is None
    assert linked.actor.office_status is None


mention = st.builds(
    RawMention,
    field=st.sampled_from(["title", "text"]),
    start=st.integers(0, 5000),
    end=st.integers(0, 5000),
    text=st.one_of(
        st.text(max_size=30), st.sampled_from(["Putin", "he", "the two leaders", "Georgia", "", "Kim", "\ud800"])
    ),
    label=st.sampled_from(["", "PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"]),
    title=st.one_of(st.text(max_size=30), st.just("former US President")),
    apposition=st.text(max_size=30),
    place=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(mention, max_size=8), st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 1, 1))))
def test_linking_never_raises_and_keeps_order(kb, mentions, on):
    linked = link_document(mentions, kb=kb, date=on)
    assert [m.mention for m in linked] == mentions
    for one in linked:
        assert not (one.is_place and one.actor)
        assert all(0 <= c.score <= 1 for c in one.candidates)
