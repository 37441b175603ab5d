"""Calibration and thresholds from out-of-fold scores, and the figures that go with them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scripts.heads.scoring import Array, Scores, average_precision, best_threshold, precision_recall
from sklearn.linear_model import LogisticRegression

from dragoman.heads.labels import NONE

FEWEST = 12
"""Positives that a label needs for a calibration and threshold of its own; rarer ones share their head's."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """What ``dragoman.heads.calibration`` reads."""

    scale: dict[str, tuple[float, float]]
    thresholds: dict[str, float]

    def probability(self, label: str, logit: Array) -> Array:
        """The calibrated probabilities of ``label``."""
        slope, intercept = self.scale.get(label, (1.0, 0.0))
        return 1 / (1 + np.exp(-np.clip(slope * logit + intercept, -30, 30)))


def fit_calibration(scores: Mapping[str, Scores]) -> Fitted:
    """Platt scaling and the threshold of highest F1 for every label of ``scores``."""
    pooled = _pooled(scores)
    shared = {head: _platt(found) for head, found in pooled.items()}
    scale = {n: _platt(s) if _enough(s) else shared[_head(n)] for n, s in scores.items()}
    fitted = Fitted(scale, {})
    common = {}
    for head in pooled:
        names = [n for n in scores if _head(n) == head and not n.endswith(f":{NONE}")]
        probability = np.concatenate([fitted.probability(n, scores[n].logit) for n in names])
        common[head] = best_threshold(probability, np.concatenate([scores[n].truth for n in names]))[0]
    for name, found in scores.items():
        own = best_threshold(fitted.probability(name, found.logit), found.truth)[0] if _enough(found) else None
        fitted.thresholds[name] = round(common[_head(name)] if own is None else own, 4)
    return Fitted({n: (round(a, 4), round(b, 4)) for n, (a, b) in scale.items()}, fitted.thresholds)


def _head(name: str) -> str:
    """The head of a label: ``pair:plover`` of ``pair:plover:AID``, ``mention`` of its yes-or-no labels."""
    return name.rpartition(":")[0]


def _enough(scores: Scores) -> bool:
    positives = int(scores.truth.sum())
    return FEWEST <= positives <= len(scores.truth) - FEWEST


def _pooled(scores: Mapping[str, Scores]) -> dict[str, Scores]:
    out: dict[str, Scores] = {}
    for name, found in scores.items():
        before = out.get(_head(name))
        if name.endswith(f":{NONE}"):
            continue
        out[_head(name)] = found if before is None else Scores(
            np.concatenate([before.logit, found.logit]), np.concatenate([before.truth, found.truth])
        )  # fmt: skip
    return out


def _platt(scores: Scores) -> tuple[float, float]:
    if not _enough(scores):
        return 1.0, 0.0
    model = LogisticRegression(C=100.0, max_iter=500)
    model.fit(np.clip(scores.logit, -20, 20)[:, None], scores.truth)
    slope = float(model.coef_[0, 0])
    # A label whose held-out scores run against its truth carries no information: its share is the best guess.
    return (
        (slope, float(model.intercept_[0]))
        if slope > 0
        else (1e-3, math.log(scores.truth.mean() / (1 - scores.truth.mean())))
    )


def figures(scores: Mapping[str, Scores], fitted: Fitted) -> dict[str, dict[str, Any]]:
    """For every label: positives, precision, recall and F1 at its threshold, average precision, calibration error."""
    out = {}
    for name, found in scores.items():
        probability = fitted.probability(name, found.logit)
        p, r, f = precision_recall(probability, found.truth, fitted.thresholds[name])
        out[name] = {
            "n": int(found.truth.sum()),
            "precision": round(p, 3),
            "recall": round(r, 3),
            "f1": round(f, 3),
            "average_precision": round(average_precision(found.logit, found.truth), 3),
            "calibration_error": round(calibration_error(probability, found.truth), 4),
        }
    return out


def calibration_error(probability: Array, truth: Array, bins: int = 10) -> float:
    """Expected calibration error: mean distance of stated and true share, over ten bins of the probability."""
    which = np.minimum((probability * bins).astype(int), bins - 1)
    total = 0.0
    for number in range(bins):
        here = which == number
        if here.any():
            total += here.mean() * abs(probability[here].mean() - truth[here].mean())
    return float(total)
