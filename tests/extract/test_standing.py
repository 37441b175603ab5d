"""Where a meeting stands by the words that tell of it."""

import pytest

from dragoman.extract.lexicon import load_lexicon
from dragoman.extract.occasions import occasions
from dragoman.language.pipeline import Resources
from tests.conftest import layer_of


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Iran and the United States are in talks over the release of prisoners.", "under_way"),
        ("Iran and the United States made progress in negotiations over prisoners.", "under_way"),
        ("Talks between Iran and the United States have begun.", "under_way"),
        ("Talks between Iran and the United States are being held in Muscat.", "under_way"),
        ("Sergey Lavrov arrived in Tehran for talks with Abbas Araghchi.", "under_way"),
        ("Sergey Lavrov flew to Tehran to meet Abbas Araghchi.", "held"),
        ("Sergey Lavrov will fly to Tehran to meet Abbas Araghchi.", "scheduled"),
        ("Sergey Lavrov wants to meet Abbas Araghchi.", "proposed"),
        ("Sergey Lavrov agreed to meet Abbas Araghchi.", "scheduled"),
        ("Talks between Iran and the United States began in Muscat in 2013.", "held"),
        ("The talks between Iran and the United States are under way in Muscat.", "under_way"),
        ("Sergey Lavrov arrived on an official visit for talks with Abbas Araghchi.", "under_way"),
        ("Emmanuel Macron is in Beijing for talks with Xi Jinping.", "under_way"),
        ("Emmanuel Macron was in Beijing to meet Xi Jinping.", "held"),
        ("Beijing repeated its pleas for talks between China and Vietnam.", "proposed"),
        ("Germany wanted Britain to start negotiations with the European Union.", "proposed"),
        ("The failed summit between Kim Jong Un and Donald Trump weighed on markets.", "collapsed"),
        ("The breakdown of the negotiations between Iran and the United States surprised Muscat.", "collapsed"),
        ("The results of the negotiations between Iran and the United States surprised Muscat.", "held"),
        ("North Korea broke off talks with the United States.", "collapsed"),
    ],
)
def test_the_standing_is_told_by_the_verb(resources: Resources, text: str, status: str) -> None:
    layer = layer_of(text, resources)
    assert [o.status for o in occasions(layer, load_lexicon())][:1] == [status]


def test_who_makes_a_visit_takes_part(resources: Resources) -> None:
    text = "Xi Jinping made a state visit to Russia."
    layer = layer_of(text, resources)
    (visit,) = occasions(layer, load_lexicon())
    assert {a.party for m in visit.participants for a in m.actors} == {"CHN", "RUS"}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("A visit by Barack Obama to Cuba came in March.", {"USA", "CUB"}),
        ("Rex Tillerson made his remarks in a visit to South Korea.", {"USA", "KOR"}),
        ("In a phone call on Wednesday, Emmanuel Macron told Masoud Pezeshkian that he was worried.", {"FRA", "IRN"}),
        ("Negotiations are under way between Israel and Hamas.", {"ISR", "Hamas"}),
        ("Narendra Modi will travel to Ukraine in August.", {"IND", "UKR"}),
        ("Mike Pence arrived in Jerusalem on Sunday.", {"USA", "ISR"}),
        ("Mike Pence flew to Kiev on Sunday.", {"USA", "UKR"}),
    ],
)
def test_who_travels_calls_or_resumes_takes_part(resources: Resources, text: str, parties: set[str]) -> None:
    layer = layer_of(text, resources)
    (occasion,) = occasions(layer, load_lexicon())
    assert {a.party for m in occasion.participants for a in m.actors} == parties


@pytest.mark.parametrize(
    "text",
    [
        "Mike Pence flew to Chicago on Sunday.",
        "The money went to Ukraine in August.",
        "Mike Pence flew to Geneva on Sunday.",
    ],
)
def test_a_journey_at_home_of_things_or_to_a_venue_is_no_occasion(resources: Resources, text: str) -> None:
    layer = layer_of(text, resources)
    assert occasions(layer, load_lexicon()) == []
