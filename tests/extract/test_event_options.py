"""Which sides may be those of an event: named, left out in a sentence, or in none of its words."""

from collections.abc import Sequence

import pytest

from dragoman.extract.event_options import Option, options_of
from dragoman.extract.event_roles import roles_in
from dragoman.extract.event_scene import Scene, names_of, scene_of
from dragoman.extract.learned import Judged, JudgedPair, Reading
from dragoman.extract.thresholds import load_thresholds
from dragoman.heads import NONE, SILENCE, MentionScores, PairScores
from dragoman.language.pipeline import Analysis, Layer, Resources, analyse
from dragoman.model import PloverType
from tests.conftest import article_of

Act = tuple[int, str, str, PloverType]
"""The number of a sentence, who acts there, whom it is done to (or nobody) and the type."""


def _analysis(text: str, resources: Resources) -> Analysis:
    return analyse(article_of(text), resources)


def _scene(analysis: Analysis, acts: Sequence[Act]) -> Scene:
    """The scene in which the heads see certain acts."""
    (layer,) = analysis.layers
    sentences = {sentence.index: SILENCE for sentence in layer.sentences}
    heard = MentionScores(
        attendance={}, holder={}, issue={}, speaker={}, role={}, actor=0.5, recipient=0.5, party=0.1, mediator=0.1
    )
    mentions = tuple(
        Judged(m, heard, s, layer) for s in layer.sentences for m in layer.mentions if s.start <= m.start < s.end
    )
    pairs = tuple(_pair(layer, act) for act in acts)
    return scene_of(analysis, Reading(sentences, mentions, pairs, {}, load_thresholds(), {}))


def _pair(layer: Layer, act: Act) -> JudgedPair:
    number, actor, recipient, plover = act
    sentence = layer.sentences[number]
    here = [m for m in layer.mentions if sentence.start <= m.start < sentence.end]
    doer, done_to = (next((m for m in here if name in names_of(m)), None) for name in (actor, recipient))
    scores = dict.fromkeys(SILENCE.events, 0.0) | {plover: 0.6, NONE: 0.4}
    return JudgedPair(doer, done_to, PairScores(plover=scores, aux=SILENCE.aux), sentence, layer)


def _options(text: str, resources: Resources, number: int, plover: PloverType, *acts: Act) -> list[Option]:
    analysis = _analysis(text, resources)
    (layer,) = analysis.layers
    sentence = layer.sentences[number]
    scene, roles = _scene(analysis, acts), roles_in(sentence, layer, ())
    return options_of(sentence, plover, (), scene, roles, heard=True)


def _sides(options: Sequence[Option]) -> set[tuple[str, str]]:
    return {(" ".join(sorted(o.actors)), " ".join(o.recipients)) for o in options}


_BORDER = "China sent warships towards Taiwan on Monday. China has deployed two more destroyers. Rain fell."
_AT_SEA: Act = (0, "CHN", "TWN", "MOBILIZE")


def test_whom_it_is_done_to_may_be_left_out(resources: Resources) -> None:
    options = _options(_BORDER, resources, 1, "MOBILIZE", _AT_SEA, (1, "CHN", "", "MOBILIZE"))
    assert _sides(options) == {("CHN", ""), ("CHN", "TWN")}


@pytest.mark.parametrize(("what", "aimed"), [("has tested a missile", False), ("has massed its troops", True)])
def test_a_test_is_aimed_at_nobody(resources: Resources, what: str, *, aimed: bool) -> None:
    text = f"North Korea threatened Japan on Monday. North Korea {what}."
    acts: list[Act] = [(0, "PRK", "JPN", "THREATEN"), (1, "PRK", "", "MOBILIZE")]
    assert (("PRK", "JPN") in _sides(_options(text, resources, 1, "MOBILIZE", *acts))) is aimed


def test_a_sentence_that_names_nobody_tells_of_those_who_deal_so_with_each_other(resources: Resources) -> None:
    text = "Iran met the United States in Muscat. The talks went on for six hours. Egypt hailed the talks."
    acts: list[Act] = [(0, "IRN", "USA", "CONSULT"), (2, "EGY", "", "SUPPORT")]
    (option,) = _options(text, resources, 1, "CONSULT", *acts)
    assert (option.actors, option.recipients, option.guessed) == ({"IRN", "USA"}, frozenset(), "both")
    assert ("IRN USA", "") not in _sides(_options(text, resources, 2, "CONSULT", *acts))


def test_who_does_it_to_whom_is_told_apart_but_for_what_parties_do_together(resources: Resources) -> None:
    text = "Iran blamed Israel for the blast. Israel blamed Iran for the raid. Israel faulted Iran. The charge stuck."
    acts: list[Act] = [(0, "IRN", "ISR", "ACCUSE"), (1, "ISR", "IRN", "ACCUSE"), (2, "ISR", "IRN", "ACCUSE")]
    scene = _scene(_analysis(text, resources), acts)
    assert scene.mostly("ACCUSE", joint=False) == [("ISR", "IRN"), ("IRN", "ISR")]
    assert scene.mostly("ACCUSE", joint=True) == [("IRN", "ISR")]
    assert not scene.mostly("CONSULT", joint=True)


def test_a_news_agency_takes_no_part_in_what_it_tells_of(resources: Resources) -> None:
    text = "Reuters asked Iran for comment. Egypt asked Iran for help."
    assert not _options(text, resources, 0, "REQUEST", (0, "Reuters", "IRN", "REQUEST"))
    assert _options(text, resources, 1, "REQUEST", (1, "EGY", "IRN", "REQUEST"))


def test_all_who_are_joined_to_a_side_stand_in_the_record(resources: Resources) -> None:
    text = "Britain, France and Germany urged Iran and Oman to talk. Egypt and Iran asked Iraq for help."
    first = _options(text, resources, 0, "REQUEST", (0, "FRA", "IRN", "REQUEST"))[0].in_full()
    assert (first.actors, first.recipients) == ({"GBR", "FRA", "DEU"}, {"IRN", "OMN"})
    (met, *_) = _options(text, resources, 1, "CONSULT", (1, "IRN", "IRQ", "CONSULT"))
    assert (met.in_full().actors, met.in_full().recipients) == ({"EGY", "IRN", "IRQ"}, frozenset())


def test_who_suffers_it_is_not_joined_to_those_who_do_it(resources: Resources) -> None:
    text = "Fighting between Hamas and Israel went on."
    option = _options(text, resources, 0, "ASSAULT", (0, "Hamas", "ISR", "ASSAULT"))[0].in_full()
    assert option.sides == ({"Hamas"}, {"ISR"})
