"""Which mentions of an occasion are of one meeting."""

import pytest

from dragoman.api import Reader
from dragoman.extract.context import Context
from dragoman.extract.learned import read_by_heads
from dragoman.extract.lexicon import load_lexicon
from dragoman.extract.meetings import cluster, parties_of
from dragoman.extract.occasions import occasions
from dragoman.extract.record import occasions_in
from dragoman.language.pipeline import Resources, analyse
from tests.conftest import article_of, layer_of


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("John Kerry met Mohammad Javad Zarif. Barack Obama met Hassan Rouhani.", 2),
        ("John Kerry met Mohammad Javad Zarif. The Iranian minister said that Kerry met Zarif twice.", 1),
        ("Israel and Hamas held talks in Cairo. A meeting with Hamas took place.", 2),
        ("Israel and Hamas held talks in Cairo. The meeting with Hamas took place late.", 1),
        ("Israel and Hamas held talks in Cairo. A meeting with Hamas took place in Cairo.", 1),
        ("Antony Blinken met David Lammy. Antony Blinken also met Keir Starmer.", 2),
        ("Antony Blinken met David Lammy. Antony Blinken and Jake Sullivan met David Lammy.", 1),
    ],
)
def test_who_cannot_be_at_both_makes_two(resources: Resources, text: str, meetings: int) -> None:
    layer = layer_of(text, resources)
    assert len(cluster(occasions(layer, load_lexicon()))) == meetings


@pytest.mark.parametrize(
    ("before", "parties"),
    [
        ("Israel and Hamas held a first round of negotiations in Doha on Monday.", {"ISR", "Hamas"}),
        ("Prices rose in Japan and Brazil on Monday.", set()),
    ],
)
def test_talks_of_nobody_are_of_those_just_said_to_meet(reader: Reader, before: str, parties: set[str]) -> None:
    analysis = analyse(article_of(f"{before} Indirect talks went on in Cairo on Tuesday."), reader.resources)
    extraction = reader.extraction
    assert extraction.heads is not None
    reading = read_by_heads(analysis, extraction.heads, extraction.thresholds, extraction.decisions)
    context = Context(analysis, extraction.rules, extraction.lexicon, reader.resources.attribution, reading)
    last = max(occasions_in(context), key=lambda o: o.sentence.index)
    assert last.token.text == "talks"
    assert set(parties_of(last)) == parties


@pytest.mark.parametrize(
    ("text", "standings"),
    [
        ("Narendra Modi will visit Poland. Modi's visit to Poland worries Moscow.", ["scheduled"]),
        ("Narendra Modi will visit Poland. Modi held talks with Poland.", ["scheduled", "held"]),
    ],
)
def test_what_only_comes_up_stands_where_others_say(resources: Resources, text: str, standings: list[str]) -> None:
    found = cluster(occasions(layer_of(text, resources), load_lexicon()))
    assert [one.standing for one in found] == standings
