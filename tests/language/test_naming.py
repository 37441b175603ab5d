"""People under the name that their article prints."""

import pytest
from tests.conftest import article_of

from dragoman.api import Reader
from dragoman.language.mentions import Mention
from dragoman.language.naming import as_article_names
from dragoman.model import Actor


def _named(*printed: str, known: str) -> set[str]:
    actor = Actor(name=known, kind="person", id="Q1", printed=printed[0])
    mentions = [
        Mention(field="text", start=n, end=n + len(form), text=form, head=n, actors=(actor,), kind="person")
        for n, form in enumerate(printed)
    ]
    return {mention.actors[0].name for mention in as_article_names(mentions)}


@pytest.mark.parametrize(
    ("printed", "known", "name"),
    [
        (("Izzat Abdulhadi",), "Izzat Abdul Hadi", "Izzat Abdulhadi"),
        (("Ildefonso Guajardo", "Guajardo"), "Ildefonso Guajardo Villarreal", "Ildefonso Guajardo"),
        (("Tamim Thani Al",), "Tamim bin Hamad Al Thani", "Tamim bin Hamad Al Thani"),  # words in another order
        (("Andrii Sybiha", "Andrii Sybiha", "Andrii Sybihahas"), "Andrii Sybiha", "Andrii Sybiha"),  # a slip
    ],
)
def test_a_person_is_named_as_printed(printed: tuple[str, ...], known: str, name: str) -> None:
    assert _named(*printed, known=known) == {name}


def test_may_who_said_is_no_modal(rules_reader: Reader) -> None:
    text = 'Theresa May flew to Salzburg. "I will go on," May said in front of the hall, moments after the talks.'
    assert {s.speaker.name for s in rules_reader.read(article_of(text)).statements} == {"Theresa May"}
