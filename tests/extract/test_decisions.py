"""The fitted decisions: their data, their arithmetic and how they are fitted."""

import math

import pytest
from scripts.decisions.regression import fit_choice, fit_logistic
from scripts.decisions.tasks import STEPS, Task

from dragoman.api import Reader
from dragoman.extract.decisions import Choice, Decision, load_decisions, log_odds
from dragoman.extract.statement_heads import MAX_STATEMENTS, main_statements
from tests.conftest import article_of

_TWO = ("Sergei Lavrov", "Andrii Sybiha")


def test_a_probability_is_the_logistic_of_the_weighted_features() -> None:
    decision = Decision(bias=-1.0, weights={"rule": 2.0, "pair": 0.5}, threshold=0.3)
    assert decision.probability({"rule": 1.0, "pair": -2.0, "unheard of": 9.0}) == pytest.approx(0.5)


@pytest.mark.parametrize("probability", [0.0, 1.0])
def test_log_odds_stay_finite(probability: float) -> None:
    assert abs(log_odds(probability)) == pytest.approx(math.log(999))


def test_every_step_of_the_fitting_is_shipped() -> None:
    wanted: set[str] = {s.group for s in STEPS if isinstance(s, Task)}
    wanted |= {f"{s.name} {one}" for s in STEPS if not isinstance(s, Task) for one in s.classes}
    assert set(load_decisions()) == wanted


def test_regression_finds_the_weights_it_was_made_from() -> None:
    rows = [{"x": float(x), "noise": float(x % 3)} for x in range(-50, 51)]
    right = [row["x"] > 10 for row in rows]
    weights = fit_logistic(rows, right, penalty=0.01)
    assert weights["x"] > 0.5
    assert -weights["bias"] / weights["x"] == pytest.approx(10.5, abs=2)


def test_a_wide_scale_changes_no_probability() -> None:
    rows = [{"x": float(x)} for x in range(20)]
    right = [x % 7 < 3 for x in range(20)]
    plain = fit_logistic(rows, right, penalty=1.0)
    scaled = fit_logistic([{"x": row["x"] * 1000} for row in rows], right, penalty=1.0)
    assert scaled["x"] * 1000 == pytest.approx(plain["x"])


def test_candidates_share_what_is_certain() -> None:
    choice = Choice(bias=0.0, weights={"x": 1.0}, threshold=0.3)
    assert choice.shares([{"x": 1.0}, {"x": 1.0}]) == pytest.approx([math.e / (1 + 2 * math.e)] * 2)
    assert choice.shares([]) == []


def test_a_choice_finds_what_tells_the_right_one() -> None:
    groups = [[{"x": 1.0, "noise": n % 3}, {"x": 0.0, "noise": n % 2}] for n in range(40)]
    groups += [[{"x": 0.0, "noise": n % 2}] for n in range(20)]
    right = [[True, False]] * 40 + [[False]] * 20
    weights = fit_choice(groups, right, penalty=1.0)
    choice = Choice(weights["bias"], weights, 0.3)
    assert choice.shares(groups[0])[0] > 0.8
    assert choice.shares(groups[-1])[0] < 0.3


def test_records_on_a_decision_name_its_probability(reader: Reader) -> None:
    record = reader.read(article_of("The United States imposed new sanctions on Iran on Monday."))
    [event] = [e for e in record.events if e.plover == "SANCTION"]
    assert [a.name for a in event.actor] == ["USA"]
    assert [a.name for a in event.recipient] == ["IRN"]
    assert event.reason.probability is not None
    assert event.reason.probability >= load_decisions()["events"].threshold


def test_at_most_ten_statements_are_main(reader: Reader) -> None:
    lines = (f"{name} said on Monday that point {n} of the plan was wrong.\n\n" for n in range(12) for name in _TWO)
    said = reader.read(article_of(" ".join(lines))).statements
    assert len(main_statements(said, 0.0)) == MAX_STATEMENTS


def test_what_a_speaker_goes_on_to_say_is_one_main_statement(reader: Reader) -> None:
    text = "Sergei Lavrov said the talks had failed. He said Russia would wait.\n\nAndrii Sybiha said Kyiv was ready."
    said = reader.read(article_of(text)).statements
    assert [(s.speaker.name, len(s.evidence)) for s in main_statements(said, 0.0)] == [
        ("Sergei Lavrov", 2),
        ("Andrii Sybiha", 1),
    ]


def test_who_tells_of_a_position_or_is_to_meet_it_does_not_hold_it(reader: Reader) -> None:
    text = (
        "Rustem Umerov said Russia had rejected an unconditional ceasefire. "
        "Russia demanded that Ukraine withdraw its troops from the Donetsk region."
    )
    held = {(p.party, p.kind) for p in reader.read(article_of(text)).positions}
    assert ("RUS", "rejection") in held
    assert ("RUS", "demand") in held
    assert not {("UKR", "rejection"), ("UKR", "demand")} & held
