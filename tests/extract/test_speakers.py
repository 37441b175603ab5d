"""Who speaks, named as coders name a source."""

import pytest

from dragoman.api import Reader
from tests.conftest import article_of


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Two US officials familiar with the talks said a deal was near.", "US officials"),
        ("A source close to the talks said a deal was near.", "source close to the talks"),
        ("The UN-backed health ministry said the hospital was empty.", "UN-backed health ministry"),
        ("Skeptics said the offer came too late.", "Skeptics"),
        ("A statement from the Pentagon said the ships would sail on Monday.", "Pentagon"),
        ("A Pentagon statement said the ships would sail on Monday.", "Pentagon"),
        ("One of the regional sources said that Cairo had sent new terms.", "regional sources"),
        ("The Ukrainian government said the truce had been broken again.", "UKR"),
        ("“We will not sign,” said Sergei Lavrov, who warned that time was short.", "Sergei Lavrov"),
    ],
)
def test_a_source_is_named(rules_reader: Reader, text: str, speaker: str) -> None:
    said = rules_reader.read(article_of(text)).statements
    assert {s.speaker.name for s in said} == {speaker}


def test_the_official_is_the_one_who_was_named_before(rules_reader: Reader) -> None:
    text = "A senior Hamas official said the terms had changed. The talks went on. The official said a reply was due."
    said = rules_reader.read(article_of(text)).statements
    assert {s.speaker.name for s in said} == {"senior Hamas official"}
