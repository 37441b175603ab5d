"""The words of a record, cut short."""

import pytest

from dragoman.extract.content import cut


@pytest.mark.parametrize(
    ("text", "limit", "words"),
    [
        ("a summit of the three leaders in Istanbul or Ankara", 7, "a summit of the three leaders"),
        ("an unconditional ceasefire", 7, "an unconditional ceasefire"),
        ("what they are ready for", 7, "what they are ready for"),
        ("in of the", 1, "in"),
    ],
)
def test_words_are_cut_where_they_may_end(text: str, limit: int, words: str) -> None:
    assert cut(text, limit) == words
