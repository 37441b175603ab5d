"""Groups that are told without a name of their own."""

import pytest

from dragoman.api import Reader
from dragoman.language.pipeline import analyse_all
from dragoman.model import Article


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("The main Syrian rebels shelled Aleppo on Monday.", "Syrian rebels", "Syrian rebels"),
        ("Syrian rebels shelled Aleppo. Later the rebels rejected a truce.", "rebels", "Syrian rebels"),
        ("Hostage families protested in Tel Aviv.", "Hostage families", "Hostage families"),
        ("Syrian rebel commanders refused to go.", "Syrian rebel commanders", "Syrian rebels"),
        ("Rebel groups shelled Aleppo. Syrian rebels denied it.", "Rebel groups", "Syrian rebels"),
        ("Georgian opposition figures met in Oslo.", "Georgian opposition figures", "Georgian opposition"),
        ("Separatists fired on the town. The separatists denied it.", "separatists", "separatists"),
        ("Houthi rebels fired at two ships.", "Houthi rebels", "Houthis"),
        ("Syrian troops shelled Aleppo on Monday.", "Syrian", "SYR"),
        ("Moscow blamed Western powers for the delay.", "Western powers", "Western powers"),
        ("On Monday Arab leaders met in Riyadh.", "Arab leaders", "Arab leaders"),
        ("Turkey shelled Syrian Kurdish forces.", "Syrian Kurdish forces", "Syrian Kurdish forces"),
        ("Iran warned European leaders.", "European", "EU"),
    ],
)
def test_a_group_is(reader: Reader, text: str, word: str, name: str) -> None:
    [analysis] = analyse_all([Article(id="a", title="", text=text)], reader.resources)
    assert [a.name for m in analysis.mentions if m.text == word for a in m.actors] == [name]


def test_a_state_that_only_says_where_a_group_is_takes_no_part(reader: Reader) -> None:
    [analysis] = analyse_all([Article(id="a", title="", text="Syrian rebels shelled Aleppo.")], reader.resources)
    assert "SYR" not in {a.name for m in analysis.mentions for a in m.actors}


def test_bare_rebels_that_the_text_never_tells_more_fully_stay_to_coreference(reader: Reader) -> None:
    text = "Hamas refused the terms. The militants wanted a truce first."
    [analysis] = analyse_all([Article(id="a", title="", text=text)], reader.resources)
    assert [a.name for m in analysis.mentions if m.text.endswith("militants") for a in m.actors] == ["Hamas"]
