"""Events: who does what to whom by the words that tell of it, and how many events an article has."""

from typing import get_args

import pytest

from dragoman.api import Reader
from dragoman.extract.event_candidates import Candidate, Option
from dragoman.extract.event_heads import MAX_EVENTS, runs_of
from dragoman.extract.event_roles import Roles, deeds_of, load_deeds, roles_in
from dragoman.extract.weighing import Weighed
from dragoman.language.pipeline import Layer, Resources, analyse
from dragoman.model import Actor, Article, PloverType
from tests.conftest import article_of


def layer_of(text: str, resources: Resources) -> Layer:
    return analyse(Article(id="a", title="", text=text), resources).layer("text")


def roles_of(text: str, resources: Resources) -> Roles:
    layer = layer_of(text, resources)
    return roles_in(layer.sentences[0], layer, layer.mentions)


@pytest.mark.parametrize(
    ("text", "plover", "pair"),
    [
        ("Israel shelled villages in Lebanon on Friday.", "ASSAULT", ("ISR", "LBN")),
        ("Washington imposed sanctions on Iran in May.", "SANCTION", ("USA", "IRN")),
        ("Iran was accused by France of hiding a plant.", "ACCUSE", ("FRA", "IRN")),
        ("The United States demanded that Iran should free the prisoners.", "REQUEST", ("USA", "IRN")),
        ("Russia's invasion of Ukraine began in 2022.", "ASSAULT", ("RUS", "UKR")),
    ],
)
def test_a_word_of_a_kind_tells_who_does_it_to_whom(
    resources: Resources, text: str, plover: PloverType, pair: tuple[str, str]
) -> None:
    roles = roles_of(text, resources)
    assert pair in roles.of(plover).pairs
    assert roles.tells(plover, frozenset(pair[:1]), frozenset(pair[1:]))
    assert not roles.tells(plover, frozenset(pair[1:]), frozenset(pair[:1]))


def test_a_word_of_one_kind_tells_of_no_other(resources: Resources) -> None:
    roles = roles_of("Iran was accused by France of hiding a plant.", resources)
    assert not roles.tells("ASSAULT", frozenset({"FRA"}), frozenset({"IRN"}))


def test_what_parties_do_together_is_told_of_all_of_them(resources: Resources) -> None:
    roles = roles_of("Qatar and Egypt met in Doha.", resources)
    assert roles.tells("CONSULT", frozenset({"QAT", "EGY"}), frozenset())
    assert not roles.tells("CONSULT", frozenset({"QAT", "USA"}), frozenset())


def test_a_verb_with_its_particle_is_a_word_of_its_own(resources: Resources) -> None:
    doc = layer_of("Turkey called off the visit. Turkey called on Iran to wait.", resources).doc
    off, on = (t for t in doc if t.lower_ == "called")
    assert "REJECT" in deeds_of(off)
    assert "REQUEST" not in deeds_of(off)
    assert "REQUEST" in deeds_of(on)


def test_every_kind_of_event_has_its_words() -> None:
    assert set.union(*(set(kinds) for words in load_deeds().values() for kinds in words.values())) == set(
        get_args(PloverType)
    )


def _told(layer: Layer, index: int, probability: float) -> Weighed[Candidate]:
    russia, ukraine = (Actor(name=n, kind="state", party=n, country=n) for n in ("RUS", "UKR"))
    option = Option((russia,), (ukraine,))
    return Weighed(Candidate(layer.sentences[index], layer, "ACCUSE", "actual", option, {}), probability)


@pytest.mark.parametrize(
    ("further", "probability", "events"),
    [
        (1, 0.9, 1),  # the next sentence goes on about it
        (3, 0.9, 2),  # another charge, sure by itself
        (3, 0.3, 1),  # the first charge once more
    ],
)
def test_a_sure_report_further_on_is_another_event(
    resources: Resources, further: int, probability: float, events: int
) -> None:
    text = "Russia blamed Ukraine for the delay. Rain fell. Snow fell. Russia blamed Ukraine for a raid."
    layer = layer_of(text, resources)
    assert len(runs_of([_told(layer, 0, 0.95), _told(layer, further, probability)])) == events


def test_an_article_has_about_a_dozen_events(reader: Reader) -> None:
    states = ("Russia", "China", "Iran", "France", "Germany", "Turkey", "Egypt", "Japan", "India", "Brazil")
    pairs = [(a, b) for n, a in enumerate(states) for b in states[n + 1 :]][:25]
    text = " ".join(f"{a} imposed sanctions on {b} on Monday." for a, b in pairs)
    assert len(reader.read(article_of(text)).events) == MAX_EVENTS
