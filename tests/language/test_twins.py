"""States that are named together by the name that they share."""

import pytest

from dragoman.api import Reader
from dragoman.language.pipeline import analyse_all
from dragoman.model import Article


@pytest.mark.parametrize(
    ("text", "printed", "names"),
    [
        ("The two Koreas held talks in Panmunjom.", "Koreas", ["PRK", "KOR"]),
        ("North and South Korea restored the hotline.", "North and South Korea", ["PRK", "KOR"]),
        ("South and North Korean officials met on Friday.", "South and North Korean", ["KOR", "PRK"]),
        ("South Korea restored the hotline.", "South Korea", ["KOR"]),
        ("China and South Korea restored the hotline.", "South Korea", ["KOR"]),
    ],
)
def test_both_states_are_meant(reader: Reader, text: str, printed: str, names: list[str]) -> None:
    [analysis] = analyse_all([Article(id="a", title="", text=text)], reader.resources)
    found = {m.text: [a.name for a in m.actors] for m in analysis.mentions}
    assert found[printed] == names
    assert not any(text != printed and text in printed for text in found)
