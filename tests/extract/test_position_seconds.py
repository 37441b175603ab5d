"""A side's second position in a sentence must be surer than its first."""

from dataclasses import dataclass, field
from typing import cast

from dragoman.extract.position_candidates import Candidate
from dragoman.extract.position_heads import _seconds_left_out
from dragoman.extract.weighing import Weighed


@dataclass(frozen=True)
class _Kind:
    """A kind that a side may hold in a sentence."""

    side: tuple[int, str]
    stable: bool = False
    handicap: float = field(default=1.0)


def _kept(*taken: tuple[_Kind, float]) -> list[float]:
    found = [Weighed(cast(Candidate, one), probability) for one, probability in taken]
    return [one.probability for one in _seconds_left_out(found, 0.2)]


def test_a_less_likely_second_is_left_out() -> None:
    seoul = _Kind((3, "KOR"))
    assert _kept((seoul, 0.6), (seoul, 0.39)) == [0.6]


def test_a_sure_second_is_kept() -> None:
    seoul = _Kind((3, "KOR"))
    assert _kept((seoul, 0.6), (seoul, 0.41)) == [0.6, 0.41]


def test_what_a_stable_rule_tells_is_kept() -> None:
    assert _kept((_Kind((3, "KOR")), 0.6), (_Kind((3, "KOR"), stable=True), 0.1)) == [0.6, 0.1]


def test_other_sides_and_sentences_count_for_themselves() -> None:
    assert _kept((_Kind((3, "KOR")), 0.6), (_Kind((3, "PRK")), 0.25), (_Kind((4, "KOR")), 0.21)) == [0.6, 0.25, 0.21]
