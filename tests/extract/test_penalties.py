"""Which sentences tell of penalties that end."""

import pytest

from dragoman.api import Reader
from dragoman.extract.lexicon import load_lexicon
from dragoman.extract.penalties import lifts_penalties
from dragoman.language.pipeline import analyse
from tests.conftest import article_of


@pytest.mark.parametrize(
    ("text", "lifts"),
    [
        ("The United States lifted its sanctions on Syria.", True),
        ("Washington will begin lifting sanctions imposed on Syria in 2011.", True),
        ("Sanctions on Iran were eased in January 2016.", True),
        ("China will roll back tariffs on cars.", True),
        ("Tehran wants sanctions relief.", True),
        ("They lifted tariffs and sanctions.", True),
        ("They agreed on an end to most of the sanctions.", True),
        ("The European Union imposed sanctions on Russia.", False),
        ("Donald Trump restored the sanctions on Iran that had been lifted in 2016.", False),
        ("Washington lifted sanctions on Syria and imposed tariffs on China.", False),
        ("The ministers met in Riyadh.", False),
    ],
)
def test_penalties_are_lifted(rules_reader: Reader, text: str, *, lifts: bool) -> None:
    analysis = analyse(article_of(text), rules_reader.resources)
    [sentence] = [s for s in analysis.sentences if s.field == "text"]
    assert lifts_penalties(sentence, load_lexicon()) == lifts


@pytest.mark.parametrize(
    "text",
    [
        "The United States lifted its sanctions on Syria on Tuesday.",
        "Donald Trump said that Washington would begin lifting sanctions imposed on Syria.",
    ],
)
def test_who_lifts_sanctions_imposes_none(reader: Reader, text: str) -> None:
    record = reader.read(article_of(text))
    assert not {event.plover for event in record.events} & {"SANCTION", "THREATEN"}
    assert "concession" in {position.kind for position in record.positions}
