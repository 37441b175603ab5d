"""Preconditions by their connective: whose they are, and what is none."""

import pytest

from dragoman.api import Reader
from tests.conftest import article_of


def _conditions(text: str, reader: Reader) -> list[tuple[str, str]]:
    positions = reader.read(article_of(text)).positions
    return [(p.holder.name, p.content) for p in positions if p.kind == "precondition"]


@pytest.mark.parametrize(
    ("text", "holder", "content"),
    [
        ("Hamas will not attend the talks until Israel lifts the siege.", "Hamas", "until Israel lifts the siege"),
        ("Syria's rebels will not negotiate without a halt to the bombing.", "rebels", "without a halt to the bombing"),
        (
            "Hamas said it would abide by a ceasefire as long as Israel did the same.",
            "Hamas",
            "as long as Israel did the same",
        ),
        (
            '"The United States can only attend if it returns to the accord," Mohammad Javad Zarif said.',
            "Mohammad Javad Zarif",
            "if it returns to the accord",
        ),
        (
            '"We will return to the table only after an end to the fire," Benny Gantz said.',
            "Benny Gantz",
            "only after an end to the fire",
        ),
    ],
)
def test_a_connective_makes_a_precondition_of_whoever_sets_it(
    text: str, holder: str, content: str, rules_reader: Reader
) -> None:
    assert (holder, content) in _conditions(text, rules_reader)


@pytest.mark.parametrize(
    "text",
    [
        "The shelling of Sarajevo did not stop until February 1996.",
        "Russia left the talks without an agreement.",
        "Israel struck Rafah before the talks began.",
    ],
)
def test_what_happened_waits_for_nothing(text: str, rules_reader: Reader) -> None:
    assert not _conditions(text, rules_reader)
