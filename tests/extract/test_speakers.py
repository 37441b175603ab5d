"""Who speaks, named as coders name a source."""

import pytest

from dragoman.api import Reader
from tests.conftest import article_of


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Two US officials familiar with the talks said a deal was near.", "US officials"),
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
