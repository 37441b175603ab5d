"""From raw log-odds to probabilities that can be trusted, and the threshold of each label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.heads.layers import Array, logistic


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt scaling by label (Platt 1999), fitted on held-out folds of the training set.

    Attributes:
        scale: label (``head:class``) to slope and intercept on the log-odds.
        thresholds: label to the probability from which on it counts as said.
    """

    scale: Mapping[str, tuple[float, float]]
    thresholds: Mapping[str, float]

    def probabilities(self, labels: Sequence[str], odds: Array) -> Array:
        """Probabilities for the columns of ``odds``, which are ``labels``."""
        slope, intercept = np.array([self.scale.get(name, (1.0, 0.0)) for name in labels], np.float32).T
        return logistic(odds * slope + intercept)
