"""From raw log-odds to probabilities that can be trusted, and the threshold of each label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.heads.layers import Array, logistic


@dataclass(frozen=True, slots=True)
class Scale:
    """Slope and intercept of the labels of one head, in their order."""

    slope: Array
    intercept: Array

    def probabilities(self, odds: Array) -> Array:
        """Probabilities for the columns of ``odds``."""
        return logistic(odds * self.slope + self.intercept)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt scaling by label (Platt 1999), fitted on held-out folds of the training set.

    Attributes:
        scale: label (``head:class``) to slope and intercept on the log-odds.
        thresholds: label to the probability from which on it counts as said.
    """

    scale: Mapping[str, tuple[float, float]]
    thresholds: Mapping[str, float]

    def scale_of(self, labels: Sequence[str]) -> Scale:
        """The scaling of these labels; one that was not calibrated stays as it is."""
        return Scale(*np.array([self.scale.get(name, (1.0, 0.0)) for name in labels], np.float32).T)

    def probabilities(self, labels: Sequence[str], odds: Array) -> Array:
        """Probabilities for the columns of ``odds``, which are ``labels``."""
        return self.scale_of(labels).probabilities(odds)
