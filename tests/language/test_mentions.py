"""Who is named and whom a pronoun means, over whole sentences."""

import pytest

from dragoman.api import Reader
from dragoman.language.pipeline import analyse_all
from dragoman.model import Article


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Kamala Harris met the emir. Ms Harris called for a truce.", "Harris", "Kamala Harris"),
        ("Dr. Rice flew to Ramallah. Condoleezza Rice left on Monday.", "Rice", "Condoleezza Rice"),
        (
            "Kamala Harris spoke first. After his meeting with Donald Trump, Benjamin Netanyahu left.",
            "his",
            "Benjamin Netanyahu",
        ),
        ("Vladimir Putin waited. Before he flew home, Xi Jinping thanked the hosts.", "he", "Xi Jinping"),
        ("Vladimir Putin waited. Xi Jinping thanked the hosts before he flew home.", "he", "Xi Jinping"),
    ],
)
def test_a_name_or_pronoun_means(reader: Reader, text: str, word: str, name: str) -> None:
    [analysis] = analyse_all([Article(id="a", title="", text=text)], reader.resources)
    named = {actor.name for mention in analysis.mentions if mention.text == word for actor in mention.actors}
    assert named == {name}
