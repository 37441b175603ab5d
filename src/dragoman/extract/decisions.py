"""Whether a candidate becomes a record: a logistic decision over what heads, rules and grammar say of it.

The weights are data, ``data/extract/decisions.json``, fitted by ``scripts/fit_decisions.py`` on training articles that
the heads had not seen.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Features = Mapping[str, float]

_LEAST = 0.001  # probabilities nearer to 0 or 1 say no more: the heads are not calibrated that finely


@dataclass(frozen=True, slots=True)
class Decision:
    """A fitted logistic regression and the probability from which on a candidate is kept."""

    bias: float
    weights: Mapping[str, float]
    threshold: float

    def probability(self, features: Features) -> float:
        """How likely a coder has the record; a feature without a weight says nothing."""
        return 1 / (1 + math.exp(-self.bias - _weighted(self.weights, features)))


@dataclass(frozen=True, slots=True)
class Choice:
    """A fitted choice of one candidate or none, and the probability from which on the likeliest is taken.

    Candidates share what is certain: two that are equally likely have less than a half each.
    """

    bias: float
    weights: Mapping[str, float]
    threshold: float

    def shares(self, candidates: Sequence[Features]) -> list[float]:
        """How likely each candidate is the right one; what is left to 1 is that none is."""
        odds = [math.exp(self.bias + _weighted(self.weights, features)) for features in candidates]
        whole = 1 + sum(odds)
        return [one / whole for one in odds]


def _weighted(weights: Mapping[str, float], features: Features) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


Decisions = Mapping[str, Decision]


def log_odds(probability: float) -> float:
    """The log-odds of a probability, kept within what the heads can tell."""
    kept = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))


@cache
def load_decisions() -> Decisions:
    """The shipped decisions by report type."""
    return {name: Decision(**one) for name, one in read_weights("decisions.json").items()}


def read_weights(name: str) -> dict[str, Any]:
    """A file of fitted weights as it ships: one decision's fields, or those of several by name."""
    raw: dict[str, Any] = json.loads(files("dragoman").joinpath("data/extract", name).read_text(encoding="utf-8"))
    return raw
