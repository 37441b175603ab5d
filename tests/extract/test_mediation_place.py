"""What a text notes of each place that may be a mediation's, on own sentences about public events."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from dragoman.extract.geography import load_geography
from dragoman.extract.lexicon import load_lexicon
from dragoman.extract.mediation import MediationReader
from dragoman.extract.mediation_seats import is_assembly_week
from dragoman.extract.mediation_words import load_mediation_words
from dragoman.language.pipeline import Resources, analyse
from tests.conftest import article_of

Noted = Mapping[str, Mapping[str, float]]
Note = Callable[..., Noted]


@pytest.fixture(scope="module")
def note(resources: Resources) -> Note:
    """Notes the features of each place in a text."""
    reader = MediationReader(resources, load_lexicon(), load_mediation_words(), load_geography())

    def noted(text: str, on: date = date(2024, 5, 11)) -> Noted:
        return {one.name: one.features for one in reader.venues(analyse(article_of(text, on=on), resources))}

    return noted


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The Security Council discussed the fighting in Sudan.", "acts"),
        ("Norway's envoy briefed the Security Council on Sudan.", "is briefed"),
        ("Norway's envoy spoke before the Security Council about Sudan.", "is briefed"),
        ("A meeting of the Security Council on Sudan ended late.", "meets"),
        ("Norway's envoy spoke to ministers on the sidelines of the General Assembly.", "is a scene"),
        ("Norway's envoy met Sudan's minister at the United Nations.", "is a scene"),
        ("Sudan rejected Security Council resolution 2724.", "has papers"),
        ("Malta, a member of the Security Council, spoke of Sudan.", "has papers"),
        ("Sudan called on the Security Council to act.", "is named"),
    ],
)
def test_what_a_body_does_tells_whether_it_meets(note: Note, text: str, role: str) -> None:
    assert f"seat that {role}" in note(text)["New York"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Council members heard Norway's envoy on Sudan.", True),
        ("The Council heard Norway's envoy on Sudan.", True),
        ("The Shura Council heard Norway's envoy on Sudan.", False),
        ("The Council of Ministers heard Norway's envoy on Sudan.", False),
        ("The African Union's Peace and Security Council heard Norway's envoy on Sudan.", False),
    ],
)
def test_a_bare_council_is_the_security_council(note: Note, text: str, *, meant: bool) -> None:
    assert ("New York" in note(text)) == meant


@pytest.mark.parametrize(
    ("day", "within"),
    [
        (date(2023, 9, 19), True),
        (date(2024, 9, 24), True),
        (date(2024, 10, 1), True),
        (date(2024, 9, 10), False),
        (date(2024, 10, 5), False),
    ],
)
def test_the_weeks_of_the_general_debate(day: date, *, within: bool) -> None:
    assert is_assembly_week(day) == within


def test_ministers_are_in_new_york_during_the_general_debate(note: Note) -> None:
    text = "Ireland's foreign minister met the UN envoy to discuss the war in Gaza."
    assert "seat in the Assembly's week" in note(text, on=date(2024, 9, 25))["New York"]
    assert "New York" not in note(text)
    unsaid = "Ireland's foreign minister met the Palestinian president to discuss the war in Gaza."
    assert "New York" not in note(unsaid, on=date(2024, 9, 25))


def test_an_agreement_bears_a_name_and_no_meeting(note: Note) -> None:
    assert "Juba" not in note("Sudan's parties asked for changes to the Juba Peace Agreement.")
    assert "city" in note("Sudan's parties signed an agreement in Juba.")["Juba"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("IGAD leaders met in Djibouti to discuss Sudan.", "Djibouti", "city"),
        ("Djibouti's president spoke of Sudan.", "Djibouti", "state"),
        ("Gulf ministers met in Kuwait to discuss Gaza.", "Kuwait City", "city"),
        ("Sudan's minister met officials at the Pentagon.", "Washington", "city"),
        ("Norway's envoy landed at Cairo International Airport for talks on Gaza.", "Cairo", "city"),
        ("Norway's foreign minister spoke at the Munich Security Conference about Gaza.", "Munich", "city"),
        ("Leaders of Hamas and Fatah met in El Alamein to discuss Gaza.", "El Alamein", "city"),
        ("VATICAN CITY: Norway's envoy spoke of Gaza.", "Holy See", "city"),
    ],
)
def test_what_place_is_meant(note: Note, text: str, name: str, kind: str) -> None:
    assert kind in note(text)[name]


@pytest.mark.parametrize("name", ["Cairo International Airport", "UNIFIL Headquarters"])
def test_a_building_is_no_town(note: Note, name: str) -> None:
    assert name not in note(f"Norway's envoy visited {name} for talks on Lebanon.")


def test_a_state_that_only_tells_where_a_city_lies(note: Note) -> None:
    noted = note("The committee met in Naqoura, southern Lebanon.")
    assert "Naqoura" in noted
    assert "Lebanon" not in noted
    assert "state" in note("The committee met in Naqoura and spoke of Lebanon.")["Lebanon"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kenya's president arrived in the Sudanese capital, Khartoum to mediate between the parties.", "Khartoum"),
        ("The envoy toured regional capitals, including Riyadh and Cairo.", "Riyadh"),
        ("The envoy toured regional capitals, including Riyadh and Cairo.", "Cairo"),
        ("Norway's envoy met senior officials in Riyadh to discuss Sudan.", "Riyadh"),
        ("On the Paris conference's sidelines the envoy spoke of Sudan.", "Paris"),
        ("Sudan's minister spoke after a meeting with Foreign Minister HE Badr Abdelatty in Cairo.", "Cairo"),
    ],
)
def test_names_that_the_grammar_leads_to(note: Note, text: str, name: str) -> None:
    assert note(text)[name]["city led to"] == 1


@pytest.mark.parametrize(
    ("text", "filed"),
    [
        ("ANKARA Norway's envoy spoke of the war in Gaza.", True),
        ("Norway's envoy flew to ANKARA to speak of the war in Gaza.", False),
    ],
)
def test_a_dateline_may_stand_without_a_dash(note: Note, text: str, *, filed: bool) -> None:
    assert ("city of a dateline" in note(text)["Ankara"]) == filed


def test_a_host_named_after_by(note: Note) -> None:
    assert note("The talks on Sudan are hosted by Chad.")["Chad"]["state led to"] == 1
    assert "state led to" not in note("The talks on Sudan are watched by Chad.")["Chad"]


@pytest.mark.parametrize(
    ("text", "capital", "rules"),
    [
        ("The Emir of Qatar held talks with Sudan's army chief.", "Doha", True),
        ("The Kenyan president held talks with Sudan's army chief.", "Nairobi", True),
        ("The Lebanese prime minister held talks with Norway's envoy.", "Beirut", True),
        ("King Abdullah of Jordan held talks with Norway's envoy.", "Amman", True),
        ("The Kenyan vice president held talks with Sudan's army chief.", "Nairobi", False),
        ("The Kenyan foreign minister held talks with Sudan's army chief.", "Nairobi", False),
    ],
)
def test_a_ruler_may_stay_unnamed(note: Note, text: str, capital: str, *, rules: bool) -> None:
    assert ("home of a ruler" in note(text)[capital]) == rules


@pytest.mark.parametrize(
    ("text", "spoke"),
    [
        ("Kenya called for an end to the war in Sudan.", False),
        ("Kenya called on Sudan's parties to stop.", False),
        ("Kenya's president called Sudan's army chief.", True),
        ("Kenya's president spoke with Sudan's army chief.", True),
    ],
)
def test_demands_are_no_conversation(note: Note, text: str, *, spoke: bool) -> None:
    assert ("conversation" in note(text)["Nairobi"]) == spoke


def test_who_hosts_may_do_so_beside_the_capital(note: Note) -> None:
    noted = note("Saudi Arabia will host talks on Sudan in Jeddah, and Egypt's envoy will fly there from Alexandria.")
    assert "city of a host" in noted["Jeddah"]
    assert "city of a host" not in noted.get("Alexandria", {})
