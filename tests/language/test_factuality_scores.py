"""Scores of factuality against human scores: bins, figures, and the file form."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.evaluate.factuality import Pair, bin_of, evaluate_file, read_sentences, scale, score
from dragoman.language.factuality import Judgement

CERTAIN = Judgement(
    factuality="CT+", time="past", planned=False, possible=False, conditional=False, antecedent=False, negated=False,
    rumoured=False, historical=False, refused=False, unrealised=False, condition=None, cues=(),
)  # fmt: skip


def pair(wanted: float, got: float) -> Pair:
    return Pair(id="made-up", token=0, wanted=wanted, got=got)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(-3, "negative"), (-1, "negative"), (-0.8, "uncertain"), (0.8, "uncertain"), (1, "positive"), (3, "positive")],
)
def test_the_scale_is_cut_at_one_on_either_side(value: float, expected: str) -> None:
    assert bin_of(value) == expected


def test_scores_of_a_small_set_by_hand() -> None:
    scores = score([pair(3, 3), pair(3, 0), pair(0, 0), pair(-3, -3)])
    assert scores.bins["positive"].f1 == pytest.approx(2 / 3)
    assert scores.bins["uncertain"].f1 == pytest.approx(2 / 3)
    assert scores.bins["negative"].f1 == 1
    assert scores.macro_f1 == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)
    assert scores.confusion["positive"] == {"negative": 0, "uncertain": 1, "positive": 1}
    assert scores.mae == pytest.approx(0.75)
    assert scores.pearson == pytest.approx(18 / (24.75 * 18) ** 0.5)  # means 0.75 and 0


def test_pearson_is_one_for_equal_scores_and_nought_where_nothing_varies() -> None:
    assert score([pair(3, 3), pair(-2, -2), pair(0, 0)]).pearson == pytest.approx(1)
    assert score([pair(3, 3), pair(3, 3)]).pearson == 0


def test_no_events_give_no_error() -> None:
    assert score([]).macro_f1 == 0


def test_less_certain_judgements_score_nearer_to_nought() -> None:
    ladder = [scale(replace(CERTAIN, factuality=value)) for value in ("CT+", "PR+", "PS+", "Uu", "PS-", "PR-", "CT-")]
    assert ladder == sorted(ladder, reverse=True)
    assert scale(replace(CERTAIN, planned=True)) < scale(CERTAIN)


def test_a_file_of_scored_sentences_is_measured(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "tokens": ["Iran", "refused", "to", "attend", "."], "events": [{"token": 3, "factuality": -3.0}]},
        {"id": "b", "tokens": ["Oman", "hosted", "the", "talks", "."], "events": [{"token": 1, "factuality": 3.0}]},
        {"id": "c", "tokens": ["Qatar", "may", "attend", "."], "events": [{"token": 2, "factuality": 0.4}]},
    ]
    path = tmp_path / "scored.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    scores = evaluate_file(path)
    assert (scores.events, scores.macro_f1) == (3, 1.0)


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        '{"id": "a", "tokens": ["x"]}',
        '{"id": "a", "tokens": ["x"], "events": [{"token": 7, "factuality": 1}]}',
        '{"id": "a", "tokens": ["x"], "events": [{"token": 0, "factuality": "much"}]}',
    ],
)
def test_a_line_in_another_form_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "scored.jsonl"
    path.write_text('{"id": "ok", "tokens": ["x"], "events": []}\n' + line, encoding="utf-8")
    with pytest.raises(SourceError, match="line 2"):
        read_sentences(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.jsonl"):
        read_sentences(tmp_path / "nowhere.jsonl")
