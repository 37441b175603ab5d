"""A position's kind by how it is told and by how many hold it."""

import pytest

from dragoman.api import Reader
from tests.conftest import article_of


def _kinds(text: str, reader: Reader) -> set[tuple[str, str]]:
    return {(p.party, p.kind) for p in reader.read(article_of(text)).positions}


@pytest.mark.parametrize(
    ("text", "party", "kind"),
    [
        ("Iran agreed to release the ten sailors.", "IRN", "concession"),
        ("Iran agreed to the truce.", "IRN", "acceptance"),
        ("North Korea promised to end the tests.", "PRK", "offer"),
        ("Washington insisted that North Korea disarm.", "USA", "demand"),
        ("Washington insisted that North Korea disarm before any talks begin.", "USA", "precondition"),
        ("Turkey demands that Greece give up its weapons before talks begin.", "TUR", "precondition"),
        ("France wants guarantees from Iran first.", "FRA", "precondition"),
        ("Hamas demanded, as a condition of a truce, that Israel withdraw its troops.", "Hamas", "precondition"),
        ("Turkey demanded that Greece withdraw its ships before Friday.", "TUR", "demand"),
        ("Ukraine will not negotiate with Russia.", "UKR", "rejection"),
    ],
)
def test_what_is_given_and_what_must_come_first_decide(text: str, party: str, kind: str, rules_reader: Reader) -> None:
    assert (party, kind) in _kinds(text, rules_reader)


@pytest.mark.parametrize(
    "text",
    [
        "China and the United States agreed to suspend the tariffs.",
        "China and the United States promised to end the tariffs.",
    ],
)
def test_what_two_promise_each_other_each_accepts(text: str, rules_reader: Reader) -> None:
    assert _kinds(text, rules_reader) == {("CHN", "acceptance"), ("USA", "acceptance")}


def test_a_refusal_that_only_waits_is_a_condition(rules_reader: Reader) -> None:
    text = "Ukraine will not negotiate with Russia until the shelling ends."
    assert _kinds(text, rules_reader) == {("UKR", "precondition")}
