"""Whom pronouns and descriptions mean, over whole sentences."""

from datetime import date

import pytest
from tests.conftest import article_of

from dragoman.api import Reader
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import analyse_all


def _mentions(reader: Reader, text: str) -> tuple[Mention, ...]:
    [analysis] = analyse_all([article_of(text, on=date(2018, 5, 20))], reader.resources)
    return analysis.mentions


def _named(reader: Reader, text: str, word: str) -> set[str]:
    return {actor.name for mention in _mentions(reader, text) if mention.text == word for actor in mention.actors}


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        (  # the main clause's subject, not one of its object clause
            "Jay Carney said Edward Snowden was one reason, though Snowden was not the only one. He spoke on Friday.",
            "He",
            "Jay Carney",
        ),
        (  # one set beside the subject
            "Najib Mikati was asked about a truce. Israel's envoy, Danny Danon, was grateful for the effort. He left later.",
            "He",
            "Danny Danon",
        ),
        (  # nobody who is only spoken of in a quotation
            "\"Putin is wrong and Putin knows it,\" Boris Johnson said. He called for talks.",
            "He",
            "Boris Johnson",
        ),
        (  # "Ms" tells who "he" is not
            "Bill Pascrell wrote to Marina Gross. Ms Gross kept silent. Later he asked again.",
            "he",
            "Bill Pascrell",
        ),
        ("Sari Bashi works for an Israeli group. Jobs are few, she said.", "she", "Sari Bashi"),
        ("Ri Yong Ho landed in Hanoi. On Monday he met the hosts.", "he", "Ri Yong Ho"),
    ],
)  # fmt: skip
def test_a_pronoun_means(reader: Reader, text: str, word: str, name: str) -> None:
    assert _named(reader, text, word) == {name}


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        (  # whose it is stands beside it, though the talk is of others
            "Russia and the United States met. Russia left and the United States stayed. The Afghan government protested.",
            "Afghan",
            {"AFG"},
        ),
        ("North Korea fired a missile. South Korea protested against the North.", "North", {"PRK"}),
        ("South Korea and North Korea met. The South wanted more.", "South", {"KOR"}),
        ("Shinzo Abe saw Donald Trump in Florida. The two leaders dined.", "leaders", {"Shinzo Abe", "Donald Trump"}),
        (  # who says so is none of the two
            "Jimmy Carter met Anwar Sadat. Walter Mondale said the two leaders got on well.",
            "leaders",
            {"Jimmy Carter", "Anwar Sadat"},
        ),
        (  # nor is one of no such office, nor a second one of the same side
            "Vladimir Putin and Sergey Lavrov met Donald Trump. The two presidents shook hands.",
            "presidents",
            {"Vladimir Putin", "Donald Trump"},
        ),
        (  # nor one who says so after it
            "Vladimir Putin and Donald Trump shook hands. The two leaders would meet again, Dmitry Peskov said.",
            "leaders",
            {"Vladimir Putin", "Donald Trump"},
        ),
        ("Pakistan accused India of shelling. India was silent. The army shot back, it said.", "army", {"IND"}),
        ("Iran waited for the United States. The administration wanted a better deal.", "administration", {"USA"}),
        ("Leaders gathered. Russian leader Vladimir Putin arrived last.", "leader", {"Vladimir Putin"}),
        ("NATO met in Brussels. The alliance promised help.", "alliance", {"NATO"}),
    ],
)
def test_a_description_means(reader: Reader, text: str, word: str, names: set[str]) -> None:
    assert _named(reader, text, word) == names


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("North Korea fired a missile. It fell to the north of Japan.", "north"),
        ("Germany and France agreed. Ships sailed for the North Sea.", "North"),
        ("Iran and Russia signed. The administration of the port was moved.", "administration"),
        ("Iran and Israel exchanged fire. Analysts say they expect more.", "they"),
    ],
)
def test_words_that_mean_nobody_named_before(reader: Reader, text: str, word: str) -> None:
    assert _named(reader, text, word) == set()


def test_what_is_done_in_a_land_of_a_state_is_marked(reader: Reader) -> None:
    mentions = _mentions(reader, "Israel bombed targets in Gaza. The envoys met in Cairo.")
    told = {m.text: (m.country, m.region) for m in mentions if m.place}
    assert told == {"Gaza": ("PSE", True), "Cairo": ("EGY", False)}
