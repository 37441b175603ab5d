"""Events: who does what to whom by the words that tell of it, and how many events an article has."""

from dataclasses import replace
from typing import get_args

import pytest

from dragoman.api import Reader
from dragoman.extract.event_candidates import Candidate
from dragoman.extract.event_heads import MAX_EVENTS
from dragoman.extract.event_options import Option
from dragoman.extract.event_roles import Roles, deeds_of, load_deeds, roles_in
from dragoman.extract.event_tellings import Telling, runs_of, told, with_more
from dragoman.extract.weighing import Weighed
from dragoman.language.pipeline import Layer, Resources
from dragoman.model import Actor, PloverType
from tests.conftest import article_of, layer_of


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


def _candidate(layer: Layer, index: int, plover: PloverType, recipient: str = "UKR") -> Candidate:
    russia, other = (Actor(name=n, kind="state", party=n, country=n) for n in ("RUS", recipient))
    option = Option((russia, other), ()) if plover in ("AGREE", "CONSULT") else Option((russia,), (other,))
    return Candidate(layer.sentences[index], layer, plover, "actual", option, {})


def _telling(
    layer: Layer, index: int, probability: float, *, plover: PloverType = "ACCUSE", other: str = "UKR"
) -> Telling:
    return Telling(_candidate(layer, index, plover, other), probability, plover, "actual")


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
    assert len(runs_of([_telling(layer, 0, 0.95), _telling(layer, further, probability)])) == events


def test_talks_to_come_and_the_agreement_to_hold_them_are_one_event(resources: Resources) -> None:
    layer = layer_of("Russia will meet Ukraine, as both agreed.", resources)
    to_come = Telling(_candidate(layer, 0, "CONSULT"), 0.6, "AGREE", "future")
    agreed = _telling(layer, 0, 0.9, plover="AGREE")
    assert len(runs_of([agreed, to_come])) == 1
    assert len(runs_of([agreed, _telling(layer, 0, 0.6, plover="CONSULT")])) == 2


@pytest.mark.parametrize(
    ("further", "probability", "plover", "events"),
    [
        (2, 0.3, "CONSULT", 1),  # Russia's talks, with whomever
        (2, 0.5, "CONSULT", 2),  # sure by itself
        (11, 0.3, "CONSULT", 2),  # too far off to go on about them
        (2, 0.3, "ACCUSE", 2),  # charges against two are two
    ],
)
def test_an_unsure_report_of_talks_near_others_of_one_side_goes_on_about_them(
    resources: Resources, further: int, probability: float, plover: PloverType, events: int
) -> None:
    text = "Russia met Ukraine. Rain fell. Georgia spoke of more talks." + " Rain fell." * 9
    layer = layer_of(text, resources)
    later = _telling(layer, further, probability, plover=plover, other="GEO")
    assert len(runs_of([_telling(layer, 0, 0.9, plover=plover), later])) == events


_OFTEN = "Russia blamed Ukraine. Russia blamed Ukraine again. Russia faulted Georgia. Rain fell. Russia blamed Ukraine."


def test_what_several_sentences_tell_is_surer_than_what_one_tells(resources: Resources) -> None:
    layer = layer_of(_OFTEN, resources)
    often = [Weighed(_candidate(layer, n, "ACCUSE"), 0.15) for n in (0, 1, 4)]
    once = Weighed(_candidate(layer, 2, "ACCUSE", "GEO"), 0.15)
    assert list(told([*often, once], 0.2)) == often


def test_a_faint_telling_makes_no_other_surer(resources: Resources) -> None:
    layer = layer_of(_OFTEN, resources)
    faint = [Weighed(_candidate(layer, n, "ACCUSE"), 0.05) for n in (1, 4)]
    assert not list(told([Weighed(_candidate(layer, 0, "ACCUSE"), 0.15), *faint], 0.2))


def test_what_tells_of_the_same_stands_under_the_record_of_it_that_is_nearest(resources: Resources) -> None:
    layer = layer_of(_OFTEN, resources)
    first, last = _telling(layer, 0, 0.9), _telling(layer, 4, 0.8)
    to_come = replace(_telling(layer, 1, 0.4), aux="future")
    more = [_telling(layer, 1, 0.3), _telling(layer, 2, 0.3, plover="ASSAULT"), to_come]
    assert with_more([[first], [last]], more) == [[first, more[0]], [last]]


def test_a_record_names_the_four_sentences_that_tell_it_most_surely(resources: Resources) -> None:
    layer = layer_of(_OFTEN, resources)
    run = [_telling(layer, 0, 0.5), *(_telling(layer, n, 0.1 * n) for n in (1, 2, 3, 4))]
    assert [t.candidate.sentence.index for t in with_more([run], ())[0]] == [1, 5, 4, 3]


@pytest.mark.parametrize(("filler", "events"), [(0, MAX_EVENTS), (55, 20)])
def test_an_article_has_about_a_dozen_events_and_a_long_one_more(reader: Reader, filler: int, events: int) -> None:
    states = ("Russia", "China", "Iran", "France", "Germany", "Turkey", "Egypt", "Japan", "India", "Brazil")
    pairs = [(a, b) for n, a in enumerate(states) for b in states[n + 1 :]][:25]
    text = " ".join(f"{a} imposed sanctions on {b} on Monday." for a, b in pairs) + " Rain fell." * filler
    assert len(reader.read(article_of(text)).events) == events
