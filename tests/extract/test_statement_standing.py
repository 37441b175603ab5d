"""How an utterance stands among those of its article."""

import math

from dragoman.extract.statement_standing import Utterance, standings


def _utterances() -> list[Utterance]:
    return [
        Utterance("Marco Rubio", frozenset({1}), 2.0),
        Utterance("Sergey Lavrov", frozenset({1}), 1.0),
        Utterance("Marco Rubio", frozenset({4, 5}), -3.0),
    ]


def test_rank_and_distance_from_the_mean_are_by_the_heads_score() -> None:
    found = list(standings(_utterances()))
    assert [one["rank"] for one in found] == [0.0, math.log1p(1), math.log1p(2)]
    assert [one["over the mean"] for one in found] == [2.0, 1.0, -3.0]


def test_who_shares_a_sentence_and_who_spoke_last() -> None:
    first, second, third = standings(_utterances())
    assert (first["others beside"], second["others beside"], third["others beside"]) == (
        math.log1p(1),
        math.log1p(1),
        0.0,
    )
    assert (first["first of his"], second["first of his"], third["first of his"]) == (1.0, 1.0, 0.0)
    assert third["since own"] == third["since any"] == math.log1p(3)
    assert first["since own"] == second["since any"] == 3.0  # nobody spoke before


def test_an_article_without_utterances_has_none() -> None:
    assert list(standings([])) == []
