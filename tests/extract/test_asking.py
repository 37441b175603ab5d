"""The heads are asked where a record is likely, always of the lead, never where nobody is named."""

from dataclasses import replace

import pytest

from dragoman.api import Reader
from dragoman.extract.asking import LEAD, Asking, features, load_asking
from dragoman.extract.learned import read_by_heads
from dragoman.heads import SILENCE
from dragoman.language.pipeline import Analysis, analyse
from tests.conftest import article_of

PAD = "The sun shone over the quiet valley and the river below it. " * (LEAD + 1)
DEMAND = "Russia demanded that Ukraine accept a ceasefire and the foreign minister rejected the talks."
IDLE = "The weather in Canada was fine."


@pytest.fixture(scope="module")
def analysis(reader: Reader) -> Analysis:
    return analyse(article_of(f"{PAD}{DEMAND} {IDLE} It rained.", title="A day"), reader.resources)


def index_of(analysis: Analysis, text: str) -> int:
    return next(s.index for s in analysis.sentences if s.text.strip() == text)


def asked(analysis: Analysis, asking: Asking) -> set[int]:
    layers = ((layer, s) for layer in analysis.layers for s in layer.sentences)
    return {
        s.index for layer, s in layers if asking.wants(s, [m for m in layer.mentions if s.start <= m.start < s.end])
    }


def test_who_demands_is_asked_and_the_weather_is_not(analysis: Analysis) -> None:
    wanted = asked(analysis, load_asking())
    assert set(range(LEAD + 1)) <= wanted
    assert index_of(analysis, DEMAND) in wanted
    assert index_of(analysis, IDLE) not in wanted


def test_what_names_nobody_is_not_asked_however_low_the_bar(analysis: Analysis) -> None:
    open_to_all = replace(load_asking(), least=-1e9)
    assert asked(analysis, open_to_all) == {*range(LEAD + 1), index_of(analysis, DEMAND), index_of(analysis, IDLE)}


def test_of_the_rest_the_heads_say_nothing_and_of_those_asked_nearly_what_they_say_in_company(
    analysis: Analysis, reader: Reader
) -> None:
    extraction = reader.extraction
    assert extraction.heads is not None
    full = read_by_heads(analysis, extraction.heads, extraction.thresholds, extraction.decisions)
    some = read_by_heads(analysis, extraction.heads, extraction.thresholds, extraction.decisions, load_asking())
    wanted = asked(analysis, load_asking())
    for index, scores in some.sentences.items():
        if index in wanted:
            assert scores.types == pytest.approx(full.sentences[index].types, abs=0.2)
        else:
            assert scores is SILENCE
    assert [j.mention for j in some.mentions] == [j.mention for j in full.mentions if j.sentence.index in wanted]


def test_features_tell_lemmas_names_and_length(analysis: Analysis) -> None:
    layer = analysis.layer("text")
    sentence = next(s for s in layer.sentences if s.index == index_of(analysis, IDLE))
    inside = [m for m in layer.mentions if sentence.start <= m.start < sentence.end]
    assert features(sentence, inside) >= {"weather", "be", "canada"}
    assert any(f.startswith("\tlength") for f in features(sentence, inside))
