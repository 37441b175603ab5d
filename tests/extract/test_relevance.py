"""What an article's main subject is: heads and records together, or rules alone."""

import pytest

from dragoman.api import Reader
from tests.conftest import article_of

_PORTRAIT = (
    "The house where the peace prize winner was born is for sale. It has four rooms and a garden. The roof leaks. "
    "Martti Ahtisaari grew up in Kuopio and trained as a teacher. He liked football. He moved often as a child. "
    "The town has named a school after him. Visitors come in summer.\n\n"
)
_TALKS = (
    "Indonesia and the Free Aceh Movement held talks in Vantaa in January. Indonesia and the Free Aceh Movement met "
    "again in April. The two sides agreed to a third round. In August Indonesia signed a peace agreement with the "
    "Free Aceh Movement. Indonesia agreed to withdraw its troops from Aceh."
)


@pytest.mark.parametrize(("text", "subject"), [(_PORTRAIT, "other"), (_PORTRAIT + _TALKS, "talks")])
def test_what_is_told_after_the_first_sentences_counts_too(reader: Reader, text: str, subject: str) -> None:
    assert reader.read(article_of(text)).relevance == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Russia and Ukraine met in Istanbul on Monday.", "talks"),
        ("Russian forces shelled Ukrainian troops near Kupiansk.", "conflict"),
        ("The museum opened a new wing.", "other"),
    ],
)
def test_rules_alone_go_by_what_is_told_early(rules_reader: Reader, text: str, subject: str) -> None:
    assert rules_reader.read(article_of(text)).relevance == subject
