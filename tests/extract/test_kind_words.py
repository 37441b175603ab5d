"""Words that tell a kind of position."""

import pytest

from dragoman.extract.kind_words import is_worded, load_kind_words
from dragoman.model import PositionKind


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("precondition", "Iran will return to the talks once Washington lifts its sanctions."),
        ("precondition", "Hanoi released the pilots in exchange for a halt to the bombing."),
        ("precondition", "Arafat would come to Camp David if Barak called him first."),
        ("threat", "Washington warned Baghdad of serious consequences."),
        ("offer", "Oslo is willing to host the next round."),
        ("demand", "Cairo called for a ceasefire in Gaza."),
        ("proposal", "Oscar Arias put a peace plan to five presidents."),
    ],
)
def test_words_of_a_kind(kind: PositionKind, text: str) -> None:
    assert is_worded(kind, text, load_kind_words())


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("precondition", "The firstborn of the king beforehand visited Amman in a long motorcade."),
        ("precondition", "If Arafat stays away, that shows he never wanted a deal."),
        ("demand", "Reagan called Gorbachev in March."),
        ("rejection", "Arafat refused the map at Camp David."),
    ],
)
def test_other_words(kind: PositionKind, text: str) -> None:
    assert not is_worded(kind, text, load_kind_words())
