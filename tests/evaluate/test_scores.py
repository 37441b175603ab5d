"""Scores, intervals and comparison on a frozen coding of three made-up articles."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.evaluate import Counts, bootstrap, compare, judge, score
from dragoman.evaluate.names import as_names, fold, same


def test_frozen_scores(frozen: dict[str, Any], expected: dict[str, Any]) -> None:
    assert score(**frozen).as_dict() == expected


def test_gold_against_itself_is_perfect(frozen: dict[str, Any]) -> None:
    scores = score(frozen["gold"], frozen["gold"], frozen["articles"])
    assert scores.mean_strict_f1 == 1.0
    assert scores.aux.value == 1.0
    assert scores.relevance.value == 1.0


def test_no_coding_at_all_scores_nothing(frozen: dict[str, Any]) -> None:
    scores = score(frozen["gold"], [], frozen["articles"])
    assert scores.mean_strict_f1 == 0.0
    assert scores.aux.value is None


def test_repeating_a_record_costs_precision(frozen: dict[str, Any]) -> None:
    before = score(**frozen).types["attendance"].strict
    frozen["predicted"][0]["attendance"] *= 3
    after = score(**frozen).types["attendance"].strict
    assert after.hits == before.hits
    assert after.precision < before.precision


def test_ten_thousand_copies_of_a_record_end_in_a_score(frozen: dict[str, Any]) -> None:
    """A chain of moved pairs as long as the list: no recursion error."""
    for side in ("gold", "predicted"):
        frozen[side][0]["delegations"] = [{"who": "Dayan", "party": "ISR", "role": "member", "s": [3]}] * 300
    assert score(**frozen).types["delegations"].strict.hits == 300 + 1


def test_gold_without_its_article_is_a_clear_error(frozen: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="dayton"):
        score(frozen["gold"], [], [one for one in frozen["articles"] if one["id"] != "dayton"])


def test_missed_and_extra_say_what_went_wrong(frozen: dict[str, Any]) -> None:
    delegations = judge(**frozen).articles[0].groups["delegations"]
    assert [one.get("role") for one in delegations.missed] == ["member"]
    assert [one.get("role") for one in delegations.extra] == ["head"]


def test_comparison_lists_what_changed(frozen: dict[str, Any]) -> None:
    before = judge(**frozen)
    coded = frozen["predicted"][0]
    coded["delegations"][0]["role"] = "member"
    coded["positions"] = []
    differences = {(one.change, one.group) for one in compare(before, judge(**frozen))}
    assert differences == {("gained", "delegations"), ("gone_extra", "delegations"), ("lost", "positions")}


def test_comparison_of_a_run_with_itself_is_empty(frozen: dict[str, Any]) -> None:
    assert compare(judge(**frozen), judge(**frozen)) == ()


def test_a_record_given_twice_more_is_listed_twice(frozen: dict[str, Any]) -> None:
    before = judge(**frozen)
    frozen["predicted"][0]["attendance"] += [frozen["predicted"][0]["attendance"][2]] * 2
    assert [one.change for one in compare(before, judge(**frozen))] == ["new_extra", "new_extra"]


def test_runs_over_different_articles_are_not_compared(frozen: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="different articles"):
        compare(judge(**frozen), judge(frozen["gold"][:1], [], frozen["articles"]))


def test_intervals_hold_the_figure_and_repeat(frozen: dict[str, Any]) -> None:
    run = judge(**frozen)
    intervals = bootstrap(run, seed=3, samples=300)
    assert intervals == bootstrap(run, seed=3, samples=300)
    assert intervals["events"].low <= run.scores.types["events"].strict.f1 <= intervals["events"].high
    assert intervals["mean_strict_f1"].low < run.scores.mean_strict_f1 < intervals["mean_strict_f1"].high


def test_intervals_of_a_perfect_coding_have_no_width(frozen: dict[str, Any]) -> None:
    run = judge(frozen["gold"][:1], frozen["gold"], frozen["articles"])
    interval = bootstrap(run, seed=1, samples=50)["attendance"]
    assert (interval.low, interval.high) == (1.0, 1.0)


def test_no_articles_no_intervals() -> None:
    assert bootstrap(judge([], [], []), seed=1) == {}


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("Anwar Sadat", "President Sadat", True),
        ("USA", "United States", True),
        ("U.S.", "us", True),
        (["EGY", "ISR"], "USA, ISR", True),
        ("Egyptian government", "Israeli government", False),
        ("Nikola Pašić", "Pasic", True),
        ("", "", False),
        (None, "USA", False),
    ],
)
def test_names_that_mean_the_same_actor(left: Any, right: Any, agree: bool) -> None:
    assert same(left, right) is agree


@given(st.one_of(st.text(), st.lists(st.text() | st.none()), st.integers(), st.none()))
def test_any_value_has_names(value: Any) -> None:
    assert all(name.strip() for name in as_names(value))
    assert same(value, value) in (True, False)


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_measures() -> None:
    counts = Counts(gold=4, predicted=2, hits=1) + Counts(gold=4, predicted=2, hits=1)
    assert (counts.precision, counts.recall) == (0.5, 0.25)
    assert counts.f1 == pytest.approx(1 / 3)
    assert Counts().f1 == 0.0
