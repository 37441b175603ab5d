"""Where a meeting stands by the words that tell of it."""

import pytest

from dragoman.config import Config
from dragoman.extract.lexicon import load_lexicon
from dragoman.extract.occasions import occasions
from dragoman.language.pipeline import Resources, analyse, load_resources
from dragoman.model import Article


@pytest.fixture(scope="module")
def resources() -> Resources:
    return load_resources(Config(heads=False))


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
    ],
)
def test_the_standing_is_told_by_the_verb(resources: Resources, text: str, status: str) -> None:
    layer = analyse(Article(id="a", title="", text=text), resources).layer("text")
    assert [o.status for o in occasions(layer, load_lexicon())][:1] == [status]


def test_who_makes_a_visit_takes_part(resources: Resources) -> None:
    text = "Xi Jinping made a state visit to Russia."
    layer = analyse(Article(id="a", title="", text=text), resources).layer("text")
    (visit,) = occasions(layer, load_lexicon())
    assert {a.party for m in visit.participants for a in m.actors} == {"CHN", "RUS"}
